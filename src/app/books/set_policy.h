/* Saying what becomes of penalties and how payments are imputed, for an account or as a creditor's
 * default; claiming or giving up what the policy left unclaimed; setting the stage of a file. Each
 * is one word added and one entry in the journal, in one transaction. */
#ifndef RELANCE_APP_SET_POLICY_H
#define RELANCE_APP_SET_POLICY_H

#include "app/context.h"
#include "app/file/find_account.h"
#include "app/statement/show_statement.h"
#include "base/arena.h"
#include "claim/policy.h"
#include "claim/stage.h"

struct policy_request {
    struct file_query query; /* ref empty: the default of the creditor */
    struct policy_word word;
    struct str why;
};

/* Errors: those of show_file; ERR_OPTION_MISSING (why, for claiming or giving up),
 * ERR_RATE_BELOW_MINIMUM, ERR_RATE_FIXED_BY_DECREE, ERR_WAIVER_VOID (a public buyer's interest,
 * CCP L2192-14), ERR_UNKNOWN_CREDITOR, ERR_CREDITOR_NEEDED, ERR_CHANGED_MEANWHILE (query.seen: of
 * a creditor as setting_unchanged wants it). */
MUST_CHECK bool set_policy(struct app *app, struct arena *a, const struct policy_request *request,
                           struct err *err);

/* The defaults of a creditor. */
struct creditor_policies {
    struct str code;
    struct stored_policies words;
    struct policy policy; /* in force today */
};
MUST_CHECK bool show_creditor_policy(struct app *app, struct arena *a, struct str code,
                                     struct creditor_policies *out, struct err *err);

struct stage_request {
    struct file_query query;
    struct stage_word word;
    struct str why; /* must not be empty */
};
MUST_CHECK bool set_stage(struct app *app, struct arena *a, const struct stage_request *request,
                          struct err *err);

#endif
