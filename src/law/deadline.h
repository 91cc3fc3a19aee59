/* Deadlines that run from a publication in the BODACC, as raw dates: whether one that falls on a
 * Saturday, a Sunday or a holiday moves is not verified, so nothing counts on it. */
#ifndef RELANCE_LAW_DEADLINE_H
#define RELANCE_LAW_DEADLINE_H

#include "base/check.h"
#include "base/day.h"
#include "base/err.h"
#include "tables.h"

struct law_claim_deadlines {
    struct day mainland;  /* claim of a creditor in mainland France: two months */
    struct day outside;   /* of a creditor elsewhere: four months */
    struct day relief;    /* request to be relieved of foreclosure: six months */
    struct day retention; /* retention of title: three months */
};

/* From the publication of an opening judgment.
 * Errors: ERR_RATE_MISSING when no row covers the day.
 * Source: C. com. R622-24, L622-26, L624-9. */
MUST_CHECK bool law_claim_deadlines(const struct law_tables *t, struct day bodacc,
                                    struct law_claim_deadlines *out, struct err *err);
/* Last day to oppose payment of the price of a business that was sold: ten days from the
 * publication. Errors and source: ERR_RATE_MISSING; C. com. L141-14. */
MUST_CHECK bool law_opposition_deadline(const struct law_tables *t, struct day publication,
                                        struct day *out, struct err *err);

#endif
