#include "runs.h"

#include <pthread.h>

#include "app/clock.h"
#include "app/daily/plan_run.h"
#include "base/zone.h"

enum {
    LOOK_MS = 2000,
    BEAT_MS = 1000,
    RUN_NODE = 239, /* identities: none of the workers' nor of other chores' */
    BEAT_NODE = 240,
};

struct run_chore {
    pthread_mutex_t lock; /* of the claim */
    int64_t claim;        /* on the run being made; 0: none is */
    struct chore_plan plan, beat_plan;
    struct chore *chore, *beater;
};

static void set_claim(struct run_chore *runs, int64_t claim)
{
    pthread_mutex_lock(&runs->lock);
    runs->claim = claim;
    pthread_mutex_unlock(&runs->lock);
}

static bool make(struct run_chore *runs, struct app *app, const struct run_plan *plan,
                 struct err *err)
{
    const struct run_claim claim = {id_next(app->ids), clock_now_ms()};
    bool taken = false;
    if (!claim_run(app, plan, &claim, &taken, err) || !taken)
        return !err_is(err);
    set_claim(runs, claim.claim);
    bool ok = run_claimed(app, plan, &claim, err);
    set_claim(runs, 0);
    return ok;
}

static bool once(struct chore *chore, struct app *app, bool *again, struct err *err)
{
    int64_t now_ms = clock_now_ms();
    struct run_plan plan;
    bool due = false;
    *again = false;
    app->today = zone_paris(now_ms).day; /* midnight passes between two looks at the clock */
    return run_wanted_now(app, now_ms, &plan, &due, err) &&
           (!due || make(chore_with(chore), app, &plan, err));
}

static bool beat_once(struct chore *chore, struct app *app, bool *again, struct err *err)
{
    struct run_chore *runs = chore_with(chore);
    pthread_mutex_lock(&runs->lock);
    const struct run_claim claim = {runs->claim, clock_now_ms()};
    pthread_mutex_unlock(&runs->lock);
    *again = false;
    return claim.claim == 0 || run_plan_beat(app->db, &claim, err);
}

bool runs_start(struct arena *a, const struct server_settings *settings, struct run_chore **out,
                struct err *err)
{
    *out = NULL;
    if (day_is(settings->today))
        return true;
    struct run_chore *runs = ARENA_NEW(a, struct run_chore);
    *runs = (struct run_chore){
        .plan = {.name = "run", .once = once, .with = runs, .pause_ms = LOOK_MS, .node = RUN_NODE},
        .beat_plan = {.name = "run_beat",
                      .once = beat_once,
                      .with = runs,
                      .pause_ms = BEAT_MS,
                      .node = BEAT_NODE}};
    if (pthread_mutex_init(&runs->lock, NULL) != 0)
        return err_set(err, ERR_SYSTEM, "thread");
    *out = runs;
    return chore_start(a, settings, &runs->plan, &runs->chore, err) &&
           chore_start(a, settings, &runs->beat_plan, &runs->beater, err);
}

void runs_end(struct run_chore *runs)
{
    if (runs != NULL)
        chore_end(runs->chore);
}

/* The one that tells goes last: a claim must not fall silent while its run is ended. */
void runs_stop(struct run_chore *runs)
{
    if (runs == NULL)
        return;
    chore_stop(runs->chore);
    chore_stop(runs->beater);
    pthread_mutex_destroy(&runs->lock);
}

void runs_look(struct run_chore *runs, struct chore_state *out) { chore_look(runs->chore, out); }
