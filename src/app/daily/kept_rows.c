#include "kept_rows.h"

#include "base/sort.h"

void kept_rows_fill(struct arena *a, struct kept_rows *k, const struct kept_read *from)
{
    const struct stored_works *read = from->read;
    *k = (struct kept_rows){.count = read->count, .whole = read->count < from->asked};
    k->room = k->count + from->more;
    k->rows = ARENA_ARRAY(a, k->room, struct stored_work);
    if (k->count > 0)
        memcpy(k->rows, read->rows, k->count * sizeof *k->rows);
    if (!k->whole)
        k->last = k->rows[k->count - 1];
}

void kept_rows_take(struct arena *a, struct kept_rows *k, const struct kept_rows *from,
                    size_t least)
{
    size_t most = least + KEPT_SPARE;
    bool all = from->count <= most;
    *k = (struct kept_rows){.count = all ? from->count : most,
                            .least = least,
                            .whole = all && from->whole,
                            .last = from->last};
    k->room = k->count + KEPT_SPARE;
    k->rows = ARENA_ARRAY(a, k->room, struct stored_work);
    if (k->count > 0)
        memcpy(k->rows, from->rows, k->count * sizeof *k->rows);
    if (!all)
        k->last = k->rows[k->count - 1];
}

static void leave_out(struct kept_rows *k, const struct kept_change *change)
{
    size_t count = 0;
    for (size_t i = 0; i < k->count; i++) {
        int64_t id = k->rows[i].key.debtor_id;
        if (FIND_INT(change->debtor_ids, change->debtor_count, id) < change->debtor_count)
            continue;
        if (count != i)
            k->rows[count] = k->rows[i];
        count++;
    }
    k->count = count;
}

static size_t how_many_stand_here(const struct kept_rows *k, const struct kept_change *change)
{
    size_t n = change->row_count;
    while (n > 0 && !k->whole && work_place_compare(&k->last, &change->rows[n - 1]) < 0)
        n--;
    return n;
}

bool kept_rows_change(struct kept_rows *k, const struct kept_change *change)
{
    leave_out(k, change);
    size_t n = how_many_stand_here(k, change);
    size_t old = k->count;
    if (n > k->room - old)
        return false;
    k->count += n;
    for (size_t at = k->count; n > 0; at--) {
        bool mine = old == 0 || work_place_compare(&k->rows[old - 1], &change->rows[n - 1]) < 0;
        k->rows[at - 1] = mine ? change->rows[--n] : k->rows[--old];
    }
    return k->whole || k->count >= k->least;
}
