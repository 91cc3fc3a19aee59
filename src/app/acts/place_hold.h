/* Something is not chased until a day: a person, an account, an item or a part of it. */
#ifndef RELANCE_APP_PLACE_HOLD_H
#define RELANCE_APP_PLACE_HOLD_H

#include "object_edit.h"

struct hold_wanted {
    enum hold_scope scope; /* debtor or account; with an item it is that item or a part of it */
    struct str items;      /* one item; empty: none */
    struct str amount;     /* a part of the item; empty: all of it */
    enum hold_reason reason;
    struct day from; /* DAY_NONE: today */
    struct day through;
    struct str note;
};

/* One transaction. Errors: those of object_items, ERR_OPTION_CONFLICT (several items, an amount
 * without one), ERR_AMOUNT_ABOVE_OPEN, ERR_DATE_PAST, ERR_BAD_OPTION_VALUE (ends before it
 * begins). */
MUST_CHECK bool place_hold(struct object_request *request, const struct hold_wanted *wanted,
                           struct object_made *out, struct err *err);

#endif
