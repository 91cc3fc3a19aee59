/* What a promise and the lines of a plan have in common: items they cover, and the evidence of
 * money, which alone decides whether they were kept.
 *
 * Evidence is what the books show beyond what they showed when the commitment was made: money
 * allocated to its items, then credits of the account that nobody allocated yet, then the
 * creditor's word. A credit note is no payment: it lowers what is wanted. Money that is taken back
 * (an unpaid cheque, a returned direct debit) is no evidence any more; when it was known already as
 * the commitment was made, what pays the same again is. */
#ifndef RELANCE_CLAIM_COMMITMENT_H
#define RELANCE_CLAIM_COMMITMENT_H

#include "base/arena.h"
#include "base/day.h"
#include "base/money.h"
#include "means.h"

struct covered_item {
    int64_t item_id;
    int64_t minor; /* the part of the item that is meant, > 0 */
    /* what was allocated to the item when the commitment was made, >= 0 */
    int64_t paid_before_minor, credited_before_minor;
};

/* A credit of the account, as the books show it. */
struct receipt {
    int64_t item_id; /* the debit it was allocated to; 0: to none yet */
    struct day on;
    int64_t minor;    /* > 0 */
    bool credit_note; /* no money: a credit note, a write-off */
    bool doubted;     /* the bank took a payment of this amount back; whether this one, nobody said:
                         minor is 0 */
};

/* The receipts of an account, those not allocated used up by one commitment after the other. */
struct receipts {
    struct receipt *rows; /* by day */
    size_t count;
};

/* A debit that takes a receipt back: strikes out the latest receipt of exactly this amount, not
 * later than `on`. */
void receipts_take_back(struct receipts *receipts, struct day on, int64_t minor);
/* The same where it is not certain which payment came back. */
void receipts_doubt(struct receipts *receipts, struct day on, int64_t minor);

struct covered_items {
    const struct covered_item *rows;
    size_t count;
};
int64_t covered_minor(struct covered_items items); /* sum */

struct cash {
    struct day on;
    int64_t minor;
};

/* Money that came for one commitment, by day; taken up from the front. */
struct cash_run {
    struct cash *rows;
    size_t count;
    size_t next;            /* the first not used up */
    int64_t credited_minor; /* by credit notes since: no longer wanted */
    int64_t loose_minor;    /* of the rows: credits that nobody allocated */
    bool doubted;           /* money that was evidence may have been taken back */
};

struct commitment {
    struct covered_items items;
    struct day made;
    int64_t wanted_minor; /* before credit notes */
    int64_t extra_minor;  /* asked for beside the items: agreed charges */
    /* credits of `made` or later that nobody had allocated when it was made */
    int64_t loose_before_minor;
    /* what the creditor says he received; minor 0 with a day: nothing up to that day */
    struct cash word; /* on: DAY_NONE when he said nothing */
};

/* The evidence for a commitment, in the arena. Loose credits that it needs are taken off
 * `receipts`, so that no other commitment counts them again. */
struct cash_run commitment_evidence(struct arena *a, const struct commitment *c,
                                    struct receipts *receipts);

/* What is still to be kept once credit notes lowered the items: never more than they leave. */
int64_t commitment_wanted(const struct commitment *c, const struct cash_run *run);

enum commitment_status {
    COMMITMENT_OPEN,
    COMMITMENT_KEPT,
    COMMITMENT_PART_KEPT,
    COMMITMENT_LATE, /* all of it came, after date + grace */
    COMMITMENT_BROKEN,
    COMMITMENT_TO_VERIFY,  /* the books do not reach date + grace, or leave it in doubt */
    COMMITMENT_TO_CONFIRM, /* paid to the creditor himself, who has not said yet */
};

/* How far what we know reaches. */
struct commitment_horizon {
    struct day today;
    struct day through; /* every account where the money may arrive is known up to this day */
    bool to_creditor;   /* the money goes to the creditor of a mandate */
};

struct commitment_due {
    struct day last_day; /* date + grace */
    int64_t wanted_minor;
};

struct commitment_answer {
    enum commitment_status status;
    int64_t paid_minor; /* at most what is wanted */
    struct day paid_on; /* of the last money taken; DAY_NONE: none */
};

/* Takes money off the run until nothing is wanted. Broken is said only when the books reach the
 * last day; before, it is to verify or to confirm. */
struct commitment_answer commitment_judge(struct cash_run *run, struct commitment_due due,
                                          const struct commitment_horizon *horizon);

#endif
