/* What an import says against what people decided and agreed: a credit they set against a debit,
 * an item that is more open than was known, an entry by hand that a list closes, a promise or a
 * plan still to come whose item is closed, a dispute pending on a settled item (CONTRACT import).
 * Told to a person, changes nothing. */
#ifndef RELANCE_APP_CONTRADICTIONS_H
#define RELANCE_APP_CONTRADICTIONS_H

#include "importing.h"

/* From w->breaks into the report, with a warning; inside the transaction in which the accounts were
 * folded. */
MUST_CHECK bool contradictions_gather(struct importing *w, struct err *err);

#endif
