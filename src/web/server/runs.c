#include "runs.h"

#include <pthread.h>

#include "app/clock.h"
#include "app/daily/plan_run.h"
#include "app/rules/rule_trials.h"
#include "base/zone.h"

enum {
    LOOK_MS = 2000,
    TRIAL_MS = 300,
    BEAT_MS = 1000,
    RUN_NODE = 239, /* identities: none of the workers' nor of other chores' */
    BEAT_NODE = 240,
    TRIAL_NODE = 242,
};

struct run_chore {
    pthread_mutex_t lock;         /* of the three below */
    int64_t claim;                /* on the run being made; 0: none is */
    struct rule_trial_mark trial; /* on the trial being done; trial_id 0: none is */
    bool given_up;                /* that trial */
    struct chore_plan plan, trial_plan, beat_plan;
    struct chore *chore, *trials, *beater; /* chore NULL: no run is made */
};

/* ---- the daily run ---- */

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

/* ---- trials ---- */

static void set_trial(struct run_chore *runs, const struct rule_trial_mark *mark)
{
    pthread_mutex_lock(&runs->lock);
    runs->trial = *mark;
    runs->given_up = false;
    pthread_mutex_unlock(&runs->lock);
}

static bool trial_goes_on(void *with, int64_t accounts)
{
    struct run_chore *runs = with;
    pthread_mutex_lock(&runs->lock);
    runs->trial.looked = accounts;
    bool given_up = runs->given_up;
    pthread_mutex_unlock(&runs->lock);
    return !given_up && chore_goes_on(runs->trials);
}

static bool trial_once(struct chore *chore, struct app *app, bool *again, struct err *err)
{
    static const struct rule_trial_mark none;
    struct run_chore *runs = chore_with(chore);
    struct rule_trial_row row;
    struct arena a;
    arena_init(&a, 0);
    bool ok = pick_rule_trial(app, &a, id_next(app->ids), &row, err);
    *again = ok && row.id != 0;
    if (*again) {
        const struct rule_trial_mark mark = {.trial_id = row.id, .claim = row.claim};
        const struct rule_trial_work work = {&row, trial_goes_on, runs};
        set_trial(runs, &mark);
        ok = run_rule_trial(app, &work, err);
        set_trial(runs, &none);
    }
    arena_release(&a);
    return ok;
}

/* ---- the one that tells ---- */

static bool beat_trial(struct run_chore *runs, struct app *app, struct err *err)
{
    bool own = true;
    pthread_mutex_lock(&runs->lock);
    struct rule_trial_mark mark = runs->trial;
    pthread_mutex_unlock(&runs->lock);
    mark.now_ms = clock_now_ms();
    if (mark.trial_id == 0)
        return true;
    if (!rule_trial_beat(app->db, &mark, &own, err))
        return false;
    pthread_mutex_lock(&runs->lock);
    runs->given_up = runs->given_up || (!own && runs->trial.trial_id == mark.trial_id);
    pthread_mutex_unlock(&runs->lock);
    return true;
}

static bool beat_once(struct chore *chore, struct app *app, bool *again, struct err *err)
{
    struct run_chore *runs = chore_with(chore);
    pthread_mutex_lock(&runs->lock);
    const struct run_claim claim = {runs->claim, clock_now_ms()};
    pthread_mutex_unlock(&runs->lock);
    *again = false;
    return (claim.claim == 0 || run_plan_beat(app->db, &claim, err)) && beat_trial(runs, app, err);
}

/* ---- all three ---- */

bool runs_start(struct arena *a, const struct server_settings *settings, struct run_chore **out,
                struct err *err)
{
    struct run_chore *runs = ARENA_NEW(a, struct run_chore);
    *runs = (struct run_chore){
        .plan = {.name = "run", .once = once, .with = runs, .pause_ms = LOOK_MS, .node = RUN_NODE},
        .trial_plan = {.name = "trials",
                       .once = trial_once,
                       .with = runs,
                       .pause_ms = TRIAL_MS,
                       .node = TRIAL_NODE},
        .beat_plan = {.name = "run_beat",
                      .once = beat_once,
                      .with = runs,
                      .pause_ms = BEAT_MS,
                      .node = BEAT_NODE}};
    if (pthread_mutex_init(&runs->lock, NULL) != 0)
        return err_set(err, ERR_SYSTEM, "thread");
    *out = runs;
    return (day_is(settings->today) || chore_start(a, settings, &runs->plan, &runs->chore, err)) &&
           chore_start(a, settings, &runs->trial_plan, &runs->trials, err) &&
           chore_start(a, settings, &runs->beat_plan, &runs->beater, err);
}

void runs_end(struct run_chore *runs)
{
    if (runs == NULL)
        return;
    chore_end(runs->chore);
    chore_end(runs->trials);
}

/* The one that tells goes last: a claim must not fall silent while its work is ended. */
void runs_stop(struct run_chore *runs)
{
    if (runs == NULL)
        return;
    chore_stop(runs->chore);
    chore_stop(runs->trials);
    chore_stop(runs->beater);
    pthread_mutex_destroy(&runs->lock);
}

bool runs_by_timetable(const struct run_chore *runs) { return runs->chore != NULL; }

size_t runs_look(struct run_chore *runs, struct chore_state *out)
{
    size_t n = 0;
    if (runs->chore != NULL)
        chore_look(runs->chore, &out[n++]);
    chore_look(runs->trials, &out[n++]);
    return n;
}
