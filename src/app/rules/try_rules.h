/* What a day would look like under other rules: every account decided twice, under the rules in
 * force and with files in their places. Nothing is written. */
#ifndef RELANCE_APP_TRY_RULES_H
#define RELANCE_APP_TRY_RULES_H

#include "app/context.h"
#include "base/money.h"
#include "store/ledger_store.h"
#include "strategy/codes.h"
#include "update_rules.h"

enum { TRIAL_CHANGES_MAX = 50 };

struct trial_request {
    const struct rules_paths *paths;
    /* Asked now and then, with how many accounts were decided on; false: it is to stop. NULL:
     * nobody watches. */
    bool (*go_on)(void *with, int64_t accounts);
    void *with;
};

struct trial_change {
    struct account_key key;
    int64_t account_number;
    struct str debtor;
    struct money open; /* gross open debits */
    enum action before, after;
    int32_t level_before, level_after;
};

struct rules_trial {
    struct rules_report report;      /* what is wrong with the files, if anything */
    int64_t accounts, items;         /* looked at: with something open */
    int64_t actions, queue, blocked; /* under the files; as the run counts */
    int64_t before[ACTION_COUNT], after[ACTION_COUNT];
    int64_t changed;              /* accounts whose action, level or reason why not differs */
    struct trial_change *changes; /* the largest of them */
    size_t change_count;
    bool stopped; /* by whoever watches: it says nothing */
};

/* In the arena; one read transaction. Errors: those of rules_report_error (the report says more),
 * of the store. */
MUST_CHECK bool try_rules(struct app *app, struct arena *a, const struct trial_request *request,
                          struct rules_trial *out, struct err *err);

#endif
