/* Costs of recovery charged to an account. */
#ifndef RELANCE_STORE_COST_STORE_H
#define RELANCE_STORE_COST_STORE_H

#include "account_store.h"
#include "claim/cost.h"

struct stored_cost {
    int64_t id, import_id, import_number;
    bool stands;     /* its import was not taken back */
    int64_t item_id; /* 0: of the account */
    enum cost_kind kind;
    struct day on;
    int64_t amount_minor; /* > 0 */
    struct str why;
};

struct stored_costs {
    struct stored_cost *rows; /* by day */
    size_t count;
};

MUST_CHECK bool cost_add(struct db *db, struct account_key key, const struct stored_cost *cost,
                         struct err *err);
/* In the arena. Errors: ERR_DB_DAMAGED. */
MUST_CHECK bool costs_of_account(struct db *db, struct arena *a, struct account_key key,
                                 struct stored_costs *out, struct err *err);

#endif
