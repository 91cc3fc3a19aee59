/* Payees of creditors and what was said of them (claim/payee.h), as stored. Everything runs inside
 * the caller's transaction. */
#ifndef RELANCE_STORE_PAYEE_STORE_H
#define RELANCE_STORE_PAYEE_STORE_H

#include "base/arena.h"
#include "claim/payee.h"
#include "db.h"

struct creditor_payees {
    int64_t creditor_id;
    struct payees payees;
};
struct payee_book {
    struct creditor_payees *rows; /* creditors that have payees */
    size_t count;
};

/* Everything, in the arena. Errors: ERR_DB_DAMAGED for a code nobody knows. */
MUST_CHECK bool payee_book_load(struct db *db, struct arena *a, struct payee_book *out,
                                struct err *err);
/* Empty when the creditor has none. */
struct payees payees_of(const struct payee_book *book, int64_t creditor_id);

MUST_CHECK bool payee_add(struct db *db, const struct payee *payee, struct err *err);
/* confirmed is not written: that is the second person's act. */
MUST_CHECK bool payee_word_add(struct db *db, const struct payee_word *word, int64_t at_ms,
                               struct err *err);
/* By second_id on confirmed_on. */
MUST_CHECK bool payee_word_confirm(struct db *db, const struct payee_word *word, int64_t at_ms,
                                   struct err *err);

#endif
