/* Private to statement.c and statement_pay.c: the debts of an account while a statement is folded.
 */
#ifndef RELANCE_CLAIM_STATEMENT_DEBT_H
#define RELANCE_CLAIM_STATEMENT_DEBT_H

#include "law/accrual.h"
#include "statement.h"

struct debt {
    size_t at; /* its item */
    const struct statement_item *item;
    struct day due; /* in the claim view: a public buyer's is the end of his term */
    struct law_case request;
    struct law_accrual accrual;
    bool bears;           /* the law gives it interest or an indemnity */
    bool here;            /* its day has come */
    struct law_owed owed; /* interest: of closed statements only */
    struct law_owed waived;
    int64_t euro_minor; /* the indemnity of a debt that is not in euros */
    enum statement_gap gap;
};

struct debts {
    struct arena *arena;
    const struct statement_input *in;
    struct debt *rows;
    size_t count;
    struct debt **live; /* here and not settled */
    size_t live_count;
    size_t *free; /* credits that came in and may not be spent */
    size_t free_count;
    int64_t *left;     /* per item: of a credit, what is set against nothing yet */
    int64_t *reserved; /* the part of it that was allocated on a day still to come */
    struct statement_movement *movements;
    size_t movement_count, movement_room;
};

/* What the factor gave back is the invoice he bought: the sale no longer stands against it, and
 * what was paid on the entry that gave it back was paid on the invoice, whose interest runs from
 * its due date, as the claim comes back with what belongs to it (C. civ. 1321). Points s->in to a
 * copy of what was told when there is any. */
void recourse_undo(struct debts *s);
/* Brings a debt up to a day: interest runs, the indemnity falls due. */
MUST_CHECK bool debt_advance(struct debt *d, struct day to, struct err *err);
/* Interest unpaid on the day it was brought up to. */
int64_t debt_interest(const struct debt *d);
/* The statement of a debt is closed: its interest is rounded and owed. */
void debt_close(struct debt *d);
void debts_moved(struct debts *s, struct statement_movement movement);

/* What of a credit is free on a day, set against the live debts by law or by contract. */
MUST_CHECK bool debts_impute(struct debts *s, size_t credit, struct day on, struct err *err);
/* An amount of a credit that the debtor meant for one debt. */
MUST_CHECK bool debts_pay(struct debts *s, const struct statement_allocation *al, struct debt *d,
                          struct err *err);

#endif
