/* A promise is taken: all five parts, or what was said of them. */
#ifndef RELANCE_APP_MAKE_PROMISE_H
#define RELANCE_APP_MAKE_PROMISE_H

#include "object_edit.h"

enum promise_payee {
    PROMISE_PAYEE_USUAL, /* the creditor himself under a mandate, else us */
    PROMISE_PAYEE_CREDITOR,
    PROMISE_PAYEE_US,
};

struct promise_wanted {
    struct day on;     /* DAY_NONE: not said */
    struct str amount; /* "1234.50" in the account's currency; empty: not said */
    enum means means;  /* MEANS_NONE: not said */
    struct str items;  /* "N,N,..."; empty: not said */
    struct str person; /* empty: not said */
    enum promise_payee payee;
    struct str replaces; /* the promise it takes the place of, by id or number; empty: none */
    struct str note;
};

/* One transaction. A complete promise needs items that no other active promise or plan covers; an
 * incomplete one is kept all the same and suspends nothing. Errors: those of account_find and
 * object_items, ERR_DATE_PAST, ERR_BAD_AMOUNT, ERR_AMOUNT_ABOVE_OPEN, ERR_ITEM_COMMITTED,
 * ERR_UNKNOWN_OBJECT, ERR_OBJECT_CLOSED (what is to be replaced), ERR_TOO_LONG. */
MUST_CHECK bool make_promise(struct object_request *request, const struct promise_wanted *wanted,
                             struct object_made *out, struct err *err);

#endif
