/* Until when an item may be sued for, by all that is known of it: when it fell due, what the debtor
 * and the creditor did since, and what he paid of it.
 *
 * A period is given only where the text of the law was read for it: against professionals five
 * years (C. com. L110-4), against consumers two (C. conso L218-2), and ten for what a judgment
 * served on the debtor awards (C. proc. civ. exéc. L111-4). Of what a public body owes, on an
 * assumed date and for openings, of which nobody knows what they are, no day is claimed.
 *
 * A part payment is the debtor's own recognition (C. civ. 2240) when it was paid on this item and
 * on nothing else. Of money that was spread over several it is not known which he meant: it moves
 * nothing and is named. */
#ifndef RELANCE_CLAIM_ITEM_LIMIT_H
#define RELANCE_CLAIM_ITEM_LIMIT_H

#include "due.h"
#include "law/limitation.h"
#include "ledger.h"
#include "statement.h"

struct limit_payment {
    struct day on;
    bool alone; /* the item was all it paid */
};

struct item_limit_case {
    const struct law_tables *tables;
    enum statement_debtor debtor;
    enum item_kind kind;
    struct due due;
    struct day judgment_served;   /* DAY_NONE: none */
    const struct law_event *told; /* what people know of this item */
    size_t told_count;
    const struct limit_payment *payments; /* parts of it */
    size_t payment_count;
    struct day on;
};

struct item_limit {
    int64_t item_id;                        /* the caller's */
    const struct law_limitation_row *claim; /* NULL: no day is claimed */
    struct day last_day;                    /* DAY_NONE: interrupted, or no day is claimed */
    enum law_limitation_status status;
    const struct law_step *since; /* the last event that moved the end; NULL: none did */
    bool by_payment;              /* it is a part payment that the books show */
    struct day doubtful;          /* a later part payment that may be one; DAY_NONE: none */
};

struct item_limits {
    const struct item_limit *rows; /* those for which a day is claimed, by item */
    size_t count;
};

/* The fact is one of those events (limit_fact.def), of the account or of a piece (else empty): each
 * stays, whatever is told later. */
MUST_CHECK bool limit_fact_parse(struct str kind, enum law_event_kind *event, struct str *piece);
/* Whose period it is; NULL: no day is claimed. */
const struct law_limitation_row *item_limit_claim(const struct item_limit_case *c);
/* In the arena, all but item_id. Errors: those of law_limitation_compute. */
MUST_CHECK bool item_limit_compute(struct arena *a, const struct item_limit_case *c,
                                   struct item_limit *out, struct err *err);
/* NULL: no day is claimed. */
const struct item_limit *item_limit_of(const struct item_limits *limits, int64_t item_id);

#endif
