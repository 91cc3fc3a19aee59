/* What a person says of a document that waits: it is about this item, it is about none. One
 * transaction and one entry in the journal of the debtor (of the creditor while there is no debtor)
 * each. */
#ifndef RELANCE_APP_DECIDE_DOCUMENT_H
#define RELANCE_APP_DECIDE_DOCUMENT_H

#include "base/arena.h"
#include "context.h"
#include "list_documents.h"

struct document_request {
    int64_t number;       /* of P-... */
    const int64_t *scope; /* creditor ids the user may see; NULL: all */
    size_t scope_count;
    struct str ref;  /* attach: the account, as account_find takes it */
    struct str item; /* attach: the item, as account_item_find takes it */
};

/* It is about the items it is proposed to; a doubtful one, about its only candidate. Errors:
 * ERR_UNKNOWN_REF (also out of scope), ERR_ITEM_AMBIGUOUS (several candidates), ERR_ITEM_UNKNOWN
 * (none), ERR_DOCUMENT_SETTLED (nothing waits). */
MUST_CHECK bool confirm_document(struct app *app, struct arena *a,
                                 const struct document_request *request, struct err *err);
/* It is about none of them: kept aside with its number, so that the same file is not proposed
 * again; it can still be attached. Errors: ERR_UNKNOWN_REF, ERR_DOCUMENT_SETTLED (refused already,
 * or it left the house as it is). */
MUST_CHECK bool refuse_document(struct app *app, struct arena *a,
                                const struct document_request *request, struct err *err);
/* It is about this item, whatever was proposed. Errors: those of account_find and
 * account_item_find; ERR_UNKNOWN_REF; ERR_DOCUMENT_SETTLED (confirmed for another account). */
MUST_CHECK bool attach_document(struct app *app, struct arena *a,
                                const struct document_request *request, struct err *err);
/* Confirms everything that is proposed; *count documents. */
MUST_CHECK bool confirm_sure_documents(struct app *app, struct arena *a,
                                       const struct document_query *query, int64_t *count,
                                       struct err *err);

#endif
