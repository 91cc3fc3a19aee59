/* Trials of rules that a person asks for by page and a server does beside answering: decided on
 * every account twice (try_rules.h), nothing of it written but what it came to, the last one of
 * each person. A trial whose server was killed is done again by the next one. */
#ifndef RELANCE_APP_RULE_TRIALS_H
#define RELANCE_APP_RULE_TRIALS_H

#include "app/context.h"
#include "store/rule_trial_store.h"
#include "try_rules.h"

/* A text that check_rules found good, of app->actor_id; one he asked for before is given up. */
struct rule_trial_ask {
    struct str file, text;
};
MUST_CHECK bool ask_rule_trial(struct app *app, const struct rule_trial_ask *ask, struct err *err);

/* In the arena. */
struct shown_rule_trial {
    struct rule_trial_row row;
    struct rules_trial
        result; /* accounts, changed, before, after and changes of one that is done */
};
/* The last one of app->actor_id. Errors: ERR_UNKNOWN_REF (there is none). */
MUST_CHECK bool show_rule_trial(struct app *app, struct arena *a, struct shown_rule_trial *out,
                                struct err *err);

/* ---- doing them ---- */

/* The first one that nobody does, for this claim; *out in the arena, id 0: there is none. */
MUST_CHECK bool pick_rule_trial(struct app *app, struct arena *a, int64_t claim,
                                struct rule_trial_row *out, struct err *err);
struct rule_trial_work {
    const struct rule_trial_row *row;            /* as pick_rule_trial gave it */
    bool (*go_on)(void *with, int64_t accounts); /* as in trial_request */
    void *with;
};
/* What it came to, or why it failed, is kept, unless it was given up meanwhile; one that is stopped
 * waits again. Errors: those of the store. */
MUST_CHECK bool run_rule_trial(struct app *app, const struct rule_trial_work *work,
                               struct err *err);

#endif
