/* A cost of recovery charged to a debtor, by hand, where the law lets the creditor claim it
 * (claim/cost.h). It stands in the claim view beside principal, interest and indemnity; letters do
 * not ask for it, it is claimed with its papers. Taking the import back reverses it. */
#ifndef RELANCE_APP_ADD_COST_H
#define RELANCE_APP_ADD_COST_H

#include "app/context.h"
#include "app/file/find_account.h"
#include "base/arena.h"
#include "base/money.h"
#include "claim/cost.h"

struct add_cost_request {
    struct file_query query;
    struct str kind;   /* cost_kind_code */
    struct str amount; /* as typed, > 0; of a complement: what exceeds the flat indemnity */
    struct str item;   /* the invoice, by number or id; of a complement it must not be empty */
    struct str why;    /* the act and the paper that justifies it; must not be empty */
    struct day on;
};

struct added_cost {
    int64_t account_number, import_number, id;
    enum cost_kind kind;
    struct money amount;
};

/* Errors: those of account_find; ERR_BAD_OPTION_VALUE (kind), ERR_BAD_AMOUNT, ERR_OPTION_MISSING,
 * ERR_DATE_FUTURE, ERR_ITEM_UNKNOWN, ERR_ITEM_AMBIGUOUS, ERR_ALREADY_KNOWN, ERR_COST_FORBIDDEN,
 * ERR_COST_NOT_LATE. */
MUST_CHECK bool add_cost(struct app *app, struct arena *a, const struct add_cost_request *request,
                         struct added_cost *out, struct err *err);

#endif
