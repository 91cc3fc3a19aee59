#include "scenario.h"

#include "scenario_level.h"

struct deciding {
    struct arena *arena;
    const struct scenario *rules;
    const struct scenario_facts *facts;
    struct gate_answer *gate;
    struct scenario_decision *out;
    struct scenario_ladder ladder;
    const struct scenario_event *event; /* that wants a call today; NULL: none */
    struct day act_before;              /* of the item that can no longer be sued for first */
    bool asked;                         /* the gate, about: */
    enum gate_purpose asked_purpose;
    enum gate_channel asked_channel;
};

static const enum reason event_reasons[SCENARIO_EVENT_COUNT] = {
    [SCENARIO_BROKEN_PROMISE] = REASON_BROKEN_PROMISE,
    [SCENARIO_PART_KEPT_PROMISE] = REASON_PART_KEPT_PROMISE,
    [SCENARIO_MISSED_INSTALMENT] = REASON_MISSED_INSTALMENT,
    [SCENARIO_PAYMENT_RETURNED] = REASON_PAYMENT_RETURNED,
    [SCENARIO_CALLBACK] = REASON_CALLBACK,
    [SCENARIO_INCOMPLETE_COMMITMENT] = REASON_INCOMPLETE_COMMITMENT,
    [SCENARIO_DISPUTE_ANSWERED] = REASON_DISPUTE_ANSWERED,
};

enum gate_channel action_channel(enum action action)
{
    switch (action) {
    case ACTION_CALL:
    case ACTION_PRE_DUE_CALL:
    case ACTION_CONFIRM_TERMS:
        return GATE_CHANNEL_PHONE;
    case ACTION_EMAIL:
        return GATE_CHANNEL_EMAIL;
    case ACTION_SMS:
        return GATE_CHANNEL_SMS;
    case ACTION_FIRST_LETTER:
    case ACTION_REMINDER_1:
    case ACTION_REMINDER_2:
    case ACTION_FORMAL_NOTICE:
    case ACTION_NOTIFY_ASSIGNMENT:
        return GATE_CHANNEL_LETTER;
    case ACTION_NONE:
    case ACTION_FIND_NUMBER:
    case ACTION_MATCH_CREDITS:
    case ACTION_FIND_ADDRESS:
    case ACTION_TELL_SALES:
    case ACTION_DECLARE_CLAIM:
    case ACTION_ALERT_MANAGER:
    case ACTION_COUNT:
        break;
    }
    return GATE_CHANNEL_COUNT;
}

const struct scenario *scenario_for(const struct scenario *all, size_t count,
                                    enum gate_capacity capacity, enum gate_person person)
{
    for (size_t i = 0; i < count; i++) {
        if ((all[i].capacities >> capacity & 1U) != 0 && (all[i].persons >> person & 1U) != 0)
            return &all[i];
    }
    return NULL;
}

/* ---- when the decision may change ---- */

static void note_change(struct deciding *d, struct day day)
{
    struct day *next = &d->out->next_change;
    if (day_is(day) && day_before(d->facts->today, day) &&
        (!day_is(*next) || day_before(day, *next)))
        *next = day;
}

static void ask_gate(struct deciding *d, enum gate_purpose purpose, enum gate_channel channel)
{
    struct gate_intent intent = {.purpose = purpose,
                                 .channel = channel,
                                 .number = GATE_ANY_NUMBER,
                                 .day = d->facts->today,
                                 .minute = GATE_NO_TIME};
    if (d->asked && d->asked_purpose == purpose && d->asked_channel == channel)
        return; /* the answer stands there */
    gate_ask(d->arena, d->facts->gate, &intent, d->gate);
    d->asked = true;
    d->asked_purpose = purpose;
    d->asked_channel = channel;
    note_change(d, d->gate->next_change);
}

/* ---- reasons ---- */

static void give_reason(struct deciding *d, enum reason code, int64_t value)
{
    ASSERT(d->out->reason_count < COUNT_OF(d->out->reasons));
    d->out->reasons[d->out->reason_count++] = (struct work_reason){code, value};
}

static void give_history(struct deciding *d)
{
    const struct scenario_facts *f = d->facts;
    if (day_is(d->ladder.last_contact_on))
        give_reason(d, REASON_LAST_CONTACT, d->ladder.last_contact_on.n);
    else
        give_reason(d, REASON_NEVER_CONTACTED, 0);
    if (f->attempts > 0)
        give_reason(d, REASON_ATTEMPTS, f->attempts);
    int32_t idle = d->gate->oldest_days;
    if (day_is(f->last_action_on) && f->today.n - f->last_action_on.n < idle)
        idle = f->today.n - f->last_action_on.n;
    if (d->rules != NULL && d->rules->no_action_days > 0 && idle >= d->rules->no_action_days)
        give_reason(d, REASON_NO_ACTION, idle);
}

/* A payment that came back is said even when it broke a promise, which comes first. */
static void give_events(struct deciding *d)
{
    const struct scenario_event *returned = NULL;
    if (d->event != NULL)
        give_reason(d, event_reasons[d->event->kind], d->event->on.n);
    for (size_t i = 0; i < d->facts->event_count; i++) {
        const struct scenario_event *event = &d->facts->events[i];
        if (event->kind == SCENARIO_PAYMENT_RETURNED && !day_before(d->facts->today, event->on) &&
            (returned == NULL || day_before(returned->on, event->on)))
            returned = event;
    }
    if (returned != NULL && d->event != NULL && d->event->kind != SCENARIO_PAYMENT_RETURNED)
        give_reason(d, REASON_PAYMENT_RETURNED, returned->on.n);
}

static void give_reasons(struct deciding *d)
{
    const struct gate_answer *gate = d->gate;
    give_events(d);
    if (d->out->level > 0)
        give_reason(d, REASON_LEVEL, d->out->level);
    if (gate->overdue_minor > 0) {
        give_reason(d, REASON_OVERDUE_AMOUNT, gate->net_overdue_minor);
        give_reason(d, REASON_OLDEST_DAYS, gate->oldest_days);
        give_history(d);
    }
    if (d->out->attached_count > 0)
        give_reason(d, REASON_ATTACHED_ITEMS, (int64_t)d->out->attached_count);
    if (day_is(d->act_before))
        give_reason(d, REASON_ACT_BEFORE, d->act_before.n);
    if (d->facts->gate->account->strategic)
        give_reason(d, REASON_STRATEGIC, 0);
    if (d->out->action == ACTION_FIND_NUMBER)
        give_reason(d, REASON_NO_PHONE, 0);
    else if (d->out->action == ACTION_CONFIRM_TERMS)
        give_reason(d, REASON_NO_TERMS, 0);
    else if (d->out->action == ACTION_MATCH_CREDITS)
        give_reason(d, REASON_CREDITS_TO_MATCH,
                    gate->unallocated_minor + d->facts->gate->account->pending_minor);
}

/* ---- what is wanted, and whether the gate lets it through ---- */

static void refuse(struct deciding *d, struct gate_block why)
{
    d->out->action = ACTION_NONE;
    d->out->why_not = why;
}

/* The gate closed one way; another may be open. */
static bool is_about_the_way(enum block code)
{
    return code == BLOCK_OPPOSITION || code == BLOCK_WRONG_NUMBER ||
           code == BLOCK_ADDRESS_MISSING || code == BLOCK_ADDRESS_FAILED;
}

static bool only_the_way_is_closed(const struct gate_answer *gate)
{
    for (size_t i = 0; i < gate->block_count; i++) {
        if (!is_about_the_way(gate->blocks[i].code))
            return false;
    }
    return gate->block_count > 0;
}

static void take_remedy(struct deciding *d)
{
    struct gate_block first = d->gate->blocks[0];
    refuse(d, first);
    d->out->action = block_remedy(first.code);
    if (d->out->action != ACTION_FIRST_LETTER)
        return;
    d->out->purpose = GATE_PURPOSE_FIRST_LETTER;
    ask_gate(d, d->out->purpose, GATE_CHANNEL_LETTER);
    if (!d->gate->contact_allowed) {
        refuse(d, d->gate->blocks[0]);
        d->out->action = block_remedy(d->gate->blocks[0].code);
    } else if (d->gate->raisable_minor == 0) { /* a letter could name no date */
        d->out->purpose = GATE_PURPOSE_DEMAND;
        d->out->action = ACTION_CONFIRM_TERMS;
    }
}

/* Tries one action; false: its way is closed, and only its way. */
static bool try_action(struct deciding *d, enum action action)
{
    enum gate_channel channel = action_channel(action);
    d->out->action = action;
    if (channel == GATE_CHANNEL_COUNT)
        return true;
    ask_gate(d, GATE_PURPOSE_DEMAND, channel);
    if (d->gate->contact_allowed) {
        if (channel == GATE_CHANNEL_PHONE && d->facts->gate->debtor->number_count == 0)
            d->out->action = ACTION_FIND_NUMBER;
        return true;
    }
    if (only_the_way_is_closed(d->gate))
        return false;
    take_remedy(d);
    return true;
}

static void act(struct deciding *d, enum action action, enum action otherwise)
{
    if (try_action(d, action))
        return;
    bool wrong_number = d->gate->blocks[0].code == BLOCK_WRONG_NUMBER;
    if (otherwise != ACTION_NONE && !wrong_number && try_action(d, otherwise))
        return;
    take_remedy(d);
}

/* A call that reached nobody is tried again, but not at once. */
static bool retry_later(struct deciding *d, int32_t retry_days)
{
    const struct scenario_facts *f = d->facts;
    if (f->attempts == 0 || !day_is(f->last_attempt_on))
        return false;
    struct day retry = day_add(f->last_attempt_on, retry_days);
    if (!day_before(f->today, retry))
        return false;
    refuse(d, (struct gate_block){BLOCK_RETRY_LATER, GATE_SCOPE_ACCOUNT, day_add(retry, -1)});
    note_change(d, retry);
    return true;
}

static void act_on_event(struct deciding *d)
{
    d->out->level = d->ladder.highest_level;
    d->out->approval = SCENARIO_BY_AGENT;
    if (!retry_later(d, 1))
        act(d, ACTION_CALL, ACTION_NONE);
}

static void act_on_level(struct deciding *d)
{
    const struct scenario_facts *f = d->facts;
    const struct scenario_level *level = &d->rules->levels[d->ladder.ready_level - 1];
    enum action action = level->action;
    d->out->level = d->ladder.ready_level;
    d->out->approval = level->approval;
    bool used_up = level->attempts > 0 && f->attempts >= level->attempts;
    if (action == ACTION_CALL && used_up && level->otherwise != ACTION_NONE) {
        act(d, level->otherwise, ACTION_NONE);
        return;
    }
    if (action == ACTION_CALL && retry_later(d, level->retry_days))
        return;
    act(d, action, level->otherwise);
}

/* ---- before the due date ---- */

static bool wants_courtesy(struct deciding *d, size_t i)
{
    const struct scenario_pre_due *rule = &d->rules->pre_due;
    const struct gate_item *item = &d->facts->gate->items[i];
    bool large = rule->large_minor > 0 && item->open_minor >= rule->large_minor;
    bool is_new = rule->new_customer && d->facts->new_customer;
    bool may_be_new = rule->new_customer && d->facts->new_unknown;
    bool done = d->facts->past != NULL && d->facts->past[i].pre_due;
    if (done || item->open_minor <= 0 || item->role != LEDGER_CUSTOMER ||
        item->due.source == DUE_ASSUMED || day_before(item->due.day, d->facts->today) ||
        (!large && !is_new && !may_be_new))
        return false;
    struct day from = day_add(item->due.day, -rule->days_before);
    note_change(d, from);
    return (large || is_new) && !day_before(d->facts->today, from);
}

static void give_courtesy_reasons(struct deciding *d, const struct gate_item *item)
{
    give_reason(d, REASON_DUE_SOON, item->due.day.n);
    if (d->rules->pre_due.large_minor > 0 && item->open_minor >= d->rules->pre_due.large_minor)
        give_reason(d, REASON_LARGE_INVOICE, item->open_minor);
    if (d->facts->new_customer)
        give_reason(d, REASON_NEW_CUSTOMER, 0);
}

static void act_before_due(struct deciding *d)
{
    const struct gate_item *first = NULL;
    const struct gate_facts *facts = d->facts->gate;
    struct gate_answer demand = *d->gate;
    for (size_t i = 0; d->rules->pre_due.days_before > 0 && i < facts->item_count; i++) {
        if (!wants_courtesy(d, i))
            continue;
        if (first == NULL)
            ask_gate(d, GATE_PURPOSE_PRE_DUE, GATE_CHANNEL_PHONE);
        if (!d->gate->items[i].raisable)
            continue;
        d->out->items[i].ready = true;
        if (first == NULL || day_before(facts->items[i].due.day, first->due.day))
            first = &facts->items[i];
    }
    if (first == NULL || !d->gate->contact_allowed) {
        *d->gate = demand;
        d->asked = false;
        refuse(d, demand.blocks[0]);
        return;
    }
    d->out->purpose = GATE_PURPOSE_PRE_DUE;
    d->out->action = facts->debtor->number_count == 0 ? ACTION_FIND_NUMBER : ACTION_PRE_DUE_CALL;
    give_courtesy_reasons(d, first);
}

/* ---- limitation ---- */

/* What is held or disputed is time-barred all the same. */
static void watch_limitation(struct deciding *d)
{
    const struct gate_facts *facts = d->facts->gate;
    struct day first = DAY_NONE;
    for (size_t i = 0; i < facts->item_count; i++) {
        const struct gate_item *item = &facts->items[i];
        bool running = day_is(item->last_day) && !day_before(item->last_day, d->facts->today);
        if (running && gate_item_overdue(item, d->facts->today) &&
            (!day_is(first) || day_before(item->last_day, first)))
            first = item->last_day;
    }
    if (!day_is(first) || d->rules->limitation_days == 0)
        return;
    struct day warn = day_add(first, -d->rules->limitation_days);
    note_change(d, warn);
    if (day_before(d->facts->today, warn))
        return;
    d->act_before = day_add(first, -1);
    bool told = day_is(d->facts->alerted_on) && !day_before(d->facts->alerted_on, warn);
    if (d->out->action == ACTION_NONE && !told)
        d->out->action = ACTION_ALERT_MANAGER;
}

/* ---- all of it ---- */

static void find_event(struct deciding *d)
{
    for (size_t i = 0; i < d->facts->event_count; i++) {
        const struct scenario_event *event = &d->facts->events[i];
        if (day_before(d->facts->today, event->on))
            note_change(d, event->on);
        else if (d->event == NULL || event->kind < d->event->kind)
            d->event = event;
    }
}

/* What is done for its own sake, whatever the level. */
static bool is_task(enum action action)
{
    return action == ACTION_MATCH_CREDITS || action == ACTION_FIRST_LETTER ||
           action == ACTION_DECLARE_CLAIM || action == ACTION_NOTIFY_ASSIGNMENT ||
           action == ACTION_CONFIRM_TERMS;
}

static void decide_overdue(struct deciding *d)
{
    scenario_climb(d->rules, d->facts, d->gate, d->out->items, &d->ladder);
    note_change(d, d->ladder.next_change);
    for (size_t i = 0; i < d->facts->gate->item_count; i++)
        d->out->attached_count += d->out->items[i].attached;
    find_event(d);
    struct day postponed = d->facts->postponed_until;
    if (day_is(postponed) && !day_before(postponed, d->facts->today)) {
        refuse(d, (struct gate_block){BLOCK_POSTPONED, GATE_SCOPE_ACCOUNT, postponed});
        note_change(d, day_add(postponed, 1));
    } else if (d->gate->contact_allowed && d->gate->raisable_minor == 0) {
        d->out->action = ACTION_CONFIRM_TERMS;
    } else if (!d->gate->contact_allowed && is_task(block_remedy(d->gate->blocks[0].code))) {
        take_remedy(d);
    } else if (d->event != NULL) {
        act_on_event(d);
    } else if (d->ladder.ready_level > 0) {
        act_on_level(d);
    } else if (!d->gate->contact_allowed && block_remedy(d->gate->blocks[0].code) == ACTION_NONE &&
               !only_the_way_is_closed(d->gate)) {
        refuse(d, d->gate->blocks[0]);
    } else { /* what a contact would need is seen to when one is due */
        refuse(d, d->ladder.waits);
    }
}

void scenario_decide(struct arena *a, const struct scenario *rules,
                     const struct scenario_facts *facts, struct gate_answer *gate,
                     struct scenario_decision *out)
{
    struct deciding d = {.arena = a,
                         .rules = rules,
                         .facts = facts,
                         .gate = gate,
                         .out = out,
                         .ladder = {.last_contact_on = DAY_NONE},
                         .act_before = DAY_NONE};
    *out = (struct scenario_decision){.purpose = GATE_PURPOSE_DEMAND,
                                      .why_not = {BLOCK_COUNT, GATE_SCOPE_ACCOUNT, DAY_NONE},
                                      .next_change = DAY_NONE};
    out->items = ARENA_ARRAY(a, facts->gate->item_count, struct scenario_step);
    ask_gate(&d, GATE_PURPOSE_DEMAND, GATE_CHANNEL_PHONE);
    if (rules == NULL) {
        refuse(&d, gate->block_count > 0
                       ? gate->blocks[0]
                       : (struct gate_block){BLOCK_NO_SCENARIO, GATE_SCOPE_ACCOUNT, DAY_NONE});
        return;
    }
    if (gate->overdue_minor > 0)
        decide_overdue(&d);
    else
        act_before_due(&d);
    watch_limitation(&d);
    if (out->action != ACTION_NONE)
        give_reasons(&d);
}
