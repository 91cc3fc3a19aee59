/* Who is to be decided on again: debtors of whom something became known, and those whose rows may
 * have changed by themselves. */
#include "gen/work_sql.h"
#include "work_store.h"

bool work_touch(struct db *db, int64_t debtor_id, struct err *err)
{
    struct q_work_touch_in in = {debtor_id};
    return q_work_touch(db, &in, NULL, err);
}

bool work_touched_read(struct db *db, struct arena *a, int64_t from_debtor,
                       struct work_touched_list *out, struct err *err)
{
    struct q_work_touched_list_in in = {from_debtor};
    struct db_rows rows;
    bool ok = true;
    *out = (struct work_touched_list){0};
    if (!q_work_touched_list_open(db, &in, &rows, err))
        return false;
    struct q_work_touched_list_row row;
    while (q_work_touched_list_more(&rows, &row, &ok, err)) {
        size_t n = out->count++;
        if ((n & (n - 1)) == 0) /* full at every power of two */
            out->rows = arena_grow(a, out->rows, n, n == 0 ? 1 : n * 2, sizeof *out->rows);
        out->rows[n] = (struct work_touched){row.debtor_id, row.times};
    }
    db_done(&rows);
    return ok;
}

bool work_untouch(struct db *db, const struct work_touched *touched, struct err *err)
{
    struct q_work_untouch_in in = {touched->debtor_id, touched->times};
    return q_work_untouch(db, &in, NULL, err);
}

bool work_due_read(struct db *db, struct arena *a, const struct work_due_wanted *wanted,
                   struct work_due *out, struct err *err)
{
    struct q_work_due_in in = {wanted->from_debtor, WORK_HOLDS, wanted->today.n};
    struct db_rows rows;
    bool ok = true;
    *out = (struct work_due){0};
    if (!q_work_due_open(db, &in, &rows, err))
        return false;
    struct q_work_due_row row;
    while (q_work_due_more(&rows, &row, &ok, err)) {
        size_t n = out->count;
        if (n > 0 && out->debtor_ids[n - 1] == row.debtor_id)
            continue;
        if ((n & (n - 1)) == 0)
            out->debtor_ids =
                arena_grow(a, out->debtor_ids, n, n == 0 ? 1 : n * 2, sizeof *out->debtor_ids);
        out->debtor_ids[out->count++] = row.debtor_id;
    }
    db_done(&rows);
    return ok;
}
