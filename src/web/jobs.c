#include "jobs.h"

#include <pthread.h>
#include <time.h>

#include "app/clock.h"
#include "app/open_app.h"
#include "app/run_job.h"
#include "app/spool.h"

enum {
    LOOK_MS = 300,
    BEAT_MS = 1000,
    SWEEP_MS = 3600 * 1000,
    WORKER_NODE = 234, /* identities: none of the workers' nor of the keeper's */
    BEATER_NODE = 235,
};

/* What the working thread says and the other one writes. */
struct pulse {
    int64_t job_id; /* 0: it is at rest */
    int64_t claim;
    int64_t phase, rows;
};

struct thread {
    struct jobs_threads *all;
    pthread_t thread;
    struct arena arena; /* of the connection */
    struct app *app;    /* NULL while there is none */
    uint32_t node;
    bool started;
};

struct jobs_threads {
    const struct server_settings *settings;
    struct str folder;
    pthread_mutex_t lock;
    pthread_cond_t ended;
    struct pulse pulse;
    bool stopping;
    int64_t swept_ms; /* the worker's */
    struct thread worker, beater;
};

static bool connect_database(struct thread *t, struct err *err)
{
    struct day pinned = t->all->settings->today;
    struct day today = day_is(pinned) ? pinned : clock_today();
    if (t->app != NULL) {
        t->app->today = today;
        app_new_task(t->app);
        return true;
    }
    arena_clear(&t->arena);
    if (!app_open(&t->arena, t->all->settings->db_url, today, &t->app, err))
        return false;
    t->app->ids->node = t->node;
    return true;
}

static void drop_database(struct thread *t, const struct err *err)
{
    if (err->code == ERR_DB_LOCKED)
        return;
    app_close(t->app);
    t->app = NULL;
}

/* False: it is to stop. */
static bool rest(struct jobs_threads *all, int64_t ms)
{
    struct timespec until;
    (void)clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += (long)(ms % 1000) * 1000000;
    until.tv_sec += ms / 1000 + until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    pthread_mutex_lock(&all->lock);
    while (!all->stopping && pthread_cond_timedwait(&all->ended, &all->lock, &until) == 0) {
    }
    bool on = !all->stopping;
    pthread_mutex_unlock(&all->lock);
    return on;
}

/* ---- the one that works ---- */

static void set_pulse(struct jobs_threads *all, const struct pulse *pulse)
{
    pthread_mutex_lock(&all->lock);
    all->pulse = *pulse;
    pthread_mutex_unlock(&all->lock);
}

static void at(void *with, enum import_phase phase, int64_t rows)
{
    struct jobs_threads *all = with;
    pthread_mutex_lock(&all->lock);
    all->pulse.phase = phase;
    all->pulse.rows = rows;
    pthread_mutex_unlock(&all->lock);
}

static bool sweep(struct jobs_threads *all, struct app *app, struct err *err)
{
    int64_t now = clock_now_ms();
    if (all->swept_ms != 0 && now - all->swept_ms < SWEEP_MS)
        return true;
    all->swept_ms = now;
    return sweep_jobs(app, all->folder, err);
}

/* *worked: there was a job. */
static bool work_once(struct jobs_threads *all, struct app *app, bool *worked, struct err *err)
{
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
    }
    arena_release(&a);
    return ok;
}

static void *work(void *with)
{
    struct thread *t = with;
    bool worked = false;
    do {
        struct err err = {0};
        worked = false;
        if (connect_database(t, &err) && !work_once(t->all, t->app, &worked, &err))
            drop_database(t, &err);
    } while (rest(t->all, worked ? 0 : LOOK_MS));
    app_close(t->app);
    return NULL;
}

/* ---- the one that tells ---- */

static void *beat(void *with)
{
    struct thread *t = with;
    struct jobs_threads *all = t->all;
    while (rest(all, BEAT_MS)) {
        struct err err = {0};
        pthread_mutex_lock(&all->lock);
        struct pulse pulse = all->pulse;
        pthread_mutex_unlock(&all->lock);
        const struct job_mark mark = {pulse.job_id, pulse.claim, clock_now_ms(), pulse.phase,
                                      pulse.rows};
        if (pulse.job_id != 0 && connect_database(t, &err) && !job_beat(t->app->db, &mark, &err))
            drop_database(t, &err);
    }
    app_close(t->app);
    return NULL;
}

/* ---- both ---- */

static bool begin(struct jobs_threads *all, struct thread *t, uint32_t node, void *(*run)(void *))
{
    *t = (struct thread){.all = all, .node = node};
    arena_init(&t->arena, 0);
    t->started = pthread_create(&t->thread, NULL, run, t) == 0;
    return t->started;
}

static void finish(struct thread *t)
{
    if (!t->started)
        return;
    pthread_join(t->thread, NULL);
    arena_release(&t->arena);
}

bool jobs_start(struct arena *a, const struct server_settings *settings, struct jobs_threads **out,
                struct err *err)
{
    struct jobs_threads *all = ARENA_NEW(a, struct jobs_threads);
    *all = (struct jobs_threads){.settings = settings, .folder = spool_folder(a, settings->db_url)};
    if (pthread_mutex_init(&all->lock, NULL) != 0 || pthread_cond_init(&all->ended, NULL) != 0)
        return err_set(err, ERR_SYSTEM, "thread");
    *out = all;
    return (begin(all, &all->worker, WORKER_NODE, work) &&
            begin(all, &all->beater, BEATER_NODE, beat)) ||
           err_set(err, ERR_SYSTEM, "thread");
}

void jobs_stop(struct jobs_threads *all)
{
    if (all == NULL)
        return;
    pthread_mutex_lock(&all->lock);
    all->stopping = true;
    pthread_cond_broadcast(&all->ended);
    pthread_mutex_unlock(&all->lock);
    finish(&all->worker);
    finish(&all->beater);
    pthread_cond_destroy(&all->ended);
    pthread_mutex_destroy(&all->lock);
}
