/* Noting the written agreement by which one collects for a creditor (C. proc. civ. exec. R124-3).
 */
#ifndef RELANCE_APP_SIGN_MANDATE_H
#define RELANCE_APP_SIGN_MANDATE_H

#include "app/context.h"
#include "base/arena.h"
#include "setting_changes.h"
#include "store/work_store.h"

struct mandate_request {
    struct str creditor;           /* code */
    struct str seen;               /* as setting_unchanged wants it */
    struct stored_mandate mandate; /* creditor_id is set */
};

/* The last word holds: one mandate replaces another, or gives it its end. One transaction, one line
 * in the creditor's journal. Errors: ERR_UNKNOWN_CREDITOR, ERR_OPTION_CONFLICT (the creditor's
 * claims are one's own), ERR_BAD_OPTION_VALUE (it ends before it begins), ERR_FIELD_TOO_LONG
 * (proof), ERR_CHANGED_MEANWHILE. */
MUST_CHECK bool sign_mandate(struct app *app, struct arena *a, struct mandate_request *request,
                             struct err *err);

#endif
