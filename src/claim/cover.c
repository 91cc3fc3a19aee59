#include "cover.h"

#include "base/money.h"

static const char *const kind_codes[COVER_KIND_COUNT] = {"insurer", "factor"};
static const char *const status_codes[COVER_STATUS_COUNT] = {
    [COVER_IS_PLANNED] = "planned",
    [COVER_IS_ACTIVE] = "active",
    [COVER_IS_OVER] = "over",
    [COVER_IS_ENDED] = "ended",
};
static const char *const alarm_codes[COVER_ALARM_COUNT] = {
    [COVER_ALARM_NONE] = "none",
    [COVER_ALARM_SOON] = "soon",
    [COVER_ALARM_URGENT] = "urgent",
    [COVER_ALARM_MISSED] = "missed",
};

enum cover_status cover_status(const struct cover *c, struct day today)
{
    if (c->ended)
        return COVER_IS_ENDED;
    if (day_before(today, c->from))
        return COVER_IS_PLANNED;
    return day_is(c->to) && day_before(c->to, today) ? COVER_IS_OVER : COVER_IS_ACTIVE;
}

int64_t cover_insured(const struct cover *c, int64_t open_minor)
{
    int64_t base = open_minor < c->limit_minor ? open_minor : c->limit_minor;
    return base <= 0 ? 0 : scale_round(base, c->share, COVER_SHARE_WHOLE, ROUND_DOWN);
}

bool cover_allows(const struct cover *c, struct day issued, struct day due, struct day new_due)
{
    if (day_before(day_add(due, c->extension_days), new_due))
        return false;
    return c->credit_days == 0 ||
           new_due.n <= day_max(day_add(issued, c->credit_days), due).n + c->extension_days;
}

struct cover_clock cover_clock(const struct cover *c, struct day due, struct day today)
{
    struct cover_clock clock = {DAY_NONE, COVER_ALARM_NONE};
    if (c->declare_days == 0)
        return clock;
    clock.declare_by = day_add(due, c->declare_days);
    int32_t left = clock.declare_by.n - today.n;
    if (left < 0)
        clock.alarm = COVER_ALARM_MISSED;
    else if (left <= COVER_URGENT_DAYS)
        clock.alarm = COVER_ALARM_URGENT;
    else if (left <= COVER_SOON_DAYS)
        clock.alarm = COVER_ALARM_SOON;
    return clock;
}

const char *cover_kind_code(enum cover_kind kind)
{
    ASSERT(kind < COVER_KIND_COUNT);
    return kind_codes[kind];
}

bool cover_kind_parse(struct str code, enum cover_kind *out)
{
    *out = (enum cover_kind)str_which(code, kind_codes, COVER_KIND_COUNT);
    return *out < COVER_KIND_COUNT;
}

const char *cover_status_code(enum cover_status status)
{
    ASSERT(status < COVER_STATUS_COUNT);
    return status_codes[status];
}

const char *cover_alarm_code(enum cover_alarm alarm)
{
    ASSERT(alarm < COVER_ALARM_COUNT);
    return alarm_codes[alarm];
}
