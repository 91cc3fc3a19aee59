#include "jobs.h"

#include <pthread.h>

#include "app/clock.h"
#include "app/jobs/run_job.h"
#include "app/jobs/spool.h"
#include "chore.h"

enum {
    LOOK_MS = 300,
    BEAT_MS = 1000,
    SWEEP_MS = 3600 * 1000,
    WORKER_NODE = 234, /* identities: none of the workers' nor of other chores' */
    BEATER_NODE = 235,
};

/* What the working thread says and the other one writes. */
struct pulse {
    int64_t job_id; /* 0: it is at rest */
    int64_t claim;
    int64_t phase, rows;
};

struct job_chores {
    struct str folder;
    pthread_mutex_t lock; /* of the pulse */
    struct pulse pulse;
    int64_t swept_ms; /* the worker's */
    struct chore_plan work_plan, beat_plan;
    struct chore *worker, *beater;
};

/* ---- the one that works ---- */

static void set_pulse(struct job_chores *all, const struct pulse *pulse)
{
    pthread_mutex_lock(&all->lock);
    all->pulse = *pulse;
    pthread_mutex_unlock(&all->lock);
}

static void at(void *with, enum import_phase phase, int64_t rows)
{
    struct job_chores *all = with;
    pthread_mutex_lock(&all->lock);
    all->pulse.phase = phase;
    all->pulse.rows = rows;
    pthread_mutex_unlock(&all->lock);
}

static bool sweep(struct job_chores *all, struct app *app, struct err *err)
{
    int64_t now = clock_now_ms();
    if (all->swept_ms != 0 && now - all->swept_ms < SWEEP_MS)
        return true;
    all->swept_ms = now;
    return sweep_jobs(app, all->folder, err);
}

/* *worked: there was a job, or an import being taken back. */
static bool work_once(struct chore *chore, struct app *app, bool *worked, struct err *err)
{
    struct job_chores *all = chore_with(chore);
    const struct import_watch watch = {all, at};
    const struct job_work work = {all->folder, id_next(app->ids), &watch};
    struct arena a;
    struct job job;
    arena_init(&a, 0);
    bool ok = sweep(all, app, err) && job_pick(app, &a, &work, &job, err);
    *worked = ok && job.number != 0;
    if (*worked) {
        const struct pulse pulse = {.job_id = job.id, .claim = work.claim};
        const struct pulse none = {0};
        set_pulse(all, &pulse);
        ok = run_job(app, &work, &job, err);
        set_pulse(all, &none);
    } else if (ok) {
        ok = undos_finish(app, &a, worked, err);
    }
    arena_release(&a);
    return ok;
}

/* ---- the one that tells ---- */

static bool beat_once(struct chore *chore, struct app *app, bool *again, struct err *err)
{
    struct job_chores *all = chore_with(chore);
    pthread_mutex_lock(&all->lock);
    struct pulse pulse = all->pulse;
    pthread_mutex_unlock(&all->lock);
    const struct job_mark mark = {pulse.job_id, pulse.claim, clock_now_ms(), pulse.phase,
                                  pulse.rows};
    *again = false;
    return pulse.job_id == 0 || job_beat(app->db, &mark, err);
}

/* ---- both ---- */

bool jobs_start(struct arena *a, const struct server_settings *settings, struct job_chores **out,
                struct err *err)
{
    struct job_chores *all = ARENA_NEW(a, struct job_chores);
    *all = (struct job_chores){
        .folder = spool_folder(a, settings->db_url),
        .work_plan = {.name = "jobs",
                      .once = work_once,
                      .with = all,
                      .pause_ms = LOOK_MS,
                      .node = WORKER_NODE},
        .beat_plan = {.name = "beat",
                      .once = beat_once,
                      .with = all,
                      .pause_ms = BEAT_MS,
                      .node = BEATER_NODE},
    };
    if (pthread_mutex_init(&all->lock, NULL) != 0)
        return err_set(err, ERR_SYSTEM, "thread");
    *out = all;
    return chore_start(a, settings, &all->work_plan, &all->worker, err) &&
           chore_start(a, settings, &all->beat_plan, &all->beater, err);
}

void jobs_look(struct job_chores *all, struct chore_state *out) { chore_look(all->worker, out); }

void jobs_end(struct job_chores *all)
{
    if (all != NULL)
        chore_end(all->worker);
}

/* The one that tells goes last: a claim must not fall silent while its job is ended. */
void jobs_stop(struct job_chores *all)
{
    if (all == NULL)
        return;
    chore_stop(all->worker);
    chore_stop(all->beater);
    pthread_mutex_destroy(&all->lock);
}
