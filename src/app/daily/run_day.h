/* The daily run: decides what is to be done on every account and keeps what changed. The next day
 * it decides only on accounts whose row may have changed by itself and on those of debtors of whom
 * something became known since; after another program, other rules, law, policies, mandates or
 * people, on every account again.
 *
 * It goes batch by batch, each a transaction: what a batch wrote is durable and invisible, because
 * readers look at the last published run. The last batch publishes it; where one batch holds all,
 * as on most days, its rows take the place of what held at once. A run that was killed
 * goes on where it stopped when the same day is run again under the same rules; otherwise it is
 * given up and leaves nothing. Until then yesterday's list stays whole. */
#ifndef RELANCE_APP_RUN_DAY_H
#define RELANCE_APP_RUN_DAY_H

#include "app/context.h"
#include "base/arena.h"
#include "store/work_store.h"

struct run_report {
    int64_t number;
    int64_t accounts, items;         /* with something open, decided on today or before */
    int64_t actions, queue, blocked; /* with work today; of these calls; owing but not contacted */
    int64_t changed;                 /* decisions that differ from those before */
    int64_t milliseconds;
    bool resumed; /* it went on from a run that was killed */
};

/* whole: on every account, whatever is known to have changed. Errors: those of the store. Errors
 * leave the run where it was. */
MUST_CHECK bool run_day(struct app *app, struct arena *a, bool whole, struct run_report *out,
                        struct err *err);

/* After something happened on a debtor's file, inside the caller's write transaction: the rows of
 * his accounts, in the published run of today and in one of today that is under way or was killed,
 * say again what is to be done. Waits for the batch that is being written. Does nothing when there
 * is no such run: yesterday's list stays as it was. */
MUST_CHECK bool run_again(struct app *app, int64_t debtor_id, struct err *err);
/* The same of several debtors. */
MUST_CHECK bool run_again_all(struct app *app, const int64_t *debtor_ids, size_t count,
                              struct err *err);

/* Whether a published run says what is to be done today: it is of today, and since it began neither
 * the books nor the rules, the law, policies or mandates changed. */
MUST_CHECK bool run_stands(struct app *app, const struct run_row *published, bool *out,
                           struct err *err);

#endif
