/* What was agreed on one account, or on every account a person may see. Reads only. */
#ifndef RELANCE_APP_LIST_OBJECTS_H
#define RELANCE_APP_LIST_OBJECTS_H

#include "app/file/file_objects.h"
#include "app/file/find_account.h"

/* An account with its objects; lives until the visitor returns. */
struct objects_view {
    const struct walked_account *account;
    struct str creditor_code;
    struct str creditor_name;
    const struct file_objects *objects;
    struct object_events events; /* only when one account was asked for */
};

struct objects_visitor {
    void (*visit)(void *with, const struct objects_view *view);
    void *with;
};

/* query->ref empty: every account in scope (and of query->creditor, if given) that has objects, in
 * the order of the database; one account is visited even without. Errors: those of account_find,
 * ERR_UNKNOWN_CREDITOR. */
MUST_CHECK bool list_objects(struct app *app, struct arena *a, const struct file_query *query,
                             const struct objects_visitor *visitor, struct err *err);

#endif
