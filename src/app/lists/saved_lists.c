#include "saved_lists.h"

#include "gen/saved_list_sql.h"

static bool in_team(const struct team *team, int64_t user_id)
{
    for (size_t i = 0; i < team->member_count; i++) {
        if (team->member_ids[i] == user_id)
            return true;
    }
    return team->lead_id == user_id;
}

static bool same_team(const struct house *house, int64_t a, int64_t b)
{
    for (size_t i = 0; i < house->teams.count; i++) {
        const struct team *team = &house->teams.rows[i];
        if (in_team(team, a) && in_team(team, b))
            return true;
    }
    return a == b;
}

static bool read_rows(struct app *app, struct arena *a, const struct house *house,
                      struct saved_lists *out, struct err *err)
{
    struct q_saved_list_all_in in = {app->actor_id};
    struct db_rows rows;
    if (!q_saved_list_all_open(app->db, &in, &rows, err))
        return false;
    bool ok = true;
    while (out->count < SAVED_LISTS_MAX) {
        struct q_saved_list_all_row row;
        bool have = false;
        ok = q_saved_list_all_next(&rows, &row, &have, err);
        if (!ok || !have)
            break;
        if (same_team(house, row.user_id, app->actor_id))
            out->rows[out->count++] = (struct saved_list){.id = row.saved_id,
                                                          .user_id = row.user_id,
                                                          .shared = row.shared != 0,
                                                          .list = arena_str(a, row.list),
                                                          .name = arena_str(a, row.name),
                                                          .params = arena_str(a, row.params)};
    }
    db_done(&rows);
    return ok;
}

bool saved_lists_read(struct app *app, struct arena *a, const struct house *house,
                      struct saved_lists *out, struct err *err)
{
    *out = (struct saved_lists){ARENA_ARRAY(a, SAVED_LISTS_MAX, struct saved_list), 0};
    if (!db_begin(app->db, DB_READ, err))
        return false;
    bool ok = read_rows(app, a, house, out, err);
    db_rollback(app->db); /* nothing was written */
    return ok;
}

bool saved_lists_at_hand(struct app *app, struct arena *a, int64_t user_id, struct saved_lists *out,
                         struct err *err)
{
    struct q_saved_list_own_in in = {user_id, SAVED_LISTS_AT_HAND};
    struct q_saved_list_own_row row;
    struct db_rows rows;
    bool ok = true;
    *out = (struct saved_lists){ARENA_ARRAY(a, SAVED_LISTS_AT_HAND, struct saved_list), 0};
    if (!q_saved_list_own_open(app->db, &in, &rows, err))
        return false;
    while (q_saved_list_own_more(&rows, &row, &ok, err))
        out->rows[out->count++] = (struct saved_list){.user_id = user_id,
                                                      .list = arena_str(a, row.list),
                                                      .name = arena_str(a, row.name),
                                                      .params = arena_str(a, row.params)};
    db_done(&rows);
    return ok;
}

static bool good_name(struct str name, struct err *err)
{
    if (name.n == 0)
        return err_set_field(err, ERR_OPTION_MISSING, "name", STR(""));
    return name.n <= SAVED_NAME_BYTES || err_set(err, ERR_TOO_LONG, "name");
}

static bool finish(struct app *app, bool ok, struct err *err)
{
    if (ok && db_commit(app->db, err))
        return true;
    db_rollback(app->db);
    return false;
}

bool saved_list_keep(struct app *app, const struct saved_list *wanted, struct err *err)
{
    struct q_saved_list_insert_in in = {id_next(app->ids), app->actor_id, wanted->shared,
                                        wanted->list,      wanted->name,  wanted->params,
                                        app->now_ms};
    return good_name(wanted->name, err) && db_begin(app->db, DB_WRITE, err) &&
           finish(app, q_saved_list_insert(app->db, &in, NULL, err), err);
}

static bool changed_one(int64_t changed, struct err *err)
{
    return changed == 1 || err_set(err, ERR_UNKNOWN_OBJECT, "list");
}

bool saved_list_change(struct app *app, const struct saved_list *wanted, struct err *err)
{
    struct q_saved_list_rename_in in = {wanted->name, wanted->shared, wanted->id, app->actor_id};
    int64_t changed = 0;
    if (!good_name(wanted->name, err) || !db_begin(app->db, DB_WRITE, err))
        return false;
    return finish(
        app, q_saved_list_rename(app->db, &in, &changed, err) && changed_one(changed, err), err);
}

bool saved_list_drop(struct app *app, int64_t id, struct err *err)
{
    struct q_saved_list_delete_in in = {id, app->actor_id};
    int64_t changed = 0;
    if (!db_begin(app->db, DB_WRITE, err))
        return false;
    return finish(
        app, q_saved_list_delete(app->db, &in, &changed, err) && changed_one(changed, err), err);
}
