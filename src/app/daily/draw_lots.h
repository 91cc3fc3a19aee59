/* The draw of a day: where the calls that a day can hold end, some files of like amounts change
 * places by lot, so that what a call changes can be measured at all. It is made from the day and
 * the debtor alone (strategy/queue.h) and kept with the chance that each file had. */
#ifndef RELANCE_APP_DRAW_LOTS_H
#define RELANCE_APP_DRAW_LOTS_H

#include "app/context.h"
#include "base/arena.h"
#include "decide_work.h"

/* Inside the transaction in which the run publishes its rows. */
MUST_CHECK bool draw_lots(struct app *app, struct arena *a, const struct decide_ground *ground,
                          int64_t run, struct err *err);

#endif
