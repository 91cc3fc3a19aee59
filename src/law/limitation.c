#include "limitation.h"

#include "base/sort.h"

/* The period while the events are taken one by one. */
struct run {
    const struct law_tables *tables;
    const struct law_limitation_case *request;
    int32_t months;
    struct day ceiling;       /* DAY_NONE: none */
    struct day last;          /* as if nothing were open from now on */
    struct day stopped_since; /* start of the open suspension, or DAY_NONE */
    bool proceedings, mediation, expertise;
};

static const char *const event_codes[LAW_EVENT_COUNT] = {
    [LAW_EVENT_RECOGNITION] = "recognition",
    [LAW_EVENT_RECOGNITION_ALLEGED] = "recognition-alleged",
    [LAW_EVENT_SUMMONS] = "summons",
    [LAW_EVENT_PROCEEDINGS_END] = "proceedings-end",
    [LAW_EVENT_MEDIATION_START] = "mediation-start",
    [LAW_EVENT_MEDIATION_END] = "mediation-end",
    [LAW_EVENT_EXPERTISE_START] = "expertise-start",
    [LAW_EVENT_EXPERTISE_END] = "expertise-end",
    [LAW_EVENT_ENFORCEMENT] = "enforcement",
    [LAW_EVENT_FORMAL_NOTICE] = "formal-notice",
    [LAW_EVENT_DEMAND] = "demand",
};

static const char *const effect_codes[LAW_EFFECT_COUNT] = {
    [LAW_EFFECT_NEW_PERIOD] = "new_period",
    [LAW_EFFECT_STOPPED] = "stopped",
    [LAW_EFFECT_RESUMED] = "resumed",
    [LAW_EFFECT_NONE_ALLEGED] = "recognition_only_alleged",
    [LAW_EFFECT_NONE_LETTER] = "letter_does_not_interrupt",
    [LAW_EFFECT_NONE_DEMAND] = "demand_does_not_interrupt",
    [LAW_EFFECT_NONE_FORECLOSURE] = "foreclosure_not_moved",
    [LAW_EFFECT_NONE_EXPIRED] = "event_after_expiry",
    [LAW_EFFECT_NONE_FUTURE] = "event_in_future",
    [LAW_EFFECT_NONE_UNPAIRED] = "event_unpaired",
    [LAW_EFFECT_NONE_PENDING] = "proceedings_pending",
};

static const char *const status_codes[] = {"running", "suspended", "interrupted", "expired"};

bool law_event_parse(struct str code, enum law_event_kind *out)
{
    for (int i = 0; i < LAW_EVENT_COUNT; i++) {
        if (str_is_nocase(code, event_codes[i])) {
            *out = (enum law_event_kind)i;
            return true;
        }
    }
    return false;
}

const char *law_event_code(enum law_event_kind kind)
{
    ASSERT(kind < LAW_EVENT_COUNT);
    return event_codes[kind];
}

const char *law_limitation_status_code(enum law_limitation_status status)
{
    ASSERT((size_t)status < COUNT_OF(status_codes));
    return status_codes[status];
}

const char *law_effect_code(enum law_effect effect)
{
    ASSERT(effect < LAW_EFFECT_COUNT);
    return effect_codes[effect];
}

bool law_effect_is_none(enum law_effect effect) { return effect > LAW_EFFECT_RESUMED; }

static bool has(const struct run *r, unsigned flag)
{
    return (r->request->claim->flags & flag) != 0;
}

/* The last day of a full period that begins on a day. */
static struct day full_period(const struct run *r, struct day from)
{
    if (has(r, LIMITATION_YEAR_END)) {
        ASSERT(r->months % 12 == 0);
        return day_ymd(day_to(from).year + r->months / 12, 12, 31);
    }
    return day_add_months(from, r->months);
}

static struct day capped(const struct run *r, struct day last)
{
    return day_is(r->ceiling) ? day_min(last, r->ceiling) : last;
}

static bool stopped(const struct run *r) { return r->proceedings || day_is(r->stopped_since); }

/* Already over on a day: by the period itself, or while it is stopped by the ceiling. */
static bool expired_on(const struct run *r, struct day day)
{
    if (r->proceedings) {
        return false;
    }
    if (day_is(r->stopped_since)) {
        return day_is(r->ceiling) && day.n > r->ceiling.n;
    }
    return day.n > capped(r, r->last).n;
}

/* Never earlier than before: two years may be 730 or 731 days. */
static enum law_effect new_period(struct run *r, struct day on)
{
    struct day before = r->last;
    if (day_is(r->stopped_since)) {
        before = day_add(before, on.n - r->stopped_since.n);
        r->stopped_since = on; /* the new period has not run a day yet */
    }
    r->last = day_max(before, full_period(r, on));
    return LAW_EFFECT_NEW_PERIOD;
}

static enum law_effect suspend(struct run *r, bool *open, struct day on)
{
    if (has(r, LIMITATION_FORECLOSURE)) {
        return LAW_EFFECT_NONE_FORECLOSURE;
    }
    if (*open) {
        return LAW_EFFECT_NONE_UNPAIRED;
    }
    *open = true;
    if (!day_is(r->stopped_since)) {
        r->stopped_since = on;
    }
    return LAW_EFFECT_STOPPED;
}

/* What was left when the period stopped runs again, for at least the months of the article. */
static enum law_effect resume(struct run *r, bool *open, struct law_event event, enum law_rule rule)
{
    if (has(r, LIMITATION_FORECLOSURE)) {
        return LAW_EFFECT_NONE_FORECLOSURE;
    }
    if (!*open) {
        return LAW_EFFECT_NONE_UNPAIRED;
    }
    *open = false;
    if (!r->mediation && !r->expertise) {
        int32_t months = (int32_t)law_rule_newest(r->tables, rule)->value;
        struct day rest = day_add(r->last, event.on.n - r->stopped_since.n);
        r->last = day_max(rest, day_add_months(event.on, months));
        r->stopped_since = DAY_NONE;
    }
    return LAW_EFFECT_RESUMED;
}

static enum law_effect proceedings(struct run *r, struct law_event event)
{
    if (event.kind == LAW_EVENT_SUMMONS) {
        if (r->proceedings) {
            return LAW_EFFECT_NONE_PENDING;
        }
        r->proceedings = true;
        r->ceiling = DAY_NONE; /* C. civ. 2232 al. 2: not for 2241 al. 1 nor 2244 */
        return LAW_EFFECT_STOPPED;
    }
    if (!r->proceedings) {
        return LAW_EFFECT_NONE_UNPAIRED;
    }
    r->proceedings = false;
    return new_period(r, event.on);
}

/* Letters and demands interrupt only where a text says so. */
static enum law_effect letter(struct run *r, struct law_event event)
{
    if (event.kind == LAW_EVENT_FORMAL_NOTICE) {
        return has(r, LIMITATION_LETTER) ? new_period(r, event.on) : LAW_EFFECT_NONE_LETTER;
    }
    return has(r, LIMITATION_DEMAND) ? new_period(r, event.on) : LAW_EFFECT_NONE_DEMAND;
}

static enum law_effect apply(struct run *r, struct law_event event)
{
    bool ends = event.kind == LAW_EVENT_MEDIATION_END || event.kind == LAW_EVENT_EXPERTISE_END ||
                event.kind == LAW_EVENT_MEDIATION_START || event.kind == LAW_EVENT_EXPERTISE_START;
    if (r->proceedings && !ends && event.kind != LAW_EVENT_PROCEEDINGS_END &&
        event.kind != LAW_EVENT_SUMMONS && event.kind != LAW_EVENT_RECOGNITION_ALLEGED) {
        return LAW_EFFECT_NONE_PENDING;
    }
    switch (event.kind) {
    case LAW_EVENT_RECOGNITION:
        return has(r, LIMITATION_FORECLOSURE) ? LAW_EFFECT_NONE_FORECLOSURE
                                              : new_period(r, event.on);
    case LAW_EVENT_RECOGNITION_ALLEGED:
        return LAW_EFFECT_NONE_ALLEGED;
    case LAW_EVENT_SUMMONS:
    case LAW_EVENT_PROCEEDINGS_END:
        return proceedings(r, event);
    case LAW_EVENT_MEDIATION_START:
        return suspend(r, &r->mediation, event.on);
    case LAW_EVENT_MEDIATION_END:
        return resume(r, &r->mediation, event, LAW_RULE_MEDIATION_MONTHS);
    case LAW_EVENT_EXPERTISE_START:
        return suspend(r, &r->expertise, event.on);
    case LAW_EVENT_EXPERTISE_END:
        return resume(r, &r->expertise, event, LAW_RULE_EXPERTISE_MONTHS);
    case LAW_EVENT_ENFORCEMENT:
        r->ceiling = DAY_NONE;
        return new_period(r, event.on);
    case LAW_EVENT_FORMAL_NOTICE:
    case LAW_EVENT_DEMAND:
        return letter(r, event);
    case LAW_EVENT_COUNT:
        break;
    }
    BUG("unknown event");
}

static const enum law_rule event_rules[LAW_EVENT_COUNT] = {
    [LAW_EVENT_RECOGNITION] = LAW_RULE_RECOGNITION,
    [LAW_EVENT_RECOGNITION_ALLEGED] = LAW_RULE_RECOGNITION_OWN_ACT,
    [LAW_EVENT_SUMMONS] = LAW_RULE_SUMMONS,
    [LAW_EVENT_PROCEEDINGS_END] = LAW_RULE_PROCEEDINGS_END,
    [LAW_EVENT_MEDIATION_START] = LAW_RULE_MEDIATION_MONTHS,
    [LAW_EVENT_MEDIATION_END] = LAW_RULE_MEDIATION_MONTHS,
    [LAW_EVENT_EXPERTISE_START] = LAW_RULE_EXPERTISE_MONTHS,
    [LAW_EVENT_EXPERTISE_END] = LAW_RULE_EXPERTISE_MONTHS,
    [LAW_EVENT_ENFORCEMENT] = LAW_RULE_ENFORCEMENT,
    [LAW_EVENT_FORMAL_NOTICE] = LAW_RULE_LETTER_NO_EFFECT,
    [LAW_EVENT_DEMAND] = LAW_RULE_LETTER_NO_EFFECT,
};

/* The article behind what an event did. */
static const struct law_rule_row *step_rule(const struct run *r, struct law_event event,
                                            enum law_effect effect)
{
    enum law_rule rule = event_rules[event.kind];
    if (effect == LAW_EFFECT_NONE_FORECLOSURE) {
        rule = LAW_RULE_FORECLOSURE;
    } else if (event.kind == LAW_EVENT_FORMAL_NOTICE && has(r, LIMITATION_LETTER)) {
        rule = LAW_RULE_INSURANCE_LETTER;
    } else if (event.kind == LAW_EVENT_DEMAND && has(r, LIMITATION_DEMAND)) {
        rule = LAW_RULE_TELECOM_CLAIM;
    } else if (event.kind == LAW_EVENT_DEMAND && has(r, LIMITATION_YEAR_END)) {
        rule = LAW_RULE_PUBLIC_DEBT_CLAIM;
    } else if (effect == LAW_EFFECT_NONE_EXPIRED) {
        rule = LAW_RULE_PAID_AFTER;
    }
    return law_rule_newest(r->tables, rule);
}

static struct law_step step(struct run *r, struct law_event event)
{
    struct law_event taken = event;
    enum law_effect effect;
    /* Before the start nothing has run: the event counts from there. */
    taken.on = day_max(event.on, r->request->start);
    if (event.on.n > r->request->on.n) {
        effect = LAW_EFFECT_NONE_FUTURE;
    } else if (expired_on(r, taken.on)) {
        effect = LAW_EFFECT_NONE_EXPIRED;
    } else {
        effect = apply(r, taken);
    }
    return (struct law_step){
        .event = event,
        .effect = effect,
        .last_day = stopped(r) ? DAY_NONE : capped(r, r->last),
        .rule = step_rule(r, event, effect),
    };
}

static int event_order(const void *a, const void *b, const void *with)
{
    const struct law_event *x = a;
    const struct law_event *y = b;
    (void)with;
    return (x->on.n > y->on.n) - (x->on.n < y->on.n);
}

static bool months_choose(const struct law_tables *t, const struct law_limitation_case *c,
                          int32_t *months, struct err *err)
{
    if ((c->claim->flags & LIMITATION_NO_CLAIM) != 0) {
        return err_set_field(err, ERR_UNKNOWN_CLAIM, "claim", str_of(c->claim->code));
    }
    *months = c->claim->months;
    if (c->agreed_months == 0) {
        return true;
    }
    const struct law_limitation_row *least = law_limitation_find(t, STR("MIN_CONTRACT"));
    const struct law_limitation_row *most = law_limitation_find(t, STR("MAX_CONTRACT"));
    ASSERT(least != NULL);
    ASSERT(most != NULL);
    if ((c->claim->flags & LIMITATION_NO_AGREEMENT) != 0 || c->agreed_months < least->months ||
        c->agreed_months > most->months) {
        return err_set_field(err, ERR_IMPOSSIBLE_VALUE, "agreed-period", str_of(c->claim->code));
    }
    *months = c->agreed_months;
    return true;
}

/* What stands on the day `on`, after all events. */
static void conclude(const struct run *r, struct day on, struct law_limitation *out)
{
    struct day last = capped(r, r->last);
    out->ceiling = r->ceiling;
    out->last_day = DAY_NONE;
    out->act_before = DAY_NONE;
    if (expired_on(r, on)) {
        out->status = LAW_LIMITATION_EXPIRED;
        out->last_day = day_is(r->stopped_since) ? r->ceiling : last;
    } else if (r->proceedings) {
        out->status = LAW_LIMITATION_INTERRUPTED;
    } else if (day_is(r->stopped_since)) {
        out->status = LAW_LIMITATION_SUSPENDED;
    } else {
        out->status = LAW_LIMITATION_RUNNING;
        out->last_day = last;
    }
    if (day_is(out->last_day)) {
        out->act_before = day_add(out->last_day, -1);
        out->ceiling_reached = day_is(r->ceiling) && out->last_day.n == r->ceiling.n;
    }
}

bool law_limitation_compute(const struct law_tables *t, const struct law_limitation_case *c,
                            struct arena *arena, struct law_limitation *out, struct err *err)
{
    const struct law_limitation_row *stop = law_limitation_find(t, STR("LONG_STOP"));
    const struct law_rule_row *reform = law_rule_newest(t, LAW_RULE_REFORM_2008);
    struct run r = {.tables = t, .request = c, .ceiling = DAY_NONE, .stopped_since = DAY_NONE};
    ASSERT(stop != NULL);
    *out = (struct law_limitation){0};
    if (!months_choose(t, c, &r.months, err)) {
        return false;
    }
    if (!has(&r, LIMITATION_NO_CEILING)) {
        r.ceiling = day_add_months(c->start, stop->months);
    }
    r.last = full_period(&r, c->start);
    struct law_event *events = ARENA_ARRAY(arena, c->event_count, struct law_event);
    struct law_step *steps = ARENA_ARRAY(arena, c->event_count, struct law_step);
    if (c->event_count > 0) {
        memcpy(events, c->events, c->event_count * sizeof(*events));
    }
    SORT(arena, events, c->event_count, event_order, NULL);
    for (size_t i = 0; i < c->event_count; i++) {
        steps[i] = step(&r, events[i]);
    }
    conclude(&r, c->on, out);
    out->steps = steps;
    out->step_count = c->event_count;
    out->before_reform = c->start.n < reform->note.from.n;
    return true;
}
