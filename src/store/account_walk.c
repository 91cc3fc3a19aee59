#include "account_walk.h"

#include "base/sort.h"

#include "gen/account_sql.h"
#include "gen/ledger_sql.h"
#include "item_dates.h"

struct account_walk {
    struct db *db;
    struct day day;
    struct arena arena; /* the current account's */
    struct db_rows accounts, items, allocations, phones;
    bool accounts_open, items_open, allocations_open, phones_open;
    struct q_item_scan_row item;
    struct q_allocation_scan_row allocation;
    struct q_phone_scan_row phone;
    bool have_item, have_allocation, have_phone;
};

static int key_cmp(int64_t debtor_a, int64_t account_a, struct account_key b)
{
    if (debtor_a != b.debtor_id)
        return debtor_a < b.debtor_id ? -1 : 1;
    return account_a < b.account_id ? -1 : account_a > b.account_id;
}

bool account_walk_open(struct db *db, struct arena *a, struct day day, struct account_walk **out,
                       struct err *err)
{
    struct account_walk *w = ARENA_NEW(a, struct account_walk);
    *w = (struct account_walk){.db = db, .day = day};
    arena_init(&w->arena, 0);
    *out = w;
    w->accounts_open = q_account_scan_open(db, &w->accounts, err);
    w->items_open = w->accounts_open && q_item_scan_open(db, &w->items, err);
    w->allocations_open = w->items_open && q_allocation_scan_open(db, &w->allocations, err);
    w->phones_open = w->allocations_open && q_phone_scan_open(db, &w->phones, err);
    if (w->phones_open && q_item_scan_next(&w->items, &w->item, &w->have_item, err) &&
        q_allocation_scan_next(&w->allocations, &w->allocation, &w->have_allocation, err) &&
        q_phone_scan_next(&w->phones, &w->phone, &w->have_phone, err))
        return true;
    account_walk_close(w);
    *out = NULL;
    return false;
}

void account_walk_close(struct account_walk *w)
{
    if (w == NULL)
        return;
    if (w->accounts_open)
        db_done(&w->accounts);
    if (w->items_open)
        db_done(&w->items);
    if (w->allocations_open)
        db_done(&w->allocations);
    if (w->phones_open)
        db_done(&w->phones);
    w->accounts_open = w->items_open = w->allocations_open = w->phones_open = false;
    arena_release(&w->arena);
}

static bool item_from_row(struct arena *a, const struct q_item_scan_row *row,
                          struct walked_item *out, struct err *err)
{
    *out = (struct walked_item){
        .id = row->item_id,
        .on = {(int32_t)row->on_day},
        .issued = {(int32_t)row->issued_day},
        .due.day = {(int32_t)row->due_day},
        .amount_minor = row->amount_minor,
        .open_minor = row->amount_minor,
        .piece = arena_str(a, row->piece),
        .label = arena_str(a, row->label),
        .letter_unbalanced = row->letter_unbalanced != 0,
    };
    if (!item_kind_parse(row->kind, &out->kind) || !plan_role_parse(row->role, &out->role) ||
        !due_source_parse(row->due_source, &out->due.source))
        return err_set(err, ERR_DB_DAMAGED, "item");
    return true;
}

static bool add_item(struct arena *a, const struct q_item_scan_row *row, struct day day,
                     struct walked_account *out, struct err *err)
{
    if (row->standing == 0 || row->on_day > day.n)
        return true;
    size_t n = out->item_count;
    if ((n & (n - 1)) == 0) /* full at every power of two */
        out->items = arena_grow(a, out->items, n, n == 0 ? 1 : n * 2, sizeof *out->items);
    out->item_count++;
    struct walked_item *item = &out->items[n];
    return item_from_row(a, row, item, err) &&
           item_dates_on(row->dates_before, day, &item->issued, &item->due, err);
}

static struct walked_item *item_by_id(const struct walked_account *account, int64_t id)
{
    size_t at = FIND_ID(account->items, account->item_count, struct walked_item, id, id);
    return at < account->item_count ? &account->items[at] : NULL;
}

/* A reversal takes away the latest row of the same items, amount and day: which of several alike
 * it was makes no difference. */
static void drop_reversed(struct walked_account *account, const struct walked_allocation *reversal)
{
    for (size_t i = account->allocation_count; i > 0; i--) {
        struct walked_allocation *al = &account->allocations[i - 1];
        if (al->credit_item == reversal->credit_item && al->debit_item == reversal->debit_item &&
            al->on.n == reversal->on.n && al->amount_minor == -reversal->amount_minor) {
            memmove(al, al + 1, (account->allocation_count - i) * sizeof *al);
            account->allocation_count--;
            return;
        }
    }
}

static void apply_allocation(struct arena *a, struct walked_account *account,
                             const struct walked_allocation *al)
{
    struct walked_item *c = item_by_id(account, al->credit_item);
    struct walked_item *d = item_by_id(account, al->debit_item);
    if (c == NULL || d == NULL)
        return; /* reversed with an item that no longer stands: both signs are in the rows */
    c->open_minor += al->amount_minor;
    d->open_minor -= al->amount_minor;
    if (al->amount_minor < 0) {
        drop_reversed(account, al);
        return;
    }
    if (account->allocation_count == account->allocation_room) {
        size_t room = account->allocation_room == 0 ? 1 : account->allocation_room * 2;
        account->allocations = arena_grow(a, account->allocations, account->allocation_room, room,
                                          sizeof *account->allocations);
        account->allocation_room = room;
    }
    account->allocations[account->allocation_count++] = *al;
}

static bool walk_items(struct account_walk *w, struct walked_account *out, struct err *err)
{
    while (w->have_item && key_cmp(w->item.debtor_id, w->item.account_id, out->key) <= 0) {
        if (key_cmp(w->item.debtor_id, w->item.account_id, out->key) == 0 &&
            !add_item(&w->arena, &w->item, w->day, out, err))
            return false;
        if (!q_item_scan_next(&w->items, &w->item, &w->have_item, err))
            return false;
    }
    return true;
}

static bool walk_allocations(struct account_walk *w, struct walked_account *out, struct err *err)
{
    while (w->have_allocation &&
           key_cmp(w->allocation.debtor_id, w->allocation.account_id, out->key) <= 0) {
        const struct q_allocation_scan_row *row = &w->allocation;
        struct walked_allocation al = {
            row->credit_item, row->debit_item, row->amount_minor, {(int32_t)row->on_day}};
        if (key_cmp(row->debtor_id, row->account_id, out->key) == 0 && row->on_day <= w->day.n)
            apply_allocation(&w->arena, out, &al);
        if (!q_allocation_scan_next(&w->allocations, &w->allocation, &w->have_allocation, err))
            return false;
    }
    return true;
}

/* A debtor's accounts follow each other: his number is kept for all of them. */
static bool walk_phones(struct account_walk *w, struct walked_account *out, struct err *err)
{
    while (w->have_phone && w->phone.debtor_id < out->key.debtor_id) {
        if (!q_phone_scan_next(&w->phones, &w->phone, &w->have_phone, err))
            return false;
    }
    if (w->have_phone && w->phone.debtor_id == out->key.debtor_id)
        out->phone = arena_str(&w->arena, w->phone.value);
    return true;
}

bool account_walk_next(struct account_walk *w, struct walked_account *out, bool *have,
                       struct err *err)
{
    struct q_account_scan_row row;
    if (!q_account_scan_next(&w->accounts, &row, have, err) || !*have)
        return !err_is(err);
    arena_clear(&w->arena);
    struct arena *a = &w->arena;
    *out = (struct walked_account){
        .key = {row.debtor_id, row.account_id},
        .number = row.number,
        .debtor_number = row.debtor_number,
        .creditor_id = row.creditor_id,
        .ledger_number = arena_str(a, row.ledger_number),
        .capacity = arena_str(a, row.capacity),
        .terms = arena_str(a, row.terms),
        .debtor_kind = arena_str(a, row.kind),
        .name = arena_str(a, row.name),
    };
    if (!currency_parse(row.currency, &out->currency, err))
        return false;
    return walk_items(w, out, err) && walk_allocations(w, out, err) && walk_phones(w, out, err);
}

/* ---- one account ---- */

static bool read_items(struct db *db, struct arena *a, struct day day, struct walked_account *out,
                       struct err *err)
{
    struct q_item_by_account_in in = {out->key.debtor_id, out->key.account_id};
    struct db_rows rows;
    if (!q_item_by_account_open(db, &in, &rows, err))
        return false;
    bool ok = true;
    for (;;) {
        struct q_item_by_account_row r;
        bool have = false;
        ok = q_item_by_account_next(&rows, &r, &have, err);
        if (!ok || !have)
            break;
        struct q_item_scan_row row = {
            .item_id = r.item_id,
            .standing = r.standing,
            .kind = r.kind,
            .role = r.role,
            .on_day = r.on_day,
            .issued_day = r.issued_day,
            .due_day = r.due_day,
            .due_source = r.due_source,
            .amount_minor = r.amount_minor,
            .piece = r.piece,
            .label = r.label,
            .letter_unbalanced = r.letter_unbalanced,
            .dates_before = r.dates_before,
        };
        ok = add_item(a, &row, day, out, err);
        if (!ok)
            break;
    }
    db_done(&rows);
    return ok;
}

static bool read_allocations(struct db *db, struct arena *a, struct day day,
                             struct walked_account *out, struct err *err)
{
    struct q_allocation_by_account_in in = {out->key.debtor_id, out->key.account_id};
    struct db_rows rows;
    if (!q_allocation_by_account_open(db, &in, &rows, err))
        return false;
    bool ok = true;
    struct q_allocation_by_account_row row;
    while (q_allocation_by_account_more(&rows, &row, &ok, err)) {
        struct walked_allocation al = {
            row.credit_item, row.debit_item, row.amount_minor, {(int32_t)row.on_day}};
        if (row.on_day <= day.n)
            apply_allocation(a, out, &al);
    }
    db_done(&rows);
    return ok;
}

static bool read_phone(struct db *db, struct arena *a, struct walked_account *out, struct err *err)
{
    struct q_fact_by_debtor_in in = {out->key.debtor_id};
    struct db_rows rows;
    if (!q_fact_by_debtor_open(db, &in, &rows, err))
        return false;
    bool ok = true;
    while (out->phone.p == NULL) {
        struct q_fact_by_debtor_row row;
        bool have = false;
        ok = q_fact_by_debtor_next(&rows, &row, &have, err);
        if (!ok || !have)
            break;
        if (row.standing == 1 && (str_is(row.kind, "phone") || str_is(row.kind, "mobile")))
            out->phone = arena_str(a, row.value);
    }
    db_done(&rows);
    return ok;
}

bool account_read(struct db *db, struct arena *a, struct day day, struct walked_account *out,
                  struct err *err)
{
    struct account_key key = out->key;
    struct q_account_get_in get = {key.debtor_id, key.account_id};
    struct q_account_get_row row;
    struct q_debtor_get_in debtor_get = {key.debtor_id};
    struct q_debtor_get_row debtor;
    bool found = false;
    bool debtor_found = false;
    if (!q_account_get(db, &get, a, &row, &found, err) ||
        !q_debtor_get(db, &debtor_get, a, &debtor, &debtor_found, err))
        return false;
    if (!found || !debtor_found)
        return err_set(err, ERR_DB_DAMAGED, "account");
    *out = (struct walked_account){
        .key = key,
        .number = row.number,
        .debtor_number = debtor.number,
        .creditor_id = row.creditor_id,
        .ledger_number = row.ledger_number,
        .capacity = row.capacity,
        .terms = row.terms,
        .debtor_kind = debtor.kind,
        .name = debtor.name,
    };
    return currency_parse(row.currency, &out->currency, err) && read_items(db, a, day, out, err) &&
           read_allocations(db, a, day, out, err) && read_phone(db, a, out, err);
}
