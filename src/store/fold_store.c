/* Saving a fold: the difference between what the lines give and what is stored. */
#include "base/sort.h"
#include "gen/ledger_sql.h"
#include "ledger_store.h"

enum { SINK_ROWS = 20000 };

struct fold_sink {
    struct db *db;
    struct arena *arena; /* the caller's: holds the sink's arrays and waiting texts */
    struct id_source *ids;
    int64_t import_id;
    struct q_item_add_in *items;
    size_t item_count, item_room;
    struct q_allocation_insert_in *allocations;
    size_t allocation_count, allocation_room;
};

struct fold_sink *fold_sink_open(struct db *db, struct arena *a, struct id_source *ids,
                                 int64_t import_id)
{
    struct fold_sink *sink = ARENA_NEW(a, struct fold_sink);
    *sink = (struct fold_sink){.db = db, .arena = a, .ids = ids, .import_id = import_id};
    return sink;
}

static bool flush_items(struct fold_sink *sink, struct err *err)
{
    struct db_bulk bulk;
    if (sink->item_count == 0)
        return true;
    if (!q_item_add_begin(sink->db, &bulk, err))
        return false;
    for (size_t i = 0; i < sink->item_count; i++) {
        if (!q_item_add_row(&bulk, &sink->items[i], err))
            return false;
    }
    sink->item_count = 0;
    return q_item_add_end(&bulk, err);
}

static bool flush_allocations(struct fold_sink *sink, struct err *err)
{
    struct db_bulk bulk;
    if (sink->allocation_count == 0)
        return true;
    if (!q_allocation_insert_begin(sink->db, &bulk, err))
        return false;
    for (size_t i = 0; i < sink->allocation_count; i++) {
        if (!q_allocation_insert_row(&bulk, &sink->allocations[i], err))
            return false;
    }
    sink->allocation_count = 0;
    return q_allocation_insert_end(&bulk, err);
}

bool fold_sink_flush(struct fold_sink *sink, struct err *err)
{
    return flush_items(sink, err) && flush_allocations(sink, err);
}

static void sink_item(struct fold_sink *sink, const struct q_item_add_in *row)
{
    if (sink->item_count == sink->item_room) {
        size_t bigger = sink->item_room == 0 ? 256 : sink->item_room * 2;
        sink->items = arena_grow(sink->arena, sink->items, sink->item_room, bigger, sizeof *row);
        sink->item_room = bigger;
    }
    struct q_item_add_in *in = &sink->items[sink->item_count++];
    *in = *row;
    in->piece = arena_str(sink->arena, row->piece);
    in->label = arena_str(sink->arena, row->label);
}

static void sink_allocation(struct fold_sink *sink, const struct q_allocation_insert_in *row)
{
    if (sink->allocation_count == sink->allocation_room) {
        size_t bigger = sink->allocation_room == 0 ? 256 : sink->allocation_room * 2;
        sink->allocations =
            arena_grow(sink->arena, sink->allocations, sink->allocation_room, bigger, sizeof *row);
        sink->allocation_room = bigger;
    }
    struct q_allocation_insert_in *in = &sink->allocations[sink->allocation_count++];
    *in = *row;
    in->letter = arena_str(sink->arena, row->letter);
}

/* ---- items ---- */

struct stored_item {
    struct q_item_by_account_row row; /* texts in the arena */
    bool kept;
};

struct stored_items {
    struct stored_item *rows; /* by id */
    size_t count;
};

static bool load_items(struct fold_sink *sink, struct arena *a, struct account_key key,
                       struct stored_items *out, struct err *err)
{
    struct q_item_by_account_in in = {key.debtor_id, key.account_id};
    struct db_rows rows;
    if (!q_item_by_account_open(sink->db, &in, &rows, err))
        return false;
    size_t room = 0;
    bool ok = true;
    *out = (struct stored_items){0};
    for (;;) {
        struct q_item_by_account_row row;
        bool have = false;
        ok = q_item_by_account_next(&rows, &row, &have, err);
        if (!ok || !have)
            break;
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
        out->rows[out->count++] = (struct stored_item){row, false};
    }
    db_done(&rows);
    return ok;
}

static struct stored_item *find_item(const struct stored_items *items, int64_t id)
{
    size_t from = 0;
    size_t to = items->count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (items->rows[middle].row.item_id < id)
            from = middle + 1;
        else
            to = middle;
    }
    bool found = from < items->count && items->rows[from].row.item_id == id;
    return found ? &items->rows[from] : NULL;
}

static struct q_item_add_in item_row(const struct folded_account *account, const struct item *item,
                                     const char *currency)
{
    struct due due = day_is(item->due) ? (struct due){item->due, item->due_source}
                                       : due_of(item->issued, account->terms);
    return (struct q_item_add_in){
        .debtor_id = account->key.debtor_id,
        .account_id = account->key.account_id,
        .item_id = item->id,
        .line_id = {item->line_id != 0, item->line_id},
        .standing = 1,
        .kind = str_of(item_kind_code(item->kind)),
        .role = str_of(plan_role_code(item->role)),
        .on_day = item->on.n,
        .issued_day = item->issued.n,
        .due_day = due.day.n,
        .due_source = str_of(due_source_code(due.source)),
        .amount_minor = item->amount_minor,
        .open_minor = item->open_minor,
        .currency = str_of(currency),
        .piece = item->piece,
        .label = item->label,
        .letter_unbalanced = item->letter_unbalanced,
    };
}

static bool same_item(const struct q_item_add_in *a, const struct q_item_by_account_row *b)
{
    return b->standing == 1 && a->line_id.has == b->line_id.has &&
           (!a->line_id.has || a->line_id.v == b->line_id.v) && str_eq(a->kind, b->kind) &&
           str_eq(a->role, b->role) && a->on_day == b->on_day && a->issued_day == b->issued_day &&
           a->due_day == b->due_day && str_eq(a->due_source, b->due_source) &&
           a->amount_minor == b->amount_minor && a->open_minor == b->open_minor &&
           str_eq(a->piece, b->piece) && str_eq(a->label, b->label) &&
           a->letter_unbalanced == b->letter_unbalanced;
}

/* The two statements take the same columns; only their names differ. */
static bool store_item(struct db *db, const struct q_item_add_in *row, struct err *err)
{
    struct q_item_put_in in = {
        .debtor_id = row->debtor_id,
        .account_id = row->account_id,
        .item_id = row->item_id,
        .line_id = row->line_id,
        .standing = row->standing,
        .kind = row->kind,
        .role = row->role,
        .on_day = row->on_day,
        .issued_day = row->issued_day,
        .due_day = row->due_day,
        .due_source = row->due_source,
        .amount_minor = row->amount_minor,
        .open_minor = row->open_minor,
        .currency = row->currency,
        .piece = row->piece,
        .label = row->label,
        .letter_unbalanced = row->letter_unbalanced,
    };
    return q_item_put(db, &in, NULL, err);
}

/* What balances a list is no item of the customer's; what was sold to the factor no credit note. */
static void count_new_item(const struct item *item, struct fold_changes *changes)
{
    if (item->kind == ITEM_SETTLEMENT)
        return;
    if (item->amount_minor >= 0)
        changes->debits++;
    else if (item->kind == ITEM_PAYMENT)
        changes->payments++;
    else if (item->kind != ITEM_ASSIGNMENT)
        changes->credits++;
}

static bool withdraw_items(struct fold_sink *sink, struct account_key key,
                           const struct stored_items *items, struct fold_changes *changes,
                           struct err *err)
{
    for (size_t i = 0; i < items->count; i++) {
        const struct stored_item *item = &items->rows[i];
        if (item->kept || item->row.standing == 0)
            continue;
        changes->withdrawn++;
        struct q_item_withdraw_in in = {key.debtor_id, key.account_id, item->row.item_id};
        if (!q_item_withdraw(sink->db, &in, NULL, err))
            return false;
    }
    return true;
}

static bool save_items(struct fold_sink *sink, struct arena *a,
                       const struct folded_account *account, struct fold_changes *changes,
                       struct err *err)
{
    struct stored_items stored = {0};
    char currency[4];
    currency_text(account->currency, currency);
    if (!account->fresh && !load_items(sink, a, account->key, &stored, err))
        return false;
    const char *kept_currency = arena_cstr(sink->arena, str_of(currency));
    for (size_t i = 0; i < account->fold->item_count; i++) {
        const struct item *item = &account->fold->items[i];
        struct q_item_add_in row = item_row(account, item, kept_currency);
        struct stored_item *old = find_item(&stored, item->id);
        if (old == NULL) {
            count_new_item(item, changes);
            sink_item(sink, &row);
            continue;
        }
        old->kept = true;
        if (same_item(&row, &old->row))
            continue;
        if (old->row.standing == 0)
            count_new_item(item, changes);
        else
            changes->altered++;
        if (!store_item(sink->db, &row, err))
            return false;
    }
    return withdraw_items(sink, account->key, &stored, changes, err);
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

static bool load_allocations(struct fold_sink *sink, struct arena *a, struct account_key key,
                             struct stored_allocations *out, struct err *err)
{
    struct q_allocation_by_account_in in = {key.debtor_id, key.account_id};
    struct db_rows rows;
    if (!q_allocation_by_account_open(sink->db, &in, &rows, err))
        return false;
    size_t room = 0;
    bool ok = true;
    *out = (struct stored_allocations){0};
    for (;;) {
        struct q_allocation_by_account_row row;
        bool have = false;
        ok = q_allocation_by_account_next(&rows, &row, &have, err);
        if (!ok || !have)
            break;
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
        size_t from = 0;
        size_t to = count;
        while (from < to) {
            size_t middle = from + (to - from) / 2;
            if (rows[middle].id < rows[i].reverses)
                from = middle + 1;
            else
                to = middle;
        }
        if (from == count || rows[from].id != rows[i].reverses)
            return err_set(err, ERR_DB_DAMAGED, "allocation that reverses nothing");
        rows[from].reversed = true;
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

static void reverse(struct fold_sink *sink, struct account_key key,
                    const struct stored_allocation *old)
{
    struct q_allocation_insert_in row = {
        .debtor_id = key.debtor_id,
        .account_id = key.account_id,
        .allocation_id = id_next(sink->ids),
        .credit_item = old->credit_item,
        .debit_item = old->debit_item,
        .amount_minor = -old->amount_minor,
        .on_day = old->on_day,
        .source = str_of(allocation_source_code(old->source)),
        .letter = old->letter,
        .reverses = {true, old->id},
        .import_id = {sink->import_id != 0, sink->import_id},
    };
    sink_allocation(sink, &row);
}

static void allocate(struct fold_sink *sink, struct account_key key,
                     const struct allocation *wanted)
{
    struct q_allocation_insert_in row = {
        .debtor_id = key.debtor_id,
        .account_id = key.account_id,
        .allocation_id = id_next(sink->ids),
        .credit_item = wanted->credit_item,
        .debit_item = wanted->debit_item,
        .amount_minor = wanted->amount_minor,
        .on_day = wanted->on.n,
        .source = str_of(allocation_source_code(wanted->source)),
        .letter = wanted->letter,
        .import_id = {sink->import_id != 0, sink->import_id},
    };
    sink_allocation(sink, &row);
}

static bool same_allocation(const struct stored_allocation *old, const struct allocation *wanted)
{
    return old->amount_minor == wanted->amount_minor && old->on_day == wanted->on.n &&
           old->source == wanted->source && str_eq(old->letter, wanted->letter);
}

static bool save_allocations(struct fold_sink *sink, struct arena *a,
                             const struct folded_account *account, struct fold_changes *changes,
                             struct err *err)
{
    struct stored_allocations stored = {0};
    if (!account->fresh && !load_allocations(sink, a, account->key, &stored, err))
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
            reverse(sink, account->key, &old[o++]);
            changes->reversals++;
        } else {
            allocate(sink, account->key, &wanted[w++]);
            changes->allocations++;
        }
    }
    return true;
}

bool fold_save(struct fold_sink *sink, const struct folded_account *account,
               struct fold_changes *changes, struct err *err)
{
    struct arena scratch;
    arena_init(&scratch, 0);
    bool ok = save_items(sink, &scratch, account, changes, err) &&
              save_allocations(sink, &scratch, account, changes, err);
    arena_release(&scratch);
    if (ok && sink->item_count + sink->allocation_count >= SINK_ROWS)
        ok = fold_sink_flush(sink, err);
    return ok;
}
