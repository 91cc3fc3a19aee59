/* What all open files come to, kept in memory between pages of the one who leads the work, so that
 * a page reads what has changed and no more. Exact whenever it is asked: debtors are shared out
 * among parts; whatever becomes known of a debtor touches him in its own transaction (work_touch),
 * and a part with one touched since is summed anew. Another run, another day, a run that goes on:
 * all are. While there is no run nobody is touched, and nothing is kept. */
#ifndef RELANCE_APP_OVERVIEW_KEPT_H
#define RELANCE_APP_OVERVIEW_KEPT_H

#include "app/context.h"
#include "base/arena.h"
#include "store/overview_store.h"
#include "store/work_store.h"

struct overview_kept;

/* For any number of threads; in the arena, memory of its own until it is closed. Errors:
 * ERR_SYSTEM. */
MUST_CHECK bool overview_kept_open(struct arena *a, struct overview_kept **out, struct err *err);
void overview_kept_close(struct overview_kept *kept); /* NULL is fine */

/* Before the transaction begins, so that nobody keeps what it cannot see yet; until unlocked. */
void overview_kept_lock(struct overview_kept *kept);
void overview_kept_unlock(struct overview_kept *kept);

/* Inside the transaction: as it is there. Errors leave nothing kept. */
MUST_CHECK bool overview_kept_renew(struct overview_kept *kept, struct app *app,
                                    const struct run_row *published, struct err *err);

struct overview_open_sums {
    struct overview_files_list files;
    struct overview_sums received; /* within the month, up to today: payments */
    struct overview_sums acted;    /* files past due on which somebody acted after a day */
};
/* As renewed; of creditors in scope, in the arena. */
void overview_kept_sum(const struct overview_kept *kept, struct arena *a,
                       const struct overview_wanted *wanted, struct day acted_after,
                       struct overview_open_sums *out);

/* A turn of a chore: what few changes call for is done before somebody asks. While much changes (an
 * import, a run) it waits until that is over: whoever asks meanwhile has it summed himself. */
MUST_CHECK bool overview_kept_follow(struct overview_kept *kept, struct app *app, struct err *err);

#endif
