/* Payment terms: the last day on which an invoice may be paid under a rule the parties agreed, or
 * under the law when they agreed nothing. What a rule's name computes never changes; whether it is
 * lawful, and under which article, is dated data (tables.h). */
#ifndef RELANCE_LAW_TERM_H
#define RELANCE_LAW_TERM_H

#include "base/check.h"
#include "base/day.h"
#include "base/str.h"

/* Closed list; codes in term.c. */
enum law_term {
    LAW_TERM_NONE,                /* not known */
    LAW_TERM_NET30,               /* 30 days from receipt of the goods or performance */
    LAW_TERM_NET60,               /* 60 days from the invoice */
    LAW_TERM_EOM45A,              /* 45 days, then the end of that month */
    LAW_TERM_EOM45B,              /* the end of the month, then 45 days */
    LAW_TERM_PERIODIC45,          /* periodic invoice: 45 days from its date */
    LAW_TERM_FRESH_FOOD,          /* perishable food: 30 days from delivery */
    LAW_TERM_FRESH_FOOD_PERIODIC, /* 30 days from the end of the ten-day period of delivery */
    LAW_TERM_EOM60,               /* 60 days, then the end of the month: unlawful */
    LAW_TERM_COUNT
};

/* "net30", "eom45a"...; case does not matter. False: not a rule. */
MUST_CHECK bool law_term_parse(struct str code, enum law_term *out);
/* "" for LAW_TERM_NONE. */
const char *law_term_code(enum law_term rule);
/* The last day to pay. `date` is the invoice date; for LAW_TERM_FRESH_FOOD* the delivery; for
 * LAW_TERM_NET30 the receipt of the goods or the performance. The rule must not be NONE.
 * Source: C. com. L441-10 I, L441-11 II. */
struct day law_term_last_day(enum law_term rule, struct day date);

#endif
