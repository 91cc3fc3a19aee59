/* Private to fold_store.c: noting what no longer holds (ledger_store.h). */
#ifndef RELANCE_STORE_FOLD_BREAKS_H
#define RELANCE_STORE_FOLD_BREAKS_H

#include "ledger_store.h"

/* Something was agreed with the debtor. */
bool fold_breaks_agreed(const struct fold_breaks *breaks, int64_t debtor_id);
/* The piece is copied. */
void fold_breaks_note(struct fold_breaks *breaks, const struct fold_break *row);

#endif
