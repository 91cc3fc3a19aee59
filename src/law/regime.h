/* For accrual.c: which rule a case falls under, from when interest runs, and at what rate. */
#ifndef RELANCE_LAW_REGIME_H
#define RELANCE_LAW_REGIME_H

#include "interest.h"

/* Warnings while they are collected. */
struct law_notes {
    struct arena *arena;
    struct law_warning *warnings;
    size_t count, room;
};

struct law_plan {
    const struct law_tables *tables;
    const struct law_case *request;
    struct law_interest *out;
    struct law_notes notes;
    struct law_curve curve;
    const char *table;       /* the table its rates come from */
    bool indemnity_possible; /* a professional creditor against a business or a public body */
    const struct law_rule_row *indemnity;
    bool contract; /* the rate is the contract's */
};

void law_note_add(struct law_notes *notes, struct law_warning warning);
/* Remembers a rule and, when nobody verified it, warns. */
void law_plan_use(struct law_plan *plan, enum law_rule rule, struct day on);

/* Fills regime, start, last, the curve and the rules used. Errors as law_interest_compute. */
MUST_CHECK bool law_plan_make(struct law_plan *plan, struct err *err);
/* Warnings about the rates of the days up to and including `last_counted`. */
void law_plan_test_rates(struct law_plan *plan, struct day last_counted);

#endif
