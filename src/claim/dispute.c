#include "dispute.h"

static const char *const reason_codes[DISPUTE_REASON_COUNT] = {
#define DISPUTE(id, code, answer_days) [DISPUTE_##id] = code,
#include "dispute.def"
};

static const int32_t answer_days_of[DISPUTE_REASON_COUNT] = {
#define DISPUTE(id, code, answer_days) [DISPUTE_##id] = answer_days,
#include "dispute.def"
};

static const char *const status_codes[DISPUTE_STATUS_COUNT] = {
    [DISPUTE_IS_OPEN] = "open",       [DISPUTE_IS_ANSWERED] = "answered",
    [DISPUTE_IS_FOUNDED] = "founded", [DISPUTE_IS_UNFOUNDED] = "unfounded",
    [DISPUTE_IS_PARTLY] = "partly",   [DISPUTE_IS_WITHDRAWN] = "withdrawn",
};

const char *dispute_reason_code(enum dispute_reason reason)
{
    ASSERT(reason < DISPUTE_REASON_COUNT);
    return reason_codes[reason];
}

bool dispute_reason_parse(struct str code, enum dispute_reason *out)
{
    *out = (enum dispute_reason)str_which(code, reason_codes, DISPUTE_REASON_COUNT);
    return *out < DISPUTE_REASON_COUNT;
}

int32_t dispute_answer_days(enum dispute_reason reason)
{
    ASSERT(reason < DISPUTE_REASON_COUNT);
    return answer_days_of[reason];
}

const char *dispute_status_code(enum dispute_status status)
{
    ASSERT(status < DISPUTE_STATUS_COUNT);
    return status_codes[status];
}

bool dispute_status_parse(struct str code, enum dispute_status *out)
{
    *out = (enum dispute_status)str_which(code, status_codes, DISPUTE_STATUS_COUNT);
    return *out < DISPUTE_STATUS_COUNT;
}

int64_t dispute_minor(const struct dispute *d)
{
    int64_t sum = 0;
    for (size_t i = 0; i < d->item_count; i++)
        sum += d->items[i].disputed_minor;
    return sum;
}

bool dispute_pending(enum dispute_status status)
{
    return status == DISPUTE_IS_OPEN || status == DISPUTE_IS_ANSWERED;
}

bool dispute_with_agent(const struct dispute *d, struct day today)
{
    return d->status == DISPUTE_IS_ANSWERED ||
           (d->status == DISPUTE_IS_OPEN && day_before(d->deadline, today));
}

/* What was accepted goes to the items in their order. */
static int64_t accepted_of(const struct dispute *d, size_t i)
{
    int64_t left = d->accepted_minor;
    for (size_t k = 0; k < i; k++)
        left -= d->items[k].disputed_minor;
    if (left <= 0)
        return 0;
    return left < d->items[i].disputed_minor ? left : d->items[i].disputed_minor;
}

int64_t dispute_withheld(const struct dispute *d, size_t i, int64_t credited_minor)
{
    int64_t withheld = 0;
    if (dispute_pending(d->status) || d->status == DISPUTE_IS_FOUNDED)
        withheld = d->items[i].disputed_minor;
    else if (d->status == DISPUTE_IS_PARTLY)
        withheld = accepted_of(d, i);
    int64_t since = credited_minor - d->items[i].credited_before_minor;
    withheld -= since > 0 ? since : 0;
    return withheld > 0 ? withheld : 0;
}

bool dispute_may_become(enum dispute_status from, enum dispute_status to)
{
    if (to == DISPUTE_IS_OPEN || !dispute_pending(from))
        return false;
    return to != DISPUTE_IS_ANSWERED || from == DISPUTE_IS_OPEN;
}
