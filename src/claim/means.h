/* The means of payment a debtor commits to, and how long after he acts the money may be looked
 * for: the grace, in working days. The figures are data (means.def), which a creditor may change;
 * nothing keeps a copy of them, so a changed grace holds at once for every promise and plan. */
#ifndef RELANCE_CLAIM_MEANS_H
#define RELANCE_CLAIM_MEANS_H

#include "base/day.h"
#include "base/str.h"
#include "law/holiday.h"

enum means {
#define MEANS(id, code, grace, bank_day, returns) MEANS_##id,
#include "means.def"
    MEANS_COUNT,
    MEANS_NONE = MEANS_COUNT /* not said */
};

struct means_rule {
    int32_t grace_days;  /* working days */
    int32_t return_days; /* civil days; 0: what has come stays */
    bool bank_day;
};

struct means_rules {
    struct means_rule rows[MEANS_COUNT];
};

enum { MEANS_GRACE_DAYS_MAX = 60, MEANS_RETURN_DAYS_MAX = 400 };

const char *means_code(enum means means);
/* Also "cheque" (by post), "lcr", "bor" (bill). */
MUST_CHECK bool means_parse(struct str code, enum means *out);
struct means_rules means_rules_default(void);

/* What working days are. */
struct working_calendar {
    const struct law_tables *law;
    enum law_region region;
};

/* The last day on which money paid by this means on `on` is in time: date + grace, inclusive. It is
 * also the day by which it is expected on the account. MEANS_NONE: `on` itself. */
struct day means_last_day(const struct means_rules *rules, struct working_calendar calendar,
                          enum means means, struct day on);

#endif
