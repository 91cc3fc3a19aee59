#include "decide_work.h"

#include "decide_history.h"
#include "work_again.h"
#include "work_letters.h"
#include "work_person.h"

enum { EVENTS_MAX = 32 };

bool decide_ground_load(struct app *app, struct arena *a, struct decide_ground *out,
                        struct err *err)
{
    *out = (struct decide_ground){.app = app};
    if (!objects_ground_load(app, a, &out->objects, err) || !load_rules(app, a, &out->rules, err) ||
        !mandate_load(app->db, a, &out->mandates, err) ||
        !house_read_within(app, a, &out->house, err) ||
        !value_model_load(app, a, &out->rules, &out->value, err))
        return false;
    out->agents = house_agents(&out->house, a, app->today);
    out->agents_change = house_next_change(&out->house, app->today);
    const struct law_limitation_row *business =
        law_limitation_find(out->objects.law, STR("B2B_GENERAL"));
    const struct law_limitation_row *consumer =
        law_limitation_find(out->objects.law, STR("B2C_GENERAL"));
    out->business_months = business != NULL ? business->months : 0;
    out->consumer_months = consumer != NULL ? consumer->months : 0;
    return true;
}

struct deciding {
    struct arena *arena;
    const struct decide_ground *ground;
    const struct run_account *from;
    const struct file_objects *objects;
    struct day today;
    struct gate_debtor debtor;
    struct gate_account account;
    struct gate_item *items;
    struct gate_policy policy;
    struct gate_facts gate;
    struct scenario_facts facts;
    struct scenario_event events[EVENTS_MAX];
    const struct scenario *rules;
    struct day court_grace_until; /* DAY_NONE: none */
    bool pinned;
};

/* ---- facts of the debtor ---- */

/* What is known of the person, and of the account by the same facts. */
static void read_person(struct deciding *d)
{
    struct work_person p;
    enum gate_person person = d->debtor.person;
    work_person_read(d->arena, d->from, &p);
    d->debtor = p.debtor;
    d->debtor.person = person;
    d->account.strategic = p.strategic;
    d->account.handed_over = p.handed_over;
    d->account.first_letter_on = p.first_letter_on;
    d->facts.attempts = p.attempts;
    d->facts.last_attempt_on = p.last_attempt_on;
    d->facts.last_action_on = p.last_action_on;
    d->court_grace_until = p.court_grace_until;
}

/* What was written to him, and what became of it. */
static void read_letters(struct deciding *d)
{
    struct work_letters letters;
    work_letters_read(d->arena, d->from, &d->debtor, &letters);
    d->facts.last_action_on = day_max(d->facts.last_action_on, letters.last_sent_on);
    if (d->account.capacity == GATE_MANDATE && !day_is(d->account.first_letter_on))
        d->account.first_letter_on = letters.first_letter_on;
}

/* ---- items ---- */

/* One item as the gate wants it, with whom it is owed to. */
static struct gate_item gate_item_of(const struct walked_account *account,
                                     const struct file_objects *objects, size_t i)
{
    const struct walked_item *item = &account->items[i];
    struct gate_item out = gate_item_plain(item->role, item->due, item->open_minor);
    if (objects != NULL && objects->item_payees != NULL) {
        out.payee = objects->item_payees[i].payee_id;
        out.not_told_of_payee = objects->item_payees[i].not_told;
    }
    return out;
}

static void read_items(struct deciding *d)
{
    const struct walked_account *account = &d->from->account;
    struct scenario_past *past = ARENA_ARRAY(d->arena, account->item_count, struct scenario_past);
    struct history history = history_of(d->ground, d->from);
    size_t k = 0;
    d->items = ARENA_ARRAY(d->arena, account->item_count, struct gate_item);
    for (size_t i = 0; i < account->item_count; i++) {
        const struct walked_item *item = &account->items[i];
        d->items[i] = gate_item_of(account, d->objects, i);
        d->items[i].arose = item->issued;
        d->items[i].last_day = history_last_day(&history, item);
        past[i].on = DAY_NONE;
    }
    /* what was done comes by item; the account's items may be in another order */
    for (; k < d->from->done_count; k++) {
        const struct run_item_contact *c = &d->from->done[k];
        for (size_t i = 0; i < account->item_count; i++) {
            if (account->items[i].id != c->item_id)
                continue;
            past[i].level = c->level > past[i].level ? c->level : past[i].level;
            past[i].pre_due = past[i].pre_due || c->pre_due;
            past[i].on = day_max(past[i].on, c->on);
        }
    }
    bool written = work_letters_done(d->from, past);
    d->facts.past = written || d->from->done_count > 0 ? past : NULL;
}

/* ---- what happened ---- */

static void add_event(struct deciding *d, enum scenario_event_kind kind, struct day on)
{
    if (d->facts.event_count < EVENTS_MAX)
        d->events[d->facts.event_count++] = (struct scenario_event){kind, on};
}

/* An event stands until somebody acted on the file on a later day. */
static bool acted_since(const struct deciding *d, struct day on)
{
    return day_is(d->facts.last_action_on) && d->facts.last_action_on.n > on.n;
}

static void read_promises(struct deciding *d)
{
    const struct file_objects *o = d->objects;
    for (size_t i = 0; i < o->stored.promise_count; i++) {
        const struct promise_answer *p = &o->promises[i];
        struct day after = day_is(p->last_day) ? day_add(p->last_day, 1) : d->today;
        if (p->status == PROMISE_IS_BROKEN && !acted_since(d, p->last_day))
            add_event(d, SCENARIO_BROKEN_PROMISE, after);
        if (p->status == PROMISE_IS_PART_KEPT && !acted_since(d, p->last_day))
            add_event(d, SCENARIO_PART_KEPT_PROMISE, after);
        if (p->status == PROMISE_IS_INCOMPLETE && day_is(p->call_back_by) &&
            p->call_back_by.n <= d->today.n && !acted_since(d, o->stored.promises[i].head.made))
            add_event(d, SCENARIO_INCOMPLETE_COMMITMENT, p->call_back_by);
    }
    for (size_t i = 0; i < o->stored.plan_count; i++) {
        struct day missed = o->plans[i].missed;
        if (day_is(missed) && !acted_since(d, missed))
            add_event(d, SCENARIO_MISSED_INSTALMENT, missed);
    }
}

/* Something that was there when the payment came back, on its due day, is overdue. */
static bool owed_since(const struct deciding *d, struct day returned)
{
    const struct walked_account *account = &d->from->account;
    for (size_t i = 0; i < account->item_count; i++) {
        const struct walked_item *item = &account->items[i];
        if (item->open_minor > 0 && plan_role_counts(item->role) && item->issued.n <= returned.n &&
            item->due.day.n < d->today.n)
            return true;
    }
    return false;
}

static void read_returns(struct deciding *d)
{
    const struct walked_account *account = &d->from->account;
    for (size_t i = 0; i < account->item_count; i++) {
        const struct walked_item *item = &account->items[i];
        if (item->kind == ITEM_PAYMENT_RETURNED && !acted_since(d, item->due.day) &&
            owed_since(d, item->due.day))
            add_event(d, SCENARIO_PAYMENT_RETURNED, item->due.day);
    }
}

/* Sales are told, and the manager, by an alert. */
static void read_alerts(struct deciding *d)
{
    const struct account_objects *o = &d->objects->stored;
    for (size_t i = 0; i < o->alert_count; i++) {
        struct day on = o->alerts[i].head.made;
        if (o->alerts[i].department == DEPARTMENT_SALES)
            d->account.sales_told_on = day_max(d->account.sales_told_on, on);
        if (o->alerts[i].kind == ALERT_LIMITATION || o->alerts[i].kind == ALERT_HAND_OVER)
            d->facts.alerted_on = day_max(d->facts.alerted_on, on);
    }
}

static void read_objects(struct deciding *d)
{
    const struct file_objects *o = d->objects;
    if (o == NULL)
        return;
    read_alerts(d);
    d->account.handed_over = d->account.handed_over || o->handed_over;
    d->gate.suspensions = o->suspensions;
    d->gate.suspension_count = o->suspension_count;
    read_promises(d);
    for (size_t i = 0; i < o->stored.dispute_count; i++) {
        if (o->with_agent[i] && !acted_since(d, o->stored.disputes[i].head.made))
            add_event(d, SCENARIO_DISPUTE_ANSWERED, d->today);
    }
    for (size_t i = 0; i < o->stored.outcome_count; i++) {
        struct day call_back = o->stored.outcomes[i].call_back;
        if (day_is(call_back) && call_back.n <= d->today.n &&
            !acted_since(d, o->stored.outcomes[i].head.made))
            add_event(d, SCENARIO_CALLBACK, call_back);
    }
}

/* Terms of grace granted by a judge hold for everything older than the judgment; asked for is none
 * of it (C. civ. 1343-5). */
static void read_court_grace(struct deciding *d)
{
    size_t n = d->gate.suspension_count;
    if (!day_is(d->court_grace_until))
        return;
    struct gate_suspension *rows = ARENA_ARRAY(d->arena, n + 1, struct gate_suspension);
    for (size_t i = 0; i < n; i++)
        rows[i] = d->gate.suspensions[i];
    rows[n] = (struct gate_suspension){.kind = GATE_COURT_GRACE,
                                       .scope = GATE_SCOPE_ACCOUNT,
                                       .item = GATE_ALL_ITEMS,
                                       .from = DAY_NONE,
                                       .until = d->court_grace_until};
    d->gate.suspensions = rows;
    d->gate.suspension_count = n + 1;
}

static void read_words(struct deciding *d)
{
    d->facts.postponed_until = DAY_NONE;
    for (size_t i = 0; i < d->from->word_count; i++) {
        const struct work_word *w = &d->from->words[i];
        if (str_is(w->kind, "release")) {
            d->pinned = false;
            d->facts.postponed_until = DAY_NONE;
            d->account.match_overridden = false;
        } else if (str_is(w->kind, "postpone")) {
            d->facts.postponed_until = w->through;
            d->pinned = false;
        } else if (str_is(w->kind, "pin")) {
            d->pinned = !day_is(w->through) || w->through.n >= d->today.n;
        } else if (str_is(w->kind, "match_override")) {
            d->account.match_overridden = true;
        } else if (str_is(w->kind, "sales_told")) {
            d->account.sales_told_on = w->on;
        }
    }
}

/* ---- the row ---- */

static void add_reason(struct decided_work *out, enum reason code, int64_t value)
{
    out->reasons[out->reason_count++] = (struct work_reason){code, value};
}

/* Whether they were kept is not known yet: the caller should know that. */
static void add_unsure_promises(const struct deciding *d, size_t room, struct decided_work *out)
{
    const struct file_objects *o = d->objects;
    for (size_t i = 0; o != NULL && i < o->stored.promise_count && out->reason_count < room; i++) {
        const struct promise_answer *p = &o->promises[i];
        if (p->status == PROMISE_IS_TO_VERIFY)
            add_reason(out, REASON_PROMISE_TO_VERIFY, p->last_day.n);
        else if (p->status == PROMISE_IS_TO_CONFIRM)
            add_reason(out, REASON_PROMISE_TO_CONFIRM, p->last_day.n);
    }
}

static void fill_reasons(const struct deciding *d, struct decided_work *out)
{
    const struct scenario_decision *decision = &out->decision;
    size_t room = REASON_COUNT - VALUE_REASONS_MAX;
    out->reason_count = 0;
    out->reasons = NULL;
    if (decision->action == ACTION_NONE)
        return;
    out->reasons = ARENA_ARRAY(d->arena, REASON_COUNT, struct work_reason);
    if (d->pinned)
        add_reason(out, REASON_PINNED, 0);
    for (size_t i = 0; i < decision->reason_count; i++)
        add_reason(out, decision->reasons[i].code, decision->reasons[i].value);
    add_unsure_promises(d, room, out);
}

/* The one to be told first, and all of them as bits. */
static void fill_blocks(const struct decided_work *decided, struct stored_work *row)
{
    const struct gate_answer *gate = &decided->gate;
    row->block = decided->decision.why_not.code;
    for (size_t i = 0; i < gate->block_count; i++) {
        if (row->block == BLOCK_COUNT)
            row->block = gate->blocks[i].code;
        row->blocks |= UINT64_C(1) << gate->blocks[i].code;
    }
    if (row->block != BLOCK_COUNT)
        row->blocks |= UINT64_C(1) << row->block;
}

static bool has_reason(const struct scenario_decision *d, enum reason code)
{
    for (size_t i = 0; i < d->reason_count; i++) {
        if (d->reasons[i].code == code)
            return true;
    }
    return false;
}

/* As strategy/queue.h orders: pinned, same day, agreed callbacks, then by value. */
static int64_t tier_of(const struct deciding *d, const struct scenario_decision *decision)
{
    if (decision->action == ACTION_NONE)
        return WORK_TIER_NONE;
    if (d->pinned)
        return 0;
    if (has_reason(decision, REASON_BROKEN_PROMISE) ||
        has_reason(decision, REASON_PART_KEPT_PROMISE) ||
        has_reason(decision, REASON_MISSED_INSTALMENT) ||
        has_reason(decision, REASON_PAYMENT_RETURNED))
        return 1;
    return has_reason(decision, REASON_CALLBACK) ? 2 : 3;
}

static unsigned marks_of(const struct scenario_decision *decision)
{
    bool acted = has_reason(decision, REASON_LAST_CONTACT) || has_reason(decision, REASON_ATTEMPTS);
    bool broken = has_reason(decision, REASON_BROKEN_PROMISE) ||
                  has_reason(decision, REASON_PART_KEPT_PROMISE);
    if (decision->action == ACTION_NONE)
        return 0;
    return (acted ? WORK_ACTED : 0U) | (broken ? WORK_BROKEN : 0U);
}

/* Something is open, for us or for him. */
static int32_t open_items(const struct deciding *d, const struct gate_answer *gate)
{
    const struct walked_account *account = &d->from->account;
    int32_t count = 0;
    for (size_t i = 0; i < account->item_count; i++)
        count += account->items[i].open_minor != 0;
    return gate->open_minor == 0 && gate->unallocated_minor == 0 ? 0 : count;
}

static struct day oldest_day(const struct gate_answer *gate, struct day today)
{
    return gate->oldest_days > 0 ? day_add(today, -gate->oldest_days) : DAY_NONE;
}

static int64_t agent_of(const struct deciding *d)
{
    const struct house_agents *agents = &d->ground->agents;
    struct assign_place place = {
        .owner_id = d->from->owner.user_id,
        .team_id = d->from->owner.team_id,
        .debtor_id = d->from->account.key.debtor_id,
        .creditor_id = d->from->account.creditor_id,
    };
    return assign_today(agents->rows, agents->count, &place);
}

/* What is known of the file, as the value of a minute uses it. */
static struct uplift_file traits_of(const struct deciding *d, const struct gate_answer *gate)
{
    struct uplift_file file = {
        .amount_minor = gate->net_overdue_minor,
        .days_late = gate->oldest_days,
        .consumer = d->debtor.person == GATE_PERSON_CONSUMER,
        .public_body = d->debtor.person == GATE_PERSON_PUBLIC,
        .attempts = d->facts.attempts,
    };
    for (size_t i = 0; d->objects != NULL && i < d->objects->stored.promise_count; i++) {
        enum promise_status status = d->objects->promises[i].status;
        file.broken += status == PROMISE_IS_BROKEN;
        file.kept += status == PROMISE_IS_KEPT;
    }
    return file;
}

/* Of the next change known and of another one, when that is to come. */
static struct day sooner_change(struct day known, struct day other, struct day today)
{
    if (!day_is(other) || other.n <= today.n)
        return known;
    return day_is(known) ? day_min(known, other) : other;
}

static void fill_row(struct deciding *d, struct decided_work *out)
{
    const struct gate_answer *gate = &out->gate;
    const struct scenario_decision *decision = &out->decision;
    const struct walked_account *account = &d->from->account;
    const struct priority_rules *rules = &d->ground->rules.priority;
    out->traits = traits_of(d, gate);
    out->next_change = sooner_change(decision->next_change, gate->next_change, d->today);
    if (d->objects != NULL)
        out->next_change = sooner_change(out->next_change, d->objects->stage_change, d->today);
    fill_reasons(d, out);
    struct priority_value value =
        priority_of(rules, gate->net_overdue_minor,
                    uplift_chance(rules, &d->ground->value.learnt, &out->traits));
    bool euros = currency_eq(account->currency, CURRENCY_EUR);
    out->row = (struct stored_work){
        .key = account->key,
        .creditor_id = account->creditor_id,
        .agent_id = agent_of(d),
        .place_tier = tier_of(d, decision),
        .place_currency = euros ? 0 : (int64_t)account->currency.code,
        .place_value = -priority_per_minute(&value),
        .place_amount = -gate->net_overdue_minor,
        .action = decision->action,
        .level = decision->level,
        .oldest_day = oldest_day(gate, d->today),
        .next_change = work_again_on(d->ground, d->from, out),
        .item_count = open_items(d, gate),
        .marks = marks_of(decision),
    };
    if (out->row.place_tier == WORK_TIER_NONE) { /* the largest first */
        out->row.place_value = 0;
        out->row.place_amount = -gate->open_minor;
    }
    fill_blocks(out, &out->row);
}

static void read_mandate(struct deciding *d)
{
    const struct stored_mandates *all = &d->ground->mandates;
    d->account.agency_declared = d->account.capacity != GATE_MANDATE;
    for (size_t i = 0; i < all->count; i++) {
        if (all->rows[i].creditor_id != d->from->account.creditor_id)
            continue;
        d->account.agency_declared = all->rows[i].declared;
        d->account.mandate_from = all->rows[i].from;
        d->account.mandate_until = all->rows[i].until;
    }
}

static enum gate_capacity capacity_of(const struct run_account *from)
{
    struct str code = from->account.capacity;
    return str_is(code, "mandate") ? GATE_MANDATE : str_is(code, "factor") ? GATE_FACTOR : GATE_OWN;
}

const struct scenario *decide_rules(const struct decide_ground *ground,
                                    const struct run_account *from)
{
    return scenario_for(ground->rules.scenarios, ground->rules.scenario_count, capacity_of(from),
                        gate_person_of(from->account.debtor_kind));
}

bool decide_objects(struct arena *a, const struct decide_ground *ground, struct run_account *from,
                    const struct file_objects **out, struct err *err)
{
    struct walked_account full = {.key = from->account.key};
    struct file_objects *objects = ARENA_NEW(a, struct file_objects);
    *out = NULL;
    if (!decide_history(a, ground, from, err))
        return false;
    if (!from->has_objects)
        return true;
    if (!account_read(ground->app->db, a, ground->objects.today, &full, err) ||
        !file_objects_read(&ground->objects, a, &full, objects, err))
        return false;
    from->account = full;
    *out = objects;
    return true;
}

/* Everything stored that the gate and the scenario want to know. */
static void gather(struct deciding *d)
{
    const struct walked_account *account = &d->from->account;
    d->today = d->ground->objects.today;
    d->account = gate_account_plain();
    d->debtor.person = gate_person_of(account->debtor_kind);
    d->account.capacity = capacity_of(d->from);
    d->facts.new_customer = d->from->new_customer;
    d->facts.new_unknown = !d->from->new_asked;
    d->rules = decide_rules(d->ground, d->from);
    read_mandate(d);
    read_person(d);
    read_letters(d);
    read_items(d);
    read_words(d);
    d->policy = d->rules != NULL ? d->rules->policy : default_policy(d->debtor.person);
    d->gate = (struct gate_facts){.policy = &d->policy,
                                  .law = d->ground->objects.law,
                                  .debtor = &d->debtor,
                                  .account = &d->account,
                                  .items = d->items,
                                  .item_count = account->item_count};
    d->facts.alerted_on = DAY_NONE;
    read_returns(d);
    read_objects(d);
    read_court_grace(d);
    d->facts.gate = &d->gate;
    d->facts.today = d->today;
    d->facts.events = d->events;
}

void decide_work(struct arena *a, const struct decide_ground *ground,
                 const struct run_account *account, const struct file_objects *objects,
                 struct decided_work *out)
{
    struct deciding d = {.arena = a, .ground = ground, .from = account, .objects = objects};
    gather(&d);
    scenario_decide(a, d.rules, &d.facts, &out->gate, &out->decision);
    fill_row(&d, out);
}

void decide_gate(struct arena *a, const struct decide_ground *ground,
                 const struct decide_question *question, struct gate_answer *out)
{
    struct deciding d = {
        .arena = a, .ground = ground, .from = question->account, .objects = question->objects};
    gather(&d);
    gate_ask(a, &d.gate, &question->intent, out);
}
