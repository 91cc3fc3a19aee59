/* What a file says of itself before SQLite touches it. Opening a database with a write-ahead log
 * may recover and rewrite it, so a file that is not ours, newer or cut short is refused by reading
 * its first page only: not a byte of it changes. */
#ifndef RELANCE_STORE_SQLITE_FILE_H
#define RELANCE_STORE_SQLITE_FILE_H

#include "base/check.h"
#include "base/err.h"

#include "db.h"

/* "RLNC": how `file` and others tell a Relance database. */
enum { SQLITE_APPLICATION_ID = 0x524C4E43 };

struct sqlite3; /* of SQLite */

struct sqlite_file {
    bool there; /* exists, perhaps empty */
};

/* Errors: ERR_DB_OPEN (folder missing, unreadable, not a regular file), ERR_DB_NOT_RELANCE (not
 * an SQLite database, or another program's), ERR_DB_NEWER, ERR_DB_DAMAGED (shorter than it says,
 * with no log that could explain it). */
MUST_CHECK bool sqlite_file_look(const char *path, struct sqlite_file *out, struct err *err);

/* The code for a result of SQLite (primary result code). */
enum err_code sqlite_err_code(int code);
/* The same for a result just got from this connection, which knows why a file could not be read or
 * written: no room is ERR_DISK_FULL. */
enum err_code sqlite_err_code_of(struct sqlite3 *handle, int code);

/* For backup: the SQLite connection behind db, which must be DB_SQLITE; and the reverse, a db that
 * owns the connection from now on. NULL with err set: the connection is closed. */
struct sqlite3 *sqlite_handle(struct db *db);
struct db *sqlite_adopt(struct sqlite3 *handle, struct err *err);

#endif
