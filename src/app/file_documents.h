/* The documents of one file (dossier): what was sent, what was received, copies of its invoices. */
#ifndef RELANCE_APP_FILE_DOCUMENTS_H
#define RELANCE_APP_FILE_DOCUMENTS_H

#include "base/arena.h"
#include "context.h"
#include "store/account_walk.h"
#include "store/document_store.h"

struct file_document {
    int64_t number; /* P-... */
    enum document_kind kind;
    struct str file;
    struct day made;
    bool as_sent;
    bool proposed;     /* to at least one item, and confirmed for none */
    struct str pieces; /* the numbers of its items, ", " between them; may be empty */
};

struct file_documents {
    struct file_document *rows; /* the newest first */
    size_t count;
};

/* Those of the account and of the debtor as a whole, without those withdrawn. Whether the user may
 * see the account was checked before. In the arena. */
MUST_CHECK bool file_documents(struct app *app, struct arena *a,
                               const struct walked_account *account, struct file_documents *out,
                               struct err *err);

#endif
