/* Figures of the database for whoever watches over the server: counts, of nobody and of no
 * creditor. */
#ifndef RELANCE_APP_MEASURE_H
#define RELANCE_APP_MEASURE_H

#include "app/context.h"
#include "base/arena.h"
#include "claim/dispatch.h"
#include "store/job_store.h"

struct measures {
    int64_t jobs[JOB_STATE_COUNT];
    int64_t mails[DISPATCH_STATE_COUNT];
    struct day run; /* of the last run that was published; DAY_NONE: there was none */
};
/* One transaction that reads. */
MUST_CHECK bool measure(struct app *app, struct arena *a, struct measures *out, struct err *err);

#endif
