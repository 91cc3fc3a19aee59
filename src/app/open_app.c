#include "open_app.h"

#include "app/people/seal.h"
#include "clock.h"

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
    app->key_file = seal_key_file(a, url);
    *out = app;
    return true;
}

void app_close(struct app *app)
{
    if (app != NULL)
        db_close(app->db);
}

void app_new_task(struct app *app) { db_new_task(app->db); }
