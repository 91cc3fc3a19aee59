/* The manager or a department is told: what is at stake, what is proposed, by when. */
#ifndef RELANCE_APP_RAISE_ALERT_H
#define RELANCE_APP_RAISE_ALERT_H

#include "object_edit.h"

struct alert_wanted {
    enum alert_kind kind;
    enum department department;
    struct str amount;    /* at stake; empty: everything open on the account */
    struct day answer_by; /* DAY_NONE: the next working day */
    struct str note;      /* what happened; required */
    struct str proposal;
};

/* One transaction. Errors: ERR_OPTION_MISSING (nothing said), ERR_DATE_PAST, ERR_BAD_AMOUNT,
 * ERR_TOO_LONG. */
MUST_CHECK bool raise_alert(struct object_request *request, const struct alert_wanted *wanted,
                            struct object_made *out, struct err *err);

#endif
