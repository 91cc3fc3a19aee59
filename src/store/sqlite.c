/* The SQLite driver: one file, write-ahead log, every commit on disk before it is answered. */
#include "driver.h"
#include "gen/sql_registry.h"
#include "sqlite_file.h"
#include "sqlite_rows.h"
#include "sqlite_taking.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sqlite3.h>
#include <stdio.h>
#include <unistd.h>

enum { BUSY_TIMEOUT_MS = 5000, BUSY_LOOK_MS = 10, PATH_BYTES_MAX = 4096 };
enum { LOG_PAGES = 1000, LOG_PAGES_LONG = 16384 }; /* of 4 KiB */

/* What a connection keeps of the pages it read or wrote. */
#define CACHE "PRAGMA cache_size = -32768"
#define CACHE_IN_ORDER "PRAGMA cache_size = -8192"
#define CACHE_BESIDE "PRAGMA cache_size = -2048"

struct sqlite_db {
    struct db db; /* first */
    sqlite3 *handle;
    sqlite3_stmt *cache[SQL_REGISTRY_COUNT];
    sqlite3_stmt *cache_some[SQL_REGISTRY_COUNT]; /* of the second texts */
    struct taking taking;
    struct sqlite_rows *rows; /* of the bulk, or what an each statement looks for */
    char path[PATH_BYTES_MAX];
};

static const struct db_driver sqlite_driver;

static struct sqlite_db *of(struct db *db) { return (struct sqlite_db *)(void *)db; }

static bool fail(struct sqlite_db *d, const struct sql_statement *st, struct err *err)
{
    int code = sqlite3_errcode(d->handle);
    char words[120];
    int n = snprintf(words, sizeof words, "sqlite %d %s", sqlite3_extended_errcode(d->handle),
                     sqlite3_errstr(code));
    return db_err(err, sqlite_err_code_of(d->handle, code), st, n < 0 ? "sqlite" : words);
}

static bool run(struct sqlite_db *d, const char *sql, struct err *err)
{
    return sqlite3_exec(d->handle, sql, NULL, NULL, NULL) == SQLITE_OK || fail(d, NULL, err);
}

/* ---- transactions ---- */

static bool sqlite_begin(struct db *db, enum db_tx tx, struct err *err)
{
    return run(of(db), tx == DB_WRITE ? "BEGIN IMMEDIATE" : "BEGIN", err);
}

/* When the disk fails while committing, the log may or may not hold the whole of it: who opens the
 * file next will see one or the other. */
static bool sqlite_commit(struct db *db, struct err *err)
{
    struct sqlite_db *d = of(db);
    int code = sqlite3_exec(d->handle, "COMMIT", NULL, NULL, NULL);
    if ((code & 0xff) == SQLITE_IOERR) {
        return db_err(err, ERR_DB_UNCERTAIN, NULL, sqlite3_errstr(code));
    }
    return code == SQLITE_OK || fail(d, NULL, err);
}

static void sqlite_rollback(struct db *db)
{
    struct sqlite_db *d = of(db);
    /* After some errors (disk full) SQLite has already rolled back by itself. */
    if (sqlite3_get_autocommit(d->handle) == 0) {
        (void)sqlite3_exec(d->handle, "ROLLBACK", NULL, NULL, NULL);
    }
}

/* The log is as long as it is kept (journal_size_limit) before whoever writes much brings it home
 * himself. An index is sorted in as much memory as there is for pages. */
static void sqlite_writing(struct db *db, enum db_writing writing)
{
    struct sqlite_db *d = of(db);
    const char *pages = writing == DB_WRITES_IN_ORDER ? CACHE_IN_ORDER : CACHE;
    (void)sqlite3_wal_autocheckpoint(d->handle,
                                     writing == DB_WRITES_LITTLE ? LOG_PAGES : LOG_PAGES_LONG);
    (void)sqlite3_exec(d->handle, pages, NULL, NULL, NULL);
}

static void sqlite_bring_home(struct db *db)
{
    (void)sqlite3_wal_checkpoint_v2(of(db)->handle, "main", SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
}

/* ---- statements ---- */

/* What the statement takes; rows of a bulk, and where each ends, come another way. */
static int parameter_count(const struct sql_statement *st)
{
    return st->copy != NULL ? 0 : (int)st->in_count - (st->each ? 1 : 0);
}

static bool prepared(struct sqlite_db *d, const struct sql_statement *st, const char *text,
                     sqlite3_stmt **slot, struct err *err)
{
    if (*slot == NULL && sqlite3_prepare_v3(d->handle, text, -1, SQLITE_PREPARE_PERSISTENT, slot,
                                            NULL) != SQLITE_OK) {
        return fail(d, st, err);
    }
    ASSERT(sqlite3_bind_parameter_count(*slot) == parameter_count(st));
    ASSERT(sqlite3_column_count(*slot) == (st->each ? 1 : (int)st->out_count));
    return true;
}

static bool cached(struct sqlite_db *d, const struct sql_statement *st, sqlite3_stmt **out,
                   struct err *err)
{
    ASSERT(st->index >= 0 && st->index < SQL_REGISTRY_COUNT);
    bool ok = prepared(d, st, st->sqlite, &d->cache[st->index], err);
    *out = d->cache[st->index];
    return ok;
}

/* life: SQLITE_STATIC when the values outlive the step, SQLITE_TRANSIENT to copy them. */
static int bind(sqlite3_stmt *s, const struct sql_statement *st, const struct sql_value *in,
                sqlite3_destructor_type life)
{
    int code = SQLITE_OK;
    for (int i = 0; i < parameter_count(st) && code == SQLITE_OK; i++) {
        const struct sql_value *v = &in[i];
        switch (v->kind) {
        case SQL_NULL:
            code = sqlite3_bind_null(s, i + 1);
            break;
        case SQL_INT:
            code = sqlite3_bind_int64(s, i + 1, v->i);
            break;
        case SQL_TEXT:
            code = sqlite3_bind_text64(s, i + 1, v->s.p, v->s.n, life, SQLITE_UTF8);
            break;
        case SQL_BLOB:
            code = sqlite3_bind_blob64(s, i + 1, v->s.p, v->s.n, life);
            break;
        }
    }
    return code;
}

static bool may_write(struct db *db, sqlite3_stmt *s, const struct sql_statement *st,
                      struct err *err)
{
    return !db->in_tx || db->tx == DB_WRITE || sqlite3_stmt_readonly(s) != 0 ||
           db_err(err, ERR_DB_FAILED, st, "a write in a read transaction");
}

static bool sqlite_exec_statement(struct db *db, const struct sql_statement *st,
                                  const struct sql_value *in, int64_t *changed, struct err *err)
{
    struct sqlite_db *d = of(db);
    sqlite3_stmt *s = NULL;
    if (!cached(d, st, &s, err) || !may_write(db, s, st, err)) {
        return false;
    }
    bool ok = (bind(s, st, in, SQLITE_STATIC) == SQLITE_OK && sqlite3_step(s) == SQLITE_DONE) ||
              fail(d, st, err);
    *changed = sqlite3_changes64(d->handle);
    (void)sqlite3_reset(s);
    return ok;
}

static bool sqlite_query(struct db_rows *rows, const struct sql_value *in, struct err *err)
{
    struct sqlite_db *d = of(rows->db);
    sqlite3_stmt *s = NULL;
    if (!cached(d, rows->st, &s, err)) {
        return false;
    }
    ASSERT(sqlite3_stmt_busy(s) == 0);
    if (!may_write(rows->db, s, rows->st, err)) {
        return false;
    }
    /* The caller's values may be gone before the first row is read. */
    if (bind(s, rows->st, in, SQLITE_TRANSIENT) != SQLITE_OK) {
        return fail(d, rows->st, err);
    }
    rows->state = s;
    return true;
}

static struct str bytes_of(sqlite3_value *v, enum sql_kind kind)
{
    const void *p = kind == SQL_TEXT ? sqlite3_value_text(v) : sqlite3_value_blob(v);
    return (struct str){p == NULL ? "" : p, (size_t)sqlite3_value_bytes(v)};
}

static bool sqlite_values(struct db_rows *rows, struct sql_value *out)
{
    for (int i = 0; i < (int)rows->st->out_count; i++) {
        sqlite3_value *v = sqlite3_column_value(rows->state, i);
        enum sql_kind kind = sqlite_kind(v);
        if (!sqlite_fits(rows->st->out_kinds[i], v))
            return false;
        out[i] = (struct sql_value){.kind = kind};
        if (kind == SQL_INT)
            out[i].i = sqlite3_value_int64(v);
        else if (kind != SQL_NULL)
            out[i].s = bytes_of(v, kind);
    }
    return true;
}

static bool sqlite_row(struct db_rows *rows, void *row)
{
    const struct sql_statement *st = rows->st;
    for (int i = 0; i < (int)st->out_count; i++) {
        sqlite3_value *v = sqlite3_column_value(rows->state, i);
        if (!sqlite_fits(st->out_kinds[i], v))
            return false;
        sqlite_fill(sql_place(st, row, (size_t)i), st->out_kinds[i], v);
    }
    return true;
}

static bool sqlite_next(struct db_rows *rows, bool *have, struct err *err)
{
    sqlite3_stmt *s = rows->state;
    if (s == NULL) {
        *have = false; /* after the last row; a step would begin again */
        return true;
    }
    int code = sqlite3_step(s);
    *have = code == SQLITE_ROW;
    if (code == SQLITE_ROW)
        return true;
    bool ok = code == SQLITE_DONE || fail(of(rows->db), rows->st, err);
    (void)sqlite3_reset(s);
    rows->state = NULL;
    return ok;
}

static void sqlite_done(struct db_rows *rows)
{
    (void)sqlite3_reset(rows->state); /* NULL is fine */
}

/* ---- each row to a function ---- */

static bool run_taking(struct sqlite_db *d, sqlite3_stmt *s, struct taking *t)
{
    d->taking = *t;
    bool ok = sqlite3_step(s) == SQLITE_ROW || d->taking.ended ||
              (!d->taking.failed && fail(d, t->st, t->err));
    d->taking.st = NULL;
    (void)sqlite3_reset(s);
    return ok;
}

/* Those whose first column is one of a few, a batch of rows at a time. */
static bool run_some(struct sqlite_db *d, sqlite3_stmt *s, struct taking *t)
{
    bool ok = true;
    bool waits = false;
    sqlite_rows_clear(d->rows, 1);
    for (size_t i = 0; ok && i < t->taker->only_count; i++) {
        struct sql_value value = {.kind = SQL_INT, .i = t->taker->only[i]};
        waits = !sqlite_rows_put(d->rows, &value);
        if (waits)
            continue;
        ok = run_taking(d, s, t);
        sqlite_rows_clear(d->rows, 1);
    }
    return ok && (!waits || run_taking(d, s, t));
}

static bool sqlite_each(struct db *db, const struct sql_statement *st, const struct sql_value *in,
                        const struct db_taker *taker, struct err *err)
{
    struct sqlite_db *d = of(db);
    struct taking t = {.st = st, .taker = taker, .err = err, .first = true, .last = INT64_MAX};
    sqlite3_stmt *s = NULL;
    ASSERT(d->taking.st == NULL && st->out_kinds[0] == SQL_INT);
    if (taker->only == NULL)
        t.last = in[st->in_count - 1].i;
    if (taker->only == NULL ? !cached(d, st, &s, err)
                            : !prepared(d, st, st->some, &d->cache_some[st->index], err))
        return false;
    if (taker->only != NULL)
        s = d->cache_some[st->index];
    if (bind(s, st, in, SQLITE_STATIC) != SQLITE_OK)
        return fail(d, st, err);
    return taker->only == NULL ? run_taking(d, s, &t) : run_some(d, s, &t);
}

/* ---- bulk: many rows an insert ---- */

static bool sqlite_bulk_begin(struct db_bulk *bulk, struct err *err)
{
    struct sqlite_db *d = of(bulk->db);
    sqlite3_stmt *s = NULL;
    sqlite_rows_clear(d->rows, bulk->st->in_count);
    bool ok = cached(d, bulk->st, &s, err);
    bulk->state = s;
    return ok;
}

static bool insert_rows(struct db_bulk *bulk, struct err *err)
{
    struct sqlite_db *d = of(bulk->db);
    sqlite3_stmt *s = bulk->state;
    bool ok = sqlite3_step(s) == SQLITE_DONE || fail(d, bulk->st, err);
    (void)sqlite3_reset(s);
    sqlite_rows_clear(d->rows, bulk->st->in_count);
    return ok;
}

static bool sqlite_bulk_row(struct db_bulk *bulk, const struct sql_value *in, struct err *err)
{
    return !sqlite_rows_put(of(bulk->db)->rows, in) || insert_rows(bulk, err);
}

static bool sqlite_bulk_end(struct db_bulk *bulk, struct err *err)
{
    return sqlite_rows_count(of(bulk->db)->rows) == 0 || insert_rows(bulk, err);
}

/* ---- schema ---- */

static bool sqlite_prepare(struct db *db, const struct sql_statement *st, struct err *err)
{
    sqlite3_stmt *s = NULL;
    return cached(of(db), st, &s, err) &&
           (st->some == NULL ||
            prepared(of(db), st, st->some, &of(db)->cache_some[st->index], err));
}

static bool pragma_int(struct sqlite_db *d, const char *sql, int64_t *out, struct err *err)
{
    sqlite3_stmt *s = NULL;
    bool ok = sqlite3_prepare_v2(d->handle, sql, -1, &s, NULL) == SQLITE_OK &&
              sqlite3_step(s) == SQLITE_ROW;
    if (ok) {
        *out = sqlite3_column_int64(s, 0);
    } else {
        fail(d, NULL, err);
    }
    (void)sqlite3_finalize(s);
    return ok;
}

static bool sqlite_schema_state(struct db *db, struct schema_state *out, struct err *err)
{
    struct sqlite_db *d = of(db);
    int64_t tables = 0;
    int64_t application = 0;
    int64_t number = 0;
    if (!pragma_int(d, "SELECT count(*) FROM sqlite_schema", &tables, err) ||
        !pragma_int(d, "PRAGMA application_id", &application, err) ||
        !pragma_int(d, "PRAGMA user_version", &number, err)) {
        return false;
    }
    out->owner = application == SQLITE_APPLICATION_ID ? SCHEMA_RELANCE
                 : tables == 0 && application == 0    ? SCHEMA_NOBODY
                                                      : SCHEMA_FOREIGN;
    out->number = number < 0 || number > INT_MAX ? INT_MAX : (int)number;
    return true;
}

static bool sqlite_migration_lock(struct db *db, struct err *err)
{
    (void)db; /* BEGIN IMMEDIATE has kept every other writer out */
    (void)err;
    return true;
}

static bool sqlite_migration_run(struct db *db, const char *const *script, int number,
                                 struct err *err)
{
    struct sqlite_db *d = of(db);
    char marks[120];
    int n = snprintf(marks, sizeof marks, "PRAGMA application_id = %d; PRAGMA user_version = %d",
                     SQLITE_APPLICATION_ID, number);
    ASSERT(n > 0 && (size_t)n < sizeof marks);
    for (; *script != NULL; script++) {
        if (!run(d, *script, err)) {
            return false;
        }
    }
    return run(d, marks, err);
}

/* The log mode is kept in the file. It is set last, so that the marks of the first migration are
 * in the file itself and a later open can refuse by reading its first page alone. */
static bool sqlite_settle(struct db *db, struct err *err)
{
    struct sqlite_db *d = of(db);
    /* The change needs the file alone and does not wait for it by itself. */
    for (int waited_ms = 0; waited_ms < BUSY_TIMEOUT_MS; waited_ms += 20) {
        if (sqlite3_exec(d->handle, "PRAGMA journal_mode = WAL", NULL, NULL, NULL) != SQLITE_BUSY) {
            break;
        }
        (void)sqlite3_sleep(20);
    }
    return run(d, "PRAGMA journal_mode = WAL", err);
}

/* ---- open and close ---- */

static void sqlite_close_db(struct db *db)
{
    struct sqlite_db *d = of(db);
    for (size_t i = 0; i < SQL_REGISTRY_COUNT; i++) {
        (void)sqlite3_finalize(d->cache[i]);
        (void)sqlite3_finalize(d->cache_some[i]);
    }
    (void)sqlite3_close(d->handle);
    sqlite_rows_free(d->rows);
    db_free(d);
}

/* Who waits looks again soon: what writes for long lets others in for moments only. */
static int wait_turn(void *with, int times)
{
    static const int first_ms[] = {1, 2, 5};
    (void)with;
    if (times > BUSY_TIMEOUT_MS / BUSY_LOOK_MS)
        return 0;
    (void)sqlite3_sleep(times < (int)COUNT_OF(first_ms) ? first_ms[times] : BUSY_LOOK_MS);
    return 1;
}

static bool configure(struct sqlite_db *d, struct err *err)
{
    (void)sqlite3_extended_result_codes(d->handle, 1);
    (void)sqlite3_busy_handler(d->handle, wait_turn, NULL);
    (void)sqlite3_db_config(d->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)NULL);
    (void)sqlite3_db_config(d->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (int *)NULL);
    (void)sqlite3_db_config(d->handle, SQLITE_DBCONFIG_DQS_DML, 0, (int *)NULL);
    (void)sqlite3_db_config(d->handle, SQLITE_DBCONFIG_DQS_DDL, 0, (int *)NULL);
    d->rows = sqlite_rows_open(d->handle);
    bool known = sqlite_taking_open(d->handle, &d->taking);
    return d->rows == NULL || !known ? fail(d, NULL, err)
                                     : run(d,
                                           "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;"
                                           "PRAGMA journal_size_limit = 67108864;" CACHE,
                                           err);
}

/* A new file is made by hand: nobody but its owner may read what people owe. Another program may
 * make it at the same moment. An init that fails leaves it empty, which is no database yet. */
static bool make_file(struct sqlite_db *d, struct err *err)
{
    int fd = open(d->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd >= 0) {
        (void)close(fd);
        return true;
    }
    return errno == EEXIST || err_set(err, ERR_DB_OPEN, "the file cannot be created");
}

static bool open_handle(struct sqlite_db *d, enum db_open_mode mode, struct err *err)
{
    struct sqlite_file file = {0};
    if (!sqlite_file_look(d->path, &file, err)) {
        return false;
    }
    if (!file.there && mode != DB_OPEN_CREATE) {
        return err_set(err, ERR_DB_NOT_INITIALISED, "no such file");
    }
    if (!file.there && !make_file(d, err)) {
        return false;
    }
    if (sqlite3_open_v2(d->path, &d->handle,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE,
                        NULL) != SQLITE_OK) {
        return fail(d, NULL, err);
    }
    if (sqlite3_db_readonly(d->handle, "main") == 1) {
        return err_set(err, ERR_DB_OPEN, "the file cannot be written");
    }
    return configure(d, err);
}

bool sqlite_open(struct str path, enum db_open_mode mode, struct db **out, struct err *err)
{
    if (path.n >= PATH_BYTES_MAX || memchr(path.p, '\0', path.n) != NULL ||
        str_starts(path, STR(":")) || str_starts(path, STR("file:"))) {
        return err_set_field(err, ERR_DB_URL, "db", path);
    }
    struct sqlite_db *d = db_alloc(sizeof *d);
    d->db.driver = &sqlite_driver;
    memcpy(d->path, path.p, path.n);
    if (!open_handle(d, mode, err)) {
        sqlite_close_db(&d->db);
        return false;
    }
    *out = &d->db;
    return true;
}

/* What it reads it reads once, as the pages lie. */
static struct db *sqlite_beside(struct db *db)
{
    struct err why = {0};
    struct str path = str_of(of(db)->path);
    struct db *out = NULL;
    if (path.n == 0 || !sqlite_open(path, DB_OPEN_EXISTING, &out, &why))
        return NULL;
    if (run(of(out), CACHE_BESIDE, &why))
        return out;
    sqlite_close_db(out);
    return NULL;
}

struct db *sqlite_adopt(struct sqlite3 *handle, struct err *err)
{
    struct sqlite_db *d = db_alloc(sizeof *d);
    d->db.driver = &sqlite_driver;
    d->handle = handle;
    if (configure(d, err)) {
        return &d->db;
    }
    sqlite_close_db(&d->db);
    return NULL;
}

struct sqlite3 *sqlite_handle(struct db *db)
{
    ASSERT(db->driver == &sqlite_driver);
    return of(db)->handle;
}

static const struct db_driver sqlite_driver = {
    .engine = DB_SQLITE,
    .begin = sqlite_begin,
    .commit = sqlite_commit,
    .rollback = sqlite_rollback,
    .exec = sqlite_exec_statement,
    .query = sqlite_query,
    .next = sqlite_next,
    .values = sqlite_values,
    .row = sqlite_row,
    .done = sqlite_done,
    .each = sqlite_each,
    .bulk_begin = sqlite_bulk_begin,
    .bulk_row = sqlite_bulk_row,
    .bulk_end = sqlite_bulk_end,
    .beside = sqlite_beside,
    .writing = sqlite_writing,
    .bring_home = sqlite_bring_home,
    .prepare = sqlite_prepare,
    .schema_state = sqlite_schema_state,
    .migration_lock = sqlite_migration_lock,
    .migration_run = sqlite_migration_run,
    .settle = sqlite_settle,
    .close = sqlite_close_db,
};
