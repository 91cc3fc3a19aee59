#include "gate_item.h"

static const enum block suspender_blocks[GATE_SUSPENDER_COUNT] = {
    [GATE_HOLD] = BLOCK_HOLD,
    [GATE_DISPUTE] = BLOCK_DISPUTE,
    [GATE_PLAN] = BLOCK_PLAN,
    [GATE_PROMISE] = BLOCK_PROMISE,
    [GATE_COURT_GRACE] = BLOCK_COURT_GRACE,
};

static const enum block procedure_blocks[GATE_PROCEDURE_COUNT] = {
    [GATE_COLLECTIVE] = BLOCK_INSOLVENCY,
    [GATE_OVER_INDEBTEDNESS] = BLOCK_OVER_INDEBTEDNESS,
    [GATE_IMPOSED_PLAN] = BLOCK_IMPOSED_PLAN,
    [GATE_DEBTS_WIPED] = BLOCK_DEBTS_WIPED,
};

bool gate_item_overdue(const struct gate_item *item, struct day day)
{
    return item->open_minor > 0 && item->due.day.n < day.n && plan_role_counts(item->role) &&
           item->role != LEDGER_RETENTION;
}

void gate_note_change(struct gate_asking *g, struct day day)
{
    struct day *next = &g->out->next_change;
    if (day_is(day) && day_before(g->intent->day, day) &&
        (!day_is(*next) || day_before(day, *next)))
        *next = day;
}

static void note_end(struct gate_asking *g, struct day last)
{
    if (day_is(last))
        gate_note_change(g, day_add(last, 1));
}

/* Of two ends the later one; an open end is the latest. */
static struct day later_end(struct day a, struct day b)
{
    return day_is(a) && day_is(b) ? day_max(a, b) : DAY_NONE;
}

/* Two blocks of one code on an item are one: the wider, until the later end. */
static void add_block(struct item_answer *answer, struct gate_block block)
{
    for (uint32_t i = 0; i < answer->block_count; i++) {
        struct gate_block *known = &answer->blocks[i];
        if (known->code != block.code)
            continue;
        known->scope = block.scope < known->scope ? block.scope : known->scope;
        known->until = later_end(known->until, block.until);
        return;
    }
    ASSERT(answer->block_count < GATE_ITEM_BLOCKS_MAX);
    answer->blocks[answer->block_count++] = block;
}

static void block_item(const struct gate_asking *g, struct item_answer *answer,
                       struct gate_block block)
{
    if (!block_binds(block.code, g->intent->purpose))
        return;
    add_block(answer, block);
    answer->raisable = false;
}

static void ask_role(const struct gate_asking *g, const struct gate_item *item,
                     struct item_answer *answer)
{
    if (item->role == LEDGER_ACCRUED)
        block_item(g, answer, (struct gate_block){BLOCK_ACCRUED, GATE_SCOPE_ITEM, DAY_NONE});
    else if (item->role == LEDGER_BILL_REMITTED)
        block_item(g, answer, (struct gate_block){BLOCK_BILL, GATE_SCOPE_ITEM, DAY_NONE});
    else if (item->role == LEDGER_RETENTION)
        block_item(g, answer, (struct gate_block){BLOCK_RETENTION, GATE_SCOPE_ITEM, DAY_NONE});
}

static void ask_due(struct gate_asking *g, const struct gate_item *item, struct item_answer *answer)
{
    if (!day_before(item->due.day, g->intent->day)) {
        enum block code = item->role == LEDGER_BILL ? BLOCK_BILL : BLOCK_NOT_DUE;
        block_item(g, answer, (struct gate_block){code, GATE_SCOPE_ITEM, item->due.day});
        if (!plan_role_counts(item->role) || item->role == LEDGER_RETENTION)
            return;
        note_end(g, item->due.day);
        if (!day_is(g->first_due) || day_before(item->due.day, g->first_due))
            g->first_due = item->due.day;
    } else if (item->due.source == DUE_ASSUMED) {
        block_item(g, answer,
                   (struct gate_block){BLOCK_ASSUMED_DUE_DATE, GATE_SCOPE_ITEM, DAY_NONE});
    }
}

/* A debt whose age nobody knows is taken for an older one. */
static void ask_insolvency(struct gate_asking *g, const struct gate_item *item,
                           struct item_answer *answer)
{
    const struct gate_debtor *debtor = g->facts->debtor;
    for (size_t i = 0; i < debtor->insolvency_count; i++) {
        const struct gate_insolvency *p = &debtor->insolvencies[i];
        bool wiped = p->procedure == GATE_DEBTS_WIPED;
        struct day until = wiped ? DAY_NONE : p->until;
        bool older = !day_is(item->arose) || day_before(item->arose, p->from) ||
                     (wiped && item->arose.n == p->from.n);
        if (!older || (day_is(until) && day_before(until, g->intent->day)))
            continue;
        if (day_before(g->intent->day, p->from)) {
            gate_note_change(g, p->from);
            continue;
        }
        block_item(g, answer,
                   (struct gate_block){procedure_blocks[p->procedure], GATE_SCOPE_DEBTOR, until});
        note_end(g, until);
    }
}

static void ask_limitation(struct gate_asking *g, const struct gate_item *item,
                           struct item_answer *answer)
{
    if (!day_is(item->last_day))
        return;
    answer->time_barred = day_before(item->last_day, g->intent->day);
    if (answer->time_barred)
        block_item(g, answer, (struct gate_block){BLOCK_TIME_BARRED, GATE_SCOPE_ITEM, DAY_NONE});
    else
        note_end(g, item->last_day);
}

static void ask_item(struct gate_asking *g, const struct gate_item *item,
                     struct item_answer *answer)
{
    answer->raisable = item->open_minor > 0;
    if (item->open_minor <= 0) {
        enum block code = item->open_minor == 0 ? BLOCK_SETTLED : BLOCK_CREDIT;
        add_block(answer, (struct gate_block){code, GATE_SCOPE_ITEM, DAY_NONE});
        return;
    }
    answer->raisable_minor = item->open_minor;
    ask_role(g, item, answer);
    ask_due(g, item, answer);
    ask_insolvency(g, item, answer);
    ask_limitation(g, item, answer);
    if (item->not_told_of_payee)
        block_item(g, answer,
                   (struct gate_block){BLOCK_NO_ASSIGNMENT_NOTICE, GATE_SCOPE_ITEM, DAY_NONE});
}

static void count_item(const struct gate_asking *g, const struct gate_item *item)
{
    struct gate_answer *out = g->out;
    if (!plan_role_counts(item->role))
        return;
    if (item->open_minor < 0) {
        out->unallocated_minor -= item->open_minor;
        return;
    }
    out->open_minor += item->open_minor;
    if (!gate_item_overdue(item, g->intent->day))
        return;
    out->overdue_minor += item->open_minor;
    int32_t days = g->intent->day.n - item->due.day.n;
    if (days > out->oldest_days)
        out->oldest_days = days;
}

static void suspend_item(struct gate_asking *g, const struct gate_suspension *s, size_t i)
{
    struct item_answer *answer = &g->out->items[i];
    if (g->facts->items[i].open_minor <= 0)
        return;
    if (day_is(s->from) && day_before(g->intent->day, s->from)) {
        gate_note_change(g, s->from);
        return;
    }
    note_end(g, s->until);
    struct gate_block block = {suspender_blocks[s->kind], s->scope, s->until};
    if (!block_binds(block.code, g->intent->purpose))
        return;
    add_block(answer, block);
    if (s->scope == GATE_SCOPE_PART)
        answer->raisable_minor -= s->part_minor;
    else
        answer->raisable = false;
}

static void suspend(struct gate_asking *g, const struct gate_suspension *s)
{
    if (day_is(s->until) && day_before(s->until, g->intent->day))
        return;
    if (s->item != GATE_ALL_ITEMS) {
        ASSERT(s->item >= 0 && (size_t)s->item < g->facts->item_count);
        suspend_item(g, s, (size_t)s->item);
        return;
    }
    for (size_t i = 0; i < g->facts->item_count; i++)
        suspend_item(g, s, i);
}

bool gate_item_concerned(const struct gate_asking *g, size_t i)
{
    const struct gate_item *item = &g->facts->items[i];
    if (g->intent->asked != NULL && !g->intent->asked[i])
        return false;
    if (g->intent->purpose == GATE_PURPOSE_DEMAND ||
        g->intent->purpose == GATE_PURPOSE_FIRST_LETTER)
        return gate_item_overdue(item, g->intent->day);
    return item->open_minor > 0;
}

static void finish_item(struct gate_asking *g, size_t i)
{
    struct item_answer *answer = &g->out->items[i];
    if (!answer->raisable || answer->raisable_minor <= 0) {
        answer->raisable = false;
        answer->raisable_minor = 0;
    }
    if (!gate_item_concerned(g, i))
        return;
    g->out->raisable_minor += answer->raisable_minor;
    if (answer->block_count == 1 && answer->blocks[0].code == BLOCK_ASSUMED_DUE_DATE)
        g->confirmable = true;
}

void gate_ask_items(struct gate_asking *g)
{
    const struct gate_facts *facts = g->facts;
    for (size_t i = 0; i < facts->item_count; i++) {
        ask_item(g, &facts->items[i], &g->out->items[i]);
        count_item(g, &facts->items[i]);
    }
    for (size_t i = 0; i < facts->suspension_count; i++)
        suspend(g, &facts->suspensions[i]);
    for (size_t i = 0; i < facts->item_count; i++)
        finish_item(g, i);
    struct gate_answer *out = g->out;
    out->net_overdue_minor = out->overdue_minor > out->unallocated_minor
                                 ? out->overdue_minor - out->unallocated_minor
                                 : 0;
}
