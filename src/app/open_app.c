#include "open_app.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/limits.h"
#include "clock.h"

/* Beside an SQLite file; a server's database lies on no disk of ours. */
static struct str key_file_of(struct arena *a, struct str url)
{
    const char *named = getenv("RELANCE_KEY");
    struct str scheme = STR("sqlite:");
    struct buf name;
    if (named != NULL && named[0] != '\0')
        return arena_str(a, str_of(named));
    if (!str_starts(url, scheme))
        return (struct str){0};
    buf_init(&name, a, LIMIT_FIELD_BYTES);
    buf_add(&name, str_slice(url, scheme.n, url.n));
    buf_add_c(&name, ".key");
    return name.full ? (struct str){0} : buf_str(&name);
}

bool app_open(struct arena *a, struct str url, struct day today, struct app **out, struct err *err)
{
    struct app *app = ARENA_NEW(a, struct app);
    *out = NULL;
    if (!db_open(url, DB_OPEN_EXISTING, &app->db, err))
        return false;
    app->ids = ARENA_NEW(a, struct id_source);
    clock_id_source(app->ids);
    app->now_ms = clock_now_ms();
    app->actor_id = ACTOR_COMMAND_LINE;
    app->today = today;
    app->key_file = key_file_of(a, url);
    *out = app;
    return true;
}

void app_close(struct app *app)
{
    if (app != NULL)
        db_close(app->db);
}

void app_new_task(struct app *app) { db_new_task(app->db); }
