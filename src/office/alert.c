#include "alert.h"

static const char *const kind_codes[ALERT_KIND_COUNT] = {
    [ALERT_INSOLVENCY_RISK] = "insolvency_risk",
    [ALERT_LARGE_DISPUTE] = "large_dispute",
    [ALERT_BROKEN_PROMISES] = "broken_promises",
    [ALERT_BEYOND_MANDATE] = "beyond_mandate",
    [ALERT_BLOCK_ORDERS] = "block_orders",
    [ALERT_FRAUD] = "fraud",
    [ALERT_COMPLAINT] = "complaint",
    [ALERT_VULNERABLE] = "vulnerable",
    [ALERT_LIMITATION] = "limitation",
    [ALERT_INSURER] = "insurer",
    [ALERT_HAND_OVER] = "hand_over",
    [ALERT_BILLING_FAULT] = "billing_fault",
    [ALERT_UNREACHABLE] = "unreachable",
    [ALERT_INFORMATION] = "information",
};

static const char *const status_codes[ALERT_STATUS_COUNT] = {
    [ALERT_IS_OPEN] = "open",
    [ALERT_IS_OVERDUE] = "overdue",
    [ALERT_IS_ANSWERED] = "answered",
    [ALERT_IS_CLOSED] = "closed",
};

enum alert_status alert_status(enum alert_status stored, struct day answer_by, struct day today)
{
    return stored == ALERT_IS_OPEN && day_is(answer_by) && day_before(answer_by, today)
               ? ALERT_IS_OVERDUE
               : stored;
}

const char *alert_kind_code(enum alert_kind kind)
{
    ASSERT(kind < ALERT_KIND_COUNT);
    return kind_codes[kind];
}

bool alert_kind_parse(struct str code, enum alert_kind *out)
{
    *out = (enum alert_kind)str_which(code, kind_codes, ALERT_KIND_COUNT);
    return *out < ALERT_KIND_COUNT;
}

const char *alert_status_code(enum alert_status status)
{
    ASSERT(status < ALERT_STATUS_COUNT);
    return status_codes[status];
}

bool alert_status_parse(struct str code, enum alert_status *out)
{
    *out = (enum alert_status)str_which(code, status_codes, ALERT_STATUS_COUNT);
    return *out < ALERT_STATUS_COUNT;
}
