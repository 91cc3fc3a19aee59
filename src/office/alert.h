/* An alert: what the agent tells the manager or a department, with what is at stake, what he
 * proposes and by when an answer is needed. Closed lists (docs/codes.md). */
#ifndef RELANCE_OFFICE_ALERT_H
#define RELANCE_OFFICE_ALERT_H

#include "base/day.h"
#include "base/str.h"

enum alert_kind {
    ALERT_INSOLVENCY_RISK, /* cessation of payments announced, privileges, seized accounts */
    ALERT_LARGE_DISPUTE,
    ALERT_BROKEN_PROMISES,
    ALERT_BEYOND_MANDATE, /* a plan or a remission the agent may not grant */
    ALERT_BLOCK_ORDERS,
    ALERT_FRAUD,
    ALERT_COMPLAINT,
    ALERT_VULNERABLE,
    ALERT_LIMITATION, /* the claim expires soon */
    ALERT_INSURER,    /* declare to the insurer or the factor */
    ALERT_HAND_OVER,  /* ready for the litigation stage */
    ALERT_BILLING_FAULT,
    ALERT_UNREACHABLE,
    ALERT_INFORMATION,
    ALERT_KIND_COUNT
};

enum alert_status {
    ALERT_IS_OPEN,
    ALERT_IS_OVERDUE, /* no answer by its day: computed, never stored */
    ALERT_IS_ANSWERED,
    ALERT_IS_CLOSED,
    ALERT_STATUS_COUNT
};

/* An open one whose day has passed is overdue. */
enum alert_status alert_status(enum alert_status stored, struct day answer_by, struct day today);

const char *alert_kind_code(enum alert_kind kind);
MUST_CHECK bool alert_kind_parse(struct str code, enum alert_kind *out);
const char *alert_status_code(enum alert_status status);
MUST_CHECK bool alert_status_parse(struct str code, enum alert_status *out);

#endif
