/* Which journals of a ledger carry the balances of earlier years over. Their lines are not new
 * business: they are matched to what is known already. The words are data: opening_words.def. */
#ifndef RELANCE_INTAKE_FEC_OPENING_H
#define RELANCE_INTAKE_FEC_OPENING_H

#include "base/arena.h"
#include "base/check.h"
#include "base/str.h"

struct opening_evidence {
    bool balance_sheet_only; /* no line of classes 6 and 7 */
    bool one_day;            /* all lines have the same date */
};

/* Code and label as in the file, UTF-8. Scratch memory from the arena. */
bool fec_opening_is(struct arena *scratch, struct str code, struct str label,
                    struct opening_evidence evidence);

#endif
