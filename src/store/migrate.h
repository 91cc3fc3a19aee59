/* The schema of a database and its way to the present: numbered files, forward only, each in one
 * transaction (a new database: all of them in one), the hash of each kept with it. A released
 * migration that has changed since it was applied is damage, named. A database newer than the
 * program is refused untouched. */
#ifndef RELANCE_STORE_MIGRATE_H
#define RELANCE_STORE_MIGRATE_H

#include "base/check.h"
#include "base/err.h"
#include "base/str.h"

#include "db.h"

struct store_init_result {
    int from; /* last migration before, 0: the database was empty */
    int to;
};

/* Creates the database or brings it to this program's schema; several at once are safe, one does
 * the work. at_ms: the instant noted beside the migrations. Errors: those of db_open. */
MUST_CHECK bool store_init(struct str url, int64_t at_ms, struct store_init_result *out,
                           struct err *err);

/* The same on a connection opened with DB_OPEN_CREATE or DB_OPEN_ANY. */
MUST_CHECK bool migrate_run(struct db *db, int64_t at_ms, struct store_init_result *out,
                            struct err *err);

/* The database is ours, initialised, and exactly of this schema. Errors: ERR_DB_NOT_RELANCE,
 * ERR_DB_NOT_INITIALISED, ERR_DB_OLDER, ERR_DB_NEWER, ERR_DB_DAMAGED (detail: the migration). */
MUST_CHECK bool migrate_check(struct db *db, struct err *err);

/* The database is ours or, with DB_OPEN_CREATE, empty; not newer. */
MUST_CHECK bool migrate_check_owner(struct db *db, enum db_open_mode mode, struct err *err);

#endif
