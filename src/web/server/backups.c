#include "backups.h"

#include <pthread.h>

enum { LOOK_MS = 300, BACKUP_NODE = 237 /* identities: none of the workers' nor other chores' */ };

struct backup_chore {
    const struct server_settings *settings;
    struct str folder;
    pthread_mutex_t lock; /* of the three below */
    bool busy;
    struct backup_asked asked;
    struct err failed;
    struct chore_plan plan;
    struct chore *chore;
};

static bool take(struct backup_chore *b, struct backup_asked *out)
{
    pthread_mutex_lock(&b->lock);
    bool busy = b->busy;
    *out = b->asked;
    pthread_mutex_unlock(&b->lock);
    return busy;
}

static bool work(struct backup_chore *b, struct app *app, const struct backup_asked *asked,
                 struct err *err)
{
    const struct backup_wish wish = {b->settings->db_url, b->folder, asked->actor_id};
    const struct backup_named named = {b->folder, str_of(asked->name)};
    struct stored_backup done;
    struct arena a;
    arena_init(&a, 0);
    app->actor_id = asked->actor_id;
    bool ok = asked->name[0] == '\0' ? make_backup(&a, &wish, &done, err)
                                     : check_backup(app, &a, &named, &done, err);
    app->actor_id = ACTOR_COMMAND_LINE;
    arena_release(&a);
    return ok;
}

static bool once(struct chore *chore, struct app *app, bool *again, struct err *err)
{
    struct backup_chore *b = chore_with(chore);
    struct backup_asked asked;
    *again = false;
    if (!take(b, &asked))
        return true;
    bool ok = work(b, app, &asked, err);
    pthread_mutex_lock(&b->lock);
    b->busy = false;
    b->failed = ok ? (struct err){0} : *err;
    pthread_mutex_unlock(&b->lock);
    return ok;
}

bool backups_start(struct arena *a, const struct server_settings *settings,
                   struct backup_chore **out, struct err *err)
{
    struct backup_chore *b = ARENA_NEW(a, struct backup_chore);
    *b = (struct backup_chore){
        .settings = settings,
        .folder = backups_folder(a, settings->db_url),
        .plan = {
            .name = "backups", .once = once, .with = b, .pause_ms = LOOK_MS, .node = BACKUP_NODE}};
    if (pthread_mutex_init(&b->lock, NULL) != 0)
        return err_set(err, ERR_SYSTEM, "thread");
    *out = b;
    return chore_start(a, settings, &b->plan, &b->chore, err);
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
