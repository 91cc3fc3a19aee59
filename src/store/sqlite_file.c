#include "sqlite_file.h"

#include "driver.h"
#include "gen/schema_sql.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <sys/stat.h>

/* Offsets in the first page: https://www.sqlite.org/fileformat2.html#the_database_header */
enum {
    HEADER_BYTES = 100,
    AT_PAGE_BYTES = 16,
    AT_PAGE_COUNT = 28,
    AT_ENCODING = 56, /* 1: UTF-8 */
    AT_USER_VERSION = 60,
    AT_APPLICATION = 68,
};

static uint32_t read_be(const uint8_t *p, size_t n)
{
    uint32_t v = 0;
    for (size_t i = 0; i < n; i++) {
        v = v << 8 | p[i];
    }
    return v;
}

enum { LOOKS_AGAIN = 4, LOOK_AGAIN_MS = 50 };

static bool has_beside(const char *path, const char *ending)
{
    char beside[4200];
    struct stat s;
    int n = snprintf(beside, sizeof beside, "%s%s", path, ending);
    return n > 0 && (size_t)n < sizeof beside && stat(beside, &s) == 0 && s.st_size > 0;
}

static bool look_at_header(const char *path, const uint8_t *header, int64_t file_bytes,
                           struct err *err)
{
    /* A first init that was cut off: SQLite takes it back by the journal before anything is read.
     */
    if (has_beside(path, "-journal")) {
        return true;
    }
    static const char magic[16] = "SQLite format 3";
    if (memcmp(header, magic, sizeof magic) != 0) {
        return err_set(err, ERR_DB_NOT_RELANCE, "not an SQLite database");
    }
    if (read_be(header + AT_APPLICATION, 4) != SQLITE_APPLICATION_ID) {
        return err_set(err, ERR_DB_NOT_RELANCE, "an SQLite database of another program");
    }
    if (read_be(header + AT_ENCODING, 4) != 1) { /* texts are taken as they lie there */
        return err_set(err, ERR_DB_NOT_RELANCE, "its texts are not UTF-8");
    }
    if (read_be(header + AT_USER_VERSION, 4) > SCHEMA_MIGRATION_COUNT) {
        return err_set(err, ERR_DB_NEWER, NULL);
    }
    int64_t page_bytes = read_be(header + AT_PAGE_BYTES, 2);
    page_bytes = page_bytes == 1 ? 65536 : page_bytes;
    int64_t said_bytes = page_bytes * (int64_t)read_be(header + AT_PAGE_COUNT, 4);
    if (file_bytes < said_bytes && !has_beside(path, "-wal")) {
        return err_set(err, ERR_DB_DAMAGED, "the file is shorter than it says");
    }
    return true;
}

/* Read through SQLite's own file layer: a plain close() would drop the locks that other
 * connections of this process hold on the file. */
static bool look_with(sqlite3_vfs *vfs, const char *name, const char *path, struct err *err)
{
    sqlite3_file *file = db_alloc((size_t)vfs->szOsFile);
    uint8_t header[HEADER_BYTES] = {0};
    sqlite3_int64 bytes = 0;
    int flags = 0;
    bool ok = false;
    if (vfs->xOpen(vfs, name, file, SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB, &flags) !=
        SQLITE_OK) {
        err_set(err, ERR_DB_OPEN, "the file cannot be opened for reading");
    } else if (file->pMethods->xFileSize(file, &bytes) != SQLITE_OK) {
        err_set(err, ERR_DB_OPEN, "the file cannot be read");
    } else if (bytes == 0) {
        ok = true;
    } else if (bytes < HEADER_BYTES && !has_beside(path, "-journal")) {
        err_set(err, ERR_DB_NOT_RELANCE, "not an SQLite database");
    } else if (bytes >= HEADER_BYTES &&
               file->pMethods->xRead(file, header, HEADER_BYTES, 0) != SQLITE_OK) {
        err_set(err, ERR_DB_OPEN, "the file cannot be read");
    } else {
        ok = look_at_header(path, header, bytes, err);
    }
    if (file->pMethods != NULL) {
        (void)file->pMethods->xClose(file);
    }
    db_free(file);
    return ok;
}

static bool folder_there(const char *path)
{
    char folder[4200];
    struct stat s;
    const char *slash = strrchr(path, '/');
    int n = slash == NULL ? snprintf(folder, sizeof folder, ".")
                          : snprintf(folder, sizeof folder, "%.*s/", (int)(slash - path), path);
    return n > 0 && (size_t)n < sizeof folder && stat(folder, &s) == 0 && S_ISDIR(s.st_mode);
}

bool sqlite_file_look(const char *path, struct sqlite_file *out, struct err *err)
{
    struct stat s;
    if (stat(path, &s) != 0) {
        out->there = false;
        return (errno == ENOENT && folder_there(path)) ||
               err_set(err, ERR_DB_OPEN, "the folder of the file cannot be reached");
    }
    out->there = true;
    if (!S_ISREG(s.st_mode)) {
        return err_set(err, ERR_DB_OPEN, "not a regular file");
    }
    if (sqlite3_initialize() != SQLITE_OK) {
        return err_set(err, ERR_DB_FAILED, "sqlite");
    }
    const char *name = sqlite3_create_filename(path, "", "", 0, NULL);
    if (name == NULL) {
        BUG("out of memory");
    }
    /* Another process that is just bringing its log into the file makes it look too short for a
     * moment: what is damaged stays so. */
    struct err seen = {0};
    bool ok = look_with(sqlite3_vfs_find(NULL), name, path, &seen);
    for (int again = 0; !ok && seen.code == ERR_DB_DAMAGED && again < LOOKS_AGAIN; again++) {
        sqlite3_sleep(LOOK_AGAIN_MS);
        seen = (struct err){0};
        ok = look_with(sqlite3_vfs_find(NULL), name, path, &seen);
    }
    if (!ok && err != NULL && !err_is(err)) {
        *err = seen;
    }
    sqlite3_free_filename((char *)(uintptr_t)name);
    return ok;
}

enum err_code sqlite_err_code(int code)
{
    switch (code & 0xff) {
    case SQLITE_CONSTRAINT:
        return ERR_DB_CONSTRAINT;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ERR_DB_LOCKED;
    case SQLITE_FULL:
        return ERR_DISK_FULL;
    case SQLITE_CORRUPT:
        return ERR_DB_DAMAGED;
    case SQLITE_NOTADB:
        return ERR_DB_NOT_RELANCE;
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return ERR_DB_OPEN;
    default:
        return ERR_DB_FAILED;
    }
}

enum err_code sqlite_err_code_of(struct sqlite3 *handle, int code)
{
    int reason = (code & 0xff) == SQLITE_IOERR ? sqlite3_system_errno(handle) : 0;
    return reason == ENOSPC || reason == EDQUOT ? ERR_DISK_FULL : sqlite_err_code(code);
}
