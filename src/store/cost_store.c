#include "cost_store.h"

#include "gen/cost_sql.h"

bool cost_add(struct db *db, struct account_key key, const struct stored_cost *cost,
              struct err *err)
{
    ASSERT(db_in_transaction(db));
    struct q_cost_insert_in in = {
        .debtor_id = key.debtor_id,
        .account_id = key.account_id,
        .cost_id = cost->id,
        .import_id = cost->import_id,
        .item_id = {cost->item_id != 0, cost->item_id},
        .kind = str_of(cost_kind_code(cost->kind)),
        .on_day = cost->on.n,
        .amount_minor = cost->amount_minor,
        .why = cost->why,
    };
    return q_cost_insert(db, &in, NULL, err);
}

bool costs_of_account(struct db *db, struct arena *a, struct account_key key,
                      struct stored_costs *out, struct err *err)
{
    struct q_cost_by_account_in in = {key.debtor_id, key.account_id};
    struct db_rows rows;
    bool ok = true;
    *out = (struct stored_costs){0};
    if (!q_cost_by_account_open(db, &in, &rows, err))
        return false;
    struct q_cost_by_account_row row;
    while (q_cost_by_account_more(&rows, &row, &ok, err)) {
        size_t n = out->count++;
        out->rows = arena_grow(a, out->rows, n, n + 1, sizeof *out->rows);
        struct stored_cost *cost = &out->rows[n];
        *cost = (struct stored_cost){
            .id = row.cost_id,
            .import_id = row.import_id,
            .import_number = row.import_number,
            .stands = str_is(row.state, "done"),
            .item_id = row.item_id.has ? row.item_id.v : 0,
            .on = {(int32_t)row.on_day},
            .amount_minor = row.amount_minor,
            .why = arena_str(a, row.why),
        };
        ok = cost_kind_parse(row.kind, &cost->kind) || err_set(err, ERR_DB_DAMAGED, "cost");
    }
    db_done(&rows);
    return ok;
}
