#include "show_statement.h"

#include "base/sort.h"
#include "gen/ledger_sql.h"
#include "load_law.h"

/* ---- allocations between places in the list of items ---- */

struct place {
    int64_t item_id;
    size_t at;
};

struct places {
    struct place *rows; /* by item */
    size_t count;
};

static int by_item(const void *pa, const void *pb, const void *with)
{
    const struct place *a = pa;
    const struct place *b = pb;
    (void)with;
    return a->item_id < b->item_id ? -1 : a->item_id > b->item_id;
}

static struct places places_of(struct arena *a, const struct walked_account *account)
{
    struct places p = {ARENA_ARRAY(a, account->item_count, struct place), account->item_count};
    for (size_t i = 0; i < p.count; i++)
        p.rows[i] = (struct place){account->items[i].id, i};
    SORT(a, p.rows, p.count, by_item, NULL);
    return p;
}

static bool place_of(const struct places *p, int64_t item_id, size_t *at)
{
    size_t from = 0;
    size_t to = p->count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (p->rows[middle].item_id < item_id)
            from = middle + 1;
        else
            to = middle;
    }
    if (from == p->count || p->rows[from].item_id != item_id)
        return false;
    *at = p->rows[from].at;
    return true;
}

/* What was allocated to an item withdrawn since was reversed: both rows are left out. */
static bool read_allocations(struct app *app, struct arena *a, const struct walked_account *account,
                             struct statement_input *in, struct err *err)
{
    struct places places = places_of(a, account);
    struct q_allocation_by_account_in key = {account->key.debtor_id, account->key.account_id};
    struct statement_allocation *list = NULL;
    struct db_rows rows;
    if (!q_allocation_by_account_open(app->db, &key, &rows, err))
        return false;
    bool ok = true;
    for (;;) {
        struct q_allocation_by_account_row row;
        struct statement_allocation al = {0};
        bool have = false;
        ok = q_allocation_by_account_next(&rows, &row, &have, err);
        if (!ok || !have)
            break;
        if (!place_of(&places, row.credit_item, &al.credit) ||
            !place_of(&places, row.debit_item, &al.debit))
            continue;
        al.minor = row.amount_minor;
        al.on = (struct day){(int32_t)row.on_day};
        size_t n = in->allocation_count++;
        if ((n & (n - 1)) == 0) /* full at every power of two */
            list = arena_grow(a, list, n, n == 0 ? 1 : n * 2, sizeof *list);
        list[n] = al;
    }
    db_done(&rows);
    in->allocations = list;
    return ok;
}

/* ---- what the law needs to know ---- */

static enum statement_debtor debtor_of(struct str kind)
{
    if (str_is(kind, "company") || str_is(kind, "trader"))
        return STATEMENT_BUSINESS;
    if (str_is(kind, "public"))
        return STATEMENT_PUBLIC;
    return str_is(kind, "consumer") ? STATEMENT_CONSUMER : STATEMENT_UNKNOWN;
}

static struct statement_item *items_of(struct arena *a, const struct walked_account *account)
{
    struct statement_item *items = ARENA_ARRAY(a, account->item_count, struct statement_item);
    for (size_t i = 0; i < account->item_count; i++) {
        const struct walked_item *walked = &account->items[i];
        items[i] = (struct statement_item){.kind = walked->kind,
                                           .role = walked->role,
                                           .on = walked->on,
                                           .issued = walked->issued,
                                           .due = walked->due,
                                           .received = DAY_NONE,
                                           .amount_minor = walked->amount_minor};
    }
    return items;
}

bool show_statement(struct app *app, struct arena *a, const struct file_query *query,
                    struct account_statement *out, struct err *err)
{
    struct statement_input in = {.on = app->today};
    const struct law_tables *tables = NULL;
    *out = (struct account_statement){.on = app->today};
    if (!db_begin(app->db, DB_READ, err))
        return false;
    bool ok = law_tables_of(app, a, &tables, err) &&
              show_file_within(app, a, query, &out->file, err) &&
              read_allocations(app, a, &out->file.account, &in, err);
    db_rollback(app->db); /* nothing was written */
    if (!ok)
        return false;
    in.terms = (struct statement_terms){
        .debtor = debtor_of(out->file.account.debtor_kind),
        .creditor = LAW_CREDITOR_PROFESSIONAL,
        .formal_notice = DAY_NONE,
        .judgment_served = DAY_NONE,
        .insolvency = DAY_NONE,
        .currency = out->file.account.currency,
        .tables = tables,
    };
    in.items = items_of(a, &out->file.account);
    in.item_count = out->file.account.item_count;
    return statement_fold(a, &in, &out->views, err);
}
