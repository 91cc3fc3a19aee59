/* A hold (suspension): somebody decided that something is not chased until a day, and said why.
 * It always ends: what was held returns by itself the day after. */
#ifndef RELANCE_CLAIM_HOLD_H
#define RELANCE_CLAIM_HOLD_H

#include "base/day.h"
#include "base/str.h"

/* Closed list (docs/codes.md). */
enum hold_reason {
#define HOLD(id, code) HOLD_##id,
#include "hold.def"
    HOLD_REASON_COUNT
};

/* Closed list (docs/codes.md). */
enum hold_scope {
    HOLD_OF_DEBTOR, /* every account of the person */
    HOLD_OF_ACCOUNT,
    HOLD_OF_ITEM,
    HOLD_OF_PART, /* an amount of one item */
    HOLD_SCOPE_COUNT
};

/* Closed list (docs/codes.md). */
enum hold_status {
    HOLD_IS_PLANNED, /* begins later */
    HOLD_IS_ACTIVE,
    HOLD_IS_OVER, /* its end has passed */
    HOLD_IS_LIFTED,
    HOLD_STATUS_COUNT
};

struct hold {
    enum hold_scope scope;
    enum hold_reason reason;
    int64_t item_id;          /* of HOLD_OF_ITEM and HOLD_OF_PART */
    int64_t minor;            /* of HOLD_OF_PART */
    struct day from, through; /* both inclusive */
    bool lifted;              /* ended before its time */
};

enum hold_status hold_status(const struct hold *h, struct day today);
struct day hold_returns(const struct hold *h); /* the first day it no longer binds by itself */

const char *hold_reason_code(enum hold_reason reason);
MUST_CHECK bool hold_reason_parse(struct str code, enum hold_reason *out);
const char *hold_scope_code(enum hold_scope scope);
MUST_CHECK bool hold_scope_parse(struct str code, enum hold_scope *out);
const char *hold_status_code(enum hold_status status);

#endif
