#include "decide_history.h"

#include "app/books/item_limits.h"

/* ---- the end of a limitation ---- */

struct history history_of(const struct decide_ground *ground, const struct run_account *from)
{
    enum gate_person person = gate_person_of(from->account.debtor_kind);
    const struct scenario *rules = decide_rules(ground, from);
    int32_t warned_days = rules != NULL ? rules->limitation_days : 0;
    struct history out = {from->limits, 0, day_add(ground->objects.today, warned_days)};
    if (person == GATE_PERSON_CONSUMER)
        out.months = ground->consumer_months;
    else if (person == GATE_PERSON_COMPANY || person == GATE_PERSON_TRADER)
        out.months = ground->business_months;
    return out;
}

/* The claim is payable on D: its period ends D + n (C. civ. 2224, 2233), or later. */
static struct day plain_last_day(const struct history *h, const struct walked_item *item)
{
    if (h->months == 0 || item->open_minor <= 0 || item->due.source == DUE_ASSUMED ||
        item->kind == ITEM_OPENING || item->kind == ITEM_OPENING_DIFFERENCE ||
        item->kind == ITEM_TO_DETAIL)
        return DAY_NONE;
    return day_add_months(item->due.day, h->months);
}

enum { SHORTEST_MONTH = 28 };

/* The shortest month first: most items need no calendar. */
static bool limit_is_near(const struct history *h, const struct walked_item *item)
{
    if (item->due.day.n + SHORTEST_MONTH * h->months > h->near.n)
        return false;
    struct day plain = plain_last_day(h, item);
    return day_is(plain) && plain.n <= h->near.n;
}

struct day history_last_day(const struct history *h, const struct walked_item *item)
{
    struct day plain = plain_last_day(h, item);
    if (h->limits == NULL || !day_is(plain) || plain.n > h->near.n)
        return plain;
    const struct item_limit *limit = item_limit_of(h->limits, item->id);
    return limit != NULL ? limit->last_day : plain;
}

/* ---- asking ---- */

static bool ask_new_customer(struct arena *a, const struct decide_ground *ground,
                             struct run_account *from, struct err *err)
{
    const struct scenario *rules = decide_rules(ground, from);
    struct day today = ground->objects.today;
    bool soon = false;
    if (rules == NULL || !rules->pre_due.new_customer)
        return true;
    for (size_t i = 0; i < from->account.item_count; i++) {
        const struct walked_item *item = &from->account.items[i];
        int32_t days = item->due.day.n - today.n;
        if (item->open_minor > 0 && days < 0) /* it is late for a courtesy */
            return true;
        soon = soon || (item->open_minor > 0 && days <= rules->pre_due.days_before);
    }
    from->new_asked = soon;
    if (soon && from->looked) {
        from->new_customer = !from->old_customer;
        return true;
    }
    return !soon ||
           run_new_customer(ground->app->db, a, from->account.key, &from->new_customer, err);
}

/* Something is told that may interrupt a limitation, of the account or a piece of it. */
static bool interruption_told(const struct run_account *from)
{
    enum law_event_kind event;
    struct str piece;
    for (size_t i = 0; i < from->fact_count; i++) {
        const struct run_fact *f = &from->facts[i];
        bool of_it = f->account_id == 0 || f->account_id == from->account.key.account_id;
        if (!f->of_the_same && of_it &&
            (str_is(f->kind, "judgment_served") || limit_fact_parse(f->kind, &event, &piece)))
            return true;
    }
    return false;
}

/* Whether anything may have moved the end of an item that is near: only what was told, or a payment
 * that left a rest of it (item_limit.h). */
static bool end_may_have_moved(struct arena *a, const struct decide_ground *ground,
                               const struct run_account *from, bool *out, struct err *err)
{
    struct history h = history_of(ground, from);
    bool near = false;
    bool paid = false;
    for (size_t i = 0; i < from->account.item_count && !paid; i++) {
        const struct walked_item *item = &from->account.items[i];
        bool this_one = limit_is_near(&h, item);
        near = near || this_one;
        paid = this_one && item->open_minor != item->amount_minor;
    }
    *out = (near && interruption_told(from)) || (paid && from->looked && from->any_payment);
    return *out || from->looked || !paid ||
           run_any_payment(ground->app->db, a, from->account.key, out, err);
}

/* Wants the whole account, which is seldom read for it. */
static bool ask_limits(struct arena *a, const struct decide_ground *ground,
                       struct run_account *from, struct err *err)
{
    struct walked_account full = {.key = from->account.key};
    const struct limits_ground limits = {ground->app->db, ground->objects.law,
                                         ground->objects.today};
    bool moved = false;
    if (from->limits != NULL)
        return true;
    if (!end_may_have_moved(a, ground, from, &moved, err))
        return false;
    if (!moved)
        return true;
    struct item_limits *out = ARENA_NEW(a, struct item_limits);
    from->limits = out;
    return account_read(ground->app->db, a, ground->objects.today, &full, err) &&
           item_limits_read(&limits, a, &full, out, err);
}

struct run_likely decide_likely(const struct decide_ground *ground)
{
    struct run_likely out = {DAY_NONE, DAY_NONE, DAY_NONE};
    struct day today = ground->objects.today;
    struct day near = DAY_NONE;
    for (size_t i = 0; i < ground->rules.scenario_count; i++) {
        const struct scenario *s = &ground->rules.scenarios[i];
        struct day soon = day_add(today, s->pre_due.days_before);
        struct day warned = day_add(today, s->limitation_days);
        if (s->pre_due.new_customer)
            out.soon = day_is(out.soon) ? day_max(out.soon, soon) : soon;
        near = day_is(near) ? day_max(near, warned) : warned;
    }
    if (day_is(near)) {
        out.old = day_add(near, -SHORTEST_MONTH * ground->business_months);
        out.old_of_consumers = day_add(near, -SHORTEST_MONTH * ground->consumer_months);
    }
    return out;
}

bool decide_history(struct arena *a, const struct decide_ground *ground, struct run_account *from,
                    struct err *err)
{
    return ask_new_customer(a, ground, from, err) && ask_limits(a, ground, from, err);
}
