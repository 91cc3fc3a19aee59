/* Backup and restore. A backup is one file, the same for both engines: an SQLite database of this
 * schema, complete and checked, which restores into SQLite or PostgreSQL. It does not hold the key
 * file that seals secrets (RELANCE_KEY): keep that apart. */
#ifndef RELANCE_STORE_BACKUP_H
#define RELANCE_STORE_BACKUP_H

#include "base/check.h"
#include "base/err.h"
#include "base/str.h"

#include "db.h"

struct backup_result {
    int64_t tables, rows;   /* in the copy */
    int64_t bytes;          /* of the file */
    int64_t journal_faults; /* of the copy, as journal_verify counts; copied as they are */
};

/* Writes what is committed at this moment into the new file `path`, while others go on writing.
 * The file appears under its name only when it is complete, checked and on disk; readable by its
 * owner alone. db has no transaction open; on SQLite it may be of an older schema (rows and tables
 * are then not counted: 0). Errors: ERR_FILE_EXISTS, ERR_FILE_WRITE, ERR_DISK_FULL,
 * ERR_BACKUP_DIFFERS (the copy does not hold what was read), and those of the database. */
MUST_CHECK bool backup_write(struct db *db, const char *path, struct backup_result *out,
                             struct err *err);

/* Reads a backup back, page by page, row by row: it would restore. The file is not changed. Errors:
 * ERR_FILE_NOT_FOUND, ERR_DB_NOT_RELANCE, ERR_DB_NEWER, ERR_DB_DAMAGED. */
MUST_CHECK bool backup_check(const char *path, struct backup_result *out, struct err *err);

/* Brings a backup of this schema or an older one into the database at url, which must not exist
 * yet, be empty, or be initialised without a single row of work. All or nothing. at_ms: the
 * instant noted beside migrations that had to be applied. Errors: ERR_FILE_NOT_FOUND,
 * ERR_DB_NOT_RELANCE, ERR_DB_NEWER, ERR_DB_DAMAGED (the backup), ERR_DB_NOT_EMPTY,
 * ERR_BACKUP_DIFFERS, and those of the database. err->field is "backup" when the file is at fault,
 * not the database. */
MUST_CHECK bool backup_restore(const char *path, struct str url, int64_t at_ms,
                               struct backup_result *out, struct err *err);

#endif
