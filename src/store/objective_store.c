#include "objective_store.h"

#include "gen/objective_sql.h"

bool objective_add(struct db *db, const struct objective *o, struct err *err)
{
    char currency[4];
    currency_text(o->amount.currency, currency);
    struct q_objective_insert_in in = {o->creditor_id,  o->id,    o->month.n, str_of(currency),
                                       o->amount.minor, o->at_ms, o->actor_id};
    return q_objective_insert(db, &in, NULL, err);
}

bool objective_list(struct db *db, struct arena *a, struct day from, struct objectives *out,
                    struct err *err)
{
    struct q_objective_list_in in = {from.n};
    struct db_rows rows;
    *out = (struct objectives){0};
    if (!q_objective_list_open(db, &in, &rows, err))
        return false;
    bool ok = true;
    while (ok) {
        struct q_objective_list_row row;
        bool have = false;
        ok = q_objective_list_next(&rows, &row, &have, err);
        if (!ok || !have)
            break;
        size_t n = out->count++;
        if ((n & (n - 1)) == 0) /* full at every power of two */
            out->rows = arena_grow(a, out->rows, n, n == 0 ? 1 : n * 2, sizeof *out->rows);
        out->rows[n] = (struct objective){.creditor_id = row.creditor_id,
                                          .id = row.word_id,
                                          .month = {(int32_t)row.month_day},
                                          .amount = {row.amount_minor, {0}},
                                          .at_ms = row.at_ms,
                                          .actor_id = row.actor_id};
        ok = currency_parse(row.currency, &out->rows[n].amount.currency, NULL) ||
             err_set(err, ERR_DB_DAMAGED, "currency");
    }
    db_done(&rows);
    return ok;
}
