#include "list_rows.h"

#include "base/sort.h"
#include "list_pack.h"

struct reading {
    struct importing *w;
    struct text_pool texts;
    struct account_names names;
    struct packed_piece **pieces;
    size_t piece_room, count;
};

static int64_t amount_of(const struct open_item *item)
{
    return item->open_minor != 0 ? item->open_minor : item->original_minor;
}

/* A list names customers, and sometimes ledger accounts that say more. Retention is owed, an
 * advance is a credit: with the other sign they are what the account says. */
static enum ledger_role role_of(const struct importing *w, const struct open_item *item)
{
    enum ledger_role role = plan_role(w->creditor.plan, w->creditor.plan_count, item->account);
    if (item->kind == OPEN_BILL)
        return LEDGER_BILL;
    if (item->kind == OPEN_RETENTION && amount_of(item) > 0)
        return LEDGER_RETENTION;
    if (item->kind == OPEN_DEPOSIT && amount_of(item) < 0)
        return LEDGER_DEPOSIT;
    return plan_role_counts(role) ? role : LEDGER_CUSTOMER;
}

/* What its place in the books makes of an item whose kind says no more. */
static enum item_kind kind_by_role(enum ledger_role role, int64_t amount_minor)
{
    switch (role) {
    case LEDGER_BILL:
        return ITEM_BILL;
    case LEDGER_RETENTION:
        return ITEM_RETENTION;
    case LEDGER_DEPOSIT:
        return ITEM_DEPOSIT;
    case LEDGER_CUSTOMER:
    case LEDGER_BILL_REMITTED:
    case LEDGER_ACCRUED:
    case LEDGER_FACTOR:
    case LEDGER_NONE:
    case LEDGER_ROLE_COUNT:
        break;
    }
    return amount_minor < 0 ? ITEM_CREDIT_NOTE : ITEM_INVOICE;
}

static enum item_kind kind_of(const struct open_item *item, enum ledger_role role)
{
    switch (item->kind) {
    case OPEN_CREDIT_NOTE:
        return ITEM_CREDIT_NOTE;
    case OPEN_PAYMENT:
        return ITEM_PAYMENT;
    case OPEN_OPENING:
        return ITEM_OPENING;
    case OPEN_AGED:
        return ITEM_TO_DETAIL;
    case OPEN_OTHER:
        return ITEM_ADJUSTMENT;
    case OPEN_RETENTION:
        return role == LEDGER_RETENTION ? ITEM_RETENTION : ITEM_ADJUSTMENT;
    case OPEN_BILL:
    case OPEN_INVOICE:
    case OPEN_DEPOSIT:
    case OPEN_UNKNOWN:
    case OPEN_KIND_COUNT:
        break;
    }
    return kind_by_role(role, amount_of(item));
}

static struct packed_row *row_at(struct packed_piece *const *pieces, size_t row)
{
    return &pieces[row / PACKED_PIECE_ROWS]->rows[row % PACKED_PIECE_ROWS];
}

static struct packed_row *add_row(struct reading *r)
{
    size_t piece = r->count / PACKED_PIECE_ROWS;
    if (r->count % PACKED_PIECE_ROWS == 0) {
        if (piece == r->piece_room) {
            size_t bigger = piece == 0 ? 16 : piece * 2;
            r->pieces = arena_grow(r->w->arena, r->pieces, piece, bigger, sizeof(*r->pieces));
            r->piece_room = bigger;
        }
        r->pieces[piece] = ARENA_NEW(r->w->arena, struct packed_piece);
    }
    return row_at(r->pieces, r->count++);
}

static void keep_bands(struct reading *r, const struct open_item *item,
                       const struct packed_row *base)
{
    const struct open_summary *about = &r->w->about->items;
    for (int b = 0; b < about->band_count; b++) {
        if (item->bands_minor[b] == 0)
            continue;
        struct packed_row *row = add_row(r);
        *row = *base;
        row->open_minor = item->bands_minor[b];
        row->has_band = true;
        row->band_from = about->bands[b].from;
    }
}

/* A balance by age may have nothing in any of its bands: it is no row, and names nobody. */
static bool says_nothing(const struct reading *r, const struct open_item *item)
{
    int b = 0;
    while (b < r->w->about->items.band_count && item->bands_minor[b] == 0)
        b++;
    return item->kind == OPEN_AGED && b == r->w->about->items.band_count;
}

static const char *keep_texts(struct reading *r, const struct open_item *item)
{
    size_t n = item->number.n + item->label.n + item->letter.n;
    if (n == 0)
        return "";
    char *texts = text_pool_take(&r->texts, n);
    char *p = texts;
    const struct str parts[] = {item->number, item->label, item->letter};
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        if (parts[i].n > 0)
            memcpy(p, parts[i].p, parts[i].n);
        p += parts[i].n;
    }
    return texts;
}

/* A customer is called what his first row calls him. */
static uint32_t place_of(struct reading *r, const struct open_item *item)
{
    struct named_account wanted = {
        .account = item->account.n > 0 ? item->account : item->name,
        .currency = item->currency_stated ? item->currency : r->w->creditor.currency,
        .by_name = item->account.n == 0,
    };
    wanted.name = item->name.n > 0 ? item->name : wanted.account;
    return account_names_place(&r->names, &wanted);
}

static bool keep_item(void *with, const struct intake_record *record, struct err *err)
{
    struct reading *r = with;
    const struct open_item *item = &record->item;
    (void)err;
    if (says_nothing(r, item))
        return true;
    enum ledger_role role = role_of(r->w, item);
    const struct packed_row base = {
        .texts = keep_texts(r, item),
        .open_minor = item->open_minor,
        .original_minor = item->has_original ? item->original_minor : 0,
        .issued = item->issued.n,
        .due = item->due.n,
        .line = (uint32_t)item->line,
        .account = place_of(r, item),
        .label_bytes = (uint16_t)item->label.n,
        .number_bytes = (uint8_t)item->number.n,
        .letter_bytes = (uint8_t)item->letter.n,
        .kind = (uint8_t)kind_of(item, role),
        .role = (uint8_t)role,
        .has_original = item->has_original,
    };
    if (item->kind == OPEN_AGED)
        keep_bands(r, item, &base);
    else
        *add_row(r) = base;
    return true;
}

/* ---- lettered rows ---- */

struct lettered {
    struct str letter;
    struct told_row *row;
};

static int by_letter(const void *pa, const void *pb, const void *with)
{
    const struct lettered *a = pa;
    const struct lettered *b = pb;
    (void)with;
    int c = str_cmp(a->letter, b->letter);
    if (c != 0)
        return c;
    return a->row->issued.n < b->row->issued.n ? -1 : a->row->issued.n > b->row->issued.n;
}

static void close_group(const struct lettered *members, size_t count)
{
    size_t d = 0;
    size_t c = 0;
    for (;;) {
        while (d < count && members[d].row->open_minor <= 0)
            d++;
        while (c < count && members[c].row->open_minor >= 0)
            c++;
        if (d == count || c == count)
            return;
        struct told_row *debit = members[d].row;
        struct told_row *credit = members[c].row;
        int64_t amount =
            debit->open_minor < -credit->open_minor ? debit->open_minor : -credit->open_minor;
        debit->open_minor -= amount;
        credit->open_minor += amount;
    }
}

/* A row that lettering lowers was the whole piece before. */
static void close_letters(struct arena *a, struct lettered *members, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct told_row *row = members[i].row;
        if (!row->has_original) {
            row->has_original = true;
            row->original_minor = row->open_minor;
        }
    }
    SORT(a, members, count, by_letter, NULL);
    for (size_t from = 0; from < count;) {
        size_t to = from + 1;
        while (to < count && str_eq(members[to].letter, members[from].letter))
            to++;
        if (to - from > 1)
            close_group(members + from, to - from);
        from = to;
    }
}

/* ---- by account ---- */

/* The rows of each account, one behind the other. */
static void place_rows(const struct list_rows *out, const uint32_t *rank_of)
{
    for (size_t i = 0; i < out->count; i++)
        out->accounts[rank_of[row_at(out->pieces, i)->account]].to++;
    size_t from = 0;
    for (size_t n = 0; n < out->account_count; n++) {
        struct list_account *account = &out->accounts[n];
        size_t rows = account->to;
        account->from = account->to = from;
        from += rows;
    }
    for (size_t i = 0; i < out->count; i++)
        out->order[out->accounts[rank_of[row_at(out->pieces, i)->account]].to++] = (uint32_t)i;
}

static void group(struct reading *r, struct list_rows *out)
{
    struct arena *a = r->w->arena;
    struct arena scratch;
    size_t count = r->names.count;
    arena_init(&scratch, 0);
    uint32_t *places = account_names_sorted(&r->names, &scratch);
    uint32_t *rank_of = ARENA_ARRAY(&scratch, count, uint32_t);
    *out = (struct list_rows){.pieces = r->pieces,
                              .count = r->count,
                              .order = ARENA_ARRAY(a, r->count, uint32_t),
                              .wanted = ARENA_ARRAY(a, count, struct account_wanted),
                              .accounts = ARENA_ARRAY(a, count, struct list_account),
                              .account_count = count};
    for (size_t n = 0; n < count; n++) {
        const struct named_account *name = account_names_at(&r->names, places[n]);
        rank_of[places[n]] = (uint32_t)n;
        out->wanted[n] = (struct account_wanted){.ledger_number = name->account,
                                                 .name = name->name,
                                                 .currency = name->currency,
                                                 .by_name = name->by_name};
    }
    place_rows(out, rank_of);
    arena_release(&scratch);
}

bool list_rows_read(struct importing *w, struct list_rows *out, struct err *err)
{
    struct reading r = {.w = w, .texts = {.arena = w->arena}};
    struct arena names;
    *out = (struct list_rows){0};
    arena_init(&names, 0);
    account_names_init(&r.names, &names, &r.texts);
    bool ok = importing_rows(w, keep_item, &r, err);
    if (ok)
        group(&r, out);
    account_names_release(&r.names);
    arena_release(&names);
    return ok;
}

static struct told_row unpack(const struct packed_row *p)
{
    return (struct told_row){
        .kind = (enum item_kind)p->kind,
        .role = (enum ledger_role)p->role,
        .piece = {p->texts, p->number_bytes},
        .label = {p->texts + p->number_bytes, p->label_bytes},
        .issued = {p->issued},
        .due = {p->due},
        .open_minor = p->open_minor,
        .has_original = p->has_original,
        .original_minor = p->original_minor,
        .has_band = p->has_band,
        .band_from = p->band_from,
        .position = p->line,
        .fate = (enum told_fate)p->fate,
    };
}

struct told_row *list_rows_of(const struct list_rows *list, size_t account, struct arena *a,
                              size_t *count)
{
    const struct list_account *which = &list->accounts[account];
    size_t letters = 0;
    *count = which->to - which->from;
    struct told_row *rows = ARENA_ARRAY(a, *count, struct told_row);
    for (size_t i = 0; i < *count; i++) {
        const struct packed_row *p = row_at(list->pieces, list->order[which->from + i]);
        rows[i] = unpack(p);
        letters += p->letter_bytes > 0;
    }
    if (letters == 0)
        return rows;
    struct lettered *members = ARENA_ARRAY(a, letters, struct lettered);
    letters = 0;
    for (size_t i = 0; i < *count; i++) {
        const struct packed_row *p = row_at(list->pieces, list->order[which->from + i]);
        const char *letter = p->texts + p->number_bytes + p->label_bytes;
        if (p->letter_bytes > 0)
            members[letters++] = (struct lettered){{letter, p->letter_bytes}, &rows[i]};
    }
    close_letters(a, members, letters);
    return rows;
}

void list_rows_keep_fates(struct list_rows *list, size_t account, const struct told_row *rows)
{
    const struct list_account *which = &list->accounts[account];
    for (size_t i = which->from; i < which->to; i++)
        row_at(list->pieces, list->order[i])->fate = (uint8_t)rows[i - which->from].fate;
}

struct list_fate list_rows_fate(const struct list_rows *list, size_t row)
{
    const struct packed_row *p = row_at(list->pieces, row);
    return (struct list_fate){p->line, (enum told_fate)p->fate};
}
