/* What deciding on an account wants of its past, which is seldom read for it. */
#ifndef RELANCE_APP_DECIDE_HISTORY_H
#define RELANCE_APP_DECIDE_HISTORY_H

#include "decide_work.h"

/* When a courtesy before the due date may hang on it, whether the customer is a new one:
 * from->new_customer. When the limitation of an item is near by its date alone, what has moved it:
 * from->limits, unless the caller has them. Inside the caller's transaction. */
MUST_CHECK bool decide_history(struct arena *a, const struct decide_ground *ground,
                               struct run_account *from, struct err *err);
/* For the walk over many: on which accounts it will probably ask for payments. */
struct run_likely decide_likely(const struct decide_ground *ground);
/* What the limitation of any item of the account stands on. */
struct history {
    const struct item_limits *limits; /* NULL: nothing has moved an end, or nobody asked */
    int32_t months;                   /* 0: unknown */
    struct day near; /* until which day it matters today what has moved an end: nothing moves it
                        earlier */
};
struct history history_of(const struct decide_ground *ground, const struct run_account *from);
/* The last day on which an item may be sued for; DAY_NONE: none is claimed. */
struct day history_last_day(const struct history *history, const struct walked_item *item);

#endif
