/* The cover of an account: credit insurance, or the factor's agreement for a buyer. It is a clock:
 * each invoice must be declared overdue to the insurer by a day, and nothing may be extended beyond
 * the policy without his written consent. Shares are in hundredths of a percent. */
#ifndef RELANCE_CLAIM_COVER_H
#define RELANCE_CLAIM_COVER_H

#include "base/day.h"
#include "base/str.h"

/* Closed list (docs/codes.md). */
enum cover_kind { COVER_INSURER, COVER_FACTOR, COVER_KIND_COUNT };
/* Closed list (docs/codes.md). */
enum cover_status {
    COVER_IS_PLANNED,
    COVER_IS_ACTIVE,
    COVER_IS_OVER,
    COVER_IS_ENDED, /* withdrawn before its time */
    COVER_STATUS_COUNT
};

enum { COVER_SHARE_WHOLE = 10000 };

struct cover {
    enum cover_kind kind;
    bool named; /* a limit asked for this buyer (dénommé), not the blanket one */
    int64_t limit_minor;
    int32_t share;          /* quotité garantie: 9000 = 90 % */
    struct day from, to;    /* inclusive; to DAY_NONE: until further notice */
    int32_t credit_days;    /* longest credit period, from the invoice; 0: not said */
    int32_t extension_days; /* a due date may be moved so far without consent */
    int32_t declare_days;   /* an overdue invoice is declared so long after its due date; 0: n/s */
    bool ended;
};

enum cover_status cover_status(const struct cover *c, struct day today);
/* What the insurer bears of an open sum, rounded down. */
int64_t cover_insured(const struct cover *c, int64_t open_minor);
/* Whether an invoice of `issued`, due on `due`, may be paid on `new_due` without consent. */
bool cover_allows(const struct cover *c, struct day issued, struct day due, struct day new_due);

/* Closed list (docs/codes.md): how near the last day to declare an invoice is. */
enum cover_alarm {
    COVER_ALARM_NONE,
    COVER_ALARM_SOON,   /* 15 days or less */
    COVER_ALARM_URGENT, /* 5 days or less */
    COVER_ALARM_MISSED,
    COVER_ALARM_COUNT
};
enum { COVER_SOON_DAYS = 15, COVER_URGENT_DAYS = 5 };

struct cover_clock {
    struct day declare_by; /* DAY_NONE: the policy does not say */
    enum cover_alarm alarm;
};
/* For an invoice that is still open. */
struct cover_clock cover_clock(const struct cover *c, struct day due, struct day today);

const char *cover_kind_code(enum cover_kind kind);
MUST_CHECK bool cover_kind_parse(struct str code, enum cover_kind *out);
const char *cover_status_code(enum cover_status status);
const char *cover_alarm_code(enum cover_alarm alarm);

#endif
