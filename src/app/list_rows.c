#include "list_rows.h"

#include "base/sort.h"

/* One row with what finds its account. */
struct raw_row {
    struct str account, name;
    bool by_name;
    struct currency currency;
    struct str letter;
    struct told_row row;
};

struct reading {
    struct importing *w;
    struct raw_row *rows;
    size_t count, room;
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

static struct raw_row *add_row(struct reading *r)
{
    if (r->count == r->room) {
        size_t bigger = r->room == 0 ? 256 : r->room * 2;
        r->rows = arena_grow(r->w->arena, r->rows, r->room, bigger, sizeof *r->rows);
        r->room = bigger;
    }
    return &r->rows[r->count++];
}

static void keep_bands(struct reading *r, const struct open_item *item, const struct raw_row *base)
{
    const struct open_summary *about = &r->w->about->items;
    for (int b = 0; b < about->band_count; b++) {
        if (item->bands_minor[b] == 0)
            continue;
        struct raw_row *row = add_row(r);
        *row = *base;
        row->row.open_minor = item->bands_minor[b];
        row->row.has_band = true;
        row->row.band_from = about->bands[b].from;
    }
}

static void keep_item(struct reading *r, const struct open_item *item)
{
    struct arena *a = r->w->arena;
    const struct raw_row *before = r->count > 0 ? &r->rows[r->count - 1] : NULL;
    enum ledger_role role = role_of(r->w, item);
    struct str number = item->account.n > 0 ? item->account : item->name;
    bool same = before != NULL && str_eq(before->account, number) &&
                str_eq(before->name, item->name.n > 0 ? item->name : number);
    struct raw_row base = {
        .account = same ? before->account : arena_str(a, number),
        .by_name = item->account.n == 0,
        .currency = item->currency_stated ? item->currency : r->w->creditor.currency,
        .letter = item->letter.n > 0 ? arena_str(a, item->letter) : (struct str){0},
        .row =
            {
                .kind = kind_of(item, role),
                .role = role,
                .piece = arena_str(a, item->number),
                .label = arena_str(a, item->label),
                .issued = item->issued,
                .due = item->due,
                .open_minor = item->open_minor,
                .has_original = item->has_original,
                .original_minor = item->has_original ? item->original_minor : 0,
                .position = item->line,
            },
    };
    base.name = same ? before->name : item->name.n > 0 ? arena_str(a, item->name) : base.account;
    if (item->kind == OPEN_AGED)
        keep_bands(r, item, &base);
    else
        *add_row(r) = base;
}

static bool read_items(struct reading *r, struct err *err)
{
    struct importing *w = r->w;
    for (;;) {
        struct intake_record record;
        bool have = false;
        if (!intake_next(w->in, &record, &have, err))
            return false;
        if (!have)
            return !err_is(err);
        w->report->read++;
        if (record.refused == NULL)
            keep_item(r, &record.item);
        else if (!importing_reject(w, record.refused, err))
            return false;
    }
}

static int by_account(const void *pa, const void *pb, const void *with)
{
    const struct raw_row *a = pa;
    const struct raw_row *b = pb;
    (void)with;
    int c = a->account.p == b->account.p ? 0 : str_cmp(a->account, b->account);
    if (c != 0)
        return c;
    if (a->currency.code != b->currency.code)
        return a->currency.code < b->currency.code ? -1 : 1;
    return 0; /* stable: as in the file */
}

/* ---- lettered rows ---- */

static int by_letter(const void *pa, const void *pb, const void *with)
{
    const struct raw_row *rows = with;
    const struct raw_row *a = &rows[*(const size_t *)pa];
    const struct raw_row *b = &rows[*(const size_t *)pb];
    int c = str_cmp(a->letter, b->letter);
    if (c != 0)
        return c;
    return a->row.issued.n < b->row.issued.n ? -1 : a->row.issued.n > b->row.issued.n;
}

static void close_group(struct raw_row *rows, const size_t *members, size_t count)
{
    size_t d = 0;
    size_t c = 0;
    for (;;) {
        while (d < count && rows[members[d]].row.open_minor <= 0)
            d++;
        while (c < count && rows[members[c]].row.open_minor >= 0)
            c++;
        if (d == count || c == count)
            return;
        struct told_row *debit = &rows[members[d]].row;
        struct told_row *credit = &rows[members[c]].row;
        int64_t amount =
            debit->open_minor < -credit->open_minor ? debit->open_minor : -credit->open_minor;
        debit->open_minor -= amount;
        credit->open_minor += amount;
    }
}

/* A row that lettering lowers was the whole piece before. */
static void close_letters(struct arena *a, struct raw_row *rows, size_t count)
{
    size_t *members = ARENA_ARRAY(a, count, size_t);
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        if (rows[i].letter.n == 0)
            continue;
        members[n++] = i;
        if (!rows[i].row.has_original) {
            rows[i].row.has_original = true;
            rows[i].row.original_minor = rows[i].row.open_minor;
        }
    }
    SORT(a, members, n, by_letter, rows);
    for (size_t from = 0; from < n;) {
        size_t to = from + 1;
        while (to < n && str_eq(rows[members[to]].letter, rows[members[from]].letter))
            to++;
        if (to - from > 1)
            close_group(rows, members + from, to - from);
        from = to;
    }
}

/* ---- by account ---- */

static void group(struct reading *r, struct list_rows *out)
{
    struct arena *a = r->w->arena;
    out->rows = ARENA_ARRAY(a, r->count, struct told_row);
    out->count = r->count;
    for (size_t from = 0; from < r->count; out->account_count++) {
        size_t to = from + 1;
        bool lettered = r->rows[from].letter.n > 0;
        for (; to < r->count && by_account(&r->rows[from], &r->rows[to], NULL) == 0; to++)
            lettered = lettered || r->rows[to].letter.n > 0;
        if (lettered)
            close_letters(a, r->rows + from, to - from);
        size_t n = out->account_count;
        if ((n & (n - 1)) == 0) { /* full at every power of two */
            size_t bigger = n == 0 ? 1 : n * 2;
            out->wanted = arena_grow(a, out->wanted, n, bigger, sizeof *out->wanted);
            out->accounts = arena_grow(a, out->accounts, n, bigger, sizeof *out->accounts);
        }
        out->wanted[n] = (struct account_wanted){.ledger_number = r->rows[from].account,
                                                 .name = r->rows[from].name,
                                                 .currency = r->rows[from].currency,
                                                 .by_name = r->rows[from].by_name};
        out->accounts[n] = (struct list_account){from, to};
        for (size_t i = from; i < to; i++)
            out->rows[i] = r->rows[i].row;
        from = to;
    }
}

bool list_rows_read(struct importing *w, struct list_rows *out, struct err *err)
{
    struct reading r = {.w = w};
    *out = (struct list_rows){0};
    if (!read_items(&r, err))
        return false;
    SORT(w->arena, r.rows, r.count, by_account, NULL);
    group(&r, out);
    return true;
}
