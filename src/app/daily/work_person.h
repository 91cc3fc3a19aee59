/* What is known of the person behind an account, as the gate wants it: where and whether he can be
 * reached, what he is protected by, and every attempt to reach him, by whoever and for whichever
 * creditor. Pure: rows in, facts out. */
#ifndef RELANCE_APP_WORK_PERSON_H
#define RELANCE_APP_WORK_PERSON_H

#include "base/arena.h"
#include "base/zone.h"
#include "store/run_walk.h"
#include "strategy/facts.h"

struct work_person {
    struct gate_debtor debtor;    /* its person is the caller's to set */
    const struct str *numbers;    /* as told, beside debtor.numbers */
    struct zone zone;             /* what time it is where he is called */
    struct day court_grace_until; /* DAY_NONE: none */
    /* of the account */
    bool strategic, handed_over;
    struct day first_letter_on; /* DAY_NONE: none */
    /* attempts about this account */
    int32_t attempts;           /* that reached nobody since the last real contact */
    struct day last_attempt_on; /* DAY_NONE: none */
    struct day last_action_on;  /* DAY_NONE: never */
};

/* In the arena. A word later than an outcome of a call stands above it: a number that was corrected
 * is good again, and so is a person about whom somebody decided. */
void work_person_read(struct arena *a, const struct run_account *from, struct work_person *out);

/* What came of an attempt, as the gate counts it. */
enum gate_result work_result(struct str outcome, enum gate_channel channel);

#endif
