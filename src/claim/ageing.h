/* The aged balance (balance âgée), ledger view: what is open on a day, by days past due.
 *
 * not_due: due on the day or later; then 1 to 30 days after the due date, and so on. Buckets hold
 * open debits; credits not yet allocated stand apart as `unallocated`, never below zero.
 * total = buckets + no_due_date - unallocated = the ledger balance (CONTRACT: ageing). */
#ifndef RELANCE_CLAIM_AGEING_H
#define RELANCE_CLAIM_AGEING_H

#include "base/check.h"
#include "base/day.h"
#include "due.h"

struct ageing {
    int64_t not_due, d1_30, d31_60, d61_90, over_90; /* minor units, >= 0 */
    int64_t no_due_date; /* only with strict: what has no stated due date */
    int64_t assumed;     /* the part of the buckets on assumed dates */
    int64_t unallocated; /* open credits, >= 0 */
};

/* Adds one item's open amount (signed: < 0 is a credit) to the row. strict: only stated due dates
 * fill buckets. */
void ageing_add(struct ageing *row, int64_t open_minor, struct due due, struct day today,
                bool strict);
void ageing_sum(struct ageing *total, const struct ageing *row);
int64_t ageing_total(const struct ageing *row);

#endif
