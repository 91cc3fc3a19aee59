/* A promise to pay: who pays how much, when, by which means, for which invoices.
 *
 * A promise has five parts. With fewer it is an incomplete commitment (engagement incomplet): kept
 * with what was said, it suspends nothing and asks for a call-back within two working days. A
 * complete one suspends its own invoices, and only those, through date + grace, inclusive; what
 * becomes of it is decided by money alone (commitment.h), never by opinion, and is computed on
 * reading, never stored. */
#ifndef RELANCE_CLAIM_PROMISE_H
#define RELANCE_CLAIM_PROMISE_H

#include "commitment.h"

/* What people decided about it. */
enum promise_state {
    PROMISE_STANDING,
    PROMISE_CANCELLED,
    PROMISE_SUPERSEDED, /* another one took its place: counts as broken */
    PROMISE_STATE_COUNT
};

/* What it is worth today. Closed list (docs/codes.md). */
enum promise_status {
    PROMISE_IS_INCOMPLETE,
    PROMISE_IS_OPEN,
    PROMISE_IS_KEPT,
    PROMISE_IS_PART_KEPT,
    PROMISE_IS_LATE,
    PROMISE_IS_BROKEN,
    PROMISE_IS_TO_VERIFY,
    PROMISE_IS_TO_CONFIRM,
    PROMISE_IS_CANCELLED,
    PROMISE_IS_SUPERSEDED,
    PROMISE_STATUS_COUNT
};

enum promise_part {
    PROMISE_DATE = 1,
    PROMISE_AMOUNT = 2,
    PROMISE_MEANS = 4,
    PROMISE_ITEMS = 8,
    PROMISE_PERSON = 16,
};
enum { PROMISE_PARTS = 5, PROMISE_CALL_BACK_DAYS = 2 };

struct promise {
    enum promise_state state;
    struct day on;       /* the day the debtor acts; DAY_NONE: not said */
    enum means means;    /* MEANS_NONE: not said */
    bool person;         /* who spoke is known */
    bool to_creditor;    /* paid to the creditor of a mandate himself */
    struct commitment c; /* wanted_minor 0: not said; no items: not said */
};

/* Everything a status depends on beside the promise itself. */
struct promise_ground {
    struct day today;
    struct day through; /* the books of every account that may receive the money reach this day */
    const struct means_rules *rules;
    struct working_calendar calendar;
};

struct promise_answer {
    enum promise_status status;
    unsigned missing;        /* enum promise_part */
    bool suspends;           /* today */
    struct day last_day;     /* date + grace: expected on account, end of the suspension */
    struct day call_back_by; /* of an incomplete one; else DAY_NONE */
    int64_t wanted_minor, paid_minor, rest_minor;
    struct day paid_on;     /* DAY_NONE: nothing yet */
    struct day certain_on;  /* kept, sauf bonne fin up to this day; DAY_NONE: certain */
    bool on_loose_credit;   /* part of the evidence is not allocated yet */
    int64_t credited_minor; /* credit notes since */
};

enum promise_status promise_status_of(enum commitment_status status);
unsigned promise_missing(const struct promise *p);
/* Uses up loose credits of `receipts`: ask for the oldest promise first. Scratch from the arena. */
struct promise_answer promise_judge(struct arena *a, const struct promise *p,
                                    struct receipts *receipts, const struct promise_ground *ground);

const char *promise_state_code(enum promise_state state);
MUST_CHECK bool promise_state_parse(struct str code, enum promise_state *out);
const char *promise_status_code(enum promise_status status);
/* "date", "amount", "means", "items", "person", in this order. */
const char *promise_part_code(int i);

#endif
