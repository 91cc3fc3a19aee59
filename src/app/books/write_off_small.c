#include "write_off_small.h"

#include "base/ref.h"
#include "store/account_store.h"
#include "store/account_walk.h"

struct gathering {
    struct arena *arena;
    const struct small_request *request;
    struct day today;
    struct creditors creditors;
    struct small_report *out;
    struct str **items; /* ids, beside out->rows */
};

static bool wanted(const struct gathering *g, int64_t creditor_id)
{
    struct file_query query = {.scope = g->request->scope, .scope_count = g->request->scope_count};
    const struct creditor *c = creditor_by_id(&g->creditors, creditor_id);
    return c != NULL && account_in_scope(&query, creditor_id) &&
           (g->request->creditor.n == 0 || str_eq(c->code, g->request->creditor));
}

static bool is_small(const struct gathering *g, const struct walked_item *item, int64_t max_minor)
{
    return plan_role_counts(item->role) && item->open_minor > 0 && item->open_minor <= max_minor &&
           item->due.source != DUE_ASSUMED &&
           g->today.n - item->due.day.n >= g->request->late_days_min;
}

static bool gather(struct gathering *g, const struct walked_account *account, struct err *err)
{
    struct amount_style style = {0, true, false};
    struct small_row row = {account->number, 0, {0, account->currency}, 0};
    struct str *ids = ARENA_ARRAY(g->arena, account->item_count, struct str);
    int64_t max_minor = 0;
    if (!amount_parse(g->request->amount_max, style, currency_digits(account->currency), &max_minor,
                      err)) {
        err_at(err, 0, 0, "small");
        return false;
    }
    for (size_t i = 0; i < account->item_count; i++) {
        struct buf id;
        if (!is_small(g, &account->items[i], max_minor))
            continue;
        buf_init(&id, g->arena, 32);
        buf_add_int(&id, account->items[i].id);
        ids[row.items++] = buf_str(&id);
        row.total.minor += account->items[i].open_minor;
    }
    if (row.items == 0)
        return true;
    size_t n = g->out->count++;
    g->out->rows = arena_grow(g->arena, g->out->rows, n, n + 1, sizeof row);
    g->items = arena_grow(g->arena, g->items, n, n + 1, sizeof *g->items);
    g->out->rows[n] = row;
    g->items[n] = ids;
    return true;
}

static bool gather_all(struct app *app, struct gathering *g, struct err *err)
{
    struct account_walk *walk = NULL;
    bool ok = true;
    if (!creditor_list(app->db, g->arena, &g->creditors, err) ||
        !creditor_known(&g->creditors, g->request->creditor, err) ||
        !account_walk_open(app->db, g->arena, app->today, &walk, err))
        return false;
    for (;;) {
        struct walked_account account;
        bool have = false;
        ok = account_walk_next(walk, &account, &have, err);
        if (!ok || !have)
            break;
        ok = !wanted(g, account.creditor_id) || gather(g, &account, err);
        if (!ok)
            break;
    }
    account_walk_close(walk);
    return ok;
}

static bool write_one(struct app *app, struct gathering *g, size_t i, struct err *err)
{
    struct small_row *row = &g->out->rows[i];
    struct written_off done;
    struct buf ref;
    buf_init(&ref, g->arena, 64);
    buf_add_ref(&ref, REF_ACCOUNT, row->account_number);
    struct write_off_request request = {
        .query = {.ref = buf_str(&ref),
                  .scope = g->request->scope,
                  .scope_count = g->request->scope_count},
        .items = g->items[i],
        .item_count = row->items,
        .why = g->request->why,
    };
    if (!write_off(app, g->arena, &request, &done, err))
        return false;
    row->import_number = done.import_number;
    row->total = done.total;
    return true;
}

bool write_off_small(struct app *app, struct arena *a, const struct small_request *request,
                     struct small_report *out, struct err *err)
{
    struct gathering g = {.arena = a, .request = request, .today = app->today, .out = out};
    *out = (struct small_report){0};
    if (str_trim(request->why).n == 0)
        return err_set_field(err, ERR_OPTION_MISSING, "why", (struct str){0});
    if (!db_begin(app->db, DB_READ, err))
        return false;
    bool ok = gather_all(app, &g, err);
    db_rollback(app->db); /* nothing was written */
    for (size_t i = 0; ok && request->confirm && i < out->count; i++)
        ok = write_one(app, &g, i, err);
    return ok;
}
