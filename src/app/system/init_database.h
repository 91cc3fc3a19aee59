/* Making a database, or bringing an older one to this program's schema. */
#ifndef RELANCE_APP_INIT_DATABASE_H
#define RELANCE_APP_INIT_DATABASE_H

#include "base/arena.h"
#include "base/check.h"
#include "base/err.h"
#include "base/str.h"

#define INIT_ADMINISTRATOR "admin"

struct init_report {
    int from; /* schema before, 0: there was no database */
    int to;
    struct str link; /* one-time token of the first administrator; empty: none was made */
};

/* Several at once are safe. Changes are noted in the system's journal. A new database gets its
 * first administrator, who chooses a password by a one-time link, if `administrator`. Errors: those
 * of db_open. */
MUST_CHECK bool init_database(struct arena *a, struct str url, bool administrator,
                              struct init_report *out, struct err *err);

#endif
