/* Folding accounts again after something said of their lines changed: load, claim decides, save. */
#ifndef RELANCE_APP_REFOLD_H
#define RELANCE_APP_REFOLD_H

#include "claim/account_fold.h"
#include "context.h"
#include "store/account_store.h"

struct refold_request {
    struct account_keys keys;      /* sorted, each once */
    int64_t import_id, import_seq; /* the import that makes it necessary */
};

struct refold_result {
    struct fold_changes changes;
    int64_t repeated;           /* opening lines only this import holds, that repeat known lines */
    int64_t letters_unbalanced; /* lettered groups that leave a rest */
    int64_t letters_minor;      /* the sum of these rests, each without its sign */
    int64_t gaps;               /* accounts with an opening difference */
    int64_t gaps_minor;         /* the sum of these differences, each without its sign */
    int64_t told_matched;       /* told items that are an item of the ledger */
    int64_t told_superseded;    /* told items of days the ledger reaches and does not hold */
    int64_t reopened;           /* times a list showed more open than was thought */
};

/* Inside the caller's write transaction. */
MUST_CHECK bool refold_accounts(struct app *app, const struct refold_request *request,
                                struct refold_result *out, struct err *err);
/* Adds what one fold met. */
void refold_count(const struct account_fold *fold, struct refold_result *out);
/* Sorts by debtor and account and drops repetitions. */
void account_keys_sort(struct arena *a, struct account_keys *keys);

#endif
