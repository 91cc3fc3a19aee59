/* What came of an attempt to reach the debtor is written down. */
#ifndef RELANCE_APP_RECORD_OUTCOME_H
#define RELANCE_APP_RECORD_OUTCOME_H

#include "object_edit.h"
#include "strategy/codes.h"

struct outcome_wanted {
    enum outcome code;
    struct str
        at; /* "2026-11-23", "2026-11-23T10:15" (French time), "...T09:15:00Z", "...+01:00" */
    enum gate_channel channel;
    struct str person;
    struct day call_back; /* DAY_NONE: not agreed */
    struct str note;
};

/* One transaction. Errors: ERR_BAD_DATE, ERR_DATE_FUTURE (after today), ERR_DATE_PAST (a call-back
 * in the past), ERR_TOO_LONG. */
MUST_CHECK bool record_outcome(struct object_request *request, const struct outcome_wanted *wanted,
                               struct object_made *out, struct err *err);

#endif
