/* What letters tell the gate and the scenario: that the debtor was written to, that an address is
 * wrong, which items were asked for at which level. Pure: rows in, facts out. */
#ifndef RELANCE_APP_WORK_LETTERS_H
#define RELANCE_APP_WORK_LETTERS_H

#include "base/arena.h"
#include "store/run_walk.h"
#include "strategy/scenario.h"

/* Of the account; days DAY_NONE: none. */
struct work_letters {
    struct day last_sent_on;
    struct day first_letter_on; /* of an agency (C. proc. civ. exéc. R124-4) */
};
/* Adds the letters that left to the contacts of the debtor, who has everybody else's already; an
 * address from which one was brought back has failed until a street is told on a later day. */
void work_letters_read(struct arena *a, const struct run_account *from, struct gate_debtor *debtor,
                       struct work_letters *out);
/* What was asked for in a letter that reached him was really done about its items. past: one per
 * item of the account. Returns whether there was any. */
bool work_letters_done(const struct run_account *from, struct scenario_past *past);

#endif
