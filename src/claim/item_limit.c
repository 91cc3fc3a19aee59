#include "item_limit.h"

#include "base/sort.h"

static const struct {
    const char *kind;
    enum law_event_kind event;
} facts[] = {
#define LIMIT_FACT(id, kind) {kind, LAW_EVENT_##id},
#include "limit_fact.def"
};

bool limit_fact_parse(struct str kind, enum law_event_kind *event, struct str *piece)
{
    ptrdiff_t colon = str_find(kind, ':');
    struct str word = colon < 0 ? kind : str_slice(kind, 0, (size_t)colon);
    for (size_t i = 0; i < COUNT_OF(facts); i++) {
        if (!str_is(word, facts[i].kind))
            continue;
        *event = facts[i].event;
        *piece = colon < 0 ? (struct str){0} : str_slice(kind, (size_t)colon + 1, kind.n);
        return true;
    }
    return false;
}

/* What was due before a judgment was served on the debtor is what it awards. */
static bool judged(const struct item_limit_case *c)
{
    return day_is(c->judgment_served) && !day_before(c->on, c->judgment_served) &&
           day_before(c->due.day, c->judgment_served);
}

const struct law_limitation_row *item_limit_claim(const struct item_limit_case *c)
{
    bool known = c->debtor == STATEMENT_BUSINESS || c->debtor == STATEMENT_CONSUMER;
    if (!known || c->due.source == DUE_ASSUMED || c->kind == ITEM_OPENING ||
        c->kind == ITEM_OPENING_DIFFERENCE || c->kind == ITEM_TO_DETAIL)
        return NULL;
    if (judged(c))
        return law_limitation_find(c->tables, STR("ENFORCEABLE_TITLE"));
    return law_limitation_find(c->tables, c->debtor == STATEMENT_CONSUMER ? STR("B2C_GENERAL")
                                                                          : STR("B2B_GENERAL"));
}

/* Told events and payments that are certain, as the law wants them. What led to a judgment is over
 * with it. */
static struct law_event *events_of(struct arena *a, const struct item_limit_case *c, size_t *count)
{
    struct law_event *events = ARENA_ARRAY(a, c->told_count + c->payment_count, struct law_event);
    struct day from = judged(c) ? c->judgment_served : DAY_NONE;
    *count = 0;
    for (size_t i = 0; i < c->told_count; i++) {
        if (!day_before(c->told[i].on, from))
            events[(*count)++] = c->told[i];
    }
    for (size_t i = 0; i < c->payment_count; i++) {
        if (c->payments[i].alone && !day_before(c->payments[i].on, from))
            events[(*count)++] = (struct law_event){c->payments[i].on, LAW_EVENT_RECOGNITION};
    }
    return events;
}

static bool was_told(const struct item_limit_case *c, const struct law_event *event)
{
    for (size_t i = 0; i < c->told_count; i++) {
        if (c->told[i].on.n == event->on.n && c->told[i].kind == event->kind)
            return true;
    }
    return false;
}

static void find_since(const struct item_limit_case *c, const struct law_limitation *law,
                       struct item_limit *out)
{
    for (size_t i = 0; i < law->step_count; i++) {
        if (!law_effect_is_none(law->steps[i].effect))
            out->since = &law->steps[i];
    }
    if (out->since != NULL)
        out->by_payment =
            out->since->event.kind == LAW_EVENT_RECOGNITION && !was_told(c, &out->since->event);
}

/* What came in time and after all that counts. */
static void find_doubtful(const struct item_limit_case *c, struct item_limit *out)
{
    struct day from = out->since != NULL ? out->since->event.on : c->due.day;
    for (size_t i = 0; i < c->payment_count; i++) {
        struct day on = c->payments[i].on;
        bool in_time = day_is(out->last_day) && !day_before(out->last_day, on);
        if (!c->payments[i].alone && in_time && day_before(from, on))
            out->doubtful = day_max(out->doubtful, on);
    }
}

bool item_limit_compute(struct arena *a, const struct item_limit_case *c, struct item_limit *out,
                        struct err *err)
{
    struct law_limitation_case request = {.claim = item_limit_claim(c),
                                          .start = judged(c) ? c->judgment_served : c->due.day,
                                          .on = c->on};
    struct law_limitation law;
    *out = (struct item_limit){.claim = request.claim, .last_day = DAY_NONE, .doubtful = DAY_NONE};
    if (request.claim == NULL)
        return true;
    request.events = events_of(a, c, &request.event_count);
    if (!law_limitation_compute(c->tables, &request, a, &law, err))
        return false;
    out->last_day = law.last_day;
    out->status = law.status;
    find_since(c, &law, out);
    find_doubtful(c, out);
    return true;
}

const struct item_limit *item_limit_of(const struct item_limits *limits, int64_t item_id)
{
    size_t at = FIND_ID(limits->rows, limits->count, struct item_limit, item_id, item_id);
    return at < limits->count ? &limits->rows[at] : NULL;
}
