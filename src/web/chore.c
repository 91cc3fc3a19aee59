#include "chore.h"

#include <pthread.h>
#include <time.h>

#include "app/clock.h"
#include "app/open_app.h"

struct chore {
    const struct server_settings *settings;
    const struct chore_plan *plan;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t ended;
    struct arena arena; /* of the connection */
    struct app *app;    /* NULL while there is none */
    bool stopping;
};

void *chore_with(const struct chore *chore) { return chore->plan->with; }

bool chore_goes_on(struct chore *chore)
{
    pthread_mutex_lock(&chore->lock);
    bool on = !chore->stopping;
    pthread_mutex_unlock(&chore->lock);
    return on;
}

/* A connection, and the day it is. */
static bool prepare(struct chore *chore, struct err *err)
{
    struct day pinned = chore->settings->today;
    struct day today = day_is(pinned) ? pinned : clock_today();
    if (chore->app != NULL) {
        chore->app->today = today;
        app_new_task(chore->app);
        return true;
    }
    arena_clear(&chore->arena);
    if (!app_open(&chore->arena, chore->settings->db_url, today, &chore->app, err))
        return false;
    chore->app->ids->node = chore->plan->node;
    return true;
}

/* False: it is to stop. */
static bool pause_for(struct chore *chore, int64_t ms)
{
    struct timespec until;
    (void)clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += (long)(ms % 1000) * 1000000;
    until.tv_sec += ms / 1000 + until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    pthread_mutex_lock(&chore->lock);
    while (!chore->stopping && pthread_cond_timedwait(&chore->ended, &chore->lock, &until) == 0) {
    }
    bool on = !chore->stopping;
    pthread_mutex_unlock(&chore->lock);
    return on;
}

static void *work(void *with)
{
    struct chore *chore = with;
    bool again = false;
    while (pause_for(chore, again ? 0 : chore->plan->pause_ms)) {
        struct err err = {0};
        again = false;
        if (prepare(chore, &err) && chore->plan->once(chore, chore->app, &again, &err))
            continue;
        again = false;
        if (err.code == ERR_DB_LOCKED)
            continue;
        app_close(chore->app);
        chore->app = NULL;
    }
    app_close(chore->app);
    return NULL;
}

bool chore_start(struct arena *a, const struct server_settings *settings,
                 const struct chore_plan *plan, struct chore **out, struct err *err)
{
    struct chore *chore = ARENA_NEW(a, struct chore);
    *chore = (struct chore){.settings = settings, .plan = plan};
    arena_init(&chore->arena, 0);
    if (pthread_mutex_init(&chore->lock, NULL) != 0 ||
        pthread_cond_init(&chore->ended, NULL) != 0 ||
        pthread_create(&chore->thread, NULL, work, chore) != 0)
        return err_set(err, ERR_SYSTEM, "thread");
    *out = chore;
    return true;
}

void chore_stop(struct chore *chore)
{
    if (chore == NULL)
        return;
    pthread_mutex_lock(&chore->lock);
    chore->stopping = true;
    pthread_cond_broadcast(&chore->ended);
    pthread_mutex_unlock(&chore->lock);
    pthread_join(chore->thread, NULL);
    pthread_cond_destroy(&chore->ended);
    pthread_mutex_destroy(&chore->lock);
    arena_release(&chore->arena);
}
