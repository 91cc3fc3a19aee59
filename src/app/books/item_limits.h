/* The limitation of every open item of an account, from what is stored: its date, the facts told of
 * the debtor and the payments in the books (claim/item_limit.h). Facts: those of
 * claim/limit_fact.def, and judgment_served. */
#ifndef RELANCE_APP_ITEM_LIMITS_H
#define RELANCE_APP_ITEM_LIMITS_H

#include "claim/item_limit.h"
#include "store/account_walk.h"

struct limits_ground {
    struct db *db;
    const struct law_tables *tables;
    struct day today;
};
/* account: read in full. In the arena; inside the caller's transaction. */
MUST_CHECK bool item_limits_read(const struct limits_ground *ground, struct arena *a,
                                 const struct walked_account *account, struct item_limits *out,
                                 struct err *err);

#endif
