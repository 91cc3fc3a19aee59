/* Items of an account now belong to another: the factor who bought them, a bank, an assignee. */
#ifndef RELANCE_APP_ASSIGN_ITEMS_H
#define RELANCE_APP_ASSIGN_ITEMS_H

#include "app/acts/object_edit.h"

struct assignment_wanted {
    struct str items; /* "N,N,..."; empty: all of the account */
    bool all;
    struct day since; /* with all: only items issued from this day; DAY_NONE */
    struct str payee; /* his code */
    bool has_capacity;
    enum capacity capacity;
    struct day on;       /* DAY_NONE: today */
    struct day notified; /* the debtor was told; DAY_NONE: not yet */
    struct str proof;    /* of the notice; needed with it */
    bool confidential;   /* he is not told */
    struct str note;
};

/* One transaction. Errors: those of object_items; ERR_UNKNOWN_PAYEE, ERR_OPTION_MISSING (items or
 * all, proof, notified), ERR_OPTION_CONFLICT (both, a confidential notice, since without all),
 * ERR_DATE_FUTURE (the notice), ERR_TOO_LONG. */
MUST_CHECK bool assign_items(struct object_request *request, const struct assignment_wanted *wanted,
                             struct object_made *out, struct err *err);

#endif
