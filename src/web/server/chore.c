#include "chore.h"

#include <pthread.h>
#include <stdio.h>
#include <time.h>

#include "app/clock.h"
#include "app/open_app.h"

struct chore {
    const struct server_settings *settings;
    const struct chore_plan *plan;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t ended;
    struct arena arena;    /* of the connection */
    struct app *app;       /* NULL while there is none */
    enum err_code failing; /* as it was told last */
    bool stopping;
    struct chore_state state; /* under the lock */
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

/* A condition whose waits do not grow longer when somebody sets the clock back. */
static bool init_ended(pthread_cond_t *ended)
{
    pthread_condattr_t how;
    if (pthread_condattr_init(&how) != 0)
        return false;
    bool ok = pthread_condattr_setclock(&how, CLOCK_MONOTONIC) == 0 &&
              pthread_cond_init(ended, &how) == 0;
    pthread_condattr_destroy(&how);
    return ok;
}

/* False: it is to stop. */
static bool pause_for(struct chore *chore, int64_t ms)
{
    struct timespec until;
    (void)clock_gettime(CLOCK_MONOTONIC, &until);
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

/* Codes and no more: what an error is about may be somebody. */
static void tell(struct chore *chore, enum err_code code)
{
    if (code == chore->failing)
        return;
    chore->failing = code;
    fprintf(stderr, "at=%lld ev=chore name=%s code=%s\n", (long long)clock_now_ms(),
            chore->plan->name, code == ERR_NONE ? "ok" : err_code_text(code));
}

/* ---- how it stands ---- */

static void mark_begin(struct chore *chore)
{
    pthread_mutex_lock(&chore->lock);
    chore->state.begun_ms = clock_now_ms();
    pthread_mutex_unlock(&chore->lock);
}

static void mark_end(struct chore *chore, const struct err *err)
{
    struct chore_state *s = &chore->state;
    bool failed = err_is(err) && err->code != ERR_DB_LOCKED;
    pthread_mutex_lock(&chore->lock);
    s->begun_ms = 0;
    if (failed) {
        s->failed_ms = clock_now_ms();
        s->failed = *err;
    } else if (!err_is(err)) {
        s->worked_ms = clock_now_ms();
    }
    s->failing = failed || (s->failing && err_is(err));
    pthread_mutex_unlock(&chore->lock);
}

static void mark_pause(struct chore *chore, int64_t pause_ms)
{
    pthread_mutex_lock(&chore->lock);
    chore->state.next_ms = clock_now_ms() + pause_ms;
    pthread_mutex_unlock(&chore->lock);
}

void chore_look(struct chore *chore, struct chore_state *out)
{
    pthread_mutex_lock(&chore->lock);
    *out = chore->state;
    pthread_mutex_unlock(&chore->lock);
}

/* ---- working ---- */

/* How long until the next turn. */
static int64_t take_turn(struct chore *chore)
{
    const struct chore_plan *plan = chore->plan;
    struct err err = {0};
    bool again = false;
    mark_begin(chore);
    bool ok = prepare(chore, &err) && plan->once(chore, chore->app, &again, &err);
    mark_end(chore, &err);
    if (ok) {
        tell(chore, ERR_NONE);
        return again ? 0 : plan->pause_ms;
    }
    if (err.code == ERR_DB_LOCKED)
        return plan->pause_ms;
    tell(chore, err.code);
    app_close(chore->app);
    chore->app = NULL;
    return plan->rest_ms > 0 ? plan->rest_ms : plan->pause_ms;
}

static void *work(void *with)
{
    struct chore *chore = with;
    int64_t pause_ms = chore->plan->pause_ms;
    mark_pause(chore, pause_ms);
    while (pause_for(chore, pause_ms)) {
        pause_ms = take_turn(chore);
        mark_pause(chore, pause_ms);
    }
    app_close(chore->app);
    return NULL;
}

bool chore_start(struct arena *a, const struct server_settings *settings,
                 const struct chore_plan *plan, struct chore **out, struct err *err)
{
    struct chore *chore = ARENA_NEW(a, struct chore);
    *chore = (struct chore){.settings = settings,
                            .plan = plan,
                            .state = {.name = plan->name, .pause_ms = plan->pause_ms}};
    arena_init(&chore->arena, 0);
    if (pthread_mutex_init(&chore->lock, NULL) != 0 || !init_ended(&chore->ended) ||
        pthread_create(&chore->thread, NULL, work, chore) != 0)
        return err_set(err, ERR_SYSTEM, "thread");
    *out = chore;
    return true;
}

void chore_end(struct chore *chore)
{
    if (chore == NULL)
        return;
    pthread_mutex_lock(&chore->lock);
    chore->stopping = true;
    pthread_cond_broadcast(&chore->ended);
    pthread_mutex_unlock(&chore->lock);
}

void chore_stop(struct chore *chore)
{
    if (chore == NULL)
        return;
    chore_end(chore);
    pthread_join(chore->thread, NULL);
    pthread_cond_destroy(&chore->ended);
    pthread_mutex_destroy(&chore->lock);
    arena_release(&chore->arena);
}
