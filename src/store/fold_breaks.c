#include "fold_breaks.h"

#include "base/sort.h"

#include "gen/work_sql.h"

bool fold_breaks_begin(struct db *db, struct fold_breaks *out, struct err *err)
{
    struct arena *a = out->arena;
    struct db_rows rows;
    int64_t *agreed = NULL;
    bool ok = true;
    *out = (struct fold_breaks){.arena = a};
    if (!q_run_object_scan_open(db, &rows, err))
        return false;
    struct q_run_object_scan_row row;
    while (q_run_object_scan_more(&rows, &row, &ok, err)) {
        size_t n = out->agreed_count++;
        if ((n & (n - 1)) == 0) /* full at every power of two */
            agreed = arena_grow(a, agreed, n, n == 0 ? 1 : n * 2, sizeof *agreed);
        agreed[n] = row.debtor_id;
    }
    db_done(&rows);
    out->agreed = agreed;
    return ok;
}

bool fold_breaks_agreed(const struct fold_breaks *breaks, int64_t debtor_id)
{
    size_t count = breaks->agreed_count;
    return FIND_INT(breaks->agreed, count, debtor_id) < count;
}

void fold_breaks_note(struct fold_breaks *breaks, const struct fold_break *row)
{
    breaks->total++;
    if (breaks->count == FOLD_BREAKS_MAX)
        return;
    size_t n = breaks->count++;
    if ((n & (n - 1)) == 0) /* full at every power of two */
        breaks->rows =
            arena_grow(breaks->arena, breaks->rows, n, n == 0 ? 1 : n * 2, sizeof *breaks->rows);
    breaks->rows[n] = *row;
    breaks->rows[n].piece = arena_str(breaks->arena, row->piece);
}
