#include "list_read.h"

#include "base/sort.h"
#include "decide_history.h"
#include "decide_work.h"
#include "run_day.h"
#include "run_wanted.h"

struct reading {
    struct app *app;
    struct arena *arena;
    const struct list_wanted *wanted;
    struct list_rows *out;
    size_t work_room, wait_room;
};

static bool of_creditors(const struct list_wanted *wanted, int64_t creditor_id)
{
    bool in = wanted->creditors == NULL;
    for (size_t i = 0; i < wanted->creditor_count && !in; i++)
        in = wanted->creditors[i] == creditor_id;
    return in;
}

static bool on_list(const struct list_wanted *wanted, int64_t agent_id)
{
    return wanted->agent_id == 0 || agent_id == 0 || agent_id == wanted->agent_id;
}

bool list_takes(const struct list_wanted *wanted, const struct stored_work *row)
{
    return on_list(wanted, row->agent_id) && of_creditors(wanted, row->creditor_id);
}

bool list_state_read(struct app *app, struct arena *a, struct list_state *out, struct err *err)
{
    struct run_books books;
    bool stands = false;
    *out = (struct list_state){.ground = LIST_OF_NO_RUN};
    if (!run_last(app->db, a, "published", &out->published, err) ||
        !run_stands(app, &out->published, &stands, err) || !run_greatest(app->db, &out->last, err))
        return false;
    if (stands)
        out->ground = LIST_OF_RUN;
    /* a run begun since has perhaps looked at some of those touched already */
    if (stands || out->published.number == 0 || out->published.day.n != app->today.n ||
        out->last != out->published.number)
        return true;
    if (!run_books(app->db, &books, err))
        return false;
    if (books.ground == out->published.ground)
        out->ground = LIST_BUT_FOR;
    return true;
}

static void keep(struct reading *r, const struct stored_work *row)
{
    bool waits = row->place_tier == WORK_TIER_NONE;
    struct stored_works *list = waits ? &r->out->waits : &r->out->works;
    size_t *room = waits ? &r->wait_room : &r->work_room;
    if ((waits && !stored_work_owes(row)) || !list_takes(r->wanted, row))
        return;
    if (list->count == *room) {
        size_t bigger = *room == 0 ? 64 : *room * 2;
        list->rows = arena_grow(r->arena, list->rows, *room, bigger, sizeof *list->rows);
        *room = bigger;
    }
    list->rows[list->count++] = *row;
}

static void order(struct reading *r)
{
    work_order(r->arena, r->out->works.rows, r->out->works.count);
    work_order(r->arena, r->out->waits.rows, r->out->waits.count);
}

/* ---- deciding ---- */

struct deciding {
    struct decide_ground ground;
    struct run_walk *walk;
    struct arena scratch;
};

/* Of everybody it is asked at once what many will want. */
static bool decide_open(struct deciding *d, struct app *app, struct arena *a,
                        struct run_walk_start *start, struct err *err)
{
    arena_init(&d->scratch, 0);
    if (!decide_ground_load(app, a, &d->ground, err))
        return false;
    if (start->wanted == NULL)
        start->likely = decide_likely(&d->ground);
    return run_walk_open(app->db, a, start, &d->walk, err);
}

static bool decide_all(struct deciding *d, const struct list_decided *to, struct err *err)
{
    struct run_account from;
    struct decided_work work;
    const struct file_objects *objects;
    bool have = true;
    while (have) {
        if (!run_walk_next(d->walk, &from, &have, err))
            return false;
        if (!have)
            break;
        if (to->wants != NULL && !to->wants(to->with, from.account.creditor_id))
            continue;
        arena_clear(&d->scratch);
        if (!decide_objects(&d->scratch, &d->ground, &from, &objects, err))
            return false;
        decide_work(&d->scratch, &d->ground, &from, objects, &work);
        if (!to->take(to->with, &from.now, &work.row, err))
            return false;
    }
    return true;
}

static void decide_close(struct deciding *d)
{
    run_walk_close(d->walk);
    arena_release(&d->scratch);
}

bool list_decide(struct app *app, struct arena *a, const struct list_again *again,
                 const struct list_decided *to, struct err *err)
{
    struct deciding d = {0};
    struct run_walk_start start = {.debtor_id = again->count > 0 ? again->debtor_ids[0] : 0,
                                   .today = app->today,
                                   .published = again->published,
                                   .wanted = again->debtor_ids,
                                   .wanted_count = again->count};
    if (again->count == 0)
        return true;
    bool ok = decide_open(&d, app, a, &start, err) && decide_all(&d, to, err);
    decide_close(&d);
    return ok;
}

/* ---- a day without a run, or whose rules changed since ---- */

static bool wants_live(void *with, int64_t creditor_id)
{
    const struct reading *r = with;
    return of_creditors(r->wanted, creditor_id);
}

static bool take_live(void *with, const struct stored_work *before, const struct stored_work *now,
                      struct err *err)
{
    struct reading *r = with;
    (void)before;
    (void)err;
    if (list_takes(r->wanted, now))
        work_total_count(r->arena, &r->out->totals, now, 1);
    keep(r, now);
    return true;
}

static bool read_live(struct reading *r, struct err *err)
{
    struct deciding d = {0};
    struct run_walk_start start = {.today = r->app->today};
    struct list_decided to = {wants_live, take_live, r};
    bool ok = decide_open(&d, r->app, r->arena, &start, err) && decide_all(&d, &to, err);
    decide_close(&d);
    order(r);
    return ok;
}

/* ---- as the run left it ---- */

/* apart: so many rows of others may stand among them. */
static bool read_stored(struct reading *r, int64_t published, size_t apart, struct err *err)
{
    const struct list_wanted *w = r->wanted;
    struct db *db = r->app->db;
    struct work_wanted wanted = {.published = published,
                                 .scope = w->creditors,
                                 .scope_count = w->creditor_count,
                                 .agent_id = w->agent_id,
                                 .most = w->places + apart};
    if (!work_totals_read(db, r->arena, published, &r->out->totals, err) ||
        !work_list(db, r->arena, &wanted, &r->out->works, err))
        return false;
    wanted.waiting = true;
    wanted.most = w->waits < SIZE_MAX ? w->waits + apart : SIZE_MAX;
    return work_list(db, r->arena, &wanted, &r->out->waits, err) &&
           file_draws_of_run(db, r->arena, published, &r->out->draws, err);
}

/* ---- the same, but for those of whom imports and entries by hand told something since ---- */

/* More are decided on with all the others. */
enum { CHANGED_MOST = 5000 };

static bool is_changed(const struct run_wanted *changed, int64_t debtor_id)
{
    return FIND_INT(changed->debtor_ids, changed->count, debtor_id) < changed->count;
}

static void leave_out(const struct run_wanted *changed, struct stored_works *works)
{
    size_t kept = 0;
    for (size_t i = 0; i < works->count; i++) {
        if (!is_changed(changed, works->rows[i].key.debtor_id))
            works->rows[kept++] = works->rows[i];
    }
    works->count = kept;
}

static bool take_changed(void *with, const struct stored_work *before,
                         const struct stored_work *now, struct err *err)
{
    struct reading *r = with;
    (void)err;
    if (before->from_run != 0)
        work_total_count(r->arena, &r->out->totals, before, -1);
    work_total_count(r->arena, &r->out->totals, now, 1);
    keep(r, now);
    return true;
}

static bool read_changed(struct reading *r, int64_t published, const struct run_wanted *changed,
                         struct err *err)
{
    struct list_again again = {published, changed->debtor_ids, changed->count};
    struct list_decided to = {NULL, take_changed, r};
    if (!read_stored(r, published, changed->count, err))
        return false;
    leave_out(changed, &r->out->works);
    leave_out(changed, &r->out->waits);
    r->work_room = r->out->works.count;
    r->wait_room = r->out->waits.count;
    if (!list_decide(r->app, r->arena, &again, &to, err))
        return false;
    order(r);
    return true;
}

bool list_read(struct app *app, struct arena *a, const struct list_wanted *wanted,
               struct list_rows *out, struct err *err)
{
    struct reading r = {.app = app, .arena = a, .wanted = wanted, .out = out};
    const struct run_row everybody = {.whole = true};
    struct list_state state;
    struct run_wanted changed = {0};
    *out = (struct list_rows){0};
    if (!list_state_read(app, a, &state, err))
        return false;
    if (state.ground == LIST_OF_RUN)
        return read_stored(&r, state.published.number, 0, err);
    if (state.ground == LIST_BUT_FOR) {
        if (!run_wanted_read(app, a, &everybody, &changed, err))
            return false;
        if (changed.count <= CHANGED_MOST)
            return read_changed(&r, state.published.number, &changed, err);
    }
    return read_live(&r, err);
}
