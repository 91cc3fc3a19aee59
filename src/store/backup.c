#include "backup.h"

#include "driver.h"
#include "gen/meta_sql.h"
#include "gen/schema_sql.h"
#include "gen/search_sql.h"
#include "journal_store.h"
#include "migrate.h"
#include "sqlite_file.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_BYTES_MAX = 4096 };

static bool sqlite_failed(sqlite3 *handle, int code, const char *what, struct err *err)
{
    char words[120];
    int n = snprintf(words, sizeof words, "%s: %s", what, sqlite3_errstr(code));
    return err_set(err, sqlite_err_code_of(handle, code), n < 0 ? what : words);
}

/* ---- table by table, between any two engines ---- */

static bool copy_rows(struct db_rows *rows, struct db_bulk *bulk, int64_t *count, struct err *err)
{
    struct sql_value row[UINT8_MAX];
    bool have = false;
    for (;;) {
        if (!db_next(rows, row, &have, err)) {
            return false;
        }
        if (!have) {
            return true;
        }
        if (!db_bulk_row(bulk, row, err)) {
            return false;
        }
        ++*count;
    }
}

static bool copy_table(struct db *from, struct db *to, const struct schema_table *t, int64_t *count,
                       struct err *err)
{
    struct db_rows rows;
    struct db_bulk bulk;
    if (!db_query(from, t->dump, NULL, &rows, err)) {
        return false;
    }
    bool ok = db_bulk_begin(to, t->load, &bulk, err) && copy_rows(&rows, &bulk, count, err) &&
              db_bulk_end(&bulk, err);
    db_done(&rows);
    return ok;
}

/* What init has put into the new database itself gives way to what the old one says. */
static bool copy_tables(struct db *from, struct db *to, struct backup_result *out, struct err *err)
{
    if (!q_meta_delete_all(to, NULL, err) || !q_migration_delete_all(to, NULL, err) ||
        !q_search_walk_delete_all(to, NULL, err)) {
        return false;
    }
    for (size_t i = 0; i < SCHEMA_TABLE_COUNT; i++) {
        if (!copy_table(from, to, &schema_tables[i], &out->rows, err)) {
            return false;
        }
        out->tables++;
    }
    return true;
}

/* One snapshot of the one, one transaction of the other. */
static bool copy_all(struct db *from, struct db *to, struct backup_result *out, struct err *err)
{
    if (!db_begin(from, DB_READ, err)) {
        return false;
    }
    bool ok = db_begin(to, DB_WRITE, err);
    if (ok) {
        ok = copy_tables(from, to, out, err) && db_commit(to, err);
        db_rollback(to);
    }
    db_rollback(from);
    return ok;
}

static bool count_table(struct db *db, const struct schema_table *t, int64_t *count,
                        struct err *err)
{
    struct db_rows rows;
    struct sql_value row[UINT8_MAX];
    bool have = true;
    if (!db_query(db, t->dump, NULL, &rows, err)) {
        return false;
    }
    bool ok = true;
    while (ok && have) {
        ok = db_next(&rows, row, &have, err);
        *count += ok && have;
    }
    db_done(&rows);
    return ok;
}

static bool count_all(struct db *db, struct backup_result *out, struct err *err)
{
    *out = (struct backup_result){0};
    if (!db_begin(db, DB_READ, err)) {
        return false;
    }
    bool ok = true;
    for (size_t i = 0; ok && i < SCHEMA_TABLE_COUNT; i++) {
        ok = count_table(db, &schema_tables[i], &out->rows, err);
        out->tables++;
    }
    db_rollback(db);
    return ok;
}

/* Reads the copy back: as many rows as were written (-1: not counted). A fault of the journal is
 * no reason to have no backup: it is told. */
static bool check_copy(struct db *db, int64_t rows_written, struct backup_result *out,
                       struct err *err)
{
    struct journal_report report;
    if (!migrate_check(db, err) || !count_all(db, out, err) || !journal_verify(db, &report, err)) {
        return false;
    }
    if (rows_written >= 0 && out->rows != rows_written) {
        return err_set(err, ERR_BACKUP_DIFFERS, "rows are missing");
    }
    out->journal_faults = report.bad;
    return true;
}

/* ---- files ---- */

/* A name of its own: what a killed backup left behind stands in nobody's way. mkostemp makes the
 * file readable by its owner alone. */
static bool make_partial(char *name, struct err *err)
{
    int fd = mkostemp(name, O_CLOEXEC);
    if (fd < 0) {
        return err_set(err, ERR_FILE_WRITE, "the file cannot be created");
    }
    (void)close(fd);
    return true;
}

static bool sync_path(const char *path, int flags, struct err *err)
{
    int fd = open(path, flags | O_CLOEXEC);
    bool ok = fd >= 0 && fsync(fd) == 0;
    int why = errno;
    if (fd >= 0) {
        (void)close(fd);
    }
    return ok || err_set(err, why == ENOSPC ? ERR_DISK_FULL : ERR_FILE_WRITE,
                         "the file cannot be brought to disk");
}

/* Gives the complete file its name, never over another file. */
static bool publish(const char *partial, const char *path, struct err *err)
{
    if (renameat2(AT_FDCWD, partial, AT_FDCWD, path, RENAME_NOREPLACE) != 0) {
        bool linked = errno == EINVAL && link(partial, path) == 0;
        if (!linked) {
            return err_set(err, errno == EEXIST ? ERR_FILE_EXISTS : ERR_FILE_WRITE,
                           "the file cannot get its name");
        }
        (void)unlink(partial);
    }
    char folder[PATH_BYTES_MAX];
    const char *slash = strrchr(path, '/');
    size_t n = slash == NULL ? 0 : (size_t)(slash - path) + 1;
    memcpy(folder, slash == NULL ? "." : path, slash == NULL ? 1 : n);
    folder[slash == NULL ? 1 : n] = '\0';
    bool ok = sync_path(folder, O_RDONLY | O_DIRECTORY, err);
    if (!ok) {
        (void)unlink(path); /* a name that may be lost is no backup */
    }
    return ok;
}

static bool open_sqlite(const char *path, int flags, sqlite3 **out, struct err *err)
{
    int code = sqlite3_open_v2(path, out, flags | SQLITE_OPEN_NOMUTEX, NULL);
    if (code == SQLITE_OK) {
        return true;
    }
    sqlite_failed(*out, code, "open", err);
    (void)sqlite3_close(*out);
    *out = NULL;
    return false;
}

static bool pages_copied(sqlite3 *from, sqlite3 *to, struct err *err)
{
    sqlite3_backup *b = sqlite3_backup_init(to, "main", from, "main");
    int code = b == NULL ? sqlite3_errcode(to) : sqlite3_backup_step(b, -1);
    int end = sqlite3_backup_finish(b);
    return (code == SQLITE_DONE && end == SQLITE_OK) ||
           sqlite_failed(to, code == SQLITE_DONE ? end : code, "copy", err);
}

static bool answers(sqlite3 *handle, const char *question, const char *right)
{
    sqlite3_stmt *s = NULL;
    bool ok = sqlite3_prepare_v2(handle, question, -1, &s, NULL) == SQLITE_OK;
    int code = ok ? sqlite3_step(s) : SQLITE_ERROR;
    if (right == NULL) {
        ok = code == SQLITE_DONE;
    } else {
        ok = code == SQLITE_ROW && strcmp((const char *)sqlite3_column_text(s, 0), right) == 0;
    }
    (void)sqlite3_finalize(s);
    return ok;
}

/* Every page and every reference. */
static bool is_whole(sqlite3 *handle)
{
    return answers(handle, "PRAGMA integrity_check(1)", "ok") &&
           answers(handle, "PRAGMA foreign_key_check", NULL);
}

/* A backup stands alone: no log beside it. */
static bool check_file(sqlite3 *handle, struct err *err)
{
    if (!answers(handle, "PRAGMA journal_mode = DELETE", "delete")) {
        return sqlite_failed(handle, sqlite3_errcode(handle), "close the log", err);
    }
    if (is_whole(handle)) {
        return true;
    }
    int code = sqlite3_errcode(handle);
    bool unread = (code & 0xff) == SQLITE_IOERR || (code & 0xff) == SQLITE_FULL;
    return unread ? sqlite_failed(handle, code, "read back", err)
                  : err_set(err, ERR_BACKUP_DIFFERS, "the copy is not whole");
}

/* ---- backup ---- */

/* Of an older schema only the pages can be compared: its tables are not known any more. */
static bool check_pages_or_rows(struct db *copy, struct backup_result *out, struct err *err)
{
    struct err why = {0};
    *out = (struct backup_result){0};
    if (!migrate_check(copy, &why)) {
        return why.code == ERR_DB_OLDER || err_set(err, why.code, why.detail);
    }
    return check_copy(copy, -1, out, err);
}

static bool fill_from_sqlite(struct db *from, const char *partial, struct backup_result *out,
                             struct err *err)
{
    sqlite3 *handle = NULL;
    if (!open_sqlite(partial, SQLITE_OPEN_READWRITE, &handle, err)) {
        return false;
    }
    if (!pages_copied(sqlite_handle(from), handle, err) || !check_file(handle, err)) {
        (void)sqlite3_close(handle);
        return false;
    }
    struct db *copy = sqlite_adopt(handle, err);
    if (copy == NULL) {
        return false;
    }
    bool ok = check_pages_or_rows(copy, out, err);
    db_close(copy);
    return ok;
}

static bool fill_from_other(struct db *from, const char *partial, struct backup_result *out,
                            struct err *err)
{
    sqlite3 *handle = NULL;
    if (!migrate_check(from, err) || !open_sqlite(partial, SQLITE_OPEN_READWRITE, &handle, err)) {
        return false;
    }
    struct db *copy = sqlite_adopt(handle, err);
    if (copy == NULL) {
        return false;
    }
    struct store_init_result made;
    struct backup_result written = {0};
    bool ok = migrate_run(copy, 0, &made, err) && copy_all(from, copy, &written, err) &&
              check_file(handle, err) && check_copy(copy, written.rows, out, err);
    db_close(copy);
    return ok;
}

static bool file_bytes(const char *path, int64_t *bytes, struct err *err)
{
    struct stat s;
    if (stat(path, &s) != 0) {
        return err_set(err, ERR_FILE_WRITE, "the file is gone");
    }
    *bytes = s.st_size;
    return true;
}

/* With what SQLite keeps beside a file while it is written. */
static void discard(const char *partial)
{
    static const char *const endings[] = {"", "-journal", "-wal", "-shm"};
    char path[PATH_BYTES_MAX + 16];
    for (size_t i = 0; i < COUNT_OF(endings); i++) {
        int n = snprintf(path, sizeof path, "%s%s", partial, endings[i]);
        ASSERT(n > 0 && (size_t)n < sizeof path);
        (void)unlink(path);
    }
}

bool backup_write(struct db *db, const char *path, struct backup_result *out, struct err *err)
{
    ASSERT(!db_in_transaction(db));
    char partial[PATH_BYTES_MAX];
    int n = snprintf(partial, sizeof partial, "%s.partial-XXXXXX", path);
    if (n < 0 || (size_t)n >= sizeof partial) {
        return err_set(err, ERR_TOO_LONG, "path");
    }
    if (access(path, F_OK) == 0) {
        return err_set_field(err, ERR_FILE_EXISTS, "", str_of(path));
    }
    if (!make_partial(partial, err)) {
        return false;
    }
    bool ok = db_engine(db) == DB_SQLITE ? fill_from_sqlite(db, partial, out, err)
                                         : fill_from_other(db, partial, out, err);
    ok = ok && sync_path(partial, O_RDONLY, err) && file_bytes(partial, &out->bytes, err) &&
         publish(partial, path, err);
    if (!ok) {
        discard(partial);
    }
    return ok;
}

/* ---- restore ---- */

/* An older backup is brought to this schema in a private copy: the file itself never changes. */
static bool modernise(sqlite3 *old, int64_t at_ms, struct db **out, struct err *err)
{
    sqlite3 *handle = NULL;
    if (!open_sqlite("", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, &handle, err)) {
        return false;
    }
    bool copied = pages_copied(old, handle, err);
    struct db *copy = copied ? sqlite_adopt(handle, err) : NULL;
    if (!copied) {
        (void)sqlite3_close(handle);
    }
    if (copy == NULL) {
        return false;
    }
    struct store_init_result made;
    if (!migrate_run(copy, at_ms, &made, err)) {
        db_close(copy);
        return false;
    }
    *out = copy;
    return true;
}

static bool open_backup(const char *path, int64_t at_ms, struct db **out, struct err *err)
{
    struct sqlite_file file = {0};
    sqlite3 *handle = NULL;
    if (!sqlite_file_look(path, &file, err)) {
        return false;
    }
    if (!file.there) {
        return err_set_field(err, ERR_FILE_NOT_FOUND, "", str_of(path));
    }
    if (!open_sqlite(path, SQLITE_OPEN_READONLY, &handle, err)) {
        return false;
    }
    struct db *db = sqlite_adopt(handle, err);
    if (db == NULL) {
        return false;
    }
    struct err why = {0};
    bool present = migrate_check(db, &why);
    if ((present || why.code == ERR_DB_OLDER) && !is_whole(handle)) {
        db_close(db);
        return err_set(err, ERR_DB_DAMAGED, "pages or references are broken");
    }
    if (present) {
        *out = db;
        return true;
    }
    bool ok = why.code == ERR_DB_OLDER && modernise(handle, at_ms, out, err);
    if (why.code != ERR_DB_OLDER) {
        err_set(err, why.code, why.detail);
    }
    db_close(db);
    return ok;
}

bool backup_check(const char *path, struct backup_result *out, struct err *err)
{
    struct db *db = NULL;
    if (!open_backup(path, 0, &db, err)) {
        return false;
    }
    bool ok = check_copy(db, -1, out, err) && file_bytes(path, &out->bytes, err);
    db_close(db);
    return ok;
}

static bool has_row(struct db *db, const struct schema_table *t, bool *have, struct err *err)
{
    struct db_rows rows;
    struct sql_value row[UINT8_MAX];
    if (!db_query(db, t->dump, NULL, &rows, err)) {
        return false;
    }
    bool ok = db_next(&rows, row, have, err);
    db_done(&rows);
    return ok;
}

/* What init itself writes. */
static bool is_empty(struct db *db, struct err *err)
{
    bool ok = db_begin(db, DB_READ, err);
    for (size_t i = 0; ok && i < SCHEMA_TABLE_COUNT; i++) {
        const struct schema_table *t = &schema_tables[i];
        bool have = false;
        if (strcmp(t->name, "meta") == 0 || strcmp(t->name, "migration") == 0 ||
            strcmp(t->name, "search_walk") == 0) {
            continue;
        }
        ok = has_row(db, t, &have, err);
        if (ok && have) {
            ok = err_set(err, ERR_DB_NOT_EMPTY, t->name);
        }
    }
    db_rollback(db);
    return ok;
}

static bool restore_into(struct db *from, struct str url, int64_t at_ms, struct backup_result *out,
                         struct err *err)
{
    struct db *to = NULL;
    struct store_init_result made;
    struct backup_result written = {0};
    if (!db_open(url, DB_OPEN_CREATE, &to, err)) {
        return false;
    }
    bool ok = migrate_run(to, at_ms, &made, err) && is_empty(to, err) &&
              copy_all(from, to, &written, err) && check_copy(to, written.rows, out, err);
    db_close(to);
    return ok;
}

bool backup_restore(const char *path, struct str url, int64_t at_ms, struct backup_result *out,
                    struct err *err)
{
    struct db *from = NULL;
    if (!open_backup(path, at_ms, &from, err)) {
        err_at(err, 0, 0, "backup");
        return false;
    }
    bool ok = restore_into(from, url, at_ms, out, err) && file_bytes(path, &out->bytes, err);
    db_close(from);
    return ok;
}
