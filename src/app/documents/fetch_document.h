/* One document with its bytes, to be looked at or sent again. */
#ifndef RELANCE_APP_FETCH_DOCUMENT_H
#define RELANCE_APP_FETCH_DOCUMENT_H

#include "app/context.h"
#include "base/arena.h"

struct fetch_request {
    int64_t number;       /* of P-... */
    const int64_t *scope; /* creditor ids the user may see; NULL: all */
    size_t scope_count;
};

struct fetched_document {
    struct str file, mime, body;
};

/* Also of what waits or was put aside. A document of the debtor as a whole is seen by who sees one
 * of the debtor's accounts. In the arena. Errors: ERR_UNKNOWN_REF (also out of scope: nothing tells
 * the two apart), ERR_DB_DAMAGED (not the bytes that were stored). */
MUST_CHECK bool fetch_document(struct app *app, struct arena *a,
                               const struct fetch_request *request, struct fetched_document *out,
                               struct err *err);

#endif
