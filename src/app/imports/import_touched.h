/* The accounts whose figures an import moves. */
#ifndef RELANCE_APP_IMPORT_TOUCHED_H
#define RELANCE_APP_IMPORT_TOUCHED_H

#include "store/account_store.h"

struct touching {
    int64_t import_id, creditor_id;
    struct str format, mode; /* of its row */
};
/* By debtor and account, each once. */
struct touched {
    struct account_keys told; /* of which it told something */
    struct account_keys all;  /* to be folded again */
};
/* In the arena. */
MUST_CHECK bool touched_find(struct db *db, struct arena *a, const struct touching *import,
                             struct touched *out, struct err *err);

#endif
