/* An item by hand: an invoice or another debit, a payment, a credit note, a write-off. It counts at
 * once; when the creditor's books of that day come in, they decide (claim/account_fold.h). */
#ifndef RELANCE_APP_ADD_ITEM_H
#define RELANCE_APP_ADD_ITEM_H

#include "app/context.h"
#include "app/file/find_account.h"
#include "base/arena.h"
#include "base/money.h"
#include "claim/ledger.h"

/* A part of a credit set against a debit: which, by number or id, and how much. */
struct item_share {
    struct str item;
    struct str amount; /* as typed; empty: as much as both leave */
};

struct add_item_request {
    struct file_query query;
    enum item_kind kind;
    struct str number, label;
    struct str amount; /* as typed, > 0: the kind decides the side */
    struct day on;     /* of the piece or payment */
    struct day due;    /* DAY_NONE: by the account's terms */
    bool credit;       /* an adjustment, deposit or other kind of either side: in the customer's
                          favour */
    const struct item_share *shares; /* credits only: what they pay */
    size_t share_count;
};

struct added_item {
    int64_t account_number;
    int64_t import_number; /* I-...: what takes it back */
    int64_t item_id;
    struct money amount; /* signed */
};

/* Errors: those of account_find; ERR_BAD_AMOUNT...; ERR_ALREADY_KNOWN (the number stands on an item
 * of the same side); ERR_ITEM_UNKNOWN, ERR_ITEM_AMBIGUOUS (a share); ERR_SHARE_TOO_LARGE. */
MUST_CHECK bool add_item(struct app *app, struct arena *a, const struct add_item_request *request,
                         struct added_item *out, struct err *err);

struct write_off_request {
    struct file_query query;
    const struct str *items; /* by number or id; none: everything open */
    size_t item_count;
    struct str amount; /* of one item, in part; empty: all that is open */
    struct str why;    /* must not be empty */
};
struct written_off {
    int64_t account_number, import_number;
    struct money total;
    size_t items;
};
/* Errors: as above; ERR_NOTHING_OPEN. */
MUST_CHECK bool write_off(struct app *app, struct arena *a, const struct write_off_request *request,
                          struct written_off *out, struct err *err);

#endif
