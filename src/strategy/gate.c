#include "gate.h"

/* Credits that could cover this share of the overdue sum are cleared before anyone is called
 * (reference practice: "à pointer avant appel"). */
enum { MATCH_FIRST_PERCENT = 30 };

static void block_item(struct item_answer *answer, enum block b)
{
    ASSERT(answer->block_count < COUNT_OF(answer->blocks));
    answer->blocks[answer->block_count++] = b;
    answer->raisable = false;
    answer->raisable_minor = 0;
}

static struct item_answer ask_item(const struct gate_item *item, struct day today)
{
    struct item_answer answer = {.raisable = true, .raisable_minor = item->open_minor};
    if (item->open_minor == 0) {
        block_item(&answer, BLOCK_SETTLED);
        return answer;
    }
    if (item->open_minor < 0) {
        block_item(&answer, BLOCK_CREDIT);
        return answer;
    }
    if (item->role == LEDGER_ACCRUED || item->role == LEDGER_BILL_REMITTED)
        block_item(&answer, item->role == LEDGER_ACCRUED ? BLOCK_ACCRUED : BLOCK_BILL);
    if (item->role == LEDGER_RETENTION)
        block_item(&answer, BLOCK_RETENTION);
    if (item->due.day.n >= today.n)
        block_item(&answer, item->role == LEDGER_BILL ? BLOCK_BILL : BLOCK_NOT_DUE);
    else if (item->due.source == DUE_ASSUMED)
        block_item(&answer, BLOCK_ASSUMED_DUE_DATE);
    return answer;
}

/* Retention money and what is only shown never ask for a call, whatever its date. */
static bool is_overdue(const struct gate_item *item, struct day today)
{
    return item->open_minor > 0 && item->due.day.n < today.n && plan_role_counts(item->role) &&
           item->role != LEDGER_RETENTION;
}

static void count_item(const struct gate_item *item, struct day today, struct gate_answer *out)
{
    if (!plan_role_counts(item->role))
        return;
    if (item->open_minor < 0) {
        out->unallocated_minor -= item->open_minor;
        return;
    }
    out->open_minor += item->open_minor;
    if (is_overdue(item, today)) {
        out->overdue_minor += item->open_minor;
        int32_t days = today.n - item->due.day.n;
        if (days > out->oldest_days)
            out->oldest_days = days;
    } else if (item->open_minor > 0 && item->role != LEDGER_RETENTION) {
        struct day overdue_from = day_add(item->due.day, 1);
        if (!day_is(out->next_change) || day_before(overdue_from, out->next_change))
            out->next_change = overdue_from;
    }
}

static void block_contact(struct gate_answer *out, enum block b)
{
    ASSERT(out->block_count < COUNT_OF(out->blocks));
    out->blocks[out->block_count++] = b;
    out->contact_allowed = false;
}

static void add_reason(struct gate_answer *out, enum reason r)
{
    ASSERT(out->reason_count < COUNT_OF(out->reasons));
    out->reasons[out->reason_count++] = r;
}

static void veto_contact(struct gate_answer *out)
{
    if (out->open_minor == 0)
        block_contact(out, BLOCK_NOTHING_OWED);
    else if (out->overdue_minor == 0)
        block_contact(out, BLOCK_NOTHING_OVERDUE);
    else if (out->net_overdue_minor == 0)
        block_contact(out, BLOCK_COVERED_BY_CREDITS);
}

static void choose_action(const struct gate_facts *facts, struct gate_answer *out)
{
    bool sure_date = false;
    for (size_t i = 0; i < facts->item_count; i++)
        sure_date = sure_date || out->items[i].raisable;
    if (out->block_count > 0 && out->blocks[0] != BLOCK_COVERED_BY_CREDITS) {
        out->action = ACTION_NONE;
        return;
    }
    add_reason(out, REASON_OVERDUE_AMOUNT);
    add_reason(out, REASON_OLDEST_DAYS);
    if (out->unallocated_minor * 100 >= out->overdue_minor * MATCH_FIRST_PERCENT) {
        out->action = ACTION_MATCH_CREDITS;
        add_reason(out, REASON_CREDITS_TO_MATCH);
    } else if (!sure_date) {
        out->action = ACTION_CONFIRM_TERMS;
        add_reason(out, REASON_NO_TERMS);
    } else if (!facts->has_phone) {
        out->action = ACTION_FIND_NUMBER;
        add_reason(out, REASON_NO_PHONE);
    } else {
        out->action = ACTION_CALL;
    }
}

void gate_ask(struct arena *a, const struct gate_facts *facts, struct gate_answer *out)
{
    *out = (struct gate_answer){.contact_allowed = true, .next_change = DAY_NONE};
    out->items = ARENA_ARRAY(a, facts->item_count, struct item_answer);
    for (size_t i = 0; i < facts->item_count; i++) {
        out->items[i] = ask_item(&facts->items[i], facts->today);
        count_item(&facts->items[i], facts->today, out);
    }
    out->net_overdue_minor = out->overdue_minor > out->unallocated_minor
                                 ? out->overdue_minor - out->unallocated_minor
                                 : 0;
    veto_contact(out);
    choose_action(facts, out);
}
