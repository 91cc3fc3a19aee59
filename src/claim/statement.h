/* The claim view of an account on a day: what each invoice is worth by law, from the same payments
 * as the ledger view, which is never mixed with it (DESIGN 5, "Two views").
 *
 * Imputation mode `ledger`: a payment lowers the principal of the invoice it was allocated to, on
 * the day of the allocation; interest runs on what was left, up to and including that day. Nothing
 * here says that interest is asked for: that is the account's penalty policy.
 *
 * Interest and the indemnity are computed for professionals only (C. com. L441-10 II, D441-5). A
 * consumer owes interest from a formal notice (C. civ. 1231-6): without one, none. For a public
 * buyer the day of receipt decides (CCP R2192-10, L2192-13); it is not known from a ledger, so the
 * figure is given up and said to be incomplete. On an assumed date or an opening balance nothing
 * but principal is given. */
#ifndef RELANCE_CLAIM_STATEMENT_H
#define RELANCE_CLAIM_STATEMENT_H

#include "base/arena.h"
#include "due.h"
#include "law/curve.h"
#include "ledger.h"

enum statement_debtor {
    STATEMENT_UNKNOWN,
    STATEMENT_BUSINESS,
    STATEMENT_PUBLIC,
    STATEMENT_CONSUMER,
};

/* Why a figure beside the principal is missing or may grow. Closed list (docs/codes.md). */
enum statement_gap {
    GAP_NONE,
    GAP_DEBTOR_KIND,  /* company, public body or consumer: not known */
    GAP_DUE_DATE,     /* assumed */
    GAP_OPENING,      /* an opening balance: which invoices, since when? */
    GAP_RECEIPT_DATE, /* public buyer: day of receipt not known */
    GAP_RATE_MISSING, /* no rate from some day on: interest stops the day before */
    GAP_COUNT
};
const char *statement_gap_code(enum statement_gap gap);

struct statement_payment {
    struct day on;
    int64_t minor; /* allocated to the item */
};

struct statement_item {
    enum item_kind kind;
    enum ledger_role role;
    struct due due;
    int64_t amount_minor;                     /* > 0: credits are not asked for here */
    const struct statement_payment *payments; /* by day */
    size_t payment_count;
};

struct statement_terms {
    enum statement_debtor debtor;
    struct day on;
    int64_t indemnity_minor;       /* the flat indemnity in the account's currency; 0: none */
    const struct law_curve *curve; /* business default rate up to `on` */
};

struct statement_line {
    int64_t open_minor; /* principal still unpaid on the day */
    int64_t interest_minor, indemnity_minor;
    int32_t late_days; /* days that bore interest */
    enum statement_gap gap;
};

/* One item. Scratch memory from the arena. */
struct statement_line statement_of(struct arena *a, const struct statement_item *item,
                                   const struct statement_terms *terms);

#endif
