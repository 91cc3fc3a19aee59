/* Proposing documents to the items their number names; and looking again at what waits once
 * invoices have come in. Nothing here becomes a fact without a person. */
#ifndef RELANCE_APP_PROPOSE_COPIES_H
#define RELANCE_APP_PROPOSE_COPIES_H

#include "copy_items.h"

/* Inside a write transaction. A document beside its items: *added links that were not there. */
MUST_CHECK bool propose_document(struct app *app, const struct document_made *made,
                                 const struct inbox_candidates *items, int64_t *added,
                                 struct err *err);
/* Inside a write transaction. What waited becomes a document of the account of its items, under the
 * number it has, held by the same imports, and is proposed to them. found is sure. The body passes
 * through the arena. */
MUST_CHECK bool propose_waiting(struct app *app, struct arena *a,
                                const struct inbox_document *waiting,
                                const struct copy_found *found, struct err *err);

struct proposed_copies {
    int64_t proposed, doubtful; /* of those that waited without, or with other candidates */
};
/* All that waits of a creditor is compared with his items as they are now, in short transactions;
 * none may be open. Errors: the database's. */
MUST_CHECK bool propose_copies_again(struct app *app, int64_t creditor_id,
                                     struct proposed_copies *out, struct err *err);

#endif
