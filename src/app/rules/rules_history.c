#include "rules_history.h"

#include "app/legal/load_law.h"
#include "app/people/house.h"

static struct str name_of(const struct house *house, int64_t user_id)
{
    const struct user *user = house_user(house, user_id);
    return user != NULL ? user->name : STR("");
}

bool rules_ground_read(struct app *app, struct arena *a, const struct law_tables **law,
                       struct rules_in_force *rules, struct err *err)
{
    if (!db_begin(app->db, DB_READ, err))
        return false;
    bool ok = law_tables_of(app, a, law, err) && load_rules(app, a, rules, err);
    db_rollback(app->db); /* nothing was written */
    return ok;
}

static bool read_overview(struct app *app, struct arena *a, struct rules_overview *out,
                          struct err *err)
{
    struct house house;
    if (!load_rules(app, a, &out->rules, err) || !house_read_within(app, a, &house, err))
        return false;
    out->who = ARENA_ARRAY(a, out->rules.count, struct str);
    for (size_t i = 0; i < out->rules.count; i++)
        out->who[i] = name_of(&house, out->rules.rows[i].actor_id);
    return true;
}

bool rules_overview_read(struct app *app, struct arena *a, struct rules_overview *out,
                         struct err *err)
{
    if (!db_begin(app->db, DB_READ, err))
        return false;
    bool ok = read_overview(app, a, out, err);
    db_rollback(app->db); /* nothing was written */
    return ok;
}

static void add_version(const struct house *house, const struct stored_rules *row,
                        struct rules_history *out)
{
    struct rules_kept *kept = &out->rows[out->count++];
    *kept = (struct rules_kept){.version = row->version,
                                .loaded_ms = row->loaded_ms,
                                .who = name_of(house, row->actor_id),
                                .body = row->body};
    memcpy(kept->digest, row->digest, sizeof kept->digest);
}

static void add_shipped(struct arena *a, struct str name, struct rules_history *out)
{
    struct rules_in_force shipped;
    load_rules_shipped(a, &shipped);
    const struct rules_version *row = rules_by_name(&shipped, name);
    if (row == NULL)
        return;
    struct rules_kept *kept = &out->rows[out->count++];
    *kept = (struct rules_kept){.body = row->body};
    memcpy(kept->digest, row->digest, sizeof kept->digest);
}

static bool read_history(struct app *app, struct arena *a, struct str name,
                         struct rules_history *out, struct err *err)
{
    struct house house;
    struct rules_in_force *rules = ARENA_NEW(a, struct rules_in_force);
    if (!load_rules(app, a, rules, err) || !house_read_within(app, a, &house, err))
        return false;
    out->now = rules_by_name(rules, name);
    if (out->now == NULL)
        return err_set_field(err, ERR_UNKNOWN_RULES, "name", name);
    out->rows = ARENA_ARRAY(a, (size_t)out->now->version + 1, struct rules_kept);
    for (int64_t version = out->now->version; version > 0; version--) {
        struct stored_rules row = {.name = name, .version = version};
        bool found = false;
        if (!rule_set_find(app->db, a, &row, &found, err))
            return false;
        if (found)
            add_version(&house, &row, out);
    }
    add_shipped(a, name, out);
    return true;
}

bool rules_history_read(struct app *app, struct arena *a, struct str name,
                        struct rules_history *out, struct err *err)
{
    *out = (struct rules_history){0};
    if (!db_begin(app->db, DB_READ, err))
        return false;
    bool ok = read_history(app, a, name, out, err);
    db_rollback(app->db); /* nothing was written */
    return ok;
}

const struct rules_kept *rules_kept_version(const struct rules_history *history, int64_t version)
{
    for (size_t i = 0; i < history->count; i++) {
        if (history->rows[i].version == version)
            return &history->rows[i];
    }
    return NULL;
}
