#include "object_walk.h"

#include "object_rows.h"

/* Every table of objects is read in the same two ways: the rows of one account, or all rows in
 * order, those of the account being next in line. TABLE writes both for one table; the rows of the
 * two statements have the same columns, which the assertion holds them to. Holds are read for the
 * whole debtor. */
#define TABLE(name, statement, table_key)                                                          \
    _Static_assert(sizeof(struct q_##statement##_row) == sizeof(struct q_##name##_scan_row),       \
                   "same columns");                                                                \
    static bool read_##name(struct db *db, struct objects_loading *l, struct err *err)             \
    {                                                                                              \
        struct q_##statement##_in in = table_key(l->key);                                          \
        struct db_rows rows;                                                                       \
        if (!q_##statement##_open(db, &in, &rows, err))                                            \
            return false;                                                                          \
        bool ok = true;                                                                            \
        for (;;) {                                                                                 \
            struct q_##statement##_row row;                                                        \
            struct q_##name##_scan_row same;                                                       \
            bool have = false;                                                                     \
            ok = q_##statement##_next(&rows, &row, &have, err);                                    \
            if (!ok || !have)                                                                      \
                break;                                                                             \
            memcpy(&same, &row, sizeof same);                                                      \
            ok = add_##name(l, &same, err);                                                        \
            if (!ok)                                                                               \
                break;                                                                             \
        }                                                                                          \
        db_done(&rows);                                                                            \
        return ok;                                                                                 \
    }

#define ACCOUNT_KEY(key)                                                                           \
    {                                                                                              \
        (key).debtor_id, (key).account_id                                                          \
    }
#define DEBTOR_KEY(key)                                                                            \
    {                                                                                              \
        (key).debtor_id                                                                            \
    }

TABLE(object_item, object_item_by_account, ACCOUNT_KEY)
TABLE(instalment, instalment_by_account, ACCOUNT_KEY)
TABLE(promise, promise_by_account, ACCOUNT_KEY)
TABLE(instalments, instalments_by_account, ACCOUNT_KEY)
TABLE(dispute, dispute_by_account, ACCOUNT_KEY)
TABLE(hold, hold_by_debtor, DEBTOR_KEY)
TABLE(cover, cover_by_account, ACCOUNT_KEY)
TABLE(alert, alert_by_account, ACCOUNT_KEY)
TABLE(outcome, outcome_by_account, ACCOUNT_KEY)
TABLE(assignment, assignment_by_account, ACCOUNT_KEY)

bool objects_read(struct db *db, struct arena *a, struct account_key key,
                  struct account_objects *out, struct err *err)
{
    *out = (struct account_objects){0};
    struct objects_loading l = {.arena = a, .key = key, .out = out};
    return read_object_item(db, &l, err) && read_instalment(db, &l, err) &&
           read_promise(db, &l, err) && read_instalments(db, &l, err) &&
           read_dispute(db, &l, err) && read_hold(db, &l, err) && read_cover(db, &l, err) &&
           read_alert(db, &l, err) && read_outcome(db, &l, err) && read_assignment(db, &l, err);
}

/* ---- all accounts ---- */

#define CURSOR(name)                                                                               \
    struct {                                                                                       \
        struct db_rows rows;                                                                       \
        struct q_##name##_scan_row row;                                                            \
        bool open, have;                                                                           \
    } name

struct object_walk {
    struct db *db;
    struct arena arena; /* the current account's */
    CURSOR(object_item);
    CURSOR(instalment);
    CURSOR(promise);
    CURSOR(instalments);
    CURSOR(dispute);
    CURSOR(cover);
    CURSOR(alert);
    CURSOR(outcome);
    CURSOR(assignment);
    CURSOR(hold);
    /* what concerns all accounts of the current debtor: holds on the person */
    struct arena debtor_arena;
    int64_t debtor_id;
    struct q_hold_scan_row *holds;
    size_t hold_count;
};

static int key_cmp(int64_t debtor_a, int64_t account_a, struct account_key b)
{
    if (debtor_a != b.debtor_id)
        return debtor_a < b.debtor_id ? -1 : 1;
    return account_a < b.account_id ? -1 : account_a > b.account_id;
}

#define WALK(name)                                                                                 \
    static bool open_##name(struct object_walk *w, struct err *err)                                \
    {                                                                                              \
        w->name.open = q_##name##_scan_open(w->db, &w->name.rows, err);                            \
        return w->name.open &&                                                                     \
               q_##name##_scan_next(&w->name.rows, &w->name.row, &w->name.have, err);              \
    }                                                                                              \
    static bool walk_##name(struct object_walk *w, struct objects_loading *l, struct err *err)     \
    {                                                                                              \
        int order;                                                                                 \
        while (w->name.have &&                                                                     \
               (order = key_cmp(w->name.row.debtor_id, w->name.row.account_id, l->key)) <= 0) {    \
            if (order == 0 && !add_##name(l, &w->name.row, err))                                   \
                return false;                                                                      \
            if (!q_##name##_scan_next(&w->name.rows, &w->name.row, &w->name.have, err))            \
                return false;                                                                      \
        }                                                                                          \
        return true;                                                                               \
    }

WALK(object_item)
WALK(instalment)
WALK(promise)
WALK(instalments)
WALK(dispute)
WALK(cover)
WALK(alert)
WALK(outcome)
WALK(assignment)

static bool open_hold(struct object_walk *w, struct err *err)
{
    w->hold.open = q_hold_scan_open(w->db, &w->hold.rows, err);
    return w->hold.open && q_hold_scan_next(&w->hold.rows, &w->hold.row, &w->hold.have, err);
}

static void *one_more(struct object_walk *w, void *rows, size_t count, size_t size)
{
    bool full = (count & (count - 1)) == 0; /* at every power of two */
    return full ? arena_grow(&w->debtor_arena, rows, count, count == 0 ? 1 : count * 2, size)
                : rows;
}

static void keep_hold(struct object_walk *w)
{
    struct arena *a = &w->debtor_arena;
    w->holds = one_more(w, w->holds, w->hold_count, sizeof *w->holds);
    struct q_hold_scan_row *kept = &w->holds[w->hold_count++];
    *kept = w->hold.row;
    kept->state = arena_str(a, kept->state);
    kept->scope = arena_str(a, kept->scope);
    kept->reason = arena_str(a, kept->reason);
    kept->note = arena_str(a, kept->note);
}

/* Reads what lies with the debtor whose first account is at hand. */
static bool read_debtor(struct object_walk *w, int64_t debtor_id, struct err *err)
{
    if (w->debtor_id == debtor_id)
        return true;
    arena_clear(&w->debtor_arena);
    w->holds = NULL;
    w->hold_count = 0;
    w->debtor_id = debtor_id;
    while (w->hold.have && w->hold.row.debtor_id <= debtor_id) {
        if (w->hold.row.debtor_id == debtor_id)
            keep_hold(w);
        if (!q_hold_scan_next(&w->hold.rows, &w->hold.row, &w->hold.have, err))
            return false;
    }
    return true;
}

static bool walk_debtor(struct object_walk *w, struct objects_loading *l, struct err *err)
{
    if (!read_debtor(w, l->key.debtor_id, err))
        return false;
    for (size_t i = 0; i < w->hold_count; i++) {
        if (!add_hold(l, &w->holds[i], err))
            return false;
    }
    return true;
}

bool object_walk_open(struct db *db, struct arena *a, struct object_walk **out, struct err *err)
{
    struct object_walk *w = ARENA_NEW(a, struct object_walk);
    w->db = db;
    arena_init(&w->arena, 0);
    arena_init(&w->debtor_arena, 0);
    *out = w;
    if (open_object_item(w, err) && open_instalment(w, err) && open_promise(w, err) &&
        open_instalments(w, err) && open_dispute(w, err) && open_cover(w, err) &&
        open_alert(w, err) && open_outcome(w, err) && open_assignment(w, err) && open_hold(w, err))
        return true;
    object_walk_close(w);
    *out = NULL;
    return false;
}

bool object_walk_next(struct object_walk *w, struct account_key key, struct account_objects *out,
                      struct err *err)
{
    arena_clear(&w->arena);
    *out = (struct account_objects){0};
    struct objects_loading l = {.arena = &w->arena, .key = key, .out = out};
    return walk_object_item(w, &l, err) && walk_instalment(w, &l, err) &&
           walk_promise(w, &l, err) && walk_instalments(w, &l, err) && walk_dispute(w, &l, err) &&
           walk_cover(w, &l, err) && walk_alert(w, &l, err) && walk_outcome(w, &l, err) &&
           walk_assignment(w, &l, err) && walk_debtor(w, &l, err);
}

void object_walk_close(struct object_walk *w)
{
    if (w == NULL)
        return;
#define CLOSE(name)                                                                                \
    if (w->name.open)                                                                              \
        db_done(&w->name.rows);                                                                    \
    w->name.open = false;
    CLOSE(object_item)
    CLOSE(instalment)
    CLOSE(promise)
    CLOSE(instalments)
    CLOSE(dispute)
    CLOSE(cover)
    CLOSE(alert)
    CLOSE(outcome)
    CLOSE(assignment)
    CLOSE(hold)
#undef CLOSE
    arena_release(&w->arena);
    arena_release(&w->debtor_arena);
}
