/* Private to account_fold.c: which told item is which item of the ledger, or of a list. */
#ifndef RELANCE_CLAIM_TOLD_MATCH_H
#define RELANCE_CLAIM_TOLD_MATCH_H

#include "told.h"

/* The same letters and digits; case, blanks and punctuation between them do not count. Two numbers
 * without any letter or digit are not the same. */
bool piece_same(struct str a, struct str b);

struct told_partner {
    bool of_item; /* an item of the ledger, else another told item */
    size_t index; /* SIZE_MAX: none */
};

struct told_match_sides {
    const struct item *items; /* of the ledger */
    size_t item_count;
    const struct told_item *told;
    size_t told_count;
    const bool *after_ledger; /* per told item: known after the ledgers end */
};
/* One partner per told item (out has told_count places). Lists are matched to the ledger by number
 * and amount (the same one first), what is told by hand to the ledger and then to those of the
 * lists' items that count, payments also without a number within TOLD_PAYMENT_DAYS. Nobody is the
 * partner of two of the same origin. */
void told_match(struct arena *a, const struct told_match_sides *sides, struct told_partner *out);

#endif
