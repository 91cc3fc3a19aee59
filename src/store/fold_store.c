/* Saving a fold: the difference between what the lines give and what is stored. */
#include "base/sort.h"
#include "fold_breaks.h"
#include "fold_sink.h"
#include "gen/ledger_sql.h"
#include "item_dates.h"

enum { SINK_ROWS = 20000 };

/* ---- items ---- */

struct stored_item {
    struct q_item_by_account_row row; /* texts in the arena */
    bool kept;
};

struct stored_items {
    struct stored_item *rows; /* by id */
    size_t count;
};

static bool load_items(struct db *db, struct arena *a, struct account_key key,
                       struct stored_items *out, struct err *err)
{
    struct q_item_by_account_in in = {key.debtor_id, key.account_id};
    struct db_rows rows;
    if (!q_item_by_account_open(db, &in, &rows, err))
        return false;
    size_t room = 0;
    bool ok = true;
    *out = (struct stored_items){0};
    struct q_item_by_account_row row;
    while (q_item_by_account_more(&rows, &row, &ok, err)) {
        if (out->count == room) {
            size_t bigger = room == 0 ? 16 : room * 2;
            out->rows = arena_grow(a, out->rows, room, bigger, sizeof *out->rows);
            room = bigger;
        }
        row.kind = arena_str(a, row.kind);
        row.role = arena_str(a, row.role);
        row.due_source = arena_str(a, row.due_source);
        row.currency = arena_str(a, row.currency);
        row.piece = arena_str(a, row.piece);
        row.label = arena_str(a, row.label);
        row.dates_before = arena_str(a, row.dates_before);
        out->rows[out->count++] = (struct stored_item){row, false};
    }
    db_done(&rows);
    return ok;
}

static struct stored_item *find_item(const struct stored_items *items, int64_t id)
{
    size_t at = FIND_ID(items->rows, items->count, struct stored_item, row.item_id, id);
    return at < items->count ? &items->rows[at] : NULL;
}

static struct due due_of_item(const struct folded_account *account, const struct item *item)
{
    return day_is(item->due) ? (struct due){item->due, item->due_source}
                             : due_of(item->issued, account->terms);
}

static bool same_item(const struct item *a, const struct due *due,
                      const struct q_item_by_account_row *b)
{
    return b->standing == 1 && (a->line_id != 0) == b->line_id.has &&
           (!b->line_id.has || a->line_id == b->line_id.v) &&
           str_is(b->kind, item_kind_code(a->kind)) && str_is(b->role, plan_role_code(a->role)) &&
           a->on.n == b->on_day && a->issued.n == b->issued_day && due->day.n == b->due_day &&
           str_is(b->due_source, due_source_code(due->source)) &&
           a->amount_minor == b->amount_minor && a->open_minor == b->open_minor &&
           str_eq(a->piece, b->piece) && str_eq(a->label, b->label) &&
           a->letter_unbalanced == b->letter_unbalanced;
}

static int64_t without_sign(int64_t v) { return v < 0 ? -v : v; }

static bool is_settlement(const struct ledger_fold *fold, int64_t id)
{
    for (size_t i = 0; i < fold->item_count; i++) {
        if (fold->items[i].id == id)
            return fold->items[i].kind == ITEM_SETTLEMENT;
    }
    return false;
}

/* Closed by a list, nobody knows by what. */
static bool settled(const struct ledger_fold *fold, int64_t id)
{
    for (size_t i = 0; i < fold->allocation_count; i++) {
        const struct allocation *al = &fold->allocations[i];
        if ((al->debit_item == id && is_settlement(fold, al->credit_item)) ||
            (al->credit_item == id && is_settlement(fold, al->debit_item)))
            return true;
    }
    return false;
}

/* Of an item known before: what is open now, with what a list showed again of it. */
static void note_item(struct fold_breaks *breaks, const struct folded_account *account,
                      const struct stored_item *old, const struct item *now)
{
    struct account_key key = account->key;
    int64_t before = old->row.open_minor;
    int64_t after = now == NULL ? 0 : now->open_minor;
    struct fold_break row = {.key = key,
                             .item_id = old->row.item_id,
                             .piece = old->row.piece,
                             .before_minor = before,
                             .after_minor = after};
    if (old->row.standing == 0 || before == after)
        return;
    if (without_sign(after) > without_sign(before))
        row.kind = BREAK_REOPENED;
    else if (now != NULL && now->by_hand && after == 0 && settled(account->fold, now->id))
        row.kind = BREAK_HAND;
    else if (fold_breaks_agreed(breaks, key.debtor_id))
        row.kind = BREAK_CLOSED;
    else
        return;
    fold_breaks_note(breaks, &row);
}

/* A rest that a list shows again of an item known before is one more thing open under its name. */
static void note_rest(struct fold_breaks *breaks, struct account_key key,
                      const struct stored_items *stored, const struct item *rest)
{
    const struct stored_item *base = rest->base_id != 0 && rest->kind == ITEM_ADJUSTMENT
                                         ? find_item(stored, rest->base_id)
                                         : NULL;
    if (base == NULL || base->row.standing == 0 || rest->open_minor == 0)
        return;
    struct fold_break row = {.kind = BREAK_REOPENED,
                             .key = key,
                             .item_id = base->row.item_id,
                             .piece = base->row.piece,
                             .before_minor = base->row.open_minor,
                             .after_minor = base->row.open_minor + rest->open_minor};
    fold_breaks_note(breaks, &row);
}

static void note_items(struct fold_breaks *breaks, const struct folded_account *account,
                       const struct stored_items *stored)
{
    for (size_t i = 0; i < account->fold->item_count; i++) {
        const struct item *item = &account->fold->items[i];
        const struct stored_item *old = find_item(stored, item->id);
        if (old != NULL)
            note_item(breaks, account, old, item);
        else
            note_rest(breaks, account->key, stored, item);
    }
    for (size_t i = 0; i < stored->count; i++) {
        if (!stored->rows[i].kept)
            note_item(breaks, account, &stored->rows[i], NULL);
    }
}

static void withdraw_items(struct fold_sink *sink, const struct stored_items *items)
{
    static const struct due none = {{DAY_NONE_N}, DUE_ASSUMED};
    for (size_t i = 0; i < items->count; i++) {
        const struct stored_item *old = &items->rows[i];
        const struct item gone = {.id = old->row.item_id};
        if (!old->kept && old->row.standing != 0)
            sink_item(sink, &gone, &none, SINK_WITHDRAW);
    }
}

static bool save_items(struct fold_sink *sink, struct arena *a,
                       const struct folded_account *account, struct err *err)
{
    struct stored_items stored = {0};
    if (!account->fresh && !load_items(sink_db(sink), a, account->key, &stored, err))
        return false;
    for (size_t i = 0; i < account->fold->item_count; i++) {
        const struct item *item = &account->fold->items[i];
        struct due due = due_of_item(account, item);
        struct stored_item *old = find_item(&stored, item->id);
        if (old == NULL) {
            sink_item(sink, item, &due, SINK_ADD);
            continue;
        }
        old->kept = true;
        bool same = same_item(item, &due, &old->row) &&
                    str_eq(item_dates_text(a, item, account->terms), old->row.dates_before);
        if (!same)
            sink_item(sink, item, &due, old->row.standing == 0 ? SINK_RESTORE : SINK_ALTER);
    }
    if (sink_breaks(sink) != NULL)
        note_items(sink_breaks(sink), account, &stored);
    withdraw_items(sink, &stored);
    return true;
}

/* ---- allocations ---- */

struct stored_allocation {
    int64_t id, credit_item, debit_item, amount_minor, on_day;
    struct str letter;
    enum allocation_source source;
    int64_t reverses; /* 0 = none */
    bool reversed;
};

static int by_pair(const void *pa, const void *pb, const void *with)
{
    const struct stored_allocation *a = pa;
    const struct stored_allocation *b = pb;
    (void)with;
    if (a->credit_item != b->credit_item)
        return a->credit_item < b->credit_item ? -1 : 1;
    if (a->debit_item != b->debit_item)
        return a->debit_item < b->debit_item ? -1 : 1;
    return a->id < b->id ? -1 : a->id > b->id;
}

static int pair_cmp(const struct stored_allocation *a, const struct allocation *b)
{
    if (a->credit_item != b->credit_item)
        return a->credit_item < b->credit_item ? -1 : 1;
    if (a->debit_item != b->debit_item)
        return a->debit_item < b->debit_item ? -1 : 1;
    return 0;
}

static int wanted_by_pair(const void *pa, const void *pb, const void *with)
{
    const struct allocation *a = pa;
    const struct allocation *b = pb;
    (void)with;
    if (a->credit_item != b->credit_item)
        return a->credit_item < b->credit_item ? -1 : 1;
    return a->debit_item < b->debit_item ? -1 : a->debit_item > b->debit_item;
}

struct stored_allocations {
    struct stored_allocation *rows; /* by id */
    size_t count;
};

static bool load_allocations(struct db *db, struct arena *a, struct account_key key,
                             struct stored_allocations *out, struct err *err)
{
    struct q_allocation_by_account_in in = {key.debtor_id, key.account_id};
    struct db_rows rows;
    if (!q_allocation_by_account_open(db, &in, &rows, err))
        return false;
    size_t room = 0;
    bool ok = true;
    *out = (struct stored_allocations){0};
    struct q_allocation_by_account_row row;
    while (q_allocation_by_account_more(&rows, &row, &ok, err)) {
        if (out->count == room) {
            size_t bigger = room == 0 ? 16 : room * 2;
            out->rows = arena_grow(a, out->rows, room, bigger, sizeof *out->rows);
            room = bigger;
        }
        struct stored_allocation *kept = &out->rows[out->count++];
        *kept = (struct stored_allocation){
            .id = row.allocation_id,
            .credit_item = row.credit_item,
            .debit_item = row.debit_item,
            .amount_minor = row.amount_minor,
            .on_day = row.on_day,
            .letter = arena_str(a, row.letter),
            .reverses = row.reverses.has ? row.reverses.v : 0,
        };
        ok = allocation_source_parse(row.source, &kept->source);
        if (!ok) {
            err_set(err, ERR_DB_DAMAGED, "allocation");
            break;
        }
    }
    db_done(&rows);
    return ok;
}

/* Rows come in the order of their ids; a clock that was set back may have given a reversal the
 * smaller one. */
static bool drop_reversed(struct stored_allocation *rows, size_t count, size_t *active_count,
                          struct err *err)
{
    for (size_t i = 0; i < count; i++) {
        if (rows[i].reverses == 0)
            continue;
        size_t at = FIND_ID(rows, count, struct stored_allocation, id, rows[i].reverses);
        if (at == count)
            return err_set(err, ERR_DB_DAMAGED, "allocation that reverses nothing");
        rows[at].reversed = true;
        rows[i].reversed = true;
    }
    size_t active = 0;
    for (size_t i = 0; i < count; i++) {
        if (!rows[i].reversed)
            rows[active++] = rows[i];
    }
    *active_count = active;
    return true;
}

static void reverse(struct fold_sink *sink, const struct stored_allocation *old)
{
    struct sink_allocation row = {
        .credit_item = old->credit_item,
        .debit_item = old->debit_item,
        .amount_minor = -old->amount_minor,
        .reverses = old->id,
        .on = {(int32_t)old->on_day},
        .source = old->source,
        .letter = old->letter,
    };
    sink_allocation(sink, &row);
}

static void allocate(struct fold_sink *sink, const struct allocation *wanted)
{
    struct sink_allocation row = {
        .credit_item = wanted->credit_item,
        .debit_item = wanted->debit_item,
        .amount_minor = wanted->amount_minor,
        .on = wanted->on,
        .source = wanted->source,
        .letter = wanted->letter,
    };
    sink_allocation(sink, &row);
}

static bool same_allocation(const struct stored_allocation *old, const struct allocation *wanted)
{
    return old->amount_minor == wanted->amount_minor && old->on_day == wanted->on.n &&
           old->source == wanted->source && str_eq(old->letter, wanted->letter);
}

static struct str piece_of(const struct ledger_fold *fold, int64_t id)
{
    for (size_t i = 0; i < fold->item_count; i++) {
        if (fold->items[i].id == id)
            return fold->items[i].piece;
    }
    return (struct str){0};
}

static bool in_fold(const struct ledger_fold *fold, int64_t item_id)
{
    for (size_t i = 0; i < fold->item_count; i++) {
        if (fold->items[i].id == item_id)
            return true;
    }
    return false;
}

/* What a person decided and the books now say otherwise. Another source for the same is none; nor
 * is a credit of the books that has taken the place of the one entered by hand. */
static void note_allocation(struct fold_breaks *breaks, const struct folded_account *account,
                            const struct stored_allocation *old)
{
    int64_t kept = 0;
    if (old->source != ALLOCATION_PERSON && old->source != ALLOCATION_PROPOSAL)
        return;
    bool replaced = !in_fold(account->fold, old->credit_item);
    for (size_t i = 0; i < account->fold->allocation_count; i++) {
        const struct allocation *al = &account->fold->allocations[i];
        if (al->debit_item == old->debit_item && (replaced || al->credit_item == old->credit_item))
            kept += al->amount_minor;
    }
    if (kept >= old->amount_minor)
        return;
    struct fold_break row = {.kind = BREAK_ALLOCATION,
                             .key = account->key,
                             .item_id = old->debit_item,
                             .credit_id = old->credit_item,
                             .allocation_id = old->id,
                             .piece = piece_of(account->fold, old->debit_item),
                             .before_minor = old->amount_minor,
                             .after_minor = kept};
    fold_breaks_note(breaks, &row);
}

static bool save_allocations(struct fold_sink *sink, struct arena *a,
                             const struct folded_account *account, struct err *err)
{
    struct stored_allocations stored = {0};
    if (!account->fresh && !load_allocations(sink_db(sink), a, account->key, &stored, err))
        return false;
    struct stored_allocation *old = stored.rows;
    size_t count = 0;
    if (!drop_reversed(old, stored.count, &count, err))
        return false;
    SORT(a, old, count, by_pair, NULL);
    size_t wanted_count = account->fold->allocation_count;
    struct allocation *wanted = ARENA_ARRAY(a, wanted_count, struct allocation);
    if (wanted_count > 0)
        memcpy(wanted, account->fold->allocations, wanted_count * sizeof *wanted);
    SORT(a, wanted, wanted_count, wanted_by_pair, NULL);
    size_t o = 0;
    size_t w = 0;
    while (o < count || w < wanted_count) {
        int c = o == count ? 1 : w == wanted_count ? -1 : pair_cmp(&old[o], &wanted[w]);
        if (c == 0 && same_allocation(&old[o], &wanted[w])) {
            o++;
            w++;
        } else if (c <= 0) {
            if (sink_breaks(sink) != NULL)
                note_allocation(sink_breaks(sink), account, &old[o]);
            reverse(sink, &old[o++]);
        } else {
            allocate(sink, &wanted[w++]);
        }
    }
    return true;
}

bool fold_save(struct fold_sink *sink, const struct folded_account *account, struct err *err)
{
    struct arena scratch;
    arena_init(&scratch, 0);
    sink_account(sink, account);
    bool ok =
        save_items(sink, &scratch, account, err) && save_allocations(sink, &scratch, account, err);
    arena_release(&scratch);
    if (ok && !sink_holds(sink) && sink_count(sink) >= SINK_ROWS)
        ok = fold_sink_flush(sink, err);
    return ok;
}
