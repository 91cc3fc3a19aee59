/* Making a database, or bringing an older one to this program's schema. */
#ifndef RELANCE_APP_INIT_DATABASE_H
#define RELANCE_APP_INIT_DATABASE_H

#include "base/check.h"
#include "base/err.h"
#include "base/str.h"

struct init_report {
    int from; /* schema before, 0: there was no database */
    int to;
};

/* Several at once are safe. Changes are noted in the system's journal. Errors: those of db_open. */
MUST_CHECK bool init_database(struct str url, struct init_report *out, struct err *err);

#endif
