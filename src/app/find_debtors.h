/* Finding a file by what one knows: a piece of the name, a ledger number, a SIREN, a telephone. */
#ifndef RELANCE_APP_FIND_DEBTORS_H
#define RELANCE_APP_FIND_DEBTORS_H

#include "base/arena.h"
#include "context.h"

struct debtor_match {
    int64_t account_number, debtor_number;
    struct str name, creditor, ledger_number;
    int score; /* party/name_match.h; 100 also for a number that is the same */
};

struct find_query {
    struct str text;
    size_t limit;         /* at most so many, the best first */
    const int64_t *scope; /* creditor ids the user may see; NULL: all */
    size_t scope_count;
};

struct debtor_matches {
    struct debtor_match *rows; /* best first, then by name */
    size_t count;
};

/* In the arena. */
MUST_CHECK bool find_debtors(struct app *app, struct arena *a, const struct find_query *query,
                             struct debtor_matches *out, struct err *err);

#endif
