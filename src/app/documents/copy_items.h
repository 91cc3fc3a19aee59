/* The items of a creditor that may have a copy, and the looking for their numbers: one way for
 * documents that come in and for those that wait while invoices come in. */
#ifndef RELANCE_APP_COPY_ITEMS_H
#define RELANCE_APP_COPY_ITEMS_H

#include "app/context.h"
#include "base/arena.h"
#include "claim/copy_match.h"
#include "store/inbox_store.h"

struct copy_items;

/* Inside the caller's transaction; creditor_id 0: there are none. In the arena. */
MUST_CHECK bool copy_items_read(struct app *app, struct arena *a, int64_t creditor_id,
                                struct copy_items **out, struct err *err);

struct copy_found {
    enum copy_verdict verdict;
    enum document_kind kind;
    struct inbox_candidates items; /* what it may be about, the likeliest first */
};
/* What is looked at. */
struct copy_names {
    struct str file; /* its name, without folders */
    struct str text; /* may be empty */
};
/* The candidates lie in the arena. */
void copy_items_match(const struct copy_items *all, struct arena *a, const struct copy_names *names,
                      struct copy_found *out);

#endif
