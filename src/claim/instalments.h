/* A payment plan (échéancier): the open principal of some invoices, spread over dated lines.
 *
 * No novation: the invoices stay what they are. With the acceleration clause (déchéance du terme)
 * a missed line makes the rest due at once. A plan is a proposal until both sides agreed; only
 * then does it suspend its invoices. Whether its lines were kept is decided by money
 * (commitment.h). A consumer's plan carries neither interest nor fee (C. conso L312-1).
 *
 * "plan" alone is the account plan (plan.h); hence this name. */
#ifndef RELANCE_CLAIM_INSTALMENTS_H
#define RELANCE_CLAIM_INSTALMENTS_H

#include "promise.h"

/* What people decided. */
enum instalments_state {
    INSTALMENTS_DRAFT,
    INSTALMENTS_PROPOSED,
    INSTALMENTS_AGREED,
    INSTALMENTS_ENDED, /* by a person: given up, or replaced */
    INSTALMENTS_STATE_COUNT
};

/* What it is today. Closed list (docs/codes.md). */
enum instalments_status {
    INSTALMENTS_IS_DRAFT,
    INSTALMENTS_IS_PROPOSED,
    INSTALMENTS_IS_AGREED, /* no line is due yet, nothing came */
    INSTALMENTS_IS_RUNNING,
    INSTALMENTS_IS_KEPT,
    INSTALMENTS_IS_BROKEN,
    INSTALMENTS_IS_ENDED,
    INSTALMENTS_STATUS_COUNT
};

struct instalment {
    struct day due; /* the day the debtor acts */
    int64_t minor;
};

struct instalments {
    enum instalments_state state;
    enum means means;
    bool acceleration; /* a missed line makes the rest due */
    bool to_creditor;
    struct commitment c;            /* wanted_minor: the sum of the lines; extra_minor: charges */
    int64_t remainder_minor;        /* of the items, left out of the lines on purpose */
    const struct instalment *lines; /* by day */
    size_t line_count;
};

enum instalments_fault {
    INSTALMENTS_SOUND,
    INSTALMENTS_NO_LINES,
    INSTALMENTS_BAD_LINE, /* an amount that is not positive, days not rising */
    INSTALMENTS_SUM,      /* lines + remainder are not items + charges */
    INSTALMENTS_CONSUMER, /* charges on a consumer */
    INSTALMENTS_NEGATIVE, /* remainder or charges below zero */
};
enum instalments_fault instalments_check(const struct instalments *plan, bool consumer);

struct instalments_spread {
    int64_t total_minor;
    struct day first;
    size_t count;   /* >= 1 */
    int32_t months; /* between two lines; 0: days */
    int32_t days;
};
/* Equal lines, rounded down; the last one takes what rounding leaves. lines: room for count. */
void instalments_spread(const struct instalments_spread *spread, struct instalment *lines);

struct instalment_answer {
    enum promise_status status; /* open, kept, part_kept, late, broken, to_verify, to_confirm */
    struct day last_day;        /* due + grace */
    int64_t wanted_minor, paid_minor;
    struct day paid_on;
};

struct instalments_answer {
    enum instalments_status status;
    bool suspends;                   /* today */
    struct day until;                /* of the suspension, inclusive: the next line + grace */
    bool to_verify;                  /* a line waits for books that do not reach it */
    struct instalment_answer *lines; /* one per line, in the arena */
    int64_t paid_minor, rest_minor;
    int64_t due_now_minor; /* missed lines; the whole rest when the clause applies */
    struct day missed;     /* the first line missed; DAY_NONE: none */
};

struct instalments_answer instalments_judge(struct arena *a, const struct instalments *plan,
                                            struct receipts *receipts,
                                            const struct promise_ground *ground);

const char *instalments_state_code(enum instalments_state state);
MUST_CHECK bool instalments_state_parse(struct str code, enum instalments_state *out);
const char *instalments_status_code(enum instalments_status status);

#endif
