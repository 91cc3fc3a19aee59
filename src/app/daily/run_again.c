/* After an event: the rows of one person say again what is to be done. */
#include "decide_history.h"
#include "run_day.h"
#include "store/account_store.h"
#include "store/same_store.h"

struct running {
    struct app *app;
    struct arena *arena;
    struct decide_ground ground;
    int64_t published; /* the run whose rows hold; 0: none */
};

/* Whose rows an event changes. */
struct standing_runs {
    bool holds;         /* the published run is of today: its row is replaced */
    struct run_row run; /* of today, under way or killed; number 0: none */
};

/* Locks the run that is under way. */
static bool standing_runs(struct running *r, struct standing_runs *out, struct err *err)
{
    struct run_row published;
    struct run_row left;
    bool going = false;
    if (!run_last(r->app->db, r->arena, "published", &published, err) ||
        !run_hold(r->app->db, published.number, err) ||
        !run_last(r->app->db, r->arena, "running", &left, err) ||
        (left.number != 0 && !run_lock(r->app->db, left.number, &going, err)))
        return false;
    /* it may have come further, or to its end, while this waited for the lock */
    if ((going && !run_last(r->app->db, r->arena, "running", &left, err)) ||
        !run_last(r->app->db, r->arena, "published", &published, err))
        return false;
    r->published = published.number;
    out->holds = published.number != 0 && published.day.n == r->app->today.n;
    out->run = going && left.day.n == r->app->today.n ? left : (struct run_row){0};
    return true;
}

/* What stands in a run's totals for this account is counted out, the new row in. */
static bool recount(struct running *r, int64_t run, const struct stored_work *before,
                    const struct stored_work *row, struct err *err)
{
    struct work_totals totals = {0};
    struct run_counts counts = {0};
    if (before->from_run != 0) {
        work_total_count(r->arena, &totals, before, -1);
        run_counts_add(&counts, before, -1);
    }
    work_total_count(r->arena, &totals, row, 1);
    run_counts_add(&counts, row, 1);
    return work_totals_add(r->app->db, run, &totals, err) &&
           run_count(r->app->db, run, &counts, err);
}

static bool replace_holding(struct running *r, const struct run_account *from,
                            struct stored_work *row, struct err *err)
{
    row->from_run = from->now.from_run != 0 ? from->now.from_run : r->published;
    row->until_run = from->now.from_run != 0 ? from->now.until_run : WORK_HOLDS;
    return (from->now.from_run == 0 && stored_work_empty(row)) ||
           (recount(r, r->published, &from->now, row, err) && work_replace(r->app->db, row, err));
}

/* What a run under way has decided already, or left as it was before. */
static bool replace_pending(struct running *r, const struct run_account *from,
                            const struct standing_runs *runs, struct stored_work *row,
                            struct err *err)
{
    bool had = from->now.from_run != 0;
    row->from_run = runs->run.number;
    row->until_run = WORK_HOLDS;
    bool decided = from->pending.from_run == runs->run.number;
    if (!recount(r, runs->run.number, decided ? &from->pending : &from->now, row, err))
        return false;
    if (decided)
        return work_replace(r->app->db, row, err);
    if (runs->holds || (had ? stored_work_same(&from->now, row) : stored_work_empty(row)))
        return true; /* the row that holds goes on holding */
    const struct work_change change = {.row = *row, .ends_run = from->now.from_run};
    const struct work_changes changes = {&change, 1, WORK_END_CLOSES};
    return work_write(r->app->db, &changes, err);
}

/* A run that is not whole comes only to those of whom it knew when it began. */
static bool is_passed(const struct run_row *run, struct account_key key)
{
    if (run->number != 0 && !run->whole)
        return true;
    if (run->number == 0 || key.debtor_id > run->at.debtor_id)
        return false;
    return key.debtor_id < run->at.debtor_id || key.account_id <= run->at.account_id;
}

static bool again_account(struct running *r, struct account_key key,
                          const struct standing_runs *runs, struct err *err)
{
    struct run_account from = {.account = {.key = key}};
    struct file_objects objects;
    struct decided_work work;
    struct run_account_wanted wanted = {r->app->today, r->published};
    if (!account_read(r->app->db, r->arena, r->app->today, &from.account, err) ||
        !run_account_read(r->app->db, r->arena, &wanted, &from, err) ||
        !decide_history(r->arena, &r->ground, &from, err) ||
        !file_objects_read(&r->ground.objects, r->arena, &from.account, &objects, err))
        return false;
    decide_work(r->arena, &r->ground, &from, &objects, &work);
    return (!runs->holds || replace_holding(r, &from, &work.row, err)) &&
           (!is_passed(&runs->run, key) || replace_pending(r, &from, runs, &work.row, err));
}

static bool again_debtor(struct running *r, int64_t debtor_id, const struct standing_runs *runs,
                         struct err *err)
{
    struct account_keys keys = {0};
    bool ok = accounts_of_debtor(r->app->db, r->arena, debtor_id, &keys, err);
    for (size_t i = 0; ok && i < keys.count; i++)
        ok = again_account(r, keys.rows[i], runs, err);
    return ok;
}

/* What happens to one debtor weighs on all who are the same person. */
static bool again_person(struct running *r, int64_t debtor_id, const struct standing_runs *runs,
                         struct err *err)
{
    struct same_group group;
    bool any = runs->holds || runs->run.number != 0;
    bool ok = same_group_of(r->app->db, r->arena, debtor_id, &group, err);
    for (size_t i = 0; ok && i < group.count; i++)
        ok = work_touch(r->app->db, group.ids[i], err) &&
             (!any || again_debtor(r, group.ids[i], runs, err));
    return ok;
}

bool run_again_all(struct app *app, const int64_t *debtor_ids, size_t count, struct err *err)
{
    struct arena ground;
    struct arena scratch;
    struct running r = {.app = app, .arena = &ground};
    struct standing_runs runs = {0};
    arena_init(&ground, 0);
    arena_init(&scratch, 0);
    bool ok = standing_runs(&r, &runs, err);
    bool any = runs.holds || runs.run.number != 0;
    ok = ok && (!any || decide_ground_load(app, &ground, &r.ground, err));
    r.arena = &scratch;
    for (size_t i = 0; ok && i < count; i++) {
        arena_clear(&scratch);
        ok = again_person(&r, debtor_ids[i], &runs, err);
    }
    arena_release(&scratch);
    arena_release(&ground);
    return ok;
}

bool run_again(struct app *app, int64_t debtor_id, struct err *err)
{
    return run_again_all(app, &debtor_id, 1, err);
}

bool run_stands(struct app *app, const struct run_row *published, bool *out, struct err *err)
{
    struct run_books books;
    *out = false;
    if (published->number == 0 || published->day.n != app->today.n)
        return true;
    if (!run_books(app->db, &books, err))
        return false;
    *out = books.books == published->books;
    return true;
}
