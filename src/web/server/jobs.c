#include "jobs.h"

#include "app/clock.h"
#include "app/jobs/run_job.h"
#include "app/jobs/spool.h"
#include "beat.h"

enum {
    LOOK_MS = 300,
    SWEEP_MS = 3600 * 1000,
    WORKER_NODE = 234, /* identities: none of the workers' nor of other chores' */
    BEATER_NODE = 235,
};

struct job_chores {
    struct str folder;
    struct beat beat; /* of the job being worked on */
    int64_t swept_ms; /* the worker's */
    struct chore_plan work_plan, beat_plan;
    struct chore *worker, *beater;
};

/* ---- the one that works ---- */

static void at(void *with, enum import_phase phase, int64_t rows)
{
    struct job_chores *all = with;
    beat_at(&all->beat, (int64_t)phase, rows);
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
        beat_begin(&all->beat, job.id, work.claim);
        ok = run_job(app, &work, &job, err);
        beat_end(&all->beat);
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
    *again = false;
    return beat_write(&all->beat, app, err);
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
                      .pause_ms = PULSE_MS,
                      .node = BEATER_NODE},
    };
    if (!beat_open(&all->beat, job_beat, err))
        return false;
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
    beat_close(&all->beat);
}
