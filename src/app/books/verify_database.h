/* Recomputing what the database keeps: journal chains, items and allocations from the ledger
 * lines, cached open amounts, identities, loaded law tables and rules, documents, what was agreed
 * on accounts. Reads only. */
#ifndef RELANCE_APP_VERIFY_DATABASE_H
#define RELANCE_APP_VERIFY_DATABASE_H

#include "app/context.h"

struct verify_check {
    /* journal, items, allocations, open_amounts, directory, law_tables, documents, objects,
     * rules */
    const char *name;
    bool ok;
    int64_t count; /* what was looked at */
    int64_t bad;   /* what did not agree */
};

enum { VERIFY_CHECKS = 10 };

/* True when the checks could be run; what they found is in `checks`. */
MUST_CHECK bool verify_database(struct app *app, struct verify_check checks[VERIFY_CHECKS],
                                struct err *err);

#endif
