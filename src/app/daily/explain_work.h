/* Why rows of the day's list are where they are: the accounts are read and decided on again, for a
 * run keeps decisions, not sentences. Few rows or a whole list: the tables are gone through once,
 * from one debtor to the next. */
#ifndef RELANCE_APP_EXPLAIN_WORK_H
#define RELANCE_APP_EXPLAIN_WORK_H

#include "list_work.h"

/* Fills reasons and next_change of rows that lack them, in the arena. Inside the caller's
 * transaction. */
MUST_CHECK bool explain_work(struct app *app, struct arena *a, struct work_row **rows, size_t count,
                             struct err *err);

#endif
