/* A statement kept as sent: the PDF as it left, whatever is learnt later. */
#ifndef RELANCE_APP_KEEP_STATEMENT_H
#define RELANCE_APP_KEEP_STATEMENT_H

#include "app/context.h"
#include "app/file/find_account.h"
#include "base/arena.h"
#include "gen/messages.h"

struct keep_request {
    struct file_query query;
    enum lang lang; /* of the document */
};

struct kept_statement {
    int64_t document_id, number; /* of P-... */
    struct str pdf;              /* as stored, in the arena */
};

/* Makes the statement to the debtor on app->today, stores it as a document of the account that left
 * the house, linked to nothing but the account, and notes it in the journal; one transaction.
 * Errors: those of show_statement, statement_paper_write and document_add. */
MUST_CHECK bool keep_statement(struct app *app, struct arena *a, const struct keep_request *request,
                               struct kept_statement *out, struct err *err);

#endif
