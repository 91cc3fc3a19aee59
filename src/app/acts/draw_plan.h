/* A payment plan (échéancier) is drawn: the open principal of some invoices over dated lines. */
#ifndef RELANCE_APP_DRAW_PLAN_H
#define RELANCE_APP_DRAW_PLAN_H

#include "object_edit.h"

enum { PLAN_LINES_MAX = 120 };

struct plan_line_text {
    struct day due;
    struct str amount;
};

struct plan_wanted {
    struct str items;                   /* "N,N,..." */
    const struct plan_line_text *lines; /* given one by one... */
    size_t line_count;
    struct day first; /* ...or spread evenly: first day, how many, how far apart */
    size_t count;
    int32_t months, days;
    enum means means;
    enum instalments_state state; /* draft, proposed, agreed */
    bool acceleration;
    struct str remainder, charges; /* amounts; empty: none */
    struct str person, consent, note;
};

/* "2027-01-05:300.00". Errors: ERR_BAD_OPTION_VALUE (line). */
MUST_CHECK bool plan_line_read(struct str text, struct plan_line_text *out, struct err *err);
/* "month" (also when nothing is said), "week", or a number of days to 366: months and days of
 * *out. Errors: ERR_BAD_OPTION_VALUE (every). */
MUST_CHECK bool plan_every_read(struct str text, struct plan_wanted *out, struct err *err);

/* One transaction. Errors: those of object_items, ERR_ITEM_COMMITTED (when agreed at once),
 * ERR_DATE_PAST, ERR_PLAN_LINES, ERR_PLAN_SUM, ERR_CONSUMER_CHARGES, ERR_COVER_CONSENT. */
MUST_CHECK bool draw_plan(struct object_request *request, const struct plan_wanted *wanted,
                          struct object_made *out, struct err *err);

/* A draft or a proposal is agreed. consent: the insurer's, when the plan needs it. Errors:
 * ERR_UNKNOWN_OBJECT, ERR_OBJECT_CLOSED, ERR_PLAN_STALE (the items owe another sum by now),
 * ERR_ITEM_COMMITTED, ERR_COVER_CONSENT. */
MUST_CHECK bool agree_plan(struct object_request *request, struct str id, struct str consent,
                           struct object_made *out, struct err *err);

#endif
