/* What a person says of a document that waits: it is about this item, it is about none. One
 * transaction and one entry in the journal of the debtor (of the creditor while there is no debtor)
 * each. */
#ifndef RELANCE_APP_DECIDE_DOCUMENT_H
#define RELANCE_APP_DECIDE_DOCUMENT_H

#include "app/context.h"
#include "base/arena.h"
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
 * (none, or it is no longer in the books), ERR_DOCUMENT_SETTLED (nothing waits). */
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

struct unconfirmed {
    int64_t number;
    struct str file;
    enum document_waiting state;
    size_t item_count; /* what it may be about */
    enum err_code why; /* ERR_NONE: it was not sure; else why a sure one was refused */
};
struct confirm_report {
    int64_t count;
    struct unconfirmed *left; /* in the order of list_documents */
    size_t left_count;
};
/* Confirms everything that is proposed, CONFIRM_BATCH documents in one transaction: when it fails
 * with an error, those of *count are confirmed all the same. In the arena. Errors: those of
 * list_documents; the database's. */
enum { CONFIRM_BATCH = 100 };
MUST_CHECK bool confirm_sure_documents(struct app *app, struct arena *a,
                                       const struct document_query *query,
                                       struct confirm_report *out, struct err *err);

#endif
