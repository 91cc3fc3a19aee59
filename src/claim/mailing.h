/* What becomes of a letter: printed, sent, first presented, received, or brought back and why. The
 * days are facts that somebody types or a carrier's file tells; what follows from them is here.
 *
 * A letter that was offered at the right address and not taken (unclaimed, refused) stands: a
 * registered letter that nobody collects is still a formal notice (Cass. 1re civ. 20 Jan. 2021,
 * 19-20.680). One that found nobody at the address reached nobody: whatever it had started never
 * started. The text fixes no first day of a formal notice (dispatch, first presentation, receipt):
 * ours is the first presentation, else the receipt, the day least in the creditor's favour among
 * those known; a letter without either starts nothing. */
#ifndef RELANCE_CLAIM_MAILING_H
#define RELANCE_CLAIM_MAILING_H

#include "base/check.h"
#include "base/day.h"
#include "base/str.h"

enum mailing_kind {
#define MAILING_KIND(id, code) MAILING_##id,
#include "mailing.def"
    MAILING_KIND_COUNT
};
const char *mailing_kind_code(enum mailing_kind kind);
MUST_CHECK bool mailing_kind_parse(struct str code, enum mailing_kind *out);

enum mailing_state {
#define MAILING_STATE(id, code) MAILING_IS_##id,
#include "mailing.def"
    MAILING_STATE_COUNT
};
const char *mailing_state_code(enum mailing_state state);
MUST_CHECK bool mailing_state_parse(struct str code, enum mailing_state *out);

enum mailing_return {
#define MAILING_RETURN(id, code, valid) MAILING_RETURN_##id,
#include "mailing.def"
    MAILING_RETURN_COUNT /* not brought back */
};
const char *mailing_return_code(enum mailing_return why);
MUST_CHECK bool mailing_return_parse(struct str code, enum mailing_return *out);

/* Days: DAY_NONE = not known. */
struct mailing {
    enum mailing_kind kind;
    enum mailing_state state;
    struct day made, printed, sent, presented, received, returned;
    enum mailing_return why; /* MAILING_RETURN_COUNT unless returned */
};

/* One thing that is said of a letter. */
struct mailing_step {
    enum mailing_state to; /* MAILING_IS_PRINTED ... MAILING_IS_CANCELLED */
    struct day on;
    enum mailing_return why; /* of MAILING_IS_RETURNED */
};

enum mailing_fault {
    MAILING_FAULT_NONE,
    MAILING_FAULT_STATE, /* not from where it is: not sent yet, or gone already */
    MAILING_FAULT_DAY,   /* before what came before it, or after today */
};

/* The letter after the step. What was said before is corrected by saying it again: a later word on
 * the same thing replaces the earlier one, and a receipt takes a return back, or the reverse. On a
 * fault *m is untouched. A first step out of the house needs a letter that was not cancelled; a
 * letter that left cannot be cancelled or printed. */
MUST_CHECK enum mailing_fault mailing_take(struct mailing *m, const struct mailing_step *step,
                                           struct day today);
/* The same step was taken on the same day already. */
bool mailing_known(const struct mailing *m, const struct mailing_step *step);

bool mailing_waits(const struct mailing *m); /* made, and not gone: to print or printed */
bool mailing_left(const struct mailing *m);
/* It left and was not brought back from a wrong address: a real contact, on the day it was sent. */
bool mailing_reached(const struct mailing *m);
/* It came back because nobody is to be found at that address. */
bool mailing_lost(const struct mailing *m);
/* The day from which the debtor is on notice; DAY_NONE: not, or not known yet. */
struct day mailing_notice(const struct mailing *m);
/* The day the first letter of an agency left (C. proc. civ. exéc. R124-4): a first letter, or a
 * formal notice, which carries the same items; DAY_NONE: none. */
struct day mailing_first_letter(const struct mailing *m);

#endif
