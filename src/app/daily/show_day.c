#include "show_day.h"

bool show_day(struct app *app, const struct day_query *query, struct day_done *out, struct err *err)
{
    struct day_wanted wanted = {app->today, query->user_id, query->scope, query->scope_count};
    if (!db_begin(app->db, DB_READ, err))
        return false;
    bool ok = day_read(app->db, &wanted, out, err);
    db_rollback(app->db); /* nothing was written */
    return ok;
}
