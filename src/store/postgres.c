/* The PostgreSQL driver: explicit types, binary values, statements prepared once per connection,
 * cursors for very large results, COPY for bulk. A lost connection stays lost: the handle then
 * refuses everything with ERR_DB_FAILED, and what was not committed never happened. */
#include "driver.h"
#include "gen/sql_registry.h"
#include "postgres_taking.h"
#include "postgres_wire.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

enum { FETCH_ROWS = 2000, FETCH_WIDE_ROWS = 4, MIGRATION_LOCK = 0x524C4E43 };

struct postgres_db {
    struct db db; /* first */
    PGconn *connection;
    char *url;
    bool prepared[SQL_REGISTRY_COUNT];
    int64_t tx_serial; /* which transaction; cursors die with theirs */
    int64_t cursor_serial;
    struct wire_copy *copy; /* NULL until the first bulk */
    bool copying;
};

struct postgres_rows {
    PGresult *result;
    int row;
    bool cursor;
    bool ended; /* the cursor has no more rows */
    int64_t cursor_number, tx_serial;
};

static struct postgres_db *of(struct db *db) { return (struct postgres_db *)(void *)db; }

/* ---- errors ---- */

static enum err_code code_of_state(const char *state)
{
    static const struct {
        const char *state;
        enum err_code code;
    } states[] = {
        {"40001", ERR_DB_LOCKED}, /* serialization failure */
        {"40P01", ERR_DB_LOCKED}, /* deadlock */
        {"55P03", ERR_DB_LOCKED}, /* lock_timeout */
        {"53100", ERR_DISK_FULL},  {"53200", ERR_DB_FAILED},  {"42501", ERR_DB_OPEN},
        {"XX001", ERR_DB_DAMAGED}, {"XX002", ERR_DB_DAMAGED},
    };
    for (size_t i = 0; i < COUNT_OF(states); i++) {
        if (strcmp(state, states[i].state) == 0) {
            return states[i].code;
        }
    }
    return strncmp(state, "23", 2) == 0 ? ERR_DB_CONSTRAINT : ERR_DB_FAILED;
}

/* The primary message, the table and the rule: PostgreSQL's own detail would repeat values. */
static bool fail(struct postgres_db *d, const struct sql_statement *st, const PGresult *result,
                 struct err *err)
{
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    if (PQstatus(d->connection) == CONNECTION_BAD || state == NULL) {
        return db_err(err, ERR_DB_FAILED, st, "connection lost");
    }
    const char *rule = PQresultErrorField(result, PG_DIAG_CONSTRAINT_NAME);
    const char *table = PQresultErrorField(result, PG_DIAG_TABLE_NAME);
    const char *message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    char words[140];
    int n = snprintf(words, sizeof words, "postgresql %s %s %s %.80s", state,
                     table == NULL ? "" : table, rule == NULL ? "" : rule,
                     rule != NULL || message == NULL ? "" : message);
    return db_err(err, code_of_state(state), st, n < 0 ? "postgresql" : words);
}

/* Checks the status and clears the result; on success *out (may be NULL) keeps it instead. */
static bool take(struct postgres_db *d, const struct sql_statement *st, PGresult *result,
                 PGresult **out, struct err *err)
{
    ExecStatusType status = PQresultStatus(result);
    bool ok = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_COPY_IN ||
              status == PGRES_COPY_OUT;
    if (!ok) {
        fail(d, st, result, err);
    }
    if (ok && out != NULL) {
        *out = result;
    } else {
        PQclear(result);
    }
    return ok;
}

static bool run(struct postgres_db *d, const char *sql, struct err *err)
{
    return take(d, NULL, PQexec(d->connection, sql), NULL, err);
}

/* ---- transactions ---- */

/* Reading sees one snapshot, as on SQLite. Writers see what was committed before each statement,
 * so that one who waited for a lock goes on with what the other left. */
static bool postgres_begin(struct db *db, enum db_tx tx, struct err *err)
{
    of(db)->tx_serial++;
    return run(of(db),
               tx == DB_WRITE ? "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
                              : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
               err);
}

static bool postgres_commit(struct db *db, struct err *err)
{
    struct postgres_db *d = of(db);
    PGresult *result = PQexec(d->connection, "COMMIT");
    if (PQstatus(d->connection) == CONNECTION_BAD) {
        PQclear(result);
        return db_err(err, ERR_DB_UNCERTAIN, NULL, "connection lost while committing");
    }
    if (!take(d, NULL, result, &result, err)) {
        return false;
    }
    /* COMMIT of a transaction that had failed answers ROLLBACK, without an error. */
    bool ok = strcmp(PQcmdStatus(result), "COMMIT") == 0;
    PQclear(result);
    return ok || db_err(err, ERR_DB_FAILED, NULL, "the transaction was rolled back");
}

static void drain(struct postgres_db *d)
{
    PGresult *result = NULL;
    while ((result = PQgetResult(d->connection)) != NULL) {
        bool stuck = PQresultStatus(result) == PGRES_COPY_IN;
        PQclear(result);
        if (stuck || PQstatus(d->connection) == CONNECTION_BAD) {
            return;
        }
    }
}

static void postgres_rollback(struct db *db)
{
    struct postgres_db *d = of(db);
    if (d->copying) {
        (void)PQputCopyEnd(d->connection, "rolled back");
        drain(d);
        d->copying = false;
    }
    PQclear(PQexec(d->connection, "ROLLBACK"));
}

/* ---- statements ---- */

static void statement_name(const struct sql_statement *st, char out[16])
{
    int n = snprintf(out, 16, "s%d", st->index);
    ASSERT(n > 0 && n < 16);
}

static bool prepared(struct postgres_db *d, const struct sql_statement *st, struct err *err)
{
    ASSERT(st->index >= 0 && st->index < SQL_REGISTRY_COUNT);
    if (d->prepared[st->index]) {
        return true;
    }
    char name[16];
    struct wire_parameters p;
    statement_name(st, name);
    wire_types(st, &p);
    d->prepared[st->index] =
        take(d, st, PQprepare(d->connection, name, st->postgres, p.count, p.types), NULL, err);
    return d->prepared[st->index];
}

static bool send(struct postgres_db *d, const struct sql_statement *st, const struct sql_value *in,
                 PGresult **out, struct err *err)
{
    char name[16];
    struct wire_parameters p;
    if (!prepared(d, st, err)) {
        return false;
    }
    statement_name(st, name);
    if (!wire_parameters(st, in, &p)) {
        return db_err(err, ERR_TOO_LONG, st, "a value is too long");
    }
    return take(d, st,
                PQexecPrepared(d->connection, name, p.count, p.values, p.lengths, p.formats, 1),
                out, err);
}

static bool postgres_exec(struct db *db, const struct sql_statement *st, const struct sql_value *in,
                          int64_t *changed, struct err *err)
{
    PGresult *result = NULL;
    if (!send(of(db), st, in, &result, err)) {
        return false;
    }
    *changed = strtoll(PQcmdTuples(result), NULL, 10);
    PQclear(result);
    return true;
}

/* ---- rows ---- */

static bool fits(const struct sql_statement *st, const PGresult *result, struct err *err)
{
    int column = 0;
    if (wire_result_fits(st, result, &column)) {
        return true;
    }
    char words[80];
    int n = snprintf(words, sizeof words, "column %d is of the undeclared type %u", column + 1,
                     PQftype(result, column));
    return db_err(err, ERR_DB_FAILED, st, n < 0 ? "type" : words);
}

static bool fetch(struct postgres_db *d, struct db_rows *rows, struct err *err)
{
    struct postgres_rows *r = rows->state;
    char sql[80];
    int wanted = rows->st->wide ? FETCH_WIDE_ROWS : FETCH_ROWS;
    int n = snprintf(sql, sizeof sql, "FETCH FORWARD %d FROM c%lld", wanted,
                     (long long)r->cursor_number);
    ASSERT(n > 0 && (size_t)n < sizeof sql);
    PQclear(r->result);
    r->result = NULL;
    r->row = 0;
    if (!take(d, rows->st, PQexecParams(d->connection, sql, 0, NULL, NULL, NULL, NULL, 1),
              &r->result, err)) {
        return false;
    }
    r->ended = PQntuples(r->result) < wanted;
    return fits(rows->st, r->result, err);
}

/* Outside a transaction the cursor is kept by the server beyond its own statement. */
static bool declare(struct db_rows *rows, const struct sql_value *in, struct err *err)
{
    struct postgres_db *d = of(rows->db);
    struct postgres_rows *r = rows->state;
    struct wire_parameters p;
    if (!wire_parameters(rows->st, in, &p)) {
        return db_err(err, ERR_TOO_LONG, rows->st, "a value is too long");
    }
    r->cursor_number = ++d->cursor_serial;
    r->tx_serial = d->tx_serial;
    size_t room = strlen(rows->st->postgres) + 80;
    char *sql = db_alloc(room);
    int n = snprintf(sql, room, "DECLARE c%lld NO SCROLL CURSOR %s HOLD FOR %s",
                     (long long)r->cursor_number, rows->db->in_tx ? "WITHOUT" : "WITH",
                     rows->st->postgres);
    ASSERT(n > 0 && (size_t)n < room);
    bool ok =
        take(d, rows->st,
             PQexecParams(d->connection, sql, p.count, p.types, p.values, p.lengths, p.formats, 1),
             NULL, err);
    db_free(sql);
    r->cursor = ok;
    return ok && fetch(d, rows, err);
}

static bool buffered(struct db_rows *rows, const struct sql_value *in, struct err *err)
{
    struct postgres_rows *r = rows->state;
    r->ended = true;
    return send(of(rows->db), rows->st, in, &r->result, err) && fits(rows->st, r->result, err);
}

static void rows_free(struct db_rows *rows)
{
    struct postgres_rows *r = rows->state;
    PQclear(r->result);
    db_free(r);
    rows->state = NULL;
}

static bool postgres_query(struct db_rows *rows, const struct sql_value *in, struct err *err)
{
    rows->state = db_alloc(sizeof(struct postgres_rows));
    if (rows->st->stream ? declare(rows, in, err) : buffered(rows, in, err)) {
        return true;
    }
    rows_free(rows);
    return false;
}

static bool postgres_next(struct db_rows *rows, bool *have, struct err *err)
{
    struct postgres_rows *r = rows->state;
    *have = false;
    if (r->result == NULL) {
        return db_err(err, ERR_DB_FAILED, rows->st, "read after an error");
    }
    if (r->row == PQntuples(r->result)) {
        if (r->ended) {
            return true;
        }
        if (!fetch(of(rows->db), rows, err)) {
            return false;
        }
        if (PQntuples(r->result) == 0) {
            return true;
        }
    }
    r->row++;
    *have = true;
    return true;
}

static bool postgres_values(struct db_rows *rows, struct sql_value *out)
{
    struct postgres_rows *r = rows->state;
    return wire_values(rows->st, r->result, r->row - 1, out);
}

static bool postgres_row(struct db_rows *rows, void *row)
{
    struct postgres_rows *r = rows->state;
    return wire_row(rows->st, r->result, r->row - 1, row);
}

static void postgres_done(struct db_rows *rows)
{
    struct postgres_db *d = of(rows->db);
    struct postgres_rows *r = rows->state;
    bool alive = r->tx_serial == d->tx_serial && !rows->db->tx_lost;
    if (r->cursor && alive) {
        char sql[40];
        int n = snprintf(sql, sizeof sql, "CLOSE c%lld", (long long)r->cursor_number);
        ASSERT(n > 0 && (size_t)n < sizeof sql);
        PQclear(PQexec(d->connection, sql));
    }
    rows_free(rows);
}

/* ---- copies ---- */

/* An error of an earlier row shows when the server has read it: at the latest at the end. */
static bool copy_result(struct postgres_db *d, const struct sql_statement *st, struct err *err)
{
    bool ok = true;
    PGresult *result = NULL;
    while ((result = PQgetResult(d->connection)) != NULL) {
        ok = take(d, st, result, NULL, err) && ok;
        if (PQstatus(d->connection) == CONNECTION_BAD) {
            return db_err(err, ERR_DB_FAILED, st, "connection lost");
        }
    }
    d->copying = false;
    return ok;
}

static bool postgres_each(struct db *db, const struct sql_statement *st, const struct sql_value *in,
                          const struct db_taker *taker, struct err *err)
{
    struct postgres_db *d = of(db);
    char *sql = postgres_copy_text(st, in, taker);
    bool begun = take(d, st, PQexec(d->connection, sql), NULL, err);
    db_free(sql);
    if (!begun) {
        return false;
    }
    bool ok = postgres_take_copy(d->connection, st, taker, err);
    return copy_result(d, st, err) && ok;
}

static bool postgres_bulk_begin(struct db_bulk *bulk, struct err *err)
{
    struct postgres_db *d = of(bulk->db);
    PGresult *result = NULL;
    if (!take(d, bulk->st, PQexec(d->connection, bulk->st->copy), &result, err)) {
        return false;
    }
    bool ok = PQresultStatus(result) == PGRES_COPY_IN;
    PQclear(result);
    if (d->copy == NULL) {
        d->copy = db_alloc(sizeof *d->copy);
        d->copy->connection = d->connection;
    }
    d->copying = ok;
    return (ok && wire_copy_begin(d->copy)) ||
           db_err(err, ERR_DB_FAILED, bulk->st, "connection lost");
}

static bool postgres_bulk_row(struct db_bulk *bulk, const struct sql_value *in, struct err *err)
{
    struct postgres_db *d = of(bulk->db);
    return wire_copy_row(d->copy, in, bulk->st->in_count) ||
           db_err(err, ERR_DB_FAILED, bulk->st, "connection lost");
}

static bool postgres_bulk_end(struct db_bulk *bulk, struct err *err)
{
    struct postgres_db *d = of(bulk->db);
    return wire_copy_end(d->copy) ? copy_result(d, bulk->st, err)
                                  : db_err(err, ERR_DB_FAILED, bulk->st, "connection lost");
}

/* ---- schema ---- */

static bool postgres_prepare(struct db *db, const struct sql_statement *st, struct err *err)
{
    struct postgres_db *d = of(db);
    if (!prepared(d, st, err) || st->out_count == 0) {
        return prepared(d, st, err);
    }
    char name[16];
    statement_name(st, name);
    PGresult *result = NULL;
    if (!take(d, st, PQdescribePrepared(d->connection, name), &result, err)) {
        return false;
    }
    bool ok = fits(st, result, err);
    PQclear(result);
    return ok;
}

static bool one_number(struct postgres_db *d, const char *sql, int64_t *out, struct err *err)
{
    PGresult *result = NULL;
    if (!take(d, NULL, PQexec(d->connection, sql), &result, err)) {
        return false;
    }
    ASSERT(PQntuples(result) == 1);
    *out = strtoll(PQgetvalue(result, 0, 0), NULL, 10);
    PQclear(result);
    return true;
}

static bool postgres_schema_state(struct db *db, struct schema_state *out, struct err *err)
{
    struct postgres_db *d = of(db);
    int64_t tables = 0;
    int64_t shaped = 0;
    int64_t marked = 0;
    int64_t number = 0;
    if (!one_number(d,
                    "SELECT count(*) FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n "
                    "ON n.oid = c.relnamespace WHERE n.nspname = current_schema() "
                    "AND c.relkind IN ('r', 'p', 'v', 'm', 'f')",
                    &tables, err) ||
        !one_number(d,
                    "SELECT count(*) FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n "
                    "ON n.oid = c.relnamespace JOIN pg_catalog.pg_attribute a "
                    "ON a.attrelid = c.oid WHERE n.nspname = current_schema() "
                    "AND (c.relname, a.attname, a.atttypid) IN (('meta', 'key', 25), "
                    "('meta', 'value', 25), ('migration', 'number', 20), "
                    "('migration', 'hash', 17))",
                    &shaped, err)) {
        return false;
    }
    out->owner = tables == 0 ? SCHEMA_NOBODY : SCHEMA_FOREIGN;
    out->number = 0;
    if (shaped != 4) {
        return true;
    }
    if (!one_number(d, "SELECT count(*) FROM meta WHERE key = 'application' AND value = 'relance'",
                    &marked, err) ||
        !one_number(d, "SELECT COALESCE(max(number), 0) FROM migration", &number, err)) {
        return false;
    }
    if (marked == 1) {
        out->owner = SCHEMA_RELANCE;
        out->number = number < 0 || number > INT_MAX ? INT_MAX : (int)number;
    }
    return true;
}

static bool postgres_migration_lock(struct db *db, struct err *err)
{
    char sql[64];
    int n = snprintf(sql, sizeof sql, "SELECT pg_advisory_xact_lock(%d)", MIGRATION_LOCK);
    ASSERT(n > 0 && (size_t)n < sizeof sql);
    return run(of(db), sql, err);
}

static bool postgres_migration_run(struct db *db, const char *const *script, int number,
                                   struct err *err)
{
    (void)number; /* the table of migrations itself is the note */
    for (; *script != NULL; script++) {
        if (!run(of(db), *script, err)) {
            return false;
        }
    }
    return true;
}

static bool postgres_settle(struct db *db, struct err *err)
{
    (void)db;
    (void)err;
    return true;
}

/* ---- open and close ---- */

static void postgres_close(struct db *db)
{
    struct postgres_db *d = of(db);
    PQfinish(d->connection);
    db_free(d->copy);
    db_free(d->url);
    db_free(d);
}

static void no_notice(void *with, const PGresult *result)
{
    (void)with;
    (void)result;
}

static bool connect_to(struct postgres_db *d, struct err *err)
{
    /* What stands in the URL wins over what is named before it. */
    /* A server that falls silent is given up after half a minute, not waited for. */
    static const char *const names[] = {
        "connect_timeout",     "tcp_user_timeout",          "keepalives_idle",
        "keepalives_interval", "keepalives_count",          "dbname",
        "client_encoding",     "fallback_application_name", NULL};
    const char *const values[] = {"10", "30000", "30", "5", "3", d->url, "UTF8", "relance", NULL};
    d->connection = PQconnectdbParams(names, values, 1);
    if (d->connection == NULL) {
        BUG("out of memory");
    }
    if (PQstatus(d->connection) != CONNECTION_OK) {
        return db_err(err, ERR_DB_OPEN, NULL, PQerrorMessage(d->connection));
    }
    const char *encoding = PQparameterStatus(d->connection, "server_encoding");
    if (encoding == NULL || strcmp(encoding, "UTF8") != 0) {
        return db_err(err, ERR_DB_OPEN, NULL, "the database is not in UTF8");
    }
    (void)PQsetNoticeReceiver(d->connection, no_notice, NULL);
    /* Nothing lost: a server told to answer before the disk has the data is told otherwise. A page
     * of a list is a long statement that reads little: compiling it (jit) takes most of a second,
     * each time it is asked for through a cursor. */
    return run(d,
               "SET lock_timeout = 5000; SET client_min_messages = error; "
               "SELECT set_config(name, 'off', false) FROM pg_settings WHERE name = 'jit'; "
               "SELECT set_config('synchronous_commit', 'on', false) "
               "WHERE current_setting('synchronous_commit') = 'off'",
               err);
}

static struct db *postgres_beside(struct db *db);

static const struct db_driver postgres_driver = {
    .engine = DB_POSTGRES,
    .begin = postgres_begin,
    .commit = postgres_commit,
    .rollback = postgres_rollback,
    .exec = postgres_exec,
    .query = postgres_query,
    .next = postgres_next,
    .values = postgres_values,
    .row = postgres_row,
    .done = postgres_done,
    .each = postgres_each,
    .bulk_begin = postgres_bulk_begin,
    .bulk_row = postgres_bulk_row,
    .bulk_end = postgres_bulk_end,
    .beside = postgres_beside,
    .prepare = postgres_prepare,
    .schema_state = postgres_schema_state,
    .migration_lock = postgres_migration_lock,
    .migration_run = postgres_migration_run,
    .settle = postgres_settle,
    .close = postgres_close,
};

bool postgres_open(struct str url, struct db **out, struct err *err)
{
    struct postgres_db *d = db_alloc(sizeof *d);
    d->db.driver = &postgres_driver;
    d->url = db_alloc(url.n + 1);
    memcpy(d->url, url.p, url.n);
    if (!connect_to(d, err)) {
        postgres_close(&d->db);
        return false;
    }
    *out = &d->db;
    return true;
}

static struct db *postgres_beside(struct db *db)
{
    struct err why = {0};
    struct db *out = NULL;
    return postgres_open(str_of(of(db)->url), &out, &why) ? out : NULL;
}
