/* Keeping what the search finds by (sql/schema, search_word) in step with the books.
 *
 * Whoever changes what accounts are found by says so in his own transaction: a few accounts, or the
 * whole creditor. The words themselves are written later, in short transactions, outside the time
 * of an import: by the server as it runs, by `relance index`, and of a few accounts at the end of
 * the command that changed them. Whoever is killed in between leaves the rest to the next. */
#ifndef RELANCE_APP_INDEX_SEARCH_H
#define RELANCE_APP_INDEX_SEARCH_H

#include "app/context.h"
#include "store/account_store.h"

/* An import that names more accounts than these says that all of the creditor's may have changed.
 */
enum { INDEX_TOUCHED_MAX = 2000 };

/* Inside the caller's write transaction. Keys without an account are skipped. */
MUST_CHECK bool index_touch(struct app *app, struct account_keys keys, struct err *err);
/* The same of all accounts of a creditor. */
MUST_CHECK bool index_touch_creditor(struct app *app, int64_t creditor_id, struct err *err);

struct index_request {
    bool few;                        /* only accounts said one by one */
    bool (*go_on)(const void *with); /* asked between two pieces; NULL: to the end */
    const void *with;
};

struct indexed {
    int64_t accounts; /* looked at */
    int64_t changed;  /* of these, whose words were not right */
};

/* No transaction may be open. *out counts from what it holds. */
MUST_CHECK bool index_search(struct app *app, const struct index_request *request,
                             struct indexed *out, struct err *err);

#endif
