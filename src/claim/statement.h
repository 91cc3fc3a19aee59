/* The two views of an account on a day, from the same items and payments, never mixed (DESIGN 5).
 *
 * Ledger view: allocations as booked, principal only. Claim view: interest, flat indemnity and
 * principal by law, payments taken in the account's imputation mode:
 * - ledger: a payment lowers the principal of the item it was allocated to, on the day of the
 *   allocation; interest runs on what was left, up to and including that day.
 * - legal: payments are imputed by law on the day of the payment: what the debtor indicated, else
 *   debts due before others, then those that cost him most, then the oldest, then in proportion
 *   (C. civ. 1342-10); on each debt interest first, then principal, then the indemnity (1343-1).
 *   Credit notes and corrections stay with the item they were allocated to; what is left of them
 *   is imputed like a payment (1347-4), and so is a payment that came before its invoice.
 * - contract: all interest first, then principal, then indemnities, or principal before interest;
 *   within each the oldest due date first.
 *
 * Nothing here says that interest is asked for: that is the account's policy (policy.h).
 *
 * Interest and indemnity: between professionals from the day after the due date (C. com. L441-10
 * II, D441-5); public buyers from the day after their term, which runs from receipt (CCP R2192-10,
 * L2192-13); consumers, and all debtors of a private person, from the formal notice (C. civ.
 * 1231-6); after a judgment the legal rate, raised (CMF L313-3); never from the judgment that opens
 * an insolvency for what was owed before (C. com. L622-28). On an assumed date or an opening
 * balance nothing but principal is given. What the factor gave back is in the claim view the
 * invoice that was sold to him; in the ledger view, the entry that gave it back. */
#ifndef RELANCE_CLAIM_STATEMENT_H
#define RELANCE_CLAIM_STATEMENT_H

#include "base/arena.h"
#include "due.h"
#include "law/interest.h"
#include "ledger.h"
#include "policy.h"

enum statement_debtor {
    STATEMENT_UNKNOWN,
    STATEMENT_BUSINESS,
    STATEMENT_PUBLIC,
    STATEMENT_CONSUMER,
};

/* Why a figure beside the principal is missing or may grow. Closed list (docs/codes.md). */
enum statement_gap {
    GAP_NONE,
    GAP_DEBTOR_KIND,        /* company, public body or consumer: not known */
    GAP_DUE_DATE,           /* assumed */
    GAP_OPENING,            /* an opening balance: which invoices, since when? */
    GAP_RECEIPT_DATE,       /* public buyer: day of receipt not known */
    GAP_RATE_MISSING,       /* no rate from some day on: interest stops the day before */
    GAP_PUBLIC_BODY,        /* public buyer: which kind of body is not known */
    GAP_RATE_BELOW_MINIMUM, /* the agreed rate is below the legal minimum of the first day late */
    GAP_COUNT
};
const char *statement_gap_code(enum statement_gap gap);

/* Where the claim view differs from the ledger view. Closed list (docs/codes.md). */
enum statement_difference {
    DIFFERENCE_INTEREST,    /* interest still unpaid, before what was given up */
    DIFFERENCE_INDEMNITY,   /* flat indemnity still unpaid, before what was given up */
    DIFFERENCE_IMPUTATION,  /* principal left on the items: claim view less ledger view */
    DIFFERENCE_UNALLOCATED, /* credits not set against an item: ledger view less claim view */
    DIFFERENCE_WAIVED,      /* < 0: interest and indemnity given up by decision */
    DIFFERENCE_COSTS,       /* costs of recovery that the law lets the creditor claim (cost.h) */
    DIFFERENCE_COUNT
};
const char *statement_difference_code(enum statement_difference difference);

struct statement_item {
    int64_t id; /* ascending: decides between equals */
    enum item_kind kind;
    enum ledger_role role;
    struct str piece; /* number; may be empty */
    struct day on, issued;
    struct due due;
    struct day received;  /* public buyer: receipt of the payment request; DAY_NONE: not known */
    int64_t amount_minor; /* > 0 owed, < 0 in the debtor's favour */
    bool has_rate;
    struct rate rate; /* agreed for this item */
    bool has_notice;
    struct day notice; /* a formal notice that names this item; beside that of the terms */
};

struct statement_allocation {
    size_t credit, debit; /* places in the items */
    int64_t minor;        /* < 0: a reversal, on the day of what it reverses */
    struct day on;
    bool indicated; /* the debtor said which debt he pays */
};

/* Interest or indemnity unpaid on the day is given up. */
struct statement_waiver {
    struct day on;
    bool interest, indemnity;
};

/* A cost of recovery. No payment is imputed to it: no text that was read says in which order. */
struct statement_cost {
    struct day on;
    int64_t minor; /* > 0 */
};

struct statement_terms {
    enum statement_debtor debtor;
    enum law_creditor creditor;
    enum law_public_body body;                             /* LAW_BODY_NONE: not known */
    struct day formal_notice, judgment_served, insolvency; /* DAY_NONE: none */
    struct currency currency;
    enum imputation_mode imputation;
    enum payment_order order; /* of IMPUTATION_CONTRACT */
    const struct law_tables *tables;
};

struct statement_input {
    struct day on;         /* the day of the statement; nothing later is looked at */
    struct arena *scratch; /* the caller's, not that of the result; cleared while folding */
    struct statement_terms terms;
    const struct statement_item *items; /* none dated after `on` */
    size_t item_count;
    const struct statement_allocation *allocations;
    size_t allocation_count;
    const struct statement_waiver *waivers;
    size_t waiver_count;
    const struct statement_cost *costs;
    size_t cost_count;
};

/* One item in both views. Amounts in minor units of the account's currency. */
struct statement_line {
    int64_t ledger_minor;                    /* open as booked; signed like the item */
    int64_t principal_minor;                 /* open in the claim view; signed like the item */
    int64_t interest_minor, indemnity_minor; /* still unpaid and not given up */
    struct law_owed waived;                  /* interest and indemnity given up */
    int64_t indemnity_euro_minor;            /* an account not in euros: the indemnity, in cents */
    int32_t late_days;                       /* days that bore interest */
    enum statement_gap gap;
    const struct law_interest *law; /* rule, segments, articles, warnings; NULL: none applies */
};

/* A credit set against an item, in the claim view. */
struct statement_movement {
    size_t credit, debit; /* places in the items */
    struct day on;
    struct law_owed paid;
};

struct statement {
    struct statement_line *lines;               /* one per item, in the same order */
    const struct statement_movement *movements; /* by day */
    size_t movement_count;
    int64_t ledger_unallocated_minor, ledger_minor; /* ledger view: open credits; the balance */
    int64_t unallocated_minor;                      /* claim view: open credits */
    /* claim view; principal net of open credits. Their sum is the claim. */
    int64_t principal_minor, interest_minor, indemnity_minor, costs_minor;
    int64_t indemnity_euro_minor;          /* beside the claim when the account is not in euros */
    int64_t differences[DIFFERENCE_COUNT]; /* add up to the claim less the ledger balance */
    bool complete;                         /* no line has a gap */
};

int64_t statement_total(const struct statement *s);

/* Folds both views. Everything in the arena; lines point into it. Errors: ERR_OVERFLOW. */
MUST_CHECK bool statement_fold(struct arena *a, const struct statement_input *in,
                               struct statement *out, struct err *err);

#endif
