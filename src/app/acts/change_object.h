/* An object goes from one state to another by a person's decision: a promise is cancelled, a plan
 * proposed or ended, a dispute answered, a hold lifted, a cover ended, an alert answered or closed,
 * an assignment taken back. What has happened is not undone: a promise that was broken cannot be
 * cancelled, a hold whose end has passed cannot be lifted. */
#ifndef RELANCE_APP_CHANGE_OBJECT_H
#define RELANCE_APP_CHANGE_OBJECT_H

#include "object_edit.h"

enum object_verb {
    VERB_PROMISE_CANCEL,
    VERB_PLAN_PROPOSE,
    VERB_PLAN_END,
    VERB_DISPUTE_ANSWER,
    VERB_HOLD_LIFT,
    VERB_COVER_END,
    VERB_ALERT_ANSWER,
    VERB_ALERT_CLOSE,
    VERB_ASSIGNMENT_REVERSE,
    OBJECT_VERB_COUNT
};

/* One transaction. why is required. Errors: ERR_UNKNOWN_OBJECT, ERR_OBJECT_CLOSED,
 * ERR_OPTION_MISSING, ERR_TOO_LONG and those of account_find. */
struct object_wanted {
    enum object_verb verb;
    struct str id; /* id or number */
    struct str why;
};
MUST_CHECK bool change_object(struct object_request *request, const struct object_wanted *wanted,
                              struct object_made *out, struct err *err);

/* The creditor of a mandate says what he received for a promise. */
struct promise_word {
    struct str id;
    struct str paid; /* amount; empty: nothing */
    struct day on;   /* received on, or nothing up to this day; DAY_NONE: today */
    struct str note;
};
/* Errors: ERR_UNKNOWN_OBJECT, ERR_OBJECT_CLOSED (cancelled or replaced), ERR_DATE_FUTURE,
 * ERR_BAD_AMOUNT. */
MUST_CHECK bool confirm_promise(struct object_request *request, const struct promise_word *word,
                                struct object_made *out, struct err *err);

#endif
