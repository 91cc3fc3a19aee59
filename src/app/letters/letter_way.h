/* What became of letters: sent, first presented, received, or brought back and why; or taken out of
 * the queue. Typed by a person or told by a carrier's file. These days feed the gate (a first
 * letter, a contact, an address that failed) and the interest (a formal notice); what a letter that
 * came back had started is started no more. Each is one transaction. */
#ifndef RELANCE_APP_LETTER_WAY_H
#define RELANCE_APP_LETTER_WAY_H

#include "app/context.h"
#include "base/arena.h"
#include "office/scope.h"
#include "store/letter_store.h"

struct letter_said {
    struct str letter; /* P-..., or the number of the registered letter */
    struct mailing_step step;
    struct str tracking; /* of MAILING_IS_SENT; empty: says nothing */
    struct str why;      /* in words, for the history; may be empty */
    struct creditor_scope scope;
};
struct letter_told {
    struct stored_letter letter; /* as it is now */
    bool changed;                /* false: all of it was known already */
};
/* Errors: ERR_UNKNOWN_LETTER (also out of scope), ERR_LETTER_STATE, ERR_LETTER_DAY,
 * ERR_TRACKING_TAKEN, ERR_IMPOSSIBLE_VALUE (a tracking number is 8 to 30 letters and digits),
 * ERR_OPTION_MISSING (why, of a letter that is cancelled), ERR_TOO_LONG. */
MUST_CHECK bool letter_say(struct app *app, struct arena *a, const struct letter_said *said,
                           struct letter_told *out, struct err *err);
/* The same inside the caller's write transaction; run_again is the caller's. */
MUST_CHECK bool letter_say_within(struct app *app, struct arena *a, const struct letter_said *said,
                                  struct letter_told *out, struct err *err);

/* A letter is where the step leaves it: stored, with its history and an entry in the journal.
 * Inside the caller's write transaction; the account is locked. */
struct letter_moved {
    struct stored_letter *letter;
    struct mailing_step step;
    struct str why; /* empty: a return says its reason */
};
MUST_CHECK bool letter_move(struct app *app, struct arena *a, const struct letter_moved *moved,
                            struct err *err);
/* The same without the entry: of a letter that is moved by what became of its e-mail, which has one
 * of its own. */
MUST_CHECK bool letter_step(struct app *app, struct arena *a, const struct letter_moved *moved,
                            struct err *err);
/* By P-... or tracking number; out->id is 0 when there is none. Inside a transaction. */
MUST_CHECK bool letter_find(struct app *app, struct arena *a, struct str ref,
                            struct stored_letter *out, struct err *err);

#endif
