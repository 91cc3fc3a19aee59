/* Noting the written agreement by which one collects for a creditor (C. proc. civ. exec. R124-3).
 */
#ifndef RELANCE_APP_SIGN_MANDATE_H
#define RELANCE_APP_SIGN_MANDATE_H

#include "base/arena.h"
#include "context.h"
#include "store/work_store.h"

/* One transaction, one line in the creditor's journal. Errors: ERR_UNKNOWN_CREDITOR,
 * ERR_OPTION_CONFLICT (the creditor's claims are one's own). */
MUST_CHECK bool sign_mandate(struct app *app, struct arena *a, struct str creditor,
                             struct stored_mandate *mandate, struct err *err);

#endif
