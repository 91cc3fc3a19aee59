#include "migrate.h"

#include "driver.h"
#include "gen/meta_sql.h"
#include "gen/schema_sql.h"

static bool state_of(struct db *db, struct schema_state *out, struct err *err)
{
    *out = (struct schema_state){0};
    if (!db->driver->schema_state(db, out, err)) {
        return false;
    }
    if (out->owner == SCHEMA_FOREIGN) {
        return err_set(err, ERR_DB_NOT_RELANCE, "a database of another program");
    }
    if (out->number > SCHEMA_MIGRATION_COUNT) {
        return err_set(err, ERR_DB_NEWER, NULL);
    }
    return true;
}

/* Every migration noted must be one of ours, unchanged, without a gap. */
static bool check_hashes(struct db *db, int number, struct err *err)
{
    struct db_rows rows;
    if (!q_migration_list_open(db, &rows, err)) {
        return false;
    }
    bool ok = true;
    int seen = 0;
    struct q_migration_list_row row;
    while (q_migration_list_more(&rows, &row, &ok, err)) {
        if (seen == SCHEMA_MIGRATION_COUNT || row.number != schema_migrations[seen].number) {
            ok = err_set(err, ERR_DB_DAMAGED, "migrations are not numbered in order");
            break;
        }
        const struct schema_migration *m = &schema_migrations[seen++];
        if (!str_eq(row.hash, (struct str){(const char *)m->hash, sizeof m->hash})) {
            ok = db_err(err, ERR_DB_DAMAGED, NULL, m->name);
            break;
        }
    }
    db_done(&rows);
    if (ok && seen != number) {
        return err_set(err, ERR_DB_DAMAGED, "a migration is not noted");
    }
    return ok;
}

bool migrate_check_owner(struct db *db, enum db_open_mode mode, struct err *err)
{
    struct schema_state state;
    if (!state_of(db, &state, err)) {
        return false;
    }
    if (state.owner == SCHEMA_NOBODY && mode != DB_OPEN_CREATE) {
        return err_set(err, ERR_DB_NOT_INITIALISED, NULL);
    }
    return true;
}

static bool check_now(struct db *db, struct err *err)
{
    struct schema_state state;
    if (!state_of(db, &state, err)) {
        return false;
    }
    if (state.owner == SCHEMA_NOBODY || state.number == 0) {
        return err_set(err, ERR_DB_NOT_INITIALISED, NULL);
    }
    if (!check_hashes(db, state.number, err)) {
        return false;
    }
    return state.number == SCHEMA_MIGRATION_COUNT || err_set(err, ERR_DB_OLDER, NULL);
}

/* One snapshot: another program may be migrating at this moment. */
bool migrate_check(struct db *db, struct err *err)
{
    if (!db_begin(db, DB_READ, err)) {
        return false;
    }
    bool ok = check_now(db, err);
    db_rollback(db);
    return ok;
}

static bool apply(struct db *db, const struct schema_migration *m, int64_t at_ms, struct err *err)
{
    const char *const *script = db_engine(db) == DB_SQLITE ? m->sqlite : m->postgres;
    if (!db->driver->migration_run(db, script, m->number, err)) {
        return false;
    }
    struct q_migration_insert_in in = {
        .number = m->number, .name = str_of(m->name), .at_ms = at_ms};
    in.hash = (struct str){(const char *)m->hash, sizeof m->hash};
    return q_migration_insert(db, &in, NULL, err);
}

/* A database that is made has all of them at once: it is there or it is not, and is brought to the
 * disk once. One with data takes them one by one, each a step that need not be done again. */
static bool apply_next(struct db *db, int from, int64_t at_ms, struct err *err)
{
    int to = from == 0 ? SCHEMA_MIGRATION_COUNT : from + 1;
    for (int i = from; i < to; i++) {
        if (!apply(db, &schema_migrations[i], at_ms, err)) {
            return false;
        }
    }
    return true;
}

/* Applies what comes next, or finds that there is nothing left: somebody else may have applied it
 * while this one waited for the lock. */
static bool step(struct db *db, int64_t at_ms, struct schema_state *before, struct err *err)
{
    if (!db_begin(db, DB_WRITE, err)) {
        return false;
    }
    bool ok = db->driver->migration_lock(db, err) && state_of(db, before, err);
    if (ok && before->number < SCHEMA_MIGRATION_COUNT) {
        ok = apply_next(db, before->number, at_ms, err);
    }
    if (!ok) {
        db_rollback(db);
        return false;
    }
    return db_commit(db, err);
}

static bool look_before(struct db *db, struct schema_state *out, struct err *err)
{
    if (!db_begin(db, DB_READ, err)) {
        return false;
    }
    bool ok = state_of(db, out, err) && (out->number == 0 || check_hashes(db, out->number, err));
    db_rollback(db);
    return ok;
}

bool migrate_run(struct db *db, int64_t at_ms, struct store_init_result *out, struct err *err)
{
    struct schema_state state;
    if (!look_before(db, &state, err)) {
        return false;
    }
    *out = (struct store_init_result){.from = state.number, .to = SCHEMA_MIGRATION_COUNT};
    while (state.number < SCHEMA_MIGRATION_COUNT) {
        if (!step(db, at_ms, &state, err)) {
            return false;
        }
    }
    return db->driver->settle(db, err) && migrate_check(db, err);
}

bool store_init(struct str url, int64_t at_ms, struct store_init_result *out, struct err *err)
{
    struct db *db = NULL;
    if (!db_open(url, DB_OPEN_CREATE, &db, err)) {
        return false;
    }
    bool ok = migrate_run(db, at_ms, out, err);
    db_close(db);
    return ok;
}
