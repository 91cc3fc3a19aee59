/* The statement of an account (relevé de compte) on a day: the ledger view and the claim view side
 * by side, with the difference explained. Reads only. */
#ifndef RELANCE_APP_SHOW_STATEMENT_H
#define RELANCE_APP_SHOW_STATEMENT_H

#include "app/context.h"
#include "app/file/show_file.h"
#include "base/arena.h"
#include "claim/statement.h"
#include "statement_terms.h"
#include "store/cost_store.h"

/* How far the file has come. */
struct account_stage_view {
    enum account_stage stage;
    bool by_hand;
    struct day since; /* by hand: the day it was set for; else DAY_NONE */
    struct str why;   /* by hand; may be empty */
};

struct account_statement {
    struct file_view file; /* as of the day */
    struct day on;
    struct statement views; /* lines: one per item of file.account, in the same order */
    struct account_terms terms;
    struct stored_costs costs; /* of recovery, those that stand on the day */
    struct policy policy;      /* in force on the day */
    bool asks;                 /* interest and indemnity are part of the amount asked */
    int64_t asked_minor;       /* without costs of recovery, which are claimed with their papers */
    bool closed;               /* nothing that the policy asks is left */
    struct account_stage_view stage;
};

/* On the day of app->today, in the arena; query->ref as for show_file. Errors: those of show_file,
 * ERR_OVERFLOW. */
MUST_CHECK bool show_statement(struct app *app, struct arena *a, const struct file_query *query,
                               struct account_statement *out, struct err *err);
/* The same inside the caller's transaction. */
MUST_CHECK bool show_statement_within(struct app *app, struct arena *a,
                                      const struct file_query *query, struct account_statement *out,
                                      struct err *err);

#endif
