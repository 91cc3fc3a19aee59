/* An account gets cover: credit insurance, or a factor's agreement for the buyer. */
#ifndef RELANCE_APP_INSURE_ACCOUNT_H
#define RELANCE_APP_INSURE_ACCOUNT_H

#include "object_edit.h"

struct cover_wanted {
    enum cover_kind kind;
    struct str company, policy;
    bool named;
    struct str limit; /* amount */
    int32_t share;    /* hundredths of a percent, 1..10000 */
    struct day from;  /* DAY_NONE: today */
    struct day to;    /* DAY_NONE: until further notice */
    int64_t credit_days, extension_days, declare_days;
    struct str note;
};

/* One transaction. Errors: ERR_OPTION_MISSING (company), ERR_BAD_OPTION_VALUE (days or share out of
 * range, an end before the beginning), ERR_BAD_AMOUNT, ERR_TOO_LONG. */
MUST_CHECK bool insure_account(struct object_request *request, const struct cover_wanted *wanted,
                               struct object_made *out, struct err *err);

#endif
