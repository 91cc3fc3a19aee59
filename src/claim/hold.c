#include "hold.h"

static const char *const reason_codes[HOLD_REASON_COUNT] = {
#define HOLD(id, code) [HOLD_##id] = code,
#include "hold.def"
};

static const char *const scope_codes[HOLD_SCOPE_COUNT] = {
    [HOLD_OF_DEBTOR] = "debtor",
    [HOLD_OF_ACCOUNT] = "account",
    [HOLD_OF_ITEM] = "item",
    [HOLD_OF_PART] = "part",
};

static const char *const status_codes[HOLD_STATUS_COUNT] = {
    [HOLD_IS_PLANNED] = "planned",
    [HOLD_IS_ACTIVE] = "active",
    [HOLD_IS_OVER] = "over",
    [HOLD_IS_LIFTED] = "lifted",
};

enum hold_status hold_status(const struct hold *h, struct day today)
{
    if (h->lifted)
        return HOLD_IS_LIFTED;
    if (day_before(today, h->from))
        return HOLD_IS_PLANNED;
    return day_before(h->through, today) ? HOLD_IS_OVER : HOLD_IS_ACTIVE;
}

struct day hold_returns(const struct hold *h) { return day_add(h->through, 1); }

const char *hold_reason_code(enum hold_reason reason)
{
    ASSERT(reason < HOLD_REASON_COUNT);
    return reason_codes[reason];
}

bool hold_reason_parse(struct str code, enum hold_reason *out)
{
    *out = (enum hold_reason)str_which(code, reason_codes, HOLD_REASON_COUNT);
    return *out < HOLD_REASON_COUNT;
}

const char *hold_scope_code(enum hold_scope scope)
{
    ASSERT(scope < HOLD_SCOPE_COUNT);
    return scope_codes[scope];
}

bool hold_scope_parse(struct str code, enum hold_scope *out)
{
    *out = (enum hold_scope)str_which(code, scope_codes, HOLD_SCOPE_COUNT);
    return *out < HOLD_SCOPE_COUNT;
}

const char *hold_status_code(enum hold_status status)
{
    ASSERT(status < HOLD_STATUS_COUNT);
    return status_codes[status];
}
