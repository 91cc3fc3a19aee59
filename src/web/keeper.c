#include "keeper.h"

#include <pthread.h>
#include <time.h>

#include "app/clock.h"
#include "app/index_search.h"
#include "app/open_app.h"

/* Whoever waits for a word to be found finds it by the account that waits. */
enum { LOOK_SECONDS = 2, KEEPER_NODE = 233 /* identities: none of the workers' */ };

struct keeper {
    const struct server_settings *settings;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t ended;
    struct arena arena; /* of the connection */
    struct app *app;    /* NULL while there is none */
    bool stopping;
};

static bool goes_on(const void *with)
{
    struct keeper *k = (struct keeper *)(uintptr_t)with;
    pthread_mutex_lock(&k->lock);
    bool on = !k->stopping;
    pthread_mutex_unlock(&k->lock);
    return on;
}

static bool connect_database(struct keeper *k, struct err *err)
{
    struct day pinned = k->settings->today;
    arena_clear(&k->arena);
    if (!app_open(&k->arena, k->settings->db_url, day_is(pinned) ? pinned : clock_today(), &k->app,
                  err))
        return false;
    k->app->ids->node = KEEPER_NODE;
    return true;
}

static void keep(struct keeper *k)
{
    const struct index_request request = {.go_on = goes_on, .with = k};
    struct indexed done = {0};
    struct err err = {0};
    if (k->app == NULL && !connect_database(k, &err))
        return;
    app_new_task(k->app);
    if (index_search(k->app, &request, &done, &err) || err.code == ERR_DB_LOCKED)
        return;
    app_close(k->app);
    k->app = NULL;
}

/* False: it is to stop. */
static bool rest(struct keeper *k)
{
    struct timespec until;
    (void)clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += LOOK_SECONDS;
    pthread_mutex_lock(&k->lock);
    while (!k->stopping && pthread_cond_timedwait(&k->ended, &k->lock, &until) == 0) {
    }
    bool on = !k->stopping;
    pthread_mutex_unlock(&k->lock);
    return on;
}

static void *work(void *with)
{
    struct keeper *k = with;
    do
        keep(k);
    while (rest(k));
    app_close(k->app);
    return NULL;
}

bool keeper_start(struct arena *a, const struct server_settings *settings, struct keeper **out,
                  struct err *err)
{
    struct keeper *k = ARENA_NEW(a, struct keeper);
    k->settings = settings;
    arena_init(&k->arena, 0);
    if (pthread_mutex_init(&k->lock, NULL) != 0 || pthread_cond_init(&k->ended, NULL) != 0 ||
        pthread_create(&k->thread, NULL, work, k) != 0)
        return err_set(err, ERR_SYSTEM, "thread");
    *out = k;
    return true;
}

void keeper_stop(struct keeper *k)
{
    if (k == NULL)
        return;
    pthread_mutex_lock(&k->lock);
    k->stopping = true;
    pthread_cond_broadcast(&k->ended);
    pthread_mutex_unlock(&k->lock);
    pthread_join(k->thread, NULL);
    pthread_cond_destroy(&k->ended);
    pthread_mutex_destroy(&k->lock);
    arena_release(&k->arena);
}
