/* Which item of an account a person means. */
#ifndef RELANCE_APP_ACCOUNT_ITEMS_H
#define RELANCE_APP_ACCOUNT_ITEMS_H

#include "base/arena.h"
#include "store/account_walk.h"

/* By id, or by number: the letters and digits of its piece. Of several with the number the only
 * one that is open on that side (side 1 debit, -1 credit, 0 either) is meant. Errors:
 * ERR_ITEM_UNKNOWN, ERR_ITEM_AMBIGUOUS (the value names the ids). */
MUST_CHECK bool account_item_find(const struct walked_account *account, struct str what, int side,
                                  const struct walked_item **out, struct err *err);

#endif
