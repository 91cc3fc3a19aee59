/* Whose file it is: giving files to an agent, or to nobody. */
#ifndef RELANCE_APP_GIVE_FILES_H
#define RELANCE_APP_GIVE_FILES_H

#include "base/arena.h"
#include "context.h"
#include "find_account.h"

struct give_request {
    const struct str *refs;
    size_t ref_count;
    struct str creditor; /* for ledger numbers; may be empty */
    struct str agent;    /* login */
    bool nobody;         /* instead of an agent */
    struct day from;     /* DAY_NONE: today */
    struct str why;      /* must not be empty */
};

struct given_file {
    struct account_key key;
    int64_t number;   /* C-... */
    struct str agent; /* login; empty: nobody */
    struct day from;
};
struct given_list {
    struct given_file *rows; /* in the order they were named */
    size_t count;
};

/* All of them in one transaction, with an entry in each debtor's journal. In the arena. Errors:
 * those of account_find; ERR_UNKNOWN_USER, ERR_NOT_ALLOWED (he does not work on files, or not on
 * those of this creditor), ERR_OPTION_MISSING (agent, why), ERR_OPTION_CONFLICT (both),
 * ERR_TOO_LONG. */
MUST_CHECK bool give_files(struct app *app, struct arena *a, const struct give_request *request,
                           struct given_list *out, struct err *err);

#endif
