/* Recomputing what the database keeps: journal chains, items and allocations from the ledger
 * lines, cached open amounts, identities, loaded law tables, documents. Reads only. */
#ifndef RELANCE_APP_VERIFY_DATABASE_H
#define RELANCE_APP_VERIFY_DATABASE_H

#include "context.h"

struct verify_check {
    const char
        *name; /* journal, items, allocations, open_amounts, directory, law_tables, documents */
    bool ok;
    int64_t count; /* what was looked at */
    int64_t bad;   /* what did not agree */
};

enum { VERIFY_CHECKS = 7 };

/* True when the checks could be run; what they found is in `checks`. */
MUST_CHECK bool verify_database(struct app *app, struct verify_check checks[VERIFY_CHECKS],
                                struct err *err);

#endif
