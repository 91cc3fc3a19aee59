/* What a creditor decided about penalties and imputation, and what follows for the amount asked and
 * for closing a file.
 *
 * Policies are kept as words said on a day: each says some things and leaves the others as they
 * were. For each thing the last word of the account holds, else the last word of the creditor, else
 * the in-house default: computed only, ledger imputation, the legal rate. */
#ifndef RELANCE_CLAIM_POLICY_H
#define RELANCE_CLAIM_POLICY_H

#include "base/check.h"
#include "base/day.h"
#include "base/rate.h"
#include "base/str.h"

/* What becomes of interest and the flat indemnity. Closed list (docs/codes.md). */
enum penalty_policy {
    PENALTY_COMPUTED, /* shown in the statement, not mentioned to the debtor */
    PENALTY_REMINDED, /* mentioned in letters, not part of the amount asked */
    PENALTY_CLAIMED,  /* asked from the formal notice (mise en demeure) on */
    PENALTY_INVOICED, /* asked by an invoice of their own, which the ledger holds */
    PENALTY_COUNT
};
const char *penalty_policy_code(enum penalty_policy policy);
MUST_CHECK bool penalty_policy_parse(struct str code, enum penalty_policy *out);

/* Which debt a payment lowers in the claim view. Closed list. */
enum imputation_mode {
    IMPUTATION_LEDGER,   /* the principal of the item it was allocated to, on that day */
    IMPUTATION_LEGAL,    /* C. civ. 1342-10 between debts, 1343-1 within one */
    IMPUTATION_CONTRACT, /* the order the parties agreed, oldest due first */
    IMPUTATION_COUNT
};
const char *imputation_mode_code(enum imputation_mode mode);
MUST_CHECK bool imputation_mode_parse(struct str code, enum imputation_mode *out);

/* What the contract pays first, over all debts. Closed list. */
enum payment_order {
    ORDER_INTEREST_FIRST,  /* all interest, then principal, then indemnities */
    ORDER_PRINCIPAL_FIRST, /* all principal, then interest, then indemnities */
    ORDER_COUNT
};
const char *payment_order_code(enum payment_order order);
MUST_CHECK bool payment_order_parse(struct str code, enum payment_order *out);

/* One word. What it does not say has its `has_` false. */
struct policy_word {
    struct day from; /* holds from this day on */
    bool has_penalty, has_imputation, has_order, has_rate;
    enum penalty_policy penalty;
    enum imputation_mode imputation;
    enum payment_order order;
    struct rate rate; /* percent a year agreed for invoices issued from that day on; 0: none, the
                         law's rate */
    bool claim_rest;  /* explicit act: interest and indemnity are asked whatever the policy */
    bool waive_interest, waive_indemnity; /* explicit act: what is unpaid of it on `from` is given
                                             up; the public buyer's interest cannot be (CCP
                                             L2192-14) */
};

struct policy_words {
    const struct policy_word *rows; /* in the order they were said */
    size_t count;
};

struct policy {
    enum penalty_policy penalty;
    enum imputation_mode imputation;
    enum payment_order order;
    bool rest_claimed; /* by an explicit act, until a later word about penalties */
};
/* What holds on a day. */
struct policy policy_on(struct policy_words creditor, struct policy_words account, struct day on);
/* The rate agreed for an invoice issued on a day, as known on `on`; false: none, the law's. */
bool policy_rate(struct policy_words creditor, struct policy_words account, struct day issued,
                 struct rate *out);

/* What a statement amounts to, for the two questions below: minor units of one currency. */
struct policy_sums {
    int64_t ledger_minor; /* principal as booked, net of credits; < 0: the debtor's credit */
    int64_t claim_minor;  /* principal, interest, indemnity and costs still unpaid by the claim
                             view, net of credits */
    bool open_debit;      /* at least one debit is still open in the ledger view */
};
/* Whether interest and indemnity are part of the amount asked. formal_notice: DAY_NONE when none
 * was given. */
bool policy_asks(const struct policy *p, struct day formal_notice, struct day on);
/* The amount to ask: where interest and indemnity are not, the principal as booked, so that no
 * payment has paid any of them; never below 0. */
int64_t policy_amount_asked(const struct policy_sums *sums, bool asks);
/* A file closes on its principal; where the rest is claimed, only once that is paid too. */
bool policy_closes(const struct policy_sums *sums, bool asks);

#endif
