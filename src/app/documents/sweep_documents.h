/* Taking away what imports of documents that do not count have left: one that was undone, one that
 * was killed half-way. Nobody sees it already; it goes in short transactions, and whoever is killed
 * in between leaves the rest to the next. */
#ifndef RELANCE_APP_SWEEP_DOCUMENTS_H
#define RELANCE_APP_SWEEP_DOCUMENTS_H

#include "app/context.h"

struct swept_documents {
    int64_t removed;   /* gone */
    int64_t withdrawn; /* kept, as a person had confirmed them */
    int64_t held;      /* another import holds them too */
};

/* No transaction may be open. *out counts from what it holds. Errors: ERR_IMPORT_RUNNING (a long
 * import of this creditor is under way); the database's. */
MUST_CHECK bool sweep_documents(struct app *app, int64_t creditor_id, struct swept_documents *out,
                                struct err *err);

#endif
