/* The gate's question about one account as it is stored. */
#ifndef RELANCE_APP_FILE_GATE_H
#define RELANCE_APP_FILE_GATE_H

#include "file_objects.h"
#include "strategy/defaults.h"
#include "strategy/gate.h"

/* One item as the gate wants it, with whom it is owed to. objects: NULL when nothing was agreed. */
struct gate_item gate_item_of(const struct walked_account *account,
                              const struct file_objects *objects, size_t i);
/* objects: what was agreed on the account, judged on the same day with its items in the same order.
 * answer->items: one per item of the account, in the same order, in the arena. */
void file_gate(struct arena *a, const struct walked_account *account,
               const struct file_objects *objects, struct day today, struct gate_answer *answer);

#endif
