#include "cost.h"

static const struct {
    const char *code, *article;
} kinds[] = {
#define COST_KIND(id, code, article) [COST_##id] = {code, article},
#include "cost.def"
};

const char *cost_kind_code(enum cost_kind kind)
{
    ASSERT(kind < COST_KIND_COUNT);
    return kinds[kind].code;
}

bool cost_kind_parse(struct str code, enum cost_kind *out)
{
    for (int i = 0; i < COST_KIND_COUNT; i++) {
        *out = (enum cost_kind)i;
        if (str_is(code, kinds[i].code))
            return true;
    }
    return false;
}

const char *cost_kind_article(enum cost_kind kind)
{
    ASSERT(kind < COST_KIND_COUNT);
    return kinds[kind].article;
}

static bool has_title(const struct cost_case *c)
{
    return day_is(c->judgment_served) && !day_before(c->on, c->judgment_served);
}

/* Its payment was forbidden on the day it fell due. */
static bool fell_due_after(const struct cost_case *c)
{
    return day_is(c->insolvency) && !day_before(c->due.day, c->insolvency);
}

/* Of public buyers the text gives the flat indemnity alone. */
static enum cost_answer ask_complement(const struct cost_case *c)
{
    if (c->debtor != STATEMENT_BUSINESS)
        return COST_FORBIDDEN;
    bool late = c->due.source != DUE_ASSUMED && day_before(c->due.day, c->on);
    return late && !fell_due_after(c) ? COST_MAY : COST_NOT_LATE;
}

enum cost_answer cost_ask(const struct cost_case *c)
{
    if (c->kind == COST_COMPLEMENT)
        return ask_complement(c);
    return c->kind == COST_LEGAL_ACT || has_title(c) ? COST_MAY : COST_FORBIDDEN;
}
