/* The gate's question about one account as it is stored. */
#ifndef RELANCE_APP_FILE_GATE_H
#define RELANCE_APP_FILE_GATE_H

#include "file_objects.h"
#include "strategy/defaults.h"
#include "strategy/gate.h"

/* objects: what was agreed on the account, judged on the same day with its items in the same order.
 * answer->items: one per item of the account, in the same order, in the arena. */
void file_gate(struct arena *a, const struct walked_account *account,
               const struct file_objects *objects, struct day today, struct gate_answer *answer);

#endif
