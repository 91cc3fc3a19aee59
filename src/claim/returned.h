/* Payments the bank took back: a rejected direct debit, an unpaid cheque or bill.
 *
 * In the books such a return is a debit of the customer's account in a treasury journal whose
 * label says so. It is no new debt: the payment never was one (C. civ. 1342), and what it had paid
 * is owed again, with its own due date. A return whose payment is certain is set against it, as a
 * bookkeeper would letter the two; the invoices the payment was set against are open again. Certain
 * is the only money of the account of exactly that amount, not later than the return, that the
 * return names; or the latest of that amount in the group they were lettered in together. Any other
 * return stays open as it is: who it takes back is proposed to a person (propose.h). */
#ifndef RELANCE_CLAIM_RETURNED_H
#define RELANCE_CLAIM_RETURNED_H

#include "base/arena.h"
#include "ledger.h"

/* Whether the label of a treasury debit speaks of a payment that came back: "REJET PRLV", "IMPAYE
 * LCR", "CHQ REVENU", "UNPAID CHEQUE"; not of the fees of one, nor of money paid out. Scratch
 * memory from the arena. */
bool returned_label(struct arena *a, struct str label);

/* The items of a fold and what is set against what; changed in place. */
struct returned_books {
    struct item *items;
    size_t item_count;
    struct allocation *allocations;
    size_t allocation_count;
};

/* Money of the customer's that a return may take back: not set against a return yet, of exactly its
 * amount and not later. */
bool returned_may_take(const struct returned_books *b, const struct item *returned,
                       const struct item *payment);
/* The payment that a return, wholly open, most likely takes back: the latest it may. NULL: none. */
const struct item *returned_likely(const struct returned_books *b, const struct item *returned);
/* Takes a payment off whatever it was set against. */
void returned_release(struct returned_books *b, struct item *payment);
/* Sets every return whose payment is certain against it. There is room for one allocation more for
 * each return. Scratch memory from the arena. */
void returned_settle(struct arena *a, struct returned_books *b);

#endif
