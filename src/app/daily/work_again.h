/* When a row of the run may be another by itself, so that no run need look at it before. */
#ifndef RELANCE_APP_WORK_AGAIN_H
#define RELANCE_APP_WORK_AGAIN_H

#include "decide_work.h"

/* The first day on which the row may be another by itself. Where something was agreed, every run
 * looks again: promises, plans and disputes have days of their own, and hang on how far the
 * creditor's books are known. */
struct day work_again_on(const struct decide_ground *ground, const struct run_account *from,
                         const struct decided_work *work);

#endif
