/* Private to account_fold.c: the dates of an item as lists told them. What a later list says
 * otherwise is a new dated version: figures of days before it are made with the dates of before. */
#ifndef RELANCE_CLAIM_TOLD_DATES_H
#define RELANCE_CLAIM_TOLD_DATES_H

#include "told.h"

/* The last due date that stands, or DAY_NONE. */
struct day told_due(const struct told_item *t);
/* The issue date the last list that stands says; `issued`: none does. The day an item was entered
 * in the books does not follow. */
struct day told_issued(const struct told_item *t, struct day issued);
/* Fills item->before, in the arena. issued: as first told; DAY_NONE: of an item of the ledger,
 * which keeps its own. */
void told_dates(struct arena *a, const struct told_item *t, struct day issued, struct item *item);

#endif
