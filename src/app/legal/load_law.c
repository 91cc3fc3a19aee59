#include "load_law.h"

#include "app/people/house.h"
#include "law/tables_compare.h"
#include "law/tables_fill.h"

static bool table_named(struct str name, enum law_table *out)
{
    for (int i = 0; i < LAW_TABLE_COUNT; i++) {
        if (str_is(name, law_table_name((enum law_table)i))) {
            *out = (enum law_table)i;
            return true;
        }
    }
    return false;
}

void load_law_compiled(struct law_in_force *out)
{
    *out = (struct law_in_force){.tables = *law_tables_compiled()};
}

static bool replace(struct law_in_force *law, const struct stored_law_table *stored,
                    struct arena *a, struct err *err)
{
    enum law_table table;
    struct law_changes changes;
    if (!table_named(stored->name, &table))
        return err_set_field(err, ERR_TABLE_INVALID, "name", stored->name);
    if (!law_table_read(table, stored->body, a, &law->tables, err))
        return false;
    law_tables_compare(table, law_tables_compiled(), &law->tables, a, &changes);
    law->unknown_rows[table] = changes.removed;
    law->versions[table] = (struct law_version){
        .version = stored->version, .loaded_ms = stored->loaded_ms, .actor_id = stored->actor_id};
    memcpy(law->versions[table].digest, stored->digest, sizeof stored->digest);
    return true;
}

bool load_law(struct app *app, struct arena *a, struct law_in_force *out, struct err *err)
{
    struct stored_law_table *stored;
    size_t count;
    load_law_compiled(out);
    if (!law_tables_in_force(app->db, a, &stored, &count, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        if (!replace(out, &stored[i], a, err))
            return false;
    }
    if (count > 0)
        law_tables_fill(&out->tables, law_tables_compiled(), a);
    return law_tables_check(&out->tables, err);
}

static bool read_told(struct app *app, struct arena *a, struct law_in_force *out, struct str *who,
                      struct err *err)
{
    struct house house;
    if (!load_law(app, a, out, err) || !house_read_within(app, a, &house, err))
        return false;
    for (int i = 0; i < LAW_TABLE_COUNT; i++) {
        const struct user *user = house_user(&house, out->versions[i].actor_id);
        who[i] = user != NULL ? user->name : STR("");
    }
    return true;
}

bool load_law_told(struct app *app, struct arena *a, struct law_in_force *out,
                   struct str who[LAW_TABLE_COUNT], struct err *err)
{
    if (!db_begin(app->db, DB_READ, err))
        return false;
    bool ok = read_told(app, a, out, who, err);
    db_rollback(app->db); /* nothing was written */
    return ok;
}

bool law_tables_of(struct app *app, struct arena *a, const struct law_tables **out, struct err *err)
{
    struct law_in_force *law = ARENA_NEW(a, struct law_in_force);
    *out = &law->tables;
    return load_law(app, a, law, err);
}
