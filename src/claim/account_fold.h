/* From everything known of one account to its items and allocations: the creditor's ledger first
 * (ledger.h), then what lists and people told (told.h), then the choices people made.
 *
 * One debt is counted once, whoever speaks of it. What a list or a person tells is matched to the
 * ledger's items by number and amount; the ledger keeps its amounts, the list gives the due date.
 * What is told of days the ledger reaches and does not hold is superseded by it: the books decide.
 * A list later than the ledger goes on from there: it brings new items, lowers or raises what is
 * open, and a complete one (mode `state`) closes what it no longer holds, as settled on its day by
 * means unknown. Credits that disappear from a list are set against the debits that shrink with
 * them, oldest first.
 * What of an item was paid before a list first showed it was paid nobody knows when: it is settled
 * on the item's own day, so that no later balance and no interest counts it.
 *
 * Pure, and independent of the order in which files came. */
#ifndef RELANCE_CLAIM_ACCOUNT_FOLD_H
#define RELANCE_CLAIM_ACCOUNT_FOLD_H

#include "ledger.h"
#include "told.h"

/* A credit set against a debit by a person, or by us with his consent. */
struct told_choice {
    int64_t id;
    int64_t credit_item, debit_item;
    int64_t amount_minor;
    struct day on;      /* of the allocation */
    struct day entered; /* when it was decided: lists of later days may contradict it */
    enum allocation_source source;
};

struct account_books {
    struct ledger_line *lines; /* sorted in place */
    size_t line_count;
    struct told_item *told; /* words sorted (told_sort) */
    size_t told_count;
    const struct told_choice *choices; /* those that stand, by (entered, id) */
    size_t choice_count;
    struct told_books books;
};

/* Days around a payment in which two sightings of it are the same (DESIGN 5, cash sightings). */
enum { TOLD_PAYMENT_DAYS = 10 };

struct account_fold {
    struct ledger_fold ledger; /* items and allocations of all sources */
    size_t told_matched;       /* told items that are an item of the ledger */
    size_t told_superseded;    /* told items of days the ledger reaches, which does not hold them */
    size_t reopened;           /* times a list showed more open than was thought */
};

/* All results in the arena; texts point into those of the books. */
void account_fold(struct arena *a, const struct account_books *in, struct account_fold *out);

#endif
