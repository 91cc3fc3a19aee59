#include "backups.h"

#include <pthread.h>

#include "app/clock.h"
#include "app/system/plan_backups.h"
#include "beat.h"

enum {
    LOOK_MS = 300,
    TIMETABLE_MS = 2000, /* so often the timetable is looked at */
    BACKUP_NODE = 237,   /* identities: none of the workers' nor of other chores' */
    BEAT_NODE = 241,
};

struct backup_chore {
    const struct server_settings *settings;
    struct str folder;
    pthread_mutex_t lock; /* of the three below */
    bool busy;
    struct backup_asked asked;
    struct err failed;
    struct beat beat;  /* of the one that the timetable asks for, while it is made */
    int64_t looked_ms; /* at the timetable; of the thread that works */
    struct chore_plan plan, beat_plan;
    struct chore *chore, *beater;
};

static bool take(struct backup_chore *b, struct backup_asked *out)
{
    pthread_mutex_lock(&b->lock);
    bool busy = b->busy;
    *out = b->asked;
    pthread_mutex_unlock(&b->lock);
    return busy;
}

static bool make(struct backup_chore *b, struct arena *a, const struct backup_plan *plan,
                 struct stored_backup *out, struct err *err)
{
    struct backup_asked asked;
    (void)take(b, &asked);
    const struct backup_wish wish = {b->settings->db_url, b->folder, asked.actor_id,
                                     backup_plan_kept(plan)};
    return make_backup(a, &wish, out, err);
}

/* ---- what somebody asked for ---- */

static bool work(struct backup_chore *b, struct app *app, const struct backup_asked *asked,
                 struct err *err)
{
    const struct backup_named named = {b->folder, str_of(asked->name)};
    struct backup_plan plan;
    struct stored_backup done;
    struct arena a;
    arena_init(&a, 0);
    app->actor_id = asked->actor_id;
    bool ok = asked->name[0] != '\0'
                  ? check_backup(app, &a, &named, &done, err)
                  : backup_plan_load(app->db, &a, &plan, err) && make(b, &a, &plan, &done, err);
    app->actor_id = ACTOR_COMMAND_LINE;
    arena_release(&a);
    return ok;
}

static void finish(struct backup_chore *b, const struct err *failed)
{
    pthread_mutex_lock(&b->lock);
    b->busy = false;
    b->failed = *failed;
    pthread_mutex_unlock(&b->lock);
}

/* ---- what the timetable asks for ---- */

/* Why it failed stands in the database, for whoever looks from another server or later. */
static bool make_planned(struct backup_chore *b, struct app *app, struct backup_plan *plan,
                         const struct pulse *claim, struct err *err)
{
    struct stored_backup done;
    struct err unsaid = {0};
    struct arena a;
    arena_init(&a, 0);
    beat_begin(&b->beat, 0, claim->claim);
    bool ok = make(b, &a, plan, &done, err);
    beat_end(&b->beat);
    if (ok) {
        plan->made_ms = done.at_ms;
        plan->file = done.name;
        ok = backup_plan_made(app->db, plan, claim, err);
    } else {
        hour_failed(&plan->at, err->code, clock_now_ms());
        (void)!backup_plan_failed(app->db, plan, claim, &unsaid);
    }
    arena_release(&a);
    return ok;
}

/* Nobody else asked meanwhile. */
static bool begin_planned(struct backup_chore *b, const struct backup_plan *plan)
{
    pthread_mutex_lock(&b->lock);
    bool free = !b->busy;
    if (free) {
        b->busy = true;
        b->asked = (struct backup_asked){
            .actor_id = plan->at.actor_id, .at_ms = plan->slot_ms, .planned = true};
    }
    pthread_mutex_unlock(&b->lock);
    return free;
}

static void give_up(struct backup_chore *b, const struct backup_asked *before)
{
    pthread_mutex_lock(&b->lock);
    b->busy = false;
    b->asked = *before;
    pthread_mutex_unlock(&b->lock);
}

static bool by_plan(struct backup_chore *b, struct app *app, struct backup_plan *plan,
                    struct err *err)
{
    const struct pulse claim = {.claim = id_next(app->ids), .now_ms = clock_now_ms()};
    struct backup_asked before;
    bool taken = false;
    (void)take(b, &before);
    if (!backup_plan_due(plan, claim.now_ms, &plan->slot_ms) || !begin_planned(b, plan))
        return true;
    if (!backup_plan_claim(app->db, plan, &claim, &taken, err) || !taken) {
        give_up(b, &before);
        return !taken && !err_is(err);
    }
    bool ok = make_planned(b, app, plan, &claim, err);
    finish(b, err);
    return ok;
}

static bool by_timetable(struct backup_chore *b, struct app *app, struct err *err)
{
    int64_t now = clock_now_ms();
    bool just = now >= b->looked_ms && now - b->looked_ms < TIMETABLE_MS;
    struct backup_plan plan;
    struct arena a;
    if (b->folder.n == 0 || just)
        return true;
    b->looked_ms = now;
    arena_init(&a, 0);
    bool ok = backup_plan_load(app->db, &a, &plan, err) && by_plan(b, app, &plan, err);
    arena_release(&a);
    return ok;
}

static bool once(struct chore *chore, struct app *app, bool *again, struct err *err)
{
    struct backup_chore *b = chore_with(chore);
    struct backup_asked asked;
    *again = false;
    if (!take(b, &asked))
        return by_timetable(b, app, err);
    bool ok = work(b, app, &asked, err);
    finish(b, err);
    return ok;
}

static bool beat_once(struct chore *chore, struct app *app, bool *again, struct err *err)
{
    struct backup_chore *b = chore_with(chore);
    *again = false;
    return beat_write(&b->beat, app, err);
}

/* ---- both ---- */

bool backups_start(struct arena *a, const struct server_settings *settings,
                   struct backup_chore **out, struct err *err)
{
    struct backup_chore *b = ARENA_NEW(a, struct backup_chore);
    *b = (struct backup_chore){.settings = settings,
                               .folder = backups_folder(a, settings->db_url),
                               .plan = {.name = "backups",
                                        .once = once,
                                        .with = b,
                                        .pause_ms = LOOK_MS,
                                        .node = BACKUP_NODE},
                               .beat_plan = {.name = "backups_beat",
                                             .once = beat_once,
                                             .with = b,
                                             .pause_ms = PULSE_MS,
                                             .node = BEAT_NODE}};
    if (pthread_mutex_init(&b->lock, NULL) != 0)
        return err_set(err, ERR_SYSTEM, "thread");
    if (!beat_open(&b->beat, backup_plan_beat, err))
        return false;
    *out = b;
    return chore_start(a, settings, &b->plan, &b->chore, err) &&
           chore_start(a, settings, &b->beat_plan, &b->beater, err);
}

void backups_end(struct backup_chore *b)
{
    if (b != NULL)
        chore_end(b->chore);
}

void backups_stop(struct backup_chore *b)
{
    if (b == NULL)
        return;
    chore_stop(b->chore);
    chore_stop(b->beater); /* last: a claim must not fall silent while its backup is ended */
    beat_close(&b->beat);
    pthread_mutex_destroy(&b->lock);
}

bool backups_ask(struct backup_chore *b, const struct backup_asked *asked)
{
    pthread_mutex_lock(&b->lock);
    bool free = !b->busy;
    if (free) {
        b->busy = true;
        b->asked = *asked;
    }
    pthread_mutex_unlock(&b->lock);
    return free;
}

void backups_look(struct backup_chore *b, struct backups_state *out)
{
    pthread_mutex_lock(&b->lock);
    *out = (struct backups_state){.busy = b->busy, .asked = b->asked, .failed = b->failed};
    pthread_mutex_unlock(&b->lock);
    chore_look(b->chore, &out->chore);
}

struct str backups_place(const struct backup_chore *b) { return b->folder; }
