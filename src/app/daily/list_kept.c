#include "list_kept.h"

#include "base/sort.h"
#include "kept_debtors.h"
#include "kept_rows.h"

#include <pthread.h>

/* More are decided on by the chore, so many at a time, while pages read all anew. */
enum { OPEN_MOST = 500 };
/* More rows of debtors are looked up in longer than all of a list is read in. */
enum { LOOKED_UP_MOST = 300 };

struct kept_list {
    struct arena arena; /* of its rows and creditors */
    bool valid;
    int64_t agent_id;
    const int64_t *creditors; /* NULL: all */
    size_t creditor_count;
    int64_t version; /* of debtors: later changes are not in it */
    uint64_t used;   /* when it was asked for last */
    struct kept_rows works, waits;
};

struct list_kept {
    pthread_mutex_t lock;
    struct list_stamp stamp; /* of all that is kept */
    struct kept_debtors debtors;
    struct arena draws_arena;
    struct stored_draws draws; /* of the run, by account */
    struct kept_list lists[LISTS_KEPT];
    struct kept_whys whys;
    uint64_t clock;
};

bool list_kept_open(struct arena *a, struct list_kept **out, struct err *err)
{
    struct list_kept *k = ARENA_NEW(a, struct list_kept);
    if (pthread_mutex_init(&k->lock, NULL) != 0)
        return err_set(err, ERR_SYSTEM, "mutex");
    kept_debtors_init(&k->debtors);
    kept_whys_open(&k->whys, a);
    arena_init(&k->draws_arena, 0);
    for (size_t i = 0; i < LISTS_KEPT; i++)
        arena_init(&k->lists[i].arena, 0);
    *out = k;
    return true;
}

static void drop_list(struct kept_list *list)
{
    arena_release(&list->arena);
    *list = (struct kept_list){.used = 0};
    arena_init(&list->arena, 0);
}

static void drop(struct list_kept *k)
{
    kept_debtors_drop(&k->debtors);
    kept_whys_clear(&k->whys);
    arena_release(&k->draws_arena);
    arena_init(&k->draws_arena, 0);
    k->draws = (struct stored_draws){0};
    for (size_t i = 0; i < LISTS_KEPT; i++)
        k->lists[i].valid = false;
    k->stamp = (struct list_stamp){.published = 0};
}

void list_kept_close(struct list_kept *k)
{
    if (k == NULL)
        return;
    drop(k);
    for (size_t i = 0; i < LISTS_KEPT; i++)
        drop_list(&k->lists[i]);
    arena_release(&k->draws_arena);
    pthread_mutex_destroy(&k->lock);
}

/* ---- what holds now ---- */

struct asking {
    struct list_kept *kept;
    struct app *app;
    struct arena *arena;
    struct list_stamp now;
    struct work_touched_list touched;
};

/* *can false: nothing can be kept. A run takes away that debtors were touched (work_untouch): while
 * one is under way, or was killed, who has changed cannot be told. */
static bool look_outside(struct asking *x, bool *can, struct err *err)
{
    struct list_state state;
    struct run_row running;
    if (!list_state_read(x->app, x->arena, &state, err) ||
        !run_last(x->app->db, x->arena, "running", &running, err))
        return false;
    x->now = (struct list_stamp){x->app->today, state.published.number, state.last, state.ground};
    *can = state.ground != LIST_OF_NO_RUN && running.number == 0;
    return !*can || work_touched_read(x->app->db, x->arena, INT64_MIN, &x->touched, err);
}

static bool same_stamp(const struct list_stamp *a, const struct list_stamp *b)
{
    return a->today.n == b->today.n && a->published == b->published && a->last == b->last &&
           a->ground == b->ground;
}

/* Locked: what is kept is of this stamp, and who has changed since is known. */
static bool look(struct asking *x, struct err *err)
{
    struct list_kept *k = x->kept;
    if (!same_stamp(&k->stamp, &x->now) || k->debtors.arena.used_bytes > LIST_KEPT_BYTES) {
        drop(k);
        if (!file_draws_of_run(x->app->db, &k->draws_arena, x->now.published, &k->draws, err))
            return false;
        k->stamp = x->now;
    }
    kept_debtors_look(&k->debtors, x->arena, &x->touched);
    return k->stamp.ground == LIST_OF_RUN || kept_debtors_same(&k->debtors, x->app, x->arena, err);
}

static bool decide(struct asking *x, struct err *err)
{
    const struct kept_deciding what = {x->now.published, OPEN_MOST};
    return x->now.ground == LIST_OF_RUN || x->kept->debtors.open == 0 ||
           kept_debtors_decide(&x->kept->debtors, x->app, x->arena, &what, err);
}

/* ---- one list ---- */

/* Rows of debtors as they are now, of those that a list wants. */
struct fresh {
    struct stored_works works, waits;
    size_t work_room, wait_room;
};

static void add_fresh(struct asking *x, const struct list_wanted *wanted,
                      const struct stored_works *rows, struct fresh *out)
{
    for (size_t i = 0; i < rows->count; i++) {
        const struct stored_work *row = &rows->rows[i];
        bool waits = row->place_tier == WORK_TIER_NONE;
        struct stored_works *to = waits ? &out->waits : &out->works;
        size_t *room = waits ? &out->wait_room : &out->work_room;
        if (!stored_work_owes(row) || !list_takes(wanted, row))
            continue;
        if (to->count == *room) {
            size_t bigger = *room == 0 ? 16 : *room * 2;
            to->rows = arena_grow(x->arena, to->rows, *room, bigger, sizeof *to->rows);
            *room = bigger;
        }
        to->rows[to->count++] = *row;
    }
}

/* Where the run stands, what the table says; else what was decided. */
static bool rows_of(struct asking *x, int64_t debtor_id, struct stored_works *out, struct err *err)
{
    const struct work_of_debtor which = {debtor_id, x->now.published};
    if (x->now.ground == LIST_OF_RUN)
        return work_of_debtor(x->app->db, x->arena, &which, out, err);
    *out = kept_debtors_find(&x->kept->debtors, debtor_id)->now;
    return true;
}

/* Of whom it is, and what stands of them now. */
static bool gather(struct asking *x, const struct list_wanted *wanted, const struct kept_ids *ids,
                   struct fresh *out, struct err *err)
{
    *out = (struct fresh){0};
    for (size_t i = 0; i < ids->count; i++) {
        struct stored_works rows;
        if (!rows_of(x, ids->rows[i], &rows, err))
            return false;
        add_fresh(x, wanted, &rows, out);
    }
    work_order(x->arena, out->works.rows, out->works.count);
    work_order(x->arena, out->waits.rows, out->waits.count);
    return true;
}

static bool put(struct kept_rows *rows, const struct kept_ids *ids, const struct stored_works *now)
{
    const struct kept_change change = {ids->rows, ids->count, now->rows, now->count};
    return ids->count == 0 || kept_rows_change(rows, &change);
}

/* *whole false: the list has to be read. */
static bool change(struct asking *x, const struct list_wanted *wanted, struct kept_list *list,
                   bool *whole, struct err *err)
{
    struct kept_ids ids = kept_debtors_since(&x->kept->debtors, x->arena, list->version);
    struct fresh fresh;
    *whole = x->now.ground != LIST_OF_RUN || ids.count <= LOOKED_UP_MOST;
    if (!*whole)
        return true;
    if (!gather(x, wanted, &ids, &fresh, err))
        return false;
    list->version = x->kept->debtors.version;
    *whole = put(&list->works, &ids, &fresh.works) && put(&list->waits, &ids, &fresh.waits);
    return true;
}

/* Rows with work, or without, as they stand in the table, with those decided on again put in their
 * places. Of the latter others may stand in the table: so many are read in addition. */
static bool read_rows(struct asking *x, const struct work_wanted *wanted,
                      const struct kept_change *again, struct kept_rows *out, struct err *err)
{
    struct stored_works read;
    struct work_wanted more = *wanted;
    more.most += KEPT_SPARE + x->kept->debtors.before;
    if (!work_list(x->app->db, x->arena, &more, &read, err))
        return false;
    kept_rows_fill(x->arena, out, &(struct kept_read){&read, more.most, again->row_count});
    out->least = wanted->most;
    if (again->debtor_count > 0 && !kept_rows_change(out, again))
        BUG("fewer rows than were read");
    return true;
}

static bool read_list(struct asking *x, const struct list_wanted *wanted, struct kept_list *list,
                      struct err *err)
{
    struct kept_ids ids = {0};
    struct fresh fresh;
    struct kept_rows rows;
    struct work_wanted of = {.published = x->now.published,
                             .scope = wanted->creditors,
                             .scope_count = wanted->creditor_count,
                             .agent_id = wanted->agent_id,
                             .most = LIST_KEPT_PLACES};
    if (x->now.ground != LIST_OF_RUN)
        ids = kept_debtors_since(&x->kept->debtors, x->arena, INT64_MIN);
    if (!gather(x, wanted, &ids, &fresh, err))
        return false;
    struct kept_change again = {ids.rows, ids.count, fresh.works.rows, fresh.works.count};
    if (!read_rows(x, &of, &again, &rows, err))
        return false;
    kept_rows_take(&list->arena, &list->works, &rows, of.most);
    of.waiting = true;
    of.most = LIST_KEPT_WAITS;
    again.rows = fresh.waits.rows;
    again.row_count = fresh.waits.count;
    if (!read_rows(x, &of, &again, &rows, err))
        return false;
    kept_rows_take(&list->arena, &list->waits, &rows, of.most);
    list->version = x->kept->debtors.version;
    return true;
}

static bool is_list(const struct kept_list *list, const struct list_wanted *wanted)
{
    return list->used != 0 && list->agent_id == wanted->agent_id &&
           list->creditor_count == wanted->creditor_count &&
           (list->creditors == NULL) == (wanted->creditors == NULL) &&
           (wanted->creditor_count == 0 ||
            memcmp(list->creditors, wanted->creditors,
                   wanted->creditor_count * sizeof *wanted->creditors) == 0);
}

static struct kept_list *find_list(struct list_kept *k, const struct list_wanted *wanted)
{
    for (size_t i = 0; i < LISTS_KEPT; i++) {
        if (is_list(&k->lists[i], wanted))
            return &k->lists[i];
    }
    return NULL;
}

/* The one, or the one not asked for longest, emptied for it. */
static struct kept_list *list_for(struct list_kept *k, const struct list_wanted *wanted)
{
    struct kept_list *there = find_list(k, wanted);
    struct kept_list *oldest = &k->lists[0];
    for (size_t i = 0; i < LISTS_KEPT; i++) {
        if (k->lists[i].used < oldest->used)
            oldest = &k->lists[i];
    }
    if (there == NULL)
        drop_list(oldest);
    return there != NULL ? there : oldest;
}

/* For reading it anew. */
static void begin_list(struct kept_list *list, const struct list_wanted *wanted)
{
    drop_list(list);
    list->agent_id = wanted->agent_id;
    list->creditor_count = wanted->creditor_count;
    if (wanted->creditors == NULL)
        return;
    int64_t *ids = ARENA_ARRAY(&list->arena, wanted->creditor_count, int64_t);
    for (size_t i = 0; i < wanted->creditor_count; i++)
        ids[i] = wanted->creditors[i];
    list->creditors = ids;
}

static bool renew(struct asking *x, const struct list_wanted *wanted, struct kept_list **out,
                  struct err *err)
{
    struct list_kept *k = x->kept;
    struct kept_list *list = list_for(k, wanted);
    bool whole = false;
    if (list->valid && !change(x, wanted, list, &whole, err))
        return false;
    if (!whole) {
        begin_list(list, wanted);
        if (!read_list(x, wanted, list, err))
            return false;
    }
    list->valid = true;
    list->used = ++k->clock;
    *out = list;
    return true;
}

/* ---- for a page ---- */

static void copy_rows(struct arena *a, const struct kept_rows *from, size_t most,
                      struct stored_works *to)
{
    to->count = from->count < most ? from->count : most;
    to->rows = ARENA_ARRAY(a, to->count, struct stored_work);
    if (to->count > 0)
        memcpy(to->rows, from->rows, to->count * sizeof *to->rows);
}

static int by_account(const void *pa, const void *pb, const void *with)
{
    const struct stored_draw *a = pa;
    const struct stored_draw *b = pb;
    (void)with;
    if (a->key.debtor_id != b->key.debtor_id)
        return a->key.debtor_id < b->key.debtor_id ? -1 : 1;
    return a->key.account_id < b->key.account_id ? -1 : a->key.account_id > b->key.account_id;
}

/* Draws of these rows alone. */
static void copy_draws(const struct asking *x, const struct stored_works *rows,
                       struct stored_draws *to)
{
    const struct stored_draws *all = &x->kept->draws;
    to->rows = ARENA_ARRAY(x->arena, rows->count < all->count ? rows->count : all->count,
                           struct stored_draw);
    for (size_t i = 0; i < rows->count && all->count > 0; i++) {
        const struct stored_draw *draw = stored_draw_find(all, rows->rows[i].key);
        if (draw != NULL)
            to->rows[to->count++] = *draw;
    }
    SORT(x->arena, to->rows, to->count, by_account, NULL);
}

static bool hand_over(struct asking *x, const struct kept_list *list,
                      const struct list_wanted *wanted, struct list_rows *out, struct err *err)
{
    const struct work_totals *delta = &x->kept->debtors.delta;
    copy_rows(x->arena, &list->works, wanted->places, &out->works);
    copy_rows(x->arena, &list->waits, wanted->waits, &out->waits);
    copy_draws(x, &out->works, &out->draws);
    if (!work_totals_read(x->app->db, x->arena, x->now.published, &out->totals, err))
        return false;
    size_t n = out->totals.count;
    if (delta->count == 0)
        return true;
    out->totals.rows =
        arena_grow(x->arena, out->totals.rows, n, n + delta->count, sizeof *out->totals.rows);
    memcpy(&out->totals.rows[n], delta->rows, delta->count * sizeof *delta->rows);
    out->totals.count = out->totals.room = n + delta->count;
    return true;
}

static bool has_all(const struct kept_rows *rows, size_t most)
{
    return rows->whole || most <= rows->least;
}

static bool read_locked(struct asking *x, const struct list_wanted *wanted, struct list_rows *out,
                        struct err *err)
{
    struct kept_list *list = NULL;
    if (!look(x, err))
        return false;
    if (x->now.ground != LIST_OF_RUN && x->kept->debtors.open > OPEN_MOST)
        return true;
    if (!decide(x, err) || !renew(x, wanted, &list, err))
        return false;
    out->kept = has_all(&list->works, wanted->places) && has_all(&list->waits, wanted->waits);
    return !out->kept || hand_over(x, list, wanted, out, err);
}

bool list_kept_read(struct app *app, struct arena *a, const struct list_wanted *wanted,
                    struct list_rows *out, struct err *err)
{
    struct asking x = {.kept = app->lists, .app = app, .arena = a};
    bool can = false;
    *out = (struct list_rows){0};
    if (x.kept == NULL)
        return true;
    if (!look_outside(&x, &can, err))
        return false;
    if (!can)
        return true;
    pthread_mutex_lock(&x.kept->lock);
    bool ok = read_locked(&x, wanted, out, err);
    if (!ok)
        drop(x.kept);
    pthread_mutex_unlock(&x.kept->lock);
    return ok;
}

/* ---- why rows stand where they stand ---- */

static void recall(struct asking *x, const struct kept_rows_why *whys)
{
    for (size_t i = 0; i < whys->count; i++) {
        struct account_key key = whys->rows[i].key;
        int64_t version = 0;
        const struct kept_why *why = kept_whys_find(&x->kept->whys, key, &version);
        const struct kept_debtor *d = kept_debtors_find(&x->kept->debtors, key.debtor_id);
        if (why != NULL && (d == NULL || d->version <= version))
            whys->rows[i] = *why;
    }
}

bool list_kept_recall(struct app *app, struct arena *a, const struct kept_rows_why *whys,
                      struct kept_moment *at, struct err *err)
{
    struct asking x = {.kept = app->lists, .app = app, .arena = a};
    *at = (struct kept_moment){.can = false};
    if (x.kept == NULL || whys->count > KEPT_WHYS / 4)
        return true;
    if (!look_outside(&x, &at->can, err))
        return false;
    if (!at->can)
        return true;
    pthread_mutex_lock(&x.kept->lock);
    bool ok = look(&x, err);
    if (ok)
        recall(&x, whys);
    else
        drop(x.kept);
    at->stamp = x.now;
    at->version = x.kept->debtors.version;
    pthread_mutex_unlock(&x.kept->lock);
    return ok;
}

void list_kept_remember(struct app *app, const struct kept_moment *at,
                        const struct kept_rows_why *whys)
{
    struct list_kept *k = app->lists;
    if (!at->can)
        return;
    pthread_mutex_lock(&k->lock);
    for (size_t i = 0; i < whys->count && same_stamp(&k->stamp, &at->stamp); i++) {
        if (whys->rows[i].known)
            kept_whys_keep(&k->whys, &whys->rows[i], at->version);
    }
    pthread_mutex_unlock(&k->lock);
}

/* ---- beside the pages ---- */

/* Reads the first that is not ready. */
static bool prepare_one(struct asking *x, struct lists_wanted *wanted, struct err *err)
{
    size_t most = LISTS_KEPT / 3 * 2;
    struct kept_list *list = NULL;
    wanted->again = false;
    for (size_t i = 0; i < wanted->count && i < most; i++) {
        const struct kept_list *there = find_list(x->kept, &wanted->rows[i]);
        if (there != NULL && there->valid)
            continue;
        wanted->again = true;
        return renew(x, &wanted->rows[i], &list, err);
    }
    return true;
}

static bool prepare_locked(struct asking *x, struct lists_wanted *wanted, struct err *err)
{
    if (!look(x, err) || !decide(x, err))
        return false;
    wanted->again = x->now.ground != LIST_OF_RUN && x->kept->debtors.open > 0;
    return wanted->again || prepare_one(x, wanted, err);
}

bool list_kept_prepare(struct list_kept *k, struct app *app, struct arena *a,
                       struct lists_wanted *wanted, struct err *err)
{
    struct asking x = {.kept = k, .app = app, .arena = a};
    bool can = false;
    wanted->again = false;
    if (!look_outside(&x, &can, err))
        return false;
    if (!can)
        return true;
    pthread_mutex_lock(&k->lock);
    bool ok = prepare_locked(&x, wanted, err);
    if (!ok)
        drop(k);
    pthread_mutex_unlock(&k->lock);
    return ok;
}
