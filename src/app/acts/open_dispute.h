/* A customer contests invoices: the dispute is opened; later it is concluded. */
#ifndef RELANCE_APP_OPEN_DISPUTE_H
#define RELANCE_APP_OPEN_DISPUTE_H

#include "object_edit.h"

struct dispute_wanted {
    struct str items;  /* "N,N,..." */
    struct str amount; /* the disputed part of the only item; empty: all that is open of each */
    enum dispute_reason reason;
    enum department department; /* DEPARTMENT_COUNT: who usually answers */
    struct str owner;           /* a name; empty: the department */
    struct day deadline;        /* DAY_NONE: as the reason has it */
    struct str note;
};

/* One transaction. Errors: those of object_items, ERR_AMOUNT_ABOVE_OPEN (with what is disputed
 * already), ERR_DATE_PAST, ERR_OPTION_CONFLICT (an amount for several items). */
MUST_CHECK bool open_dispute(struct object_request *request, const struct dispute_wanted *wanted,
                             struct object_made *out, struct err *err);

struct dispute_verdict {
    struct str id;
    enum dispute_status status; /* founded, unfounded, partly, withdrawn */
    struct str accepted;        /* with partly: what the customer is right about */
    struct str note;
};
/* Errors: ERR_UNKNOWN_OBJECT, ERR_OBJECT_CLOSED, ERR_AMOUNT_ABOVE_OPEN. */
MUST_CHECK bool conclude_dispute(struct object_request *request,
                                 const struct dispute_verdict *verdict, struct object_made *out,
                                 struct err *err);

#endif
