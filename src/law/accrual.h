/* One debt while it is walked through, day by day: interest of some days on what was owed then, the
 * flat indemnity once, and the segments behind both. law/interest.c walks one debt with its
 * payments; claim/statement.c walks all debts of an account side by side.
 *
 * Interest is exact until a statement is closed, then rounded once, half up. */
#ifndef RELANCE_LAW_ACCRUAL_H
#define RELANCE_LAW_ACCRUAL_H

#include "interest.h"
#include "regime.h"

struct law_accrual {
    struct law_interest result; /* whole after law_accrual_end */
    struct law_plan plan;       /* points into the result: an accrual is never copied */
    struct law_segment *segments;
    size_t count, room;
    struct law_slice *slices; /* since the last statement was closed */
    size_t slice_count, slice_room;
    struct day cursor;       /* interest is computed up to and including this day */
    struct day last_counted; /* DAY_NONE: no day bore interest yet */
    bool indemnity_done;
};

/* Which rule the case falls under, and its rates; the payments of the case are not looked at. The
 * request stays the caller's and must live as long. Errors as law_interest_compute, but for
 * payments. */
MUST_CHECK bool law_accrual_begin(struct law_accrual *a, const struct law_tables *t,
                                  const struct law_case *request, struct arena *arena,
                                  struct err *err);
/* The days after the cursor up to and including `to` bear interest on base_minor (0: none), as far
 * as the debt bears interest and rates are known; else result.missing_day is set. Errors:
 * ERR_OVERFLOW. */
MUST_CHECK bool law_accrual_run(struct law_accrual *a, struct day to, int64_t base_minor,
                                struct err *err);
/* The interest since the last statement, rounded; nothing is closed. */
int64_t law_accrual_interest(const struct law_accrual *a);
/* The same, and the next statement begins. */
int64_t law_accrual_close(struct law_accrual *a);
/* Minor units of the flat indemnity if it falls due now because principal_minor is still owed on a
 * day past the start; 0 if not, or not again. In euros; 0 for a debt in another currency, which
 * *euro_minor (may be NULL) then receives. */
int64_t law_accrual_indemnity(struct law_accrual *a, struct day on, int64_t principal_minor,
                              int64_t *euro_minor);
/* Leaves segments, days and warnings in the result. */
void law_accrual_end(struct law_accrual *a);
/* Percent a year that the day bears; 0 when it bears none or no rate is known. */
struct rate law_accrual_rate(const struct law_accrual *a, struct day day);

#endif
