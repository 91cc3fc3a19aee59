#include "runs.h"

#include "app/clock.h"
#include "app/daily/plan_run.h"
#include "app/rules/rule_trials.h"
#include "base/zone.h"
#include "beat.h"

enum {
    LOOK_MS = 2000,
    TRIAL_MS = 300,
    RUN_NODE = 239, /* identities: none of the workers' nor of other chores' */
    BEAT_NODE = 240,
    TRIAL_NODE = 242,
};

struct run_chore {
    struct beat run, trial; /* of the one being made, of the one being done */
    struct chore_plan plan, trial_plan, beat_plan;
    struct chore *chore, *trials, *beater; /* chore NULL: no run is made */
};

/* ---- the daily run ---- */

static bool make(struct run_chore *runs, struct app *app, const struct timetable *plan,
                 struct err *err)
{
    const struct pulse claim = {.claim = id_next(app->ids), .now_ms = clock_now_ms()};
    bool taken = false;
    if (!claim_run(app, plan, &claim, &taken, err) || !taken)
        return !err_is(err);
    beat_begin(&runs->run, 0, claim.claim);
    bool ok = run_claimed(app, plan, &claim, err);
    beat_end(&runs->run);
    return ok;
}

static bool once(struct chore *chore, struct app *app, bool *again, struct err *err)
{
    int64_t now_ms = clock_now_ms();
    struct timetable plan;
    bool due = false;
    *again = false;
    app->today = zone_paris(now_ms).day; /* midnight passes between two looks at the clock */
    return run_wanted_now(app, now_ms, &plan, &due, err) &&
           (!due || make(chore_with(chore), app, &plan, err));
}

/* ---- trials ---- */

static bool trial_goes_on(void *with, int64_t accounts)
{
    struct run_chore *runs = with;
    beat_at(&runs->trial, 0, accounts);
    return !beat_lost(&runs->trial) && chore_goes_on(runs->trials);
}

static bool trial_once(struct chore *chore, struct app *app, bool *again, struct err *err)
{
    struct run_chore *runs = chore_with(chore);
    struct rule_trial_row row;
    struct arena a;
    arena_init(&a, 0);
    bool ok = pick_rule_trial(app, &a, id_next(app->ids), &row, err);
    *again = ok && row.id != 0;
    if (*again) {
        const struct rule_trial_work work = {&row, trial_goes_on, runs};
        beat_begin(&runs->trial, row.id, row.claim);
        ok = run_rule_trial(app, &work, err);
        beat_end(&runs->trial);
    }
    arena_release(&a);
    return ok;
}

/* ---- the one that tells ---- */

static bool beat_once(struct chore *chore, struct app *app, bool *again, struct err *err)
{
    struct run_chore *runs = chore_with(chore);
    *again = false;
    return beat_write(&runs->run, app, err) && beat_write(&runs->trial, app, err);
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
                      .pause_ms = PULSE_MS,
                      .node = BEAT_NODE}};
    if (!beat_open(&runs->run, run_plan_beat, err) ||
        !beat_open(&runs->trial, rule_trial_beat, err))
        return false;
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
    beat_close(&runs->run);
    beat_close(&runs->trial);
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
