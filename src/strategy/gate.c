#include "gate.h"

#include "gate_item.h"
#include "law/holiday.h"

__extension__ typedef __int128 wide;

static bool put_block(struct gate_asking *g, struct gate_block block)
{
    struct gate_answer *out = g->out;
    if (!block_binds(block.code, g->intent->purpose))
        return false;
    ASSERT(out->block_count < COUNT_OF(out->blocks));
    out->blocks[out->block_count++] = block;
    out->contact_allowed = false;
    return true;
}

static void block_contact(struct gate_asking *g, enum block code, enum gate_scope scope,
                          struct day until)
{
    if (put_block(g, (struct gate_block){code, scope, until}) && day_is(until))
        gate_note_change(g, day_add(until, 1));
}

static bool known_by(struct day day, struct day today)
{
    return day_is(day) && !day_before(today, day);
}

/* ---- who may not be talked to ---- */

static void ask_person(struct gate_asking *g)
{
    const struct gate_debtor *debtor = g->facts->debtor;
    if (debtor->deceased)
        block_contact(g, BLOCK_DECEASED, GATE_SCOPE_DEBTOR, DAY_NONE);
    if (debtor->protected_person)
        block_contact(g, BLOCK_PROTECTED_PERSON, GATE_SCOPE_DEBTOR, DAY_NONE);
    if (debtor->represented)
        block_contact(g, BLOCK_REPRESENTED, GATE_SCOPE_DEBTOR, DAY_NONE);
    if (g->facts->account->handed_over)
        block_contact(g, BLOCK_HANDED_OVER, GATE_SCOPE_ACCOUNT, DAY_NONE);
    if (debtor->vulnerable)
        block_contact(g, BLOCK_VULNERABLE_PERSON, GATE_SCOPE_DEBTOR, DAY_NONE);
}

/* ---- what is left to ask for ---- */

/* The contact is possible again when the first item is: the earliest end of each code. */
static void copy_block(struct gate_asking *g, const struct gate_block *block)
{
    for (size_t i = 0; i < g->out->block_count; i++) {
        struct gate_block *known = &g->out->blocks[i];
        if (known->code != block->code)
            continue;
        if (!day_is(known->until) ||
            (day_is(block->until) && day_before(block->until, known->until)))
            known->until = block->until;
        return;
    }
    block_contact(g, block->code, block->scope, block->until);
}

static void ask_what_is_left(struct gate_asking *g)
{
    struct gate_answer *out = g->out;
    if (out->raisable_minor > 0 || g->confirmable || g->intent->purpose == GATE_PURPOSE_ANSWER)
        return;
    for (size_t i = 0; i < g->facts->item_count; i++) {
        const struct item_answer *item = &out->items[i];
        for (uint32_t k = 0; gate_item_concerned(g, i) && k < item->block_count; k++)
            copy_block(g, &item->blocks[k]);
    }
}

static void ask_credits(struct gate_asking *g)
{
    const struct gate_answer *out = g->out;
    const struct gate_account *account = g->facts->account;
    int32_t percent = g->facts->policy->match_first_percent;
    wide credits = (wide)out->unallocated_minor + account->pending_minor;
    if (out->net_overdue_minor == 0)
        block_contact(g, BLOCK_COVERED_BY_CREDITS, GATE_SCOPE_ACCOUNT, DAY_NONE);
    else if (percent > 0 && !account->match_overridden &&
             credits * 100 >= (wide)out->overdue_minor * percent)
        block_contact(g, BLOCK_CREDITS_TO_MATCH, GATE_SCOPE_ACCOUNT, DAY_NONE);
}

static void ask_minimum(struct gate_asking *g)
{
    const struct gate_answer *out = g->out;
    int64_t left = out->raisable_minor > 0 ? out->raisable_minor - out->unallocated_minor
                                           : out->net_overdue_minor;
    if (out->net_overdue_minor > 0 && left < g->facts->policy->minimum_minor)
        block_contact(g, BLOCK_BELOW_MINIMUM, GATE_SCOPE_ACCOUNT, DAY_NONE);
}

static void ask_payees(struct gate_asking *g)
{
    const struct gate_item *first = NULL;
    if (g->intent->channel == GATE_CHANNEL_PHONE)
        return;
    for (size_t i = 0; i < g->facts->item_count; i++) {
        const struct gate_item *item = &g->facts->items[i];
        if (!g->out->items[i].raisable || !gate_item_concerned(g, i))
            continue;
        if (first != NULL && item->payee != first->payee) {
            block_contact(g, BLOCK_MIXED_PAYEES, GATE_SCOPE_ACCOUNT, DAY_NONE);
            return;
        }
        first = item;
    }
}

/* ---- for whom we call ---- */

static void ask_mandate(struct gate_asking *g)
{
    const struct gate_account *account = g->facts->account;
    struct day today = g->intent->day;
    if (account->capacity != GATE_MANDATE)
        return;
    if (!account->agency_declared)
        block_contact(g, BLOCK_AGENCY_NOT_DECLARED, GATE_SCOPE_ACCOUNT, DAY_NONE);
    bool ended = day_is(account->mandate_until) && day_before(account->mandate_until, today);
    if (ended || !known_by(account->mandate_from, today)) {
        bool to_come = day_is(account->mandate_from) && !ended;
        block_contact(g, BLOCK_NO_MANDATE, GATE_SCOPE_ACCOUNT,
                      to_come ? day_add(account->mandate_from, -1) : DAY_NONE);
    } else if (day_is(account->mandate_until)) {
        gate_note_change(g, day_add(account->mandate_until, 1));
    }
}

static void ask_first_letter(struct gate_asking *g)
{
    const struct gate_account *account = g->facts->account;
    if (account->capacity != GATE_MANDATE || known_by(account->first_letter_on, g->intent->day))
        return;
    block_contact(g, BLOCK_NO_FIRST_LETTER, GATE_SCOPE_ACCOUNT,
                  day_is(account->first_letter_on) ? day_add(account->first_letter_on, -1)
                                                   : DAY_NONE);
}

static void ask_sales(struct gate_asking *g)
{
    const struct gate_account *account = g->facts->account;
    if (!account->strategic || known_by(account->sales_told_on, g->intent->day))
        return;
    block_contact(g, BLOCK_SALES_FIRST, GATE_SCOPE_ACCOUNT,
                  day_is(account->sales_told_on) ? day_add(account->sales_told_on, -1) : DAY_NONE);
}

/* ---- by which way ---- */

static void ask_number(struct gate_asking *g)
{
    const struct gate_debtor *debtor = g->facts->debtor;
    int32_t wanted = g->intent->number;
    if (wanted != GATE_ANY_NUMBER) {
        ASSERT(wanted >= 0 && (size_t)wanted < debtor->number_count);
        if (debtor->numbers[wanted] == GATE_NUMBER_WRONG)
            block_contact(g, BLOCK_WRONG_NUMBER, GATE_SCOPE_NUMBER, DAY_NONE);
        else if (debtor->numbers[wanted] == GATE_NUMBER_REFUSED)
            block_contact(g, BLOCK_OPPOSITION, GATE_SCOPE_NUMBER, DAY_NONE);
        return;
    }
    bool refused = false;
    for (size_t i = 0; i < debtor->number_count; i++) {
        if (debtor->numbers[i] == GATE_NUMBER_GOOD)
            return;
        refused = refused || debtor->numbers[i] == GATE_NUMBER_REFUSED;
    }
    if (debtor->number_count > 0)
        block_contact(g, refused ? BLOCK_OPPOSITION : BLOCK_WRONG_NUMBER, GATE_SCOPE_CHANNEL,
                      DAY_NONE);
}

static void ask_channel(struct gate_asking *g)
{
    const struct gate_debtor *debtor = g->facts->debtor;
    enum gate_channel channel = g->intent->channel;
    if ((debtor->opposed_channels >> channel & 1U) != 0) {
        block_contact(g, BLOCK_OPPOSITION, GATE_SCOPE_CHANNEL, DAY_NONE);
        return;
    }
    if (channel == GATE_CHANNEL_PHONE || channel == GATE_CHANNEL_SMS) {
        ask_number(g);
        return;
    }
    enum gate_address_state state = channel == GATE_CHANNEL_EMAIL ? debtor->email : debtor->address;
    if (state == GATE_ADDRESS_MISSING)
        block_contact(g, BLOCK_ADDRESS_MISSING, GATE_SCOPE_CHANNEL, DAY_NONE);
    else if (state == GATE_ADDRESS_FAILED)
        block_contact(g, BLOCK_ADDRESS_FAILED, GATE_SCOPE_CHANNEL, DAY_NONE);
}

/* ---- how often, and when ---- */

bool gate_result_presses(enum gate_result result)
{
    return result != GATE_RESULT_FAILED && result != GATE_RESULT_DRAFT &&
           result != GATE_RESULT_INCOMING;
}

static void ask_pressure(struct gate_asking *g)
{
    const struct gate_policy *policy = g->facts->policy;
    const struct gate_debtor *debtor = g->facts->debtor;
    int32_t count = 0;
    for (size_t i = 0; policy->pressure_maximum > 0 && i < debtor->contact_count; i++) {
        const struct gate_contact *contact = &debtor->contacts[i];
        struct day last = day_add(contact->on, policy->pressure_window_days - 1);
        if (day_before(last, g->intent->day))
            return;
        if (day_before(g->intent->day, contact->on) || !gate_result_presses(contact->result))
            continue;
        if (++count == policy->pressure_maximum) {
            block_contact(g, BLOCK_PRESSURE, GATE_SCOPE_DEBTOR, last);
            return;
        }
    }
}

static void ask_hours(struct gate_asking *g)
{
    const struct gate_intent *intent = g->intent;
    const struct law_tables *law = g->facts->law;
    struct str preset = g->facts->policy->hours_preset;
    bool bound = intent->channel == GATE_CHANNEL_PHONE || intent->channel == GATE_CHANNEL_SMS;
    if (!bound || preset.n == 0 || intent->minute == GATE_NO_TIME)
        return;
    ASSERT(law != NULL);
    struct law_moment at = {intent->day, intent->minute, g->facts->debtor->region};
    bool any_time = intent->minute == GATE_ANY_TIME;
    if (any_time)
        at.minute = 0;
    struct law_moment open = {DAY_NONE, 0, at.region};
    bool found = law_hours_next(law, preset, at, &open);
    bool today = found && open.day.n == at.day.n;
    if (today && (any_time || open.minute == at.minute))
        return;
    bool holiday = !today && law_holiday_on(law, at.day, at.region) != NULL;
    enum block code = holiday ? BLOCK_HOLIDAY : BLOCK_OUTSIDE_HOURS;
    if (today) /* the same day, later */
        (void)put_block(g, (struct gate_block){code, GATE_SCOPE_CHANNEL, at.day});
    else
        block_contact(g, code, GATE_SCOPE_CHANNEL, found ? day_add(open.day, -1) : DAY_NONE);
}

/* ---- all of it ---- */

static void ask_contact(struct gate_asking *g)
{
    const struct gate_answer *out = g->out;
    if (out->open_minor == 0) {
        block_contact(g, BLOCK_NOTHING_OWED, GATE_SCOPE_ACCOUNT, DAY_NONE);
        return;
    }
    if (out->overdue_minor == 0 && block_binds(BLOCK_NOTHING_OVERDUE, g->intent->purpose)) {
        block_contact(g, BLOCK_NOTHING_OVERDUE, GATE_SCOPE_ACCOUNT, g->first_due);
        return;
    }
    ask_person(g);
    ask_what_is_left(g);
    ask_mandate(g);
    ask_credits(g);
    ask_first_letter(g);
    ask_minimum(g);
    ask_sales(g);
    ask_channel(g);
    ask_payees(g);
    ask_pressure(g);
    ask_hours(g);
}

static void add_reason(struct gate_answer *out, enum reason code, int64_t value)
{
    ASSERT(out->reason_count < COUNT_OF(out->reasons));
    out->reasons[out->reason_count++] = (struct work_reason){code, value};
}

static void choose_action(const struct gate_asking *g)
{
    struct gate_answer *out = g->out;
    out->action = ACTION_CALL;
    if (out->block_count > 0)
        out->action = block_remedy(out->blocks[0].code);
    else if (out->raisable_minor == 0)
        out->action = ACTION_CONFIRM_TERMS;
    else if (g->facts->debtor->number_count == 0)
        out->action = ACTION_FIND_NUMBER;
    if (out->action == ACTION_NONE)
        return;
    add_reason(out, REASON_OVERDUE_AMOUNT, out->net_overdue_minor);
    add_reason(out, REASON_OLDEST_DAYS, out->oldest_days);
    if (out->action == ACTION_MATCH_CREDITS)
        add_reason(out, REASON_CREDITS_TO_MATCH, out->unallocated_minor);
    else if (out->action == ACTION_CONFIRM_TERMS)
        add_reason(out, REASON_NO_TERMS, 0);
    else if (out->action == ACTION_FIND_NUMBER)
        add_reason(out, REASON_NO_PHONE, 0);
}

void gate_ask(struct arena *a, const struct gate_facts *facts, const struct gate_intent *intent,
              struct gate_answer *out)
{
    ASSERT(facts->policy != NULL && facts->debtor != NULL && facts->account != NULL);
    struct gate_asking g = {.facts = facts, .intent = intent, .out = out, .first_due = DAY_NONE};
    *out = (struct gate_answer){.contact_allowed = true, .next_change = DAY_NONE};
    out->items = ARENA_ARRAY(a, facts->item_count, struct item_answer);
    gate_ask_items(&g);
    ask_contact(&g);
    choose_action(&g);
}
