/* The outcome of an attempt to reach the debtor. Closed list (docs/codes.md). A voicemail reached
 * nobody: it silences nothing, and only what was said to the party himself is a contact made. */
#ifndef RELANCE_CLAIM_OUTCOME_H
#define RELANCE_CLAIM_OUTCOME_H

#include "base/check.h"
#include "base/str.h"

enum outcome {
#define OUTCOME(id, code, reached) OUTCOME_##id,
#include "outcome.def"
    OUTCOME_COUNT
};

enum outcome_reached {
    OUTCOME_REACHED_NOBODY,
    OUTCOME_REACHED_OTHER, /* a reception, a third party: nothing was said of the debt */
    OUTCOME_REACHED_PARTY,
};

const char *outcome_code(enum outcome outcome);
MUST_CHECK bool outcome_parse(struct str code, enum outcome *out);
enum outcome_reached outcome_reached(enum outcome outcome);
const char *outcome_reached_code(enum outcome_reached reached); /* nobody, other, party */

#endif
