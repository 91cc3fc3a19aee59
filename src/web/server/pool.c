#include "pool.h"

#include <pthread.h>

#include "app/clock.h"
#include "app/jobs/spool.h"
#include "app/open_app.h"
#include "upload.h"
#include "web/parts/error_page.h"
#include "web/routes.h"

struct worker {
    pthread_t thread;
    struct pool *pool;
    struct arena arena; /* of the connection */
    struct app *app;    /* NULL after the connection was lost */
    uint32_t number;
    bool started;
};

struct pool {
    struct pool_settings settings;
    struct worker workers[POOL_WORKERS];
    pthread_mutex_t lock;
    pthread_cond_t filled;
    struct exchange *first, **last;
    size_t waiting;
    bool stopping;
};

static struct day business_day(const struct pool *pool)
{
    struct day pinned = pool->settings.server->today;
    return day_is(pinned) ? pinned : clock_today();
}

static bool connect_database(struct worker *w, struct err *err)
{
    const struct pool *pool = w->pool;
    arena_clear(&w->arena);
    if (!app_open(&w->arena, pool->settings.server->db_url, business_day(pool), &w->app, err))
        return false;
    /* Threads of one process must not make the same identities. */
    w->app->ids->node = (w->app->ids->node + w->number * 29) & 0xff;
    w->app->overview = pool->settings.overview;
    w->app->lists = pool->settings.lists;
    return true;
}

/* A lost connection to a server is opened anew for the next request. */
static void after_error(struct worker *w, const struct err *err)
{
    if (err->code != ERR_DB_FAILED && err->code != ERR_DB_UNCERTAIN)
        return;
    app_close(w->app);
    w->app = NULL;
}

/* The body of a form with files may come: its sender may use this address and has room. Whoever may
 * not is told so at the end, by the same way as everybody. */
static void admit(struct exchange *ex, struct err *err)
{
    if (route_admits(&ex->request, err) && !upload_admit(ex->upload))
        ex->early_status = 507;
}

static void answer(struct worker *w, struct exchange *ex)
{
    struct err err = {0};
    const struct route *row = NULL;
    ex->request.loopback = w->pool->settings.loopback;
    if (w->app == NULL && !connect_database(w, &err)) {
        ex->early_status = 503;
        error_page(&ex->request, &ex->response, 503);
        return;
    }
    w->app->now_ms = clock_now_ms();
    w->app->today = business_day(w->pool);
    w->app->actor_id = ACTOR_COMMAND_LINE;
    app_new_task(w->app);
    ex->request.app = w->app;
    ex->request.spool = spool_folder(&ex->arena, w->pool->settings.server->db_url);
    if (ex->admitting)
        admit(ex, &err);
    else if (ex->early_status != 0)
        route_refuse(&ex->request, &ex->response, ex->early_status, &err);
    else
        route_answer(&ex->request, &ex->response, &row, &err);
    ex->admitting = false;
    ex->request.app = NULL;
    if (row != NULL)
        ex->route = row->name;
    after_error(w, &err);
}

static struct exchange *take(struct pool *pool)
{
    pthread_mutex_lock(&pool->lock);
    while (pool->first == NULL && !pool->stopping)
        pthread_cond_wait(&pool->filled, &pool->lock);
    struct exchange *ex = pool->first;
    if (ex != NULL) {
        pool->first = ex->next;
        pool->waiting--;
        if (pool->first == NULL)
            pool->last = &pool->first;
    }
    pthread_mutex_unlock(&pool->lock);
    return ex;
}

static void *work(void *with)
{
    struct worker *w = with;
    for (;;) {
        struct exchange *ex = take(w->pool);
        if (ex == NULL)
            return NULL;
        answer(w, ex);
        w->pool->settings.done(ex);
    }
}

bool pool_start(struct arena *a, const struct pool_settings *settings, struct pool **out,
                struct err *err)
{
    struct pool *pool = ARENA_NEW(a, struct pool);
    pool->settings = *settings;
    pool->last = &pool->first;
    if (pthread_mutex_init(&pool->lock, NULL) != 0 || pthread_cond_init(&pool->filled, NULL) != 0)
        return err_set(err, ERR_SYSTEM, "mutex");
    *out = pool;
    for (uint32_t i = 0; i < POOL_WORKERS; i++) {
        struct worker *w = &pool->workers[i];
        w->pool = pool;
        w->number = i;
        arena_init(&w->arena, 0);
        if (!connect_database(w, err))
            return false;
        if (pthread_create(&w->thread, NULL, work, w) != 0)
            return err_set(err, ERR_SYSTEM, "thread");
        w->started = true;
    }
    return true;
}

bool pool_put(struct pool *pool, struct exchange *ex)
{
    pthread_mutex_lock(&pool->lock);
    bool room = !pool->stopping && pool->waiting < POOL_QUEUE_MAX;
    if (room) {
        ex->next = NULL;
        *pool->last = ex;
        pool->last = &ex->next;
        pool->waiting++;
        pthread_cond_signal(&pool->filled);
    }
    pthread_mutex_unlock(&pool->lock);
    return room;
}

void pool_stop(struct pool *pool)
{
    pthread_mutex_lock(&pool->lock);
    pool->stopping = true;
    pthread_cond_broadcast(&pool->filled);
    pthread_mutex_unlock(&pool->lock);
    for (size_t i = 0; i < POOL_WORKERS; i++) {
        struct worker *w = &pool->workers[i];
        if (w->started)
            pthread_join(w->thread, NULL);
        if (w->pool != NULL) {
            app_close(w->app);
            arena_release(&w->arena);
        }
    }
    pthread_cond_destroy(&pool->filled);
    pthread_mutex_destroy(&pool->lock);
}
