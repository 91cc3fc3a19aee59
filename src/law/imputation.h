/* Which debt a payment pays, when the debtor did not say or said only a part. */
#ifndef RELANCE_LAW_IMPUTATION_H
#define RELANCE_LAW_IMPUTATION_H

#include "base/arena.h"
#include "base/check.h"
#include "base/day.h"

/* What is still owed on one debt, minor units of one currency, none negative. */
struct law_owed {
    int64_t costs; /* only those the law lets the creditor claim */
    int64_t interest;
    int64_t principal;
    int64_t indemnity; /* the 40 euros: no text fixes its place, paid last (a choice) */
};

/* Pays out of *payment_minor into *owed in the order costs, interest, principal, indemnity; what
 * each received is added to *paid (may be NULL). What is left stays in *payment_minor.
 * Source: C. civ. 1343-1; the place of the indemnity is not verified. */
void law_pay(int64_t *payment_minor, struct law_owed *owed, struct law_owed *paid);
int64_t law_owed_total(const struct law_owed *owed);

struct law_debt {
    int64_t owed_minor; /* >= 0 */
    struct day due;
    int32_t interest_in_paying; /* higher = the debtor has more interest in paying this one */
    int32_t chosen;             /* 0, or the place at which the debtor named it, from 1 */
    int64_t share_minor;        /* out: what this payment pays of it */
};

/* Shares one payment over the debts as of a day and returns what is left of it. Order: debts the
 * debtor named, in his order; then debts due (due <= on); among them the higher interest in paying;
 * then the older due day; debts equal in all that share in proportion to what is owed, cents by
 * largest remainder (equal remainders: the last). Shares are >= 0, never above what is owed, and
 * add up to the payment less the rest. Debts keep their order in the array.
 * Source: C. civ. 1342-10. */
int64_t law_impute(struct arena *arena, int64_t payment_minor, struct day on,
                   struct law_debt *debts, size_t count);

#endif
