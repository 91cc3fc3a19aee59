/* The documents of one file (dossier): what was sent, what was received, copies of its invoices. */
#ifndef RELANCE_APP_FILE_DOCUMENTS_H
#define RELANCE_APP_FILE_DOCUMENTS_H

#include "app/context.h"
#include "app/file/find_account.h"
#include "base/arena.h"
#include "store/account_walk.h"
#include "store/document_store.h"

struct file_document_item {
    int64_t item_id;
    struct str piece;         /* empty when the item no longer stands */
    enum document_link state; /* never LINK_REFUSED */
    enum document_how how;
};

struct file_document {
    int64_t number; /* P-... */
    enum document_kind kind;
    struct str file;
    int64_t bytes;
    struct day made;
    bool as_sent;
    bool proposed; /* to at least one item, and confirmed for none */
    struct file_document_item *items;
    size_t item_count;
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
struct found_documents {
    struct walked_account account;
    struct file_documents documents;
};
/* The same of the account that the query means. Errors: those of account_find. */
MUST_CHECK bool find_file_documents(struct app *app, struct arena *a,
                                    const struct file_query *query, struct found_documents *out,
                                    struct err *err);

#endif
