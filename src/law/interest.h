/* What a debt costs its debtor for being late: interest day by day, the flat indemnity, payments on
 * account, and the articles behind each figure.
 *
 * Who owes to whom decides the rule (the regime): between professionals interest runs by itself
 * from the day after the due date at the ECB rate of the semester + 10 points, or at the contract's
 * rate; a public buyer owes from the day after its legal term, at a rate frozen on its first day; a
 * consumer, or anyone who owes to a private person, owes the legal rate from the formal notice; a
 * judgment carries the legal rate, 5 points more after two months.
 *
 * Amounts are exact until a statement closes (at each payment, and at the end): then interest is
 * rounded once, half up. Payments go to interest, then principal, then indemnity; interest bears no
 * interest. */
#ifndef RELANCE_LAW_INTEREST_H
#define RELANCE_LAW_INTEREST_H

#include "base/arena.h"
#include "base/check.h"
#include "base/day.h"
#include "base/err.h"
#include "base/money.h"
#include "base/rate.h"
#include "curve.h"
#include "imputation.h"
#include "semester.h"
#include "tables.h"

enum law_debtor { LAW_DEBTOR_BUSINESS, LAW_DEBTOR_PUBLIC, LAW_DEBTOR_CONSUMER };
enum law_creditor { LAW_CREDITOR_PROFESSIONAL, LAW_CREDITOR_PRIVATE };
enum law_public_body {
    LAW_BODY_NONE,
    LAW_BODY_STATE,
    LAW_BODY_LOCAL,
    LAW_BODY_HEALTH,
    LAW_BODY_UNDERTAKING,
    LAW_BODY_COUNT
};

struct law_payment {
    struct day on;
    int64_t minor; /* > 0 */
};

/* DAY_NONE: not given. */
struct law_case {
    enum law_debtor debtor;
    enum law_creditor creditor;
    struct money principal; /* including VAT, >= 0 */
    struct day due, formal_notice, received, judgment_served, insolvency, until;
    enum law_public_body body;
    bool has_contract_rate;
    struct rate contract_rate; /* > 0 */
    enum law_day_count day_count;
    const struct law_payment *payments; /* any order */
    size_t payment_count;
};
/* A case with every day DAY_NONE, principal 0 EUR, business against professional. */
struct law_case law_case_empty(void);

struct law_segment {
    struct day from, to; /* inclusive */
    int32_t days;
    struct rate rate;
    int64_t base_minor;
    int64_t weight;         /* see curve.h */
    int64_t interest_micro; /* millionths of the currency's main unit, rounded half up */
};

/* Closed list. */
enum law_warning_kind {
    LAW_WARN_RATE_BELOW_LATER_MINIMUM, /* semester */
    LAW_WARN_NO_FORMAL_NOTICE,
    LAW_WARN_NOTICE_BEFORE_DUE,
    LAW_WARN_SEMESTER_UNTESTED,     /* semester: the first one */
    LAW_WARN_MINIMUM_ABOVE_DEFAULT, /* semester */
    LAW_WARN_CLAUSE_REDUCIBLE,
    LAW_WARN_RATE_UNVERIFIED, /* semester */
    LAW_WARN_RULE_UNVERIFIED, /* rule */
    LAW_WARN_INDEMNITY_ORDER,
    LAW_WARN_LONG_CONTRACT,
    LAW_WARN_COUNT
};
struct law_warning {
    enum law_warning_kind kind;
    struct law_semester semester;    /* year 0: none */
    const struct law_rule_row *rule; /* NULL: none */
};
const char *law_warning_code(enum law_warning_kind kind);

enum law_regime { LAW_REGIME_BUSINESS, LAW_REGIME_PUBLIC, LAW_REGIME_COMMON, LAW_REGIME_JUDGMENT };
enum { LAW_RULES_USED_MAX = 16 };

struct law_interest {
    enum law_regime regime;
    struct day start; /* interest runs from the day after; DAY_NONE: it does not run */
    struct day last;  /* last day that may bear interest: until, or the eve of the insolvency */
    const struct law_segment *segments;
    size_t segment_count;
    int32_t days;         /* of all segments */
    struct law_owed owed; /* still unpaid at `until`; the indemnity in the case's currency if EUR */
    int64_t accrued_minor;
    int64_t paid_minor;
    int64_t excess_minor; /* payments above everything owed: a refusal for the caller to make */
    const struct law_rule_row *rules[LAW_RULES_USED_MAX];
    size_t rule_count;
    const struct law_warning *warnings;
    size_t warning_count;
    /* A rate is missing from this day on: interest is given up to the day before. */
    struct day missing_day;    /* DAY_NONE: the figure is whole */
    const char *missing_table; /* name of the table, see law_table_name */
};

/* Computes a case. Segments and warnings live in the arena.
 * Errors: ERR_OPTION_MISSING (field = due, received, public-body: what the regime needs),
 * ERR_OPTION_CONFLICT (field = an option that the regime does not have), ERR_DUE_WITH_PUBLIC,
 * ERR_RATE_FIXED_BY_DECREE, ERR_RATE_BELOW_MINIMUM (arg = the minimum), ERR_PAYMENT_TOO_LATE (arg =
 * its day), ERR_OVERFLOW. A missing rate and an overpayment are results, not errors.
 * The indemnity is in euros: for another currency owed.indemnity stays 0 and the caller adds it.
 * Source: C. com. L441-10, D441-5, L622-28; CCP L2192-13, R2192-31, R2192-36, D2192-35; C. civ.
 * 1231-6, 1343-1, 1344-1; CMF L313-2, L313-3. */
MUST_CHECK bool law_interest_compute(const struct law_tables *t, const struct law_case *c,
                                     struct arena *arena, struct law_interest *out,
                                     struct err *err);

/* The last day of a public body's term for a payment request received on a day; false: missing. */
MUST_CHECK bool law_public_due(const struct law_tables *t, enum law_public_body body,
                               struct day received, struct day *out);

#endif
