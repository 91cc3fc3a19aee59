/* Which account a person means: by a short reference, a plain number or a ledger number. */
#ifndef RELANCE_APP_FIND_ACCOUNT_H
#define RELANCE_APP_FIND_ACCOUNT_H

#include "app/context.h"
#include "base/arena.h"
#include "store/ledger_store.h"

struct file_query {
    struct str ref; /* C-..., D-... (with one account in sight), a number, or a ledger number */
    struct str creditor;  /* for a ledger number; may be empty */
    const int64_t *scope; /* creditor ids the user may see; NULL: all */
    size_t scope_count;
    struct str
        seen; /* whoever writes saw the file in this state (file_changes.h); empty: as it is */
};

/* Inside the caller's transaction. The account's creditor may still be out of scope when it was
 * named by C-...: whoever reads the account checks account_in_scope. Errors:
 * ERR_UNKNOWN_REF (also out of scope: nothing tells the two apart), ERR_REF_AMBIGUOUS,
 * ERR_BAD_REF. */
MUST_CHECK bool account_find(struct app *app, struct arena *a, const struct file_query *query,
                             struct account_key *key, struct err *err);
/* The debtor behind any of these, whatever accounts he has. Errors: as above but ERR_REF_AMBIGUOUS
 * of a D-... */
MUST_CHECK bool debtor_find(struct app *app, struct arena *a, const struct file_query *query,
                            int64_t *debtor_id, struct err *err);
bool account_in_scope(const struct file_query *query, int64_t creditor_id);

#endif
