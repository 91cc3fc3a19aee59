/* How long after the debtor acts money is looked for, per creditor: shown, and changed. */
#ifndef RELANCE_APP_SET_GRACE_H
#define RELANCE_APP_SET_GRACE_H

#include "app/context.h"
#include "base/arena.h"
#include "claim/means.h"

struct grace_view {
    struct str creditor_code;
    struct means_rules rules;
    struct means_rules shipped;
};

/* creditor: code, or empty for the only one. Errors: ERR_UNKNOWN_CREDITOR, ERR_CREDITOR_NEEDED. */
MUST_CHECK bool show_grace(struct app *app, struct arena *a, struct str creditor,
                           struct grace_view *out, struct err *err);

struct grace_change {
    struct str creditor;
    enum means means;
    int64_t grace_days, return_days; /* -1: as it is */
    struct str seen;                 /* as setting_unchanged wants it */
};
/* One transaction, noted in the creditor's journal. Errors: those of show_grace,
 * ERR_BAD_OPTION_VALUE (out of MEANS_GRACE_DAYS_MAX, MEANS_RETURN_DAYS_MAX), ERR_CHANGED_MEANWHILE.
 */
MUST_CHECK bool set_grace(struct app *app, struct arena *a, const struct grace_change *change,
                          struct grace_view *out, struct err *err);

#endif
