/* On whom a run decides that is not whole: debtors with a row that may have changed by itself, and
 * those of whom something became known since the run before, with all who are the same person. */
#ifndef RELANCE_APP_RUN_WANTED_H
#define RELANCE_APP_RUN_WANTED_H

#include "app/context.h"
#include "base/arena.h"
#include "store/work_store.h"

struct run_wanted {
    int64_t *debtor_ids; /* each once, ascending; of a whole run none */
    size_t count;
    /* whom this run sees to, from where it was taken up: what becomes known later is for the next
     */
    struct work_touched_list touched;
};
/* From where the run has come to on. In the arena; inside the transaction that takes it up. */
MUST_CHECK bool run_wanted_read(struct app *app, struct arena *a, const struct run_row *run,
                                struct run_wanted *out, struct err *err);

#endif
