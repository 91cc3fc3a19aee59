#include "run_wanted.h"

#include "base/sort.h"
#include "store/same_store.h"

static int by_id(const void *pa, const void *pb, const void *with)
{
    const int64_t *a = pa;
    const int64_t *b = pb;
    (void)with;
    return *a < *b ? -1 : *a > *b;
}

static size_t room_for(const struct same_map *same, const struct work_due *due,
                       const struct work_touched_list *touched)
{
    size_t room = due->count;
    for (size_t i = 0; i < touched->count; i++) {
        size_t n = 0;
        (void)same_members(same, touched->rows[i].debtor_id, &n);
        room += n + 1;
    }
    return room;
}

/* What is known of one debtor weighs on all who are the same person. False: one of them was decided
 * on before the run was taken up again, perhaps without knowing it. */
static bool add_person(struct run_wanted *out, const struct same_map *same, int64_t debtor_id,
                       int64_t from_debtor)
{
    size_t n = 0;
    bool ahead = true;
    const struct same_member *members = same_members(same, debtor_id, &n);
    out->debtor_ids[out->count++] = debtor_id;
    for (size_t i = 0; i < n; i++) {
        out->debtor_ids[out->count++] = members[i].debtor_id;
        ahead = ahead && members[i].debtor_id >= from_debtor;
    }
    return ahead;
}

static void each_once(struct arena *a, struct run_wanted *out)
{
    size_t n = 0;
    SORT(a, out->debtor_ids, out->count, by_id, NULL);
    for (size_t i = 0; i < out->count; i++) {
        if (n == 0 || out->debtor_ids[n - 1] != out->debtor_ids[i])
            out->debtor_ids[n++] = out->debtor_ids[i];
    }
    out->count = n;
}

bool run_wanted_read(struct app *app, struct arena *a, const struct run_row *run,
                     struct run_wanted *out, struct err *err)
{
    struct same_map same;
    struct work_due due = {0};
    int64_t from = run->at.debtor_id + 1;
    struct work_due_wanted wanted = {from, app->today};
    size_t kept = 0;
    *out = (struct run_wanted){0};
    if (!same_load(app->db, a, &same, err) ||
        !work_touched_read(app->db, a, from, &out->touched, err) ||
        (!run->whole && !work_due_read(app->db, a, &wanted, &due, err)))
        return false;
    out->debtor_ids = ARENA_ARRAY(a, room_for(&same, &due, &out->touched), int64_t);
    for (size_t i = 0; i < due.count; i++)
        out->debtor_ids[out->count++] = due.debtor_ids[i];
    for (size_t i = 0; i < out->touched.count; i++) {
        struct work_touched touched = out->touched.rows[i];
        if (add_person(out, &same, touched.debtor_id, from))
            out->touched.rows[kept++] = touched;
    }
    out->touched.count = kept;
    each_once(a, out);
    return true;
}
