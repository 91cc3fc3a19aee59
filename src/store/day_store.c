#include "day_store.h"

#include "gen/day_sql.h"

static bool wanted_creditor(const struct day_wanted *wanted, int64_t creditor_id)
{
    bool seen = wanted->scope == NULL;
    for (size_t i = 0; i < wanted->scope_count && !seen; i++)
        seen = wanted->scope[i] == creditor_id;
    return seen;
}

static bool read_worked(struct db *db, const struct day_wanted *wanted, struct day_done *out,
                        struct err *err)
{
    struct q_day_worked_in in = {wanted->day.n, wanted->actor_id};
    struct db_rows rows;
    if (!q_day_worked_open(db, &in, &rows, err))
        return false;
    bool ok = true;
    struct q_day_worked_row row;
    while (q_day_worked_more(&rows, &row, &ok, err)) {
        out->worked += wanted_creditor(wanted, row.creditor_id);
    }
    db_done(&rows);
    return ok;
}

static bool read_promised(struct db *db, const struct day_wanted *wanted, struct day_done *out,
                          struct err *err)
{
    struct q_day_promised_in in = {wanted->day.n, wanted->actor_id};
    struct db_rows rows;
    if (!q_day_promised_open(db, &in, &rows, err))
        return false;
    bool ok = true;
    struct q_day_promised_row row;
    while (q_day_promised_more(&rows, &row, &ok, err)) {
        if (!wanted_creditor(wanted, row.creditor_id))
            continue;
        out->promises++;
        if (str_is(row.currency, "EUR"))
            out->promised_minor += row.amount_minor;
    }
    db_done(&rows);
    return ok;
}

/* A payment is in the customer's favour: below zero. */
static bool read_cash(struct db *db, const struct day_wanted *wanted, struct day_done *out,
                      struct err *err)
{
    struct q_day_cash_in in = {wanted->day.n};
    struct db_rows rows;
    if (!q_day_cash_open(db, &in, &rows, err))
        return false;
    bool ok = true;
    struct q_day_cash_row row;
    while (q_day_cash_more(&rows, &row, &ok, err)) {
        bool other = row.owner_id.has && row.owner_id.v != wanted->actor_id;
        if (other || !wanted_creditor(wanted, row.creditor_id) || !str_is(row.currency, "EUR"))
            continue;
        out->payments++;
        out->cash_minor -= row.amount_minor;
    }
    db_done(&rows);
    return ok;
}

bool day_read(struct db *db, const struct day_wanted *wanted, struct day_done *out, struct err *err)
{
    *out = (struct day_done){0};
    return read_worked(db, wanted, out, err) && read_promised(db, wanted, out, err) &&
           read_cash(db, wanted, out, err);
}
