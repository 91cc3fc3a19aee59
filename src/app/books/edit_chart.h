/* A creditor's plan of accounts: which ledger accounts hold what customers owe, and in which role
 * (claim/plan.h). Shown, and changed by adding to the default plan: a prefix of the default may get
 * another role (`none` leaves it out) and get its own back; others come and go. What is said holds
 * for the imports that follow. */
#ifndef RELANCE_APP_EDIT_CHART_H
#define RELANCE_APP_EDIT_CHART_H

#include "app/context.h"
#include "base/arena.h"
#include "claim/plan.h"

struct chart_row {
    struct str prefix;
    enum ledger_role role;
    bool is_default; /* as every creditor begins with */
    bool changed;    /* of the default, with another role */
};
struct chart_view {
    struct str creditor;    /* code */
    struct chart_row *rows; /* by prefix */
    size_t count;
};

/* creditor: code, or empty for the only one. In the arena. Errors: ERR_UNKNOWN_CREDITOR,
 * ERR_CREDITOR_NEEDED. */
MUST_CHECK bool show_chart(struct app *app, struct arena *a, struct str creditor,
                           struct chart_view *out, struct err *err);

struct chart_change {
    struct str creditor;
    struct str prefix;
    struct str role; /* code; empty: dropped, a prefix of the default gets its own role back */
    struct str seen; /* as setting_unchanged wants it */
};
/* One transaction, noted in the creditor's journal. Errors: those of show_chart, ERR_BAD_ACCOUNT
 * (the prefix), ERR_BAD_OPTION_VALUE (the role), ERR_NOTHING_NEW, ERR_CHANGED_MEANWHILE. */
MUST_CHECK bool change_chart(struct app *app, struct arena *a, const struct chart_change *change,
                             struct chart_view *out, struct err *err);

#endif
