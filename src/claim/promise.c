#include "promise.h"

static const char *const state_codes[PROMISE_STATE_COUNT] = {
    [PROMISE_STANDING] = "standing",
    [PROMISE_CANCELLED] = "cancelled",
    [PROMISE_SUPERSEDED] = "superseded",
};

static const char *const status_codes[PROMISE_STATUS_COUNT] = {
    [PROMISE_IS_INCOMPLETE] = "incomplete",
    [PROMISE_IS_OPEN] = "open",
    [PROMISE_IS_KEPT] = "kept",
    [PROMISE_IS_PART_KEPT] = "part_kept",
    [PROMISE_IS_LATE] = "late",
    [PROMISE_IS_BROKEN] = "broken",
    [PROMISE_IS_TO_VERIFY] = "to_verify",
    [PROMISE_IS_TO_CONFIRM] = "to_confirm",
    [PROMISE_IS_CANCELLED] = "cancelled",
    [PROMISE_IS_SUPERSEDED] = "superseded",
};

static const char *const part_codes[PROMISE_PARTS] = {"date", "amount", "means", "items", "person"};

static const enum promise_status status_of[] = {
    [COMMITMENT_OPEN] = PROMISE_IS_OPEN,
    [COMMITMENT_KEPT] = PROMISE_IS_KEPT,
    [COMMITMENT_PART_KEPT] = PROMISE_IS_PART_KEPT,
    [COMMITMENT_LATE] = PROMISE_IS_LATE,
    [COMMITMENT_BROKEN] = PROMISE_IS_BROKEN,
    [COMMITMENT_TO_VERIFY] = PROMISE_IS_TO_VERIFY,
    [COMMITMENT_TO_CONFIRM] = PROMISE_IS_TO_CONFIRM,
};

const char *promise_state_code(enum promise_state state)
{
    ASSERT(state < PROMISE_STATE_COUNT);
    return state_codes[state];
}

bool promise_state_parse(struct str code, enum promise_state *out)
{
    *out = (enum promise_state)str_which(code, state_codes, PROMISE_STATE_COUNT);
    return *out < PROMISE_STATE_COUNT;
}

const char *promise_status_code(enum promise_status status)
{
    ASSERT(status < PROMISE_STATUS_COUNT);
    return status_codes[status];
}

const char *promise_part_code(int i)
{
    ASSERT(i >= 0 && i < PROMISE_PARTS);
    return part_codes[i];
}

enum promise_status promise_status_of(enum commitment_status status) { return status_of[status]; }

unsigned promise_missing(const struct promise *p)
{
    unsigned missing = 0;
    missing |= day_is(p->on) ? 0 : PROMISE_DATE;
    missing |= p->c.wanted_minor > 0 ? 0 : PROMISE_AMOUNT;
    missing |= p->means != MEANS_NONE ? 0 : PROMISE_MEANS;
    missing |= p->c.items.count > 0 ? 0 : PROMISE_ITEMS;
    missing |= p->person ? 0 : PROMISE_PERSON;
    return missing;
}

static void judge_complete(struct arena *a, const struct promise *p, struct receipts *receipts,
                           const struct promise_ground *ground, struct promise_answer *out)
{
    struct cash_run run = commitment_evidence(a, &p->c, receipts);
    struct commitment_horizon horizon = {ground->today, ground->through, p->to_creditor};
    if (day_is(p->c.word.on))
        horizon.through = day_max(horizon.through, p->c.word.on);
    out->credited_minor = run.credited_minor;
    out->wanted_minor = commitment_wanted(&p->c, &run);
    struct commitment_due due = {out->last_day, out->wanted_minor};
    struct commitment_answer answer = commitment_judge(&run, due, &horizon);
    out->paid_minor = answer.paid_minor;
    out->paid_on = answer.paid_on;
    out->rest_minor = out->wanted_minor - answer.paid_minor;
    out->on_loose_credit = run.loose_minor > 0;
    out->status = promise_status_of(answer.status);
    if (out->wanted_minor == 0)
        out->status = PROMISE_IS_CANCELLED; /* credit notes left nothing to keep */
    out->suspends = out->status == PROMISE_IS_OPEN && p->c.made.n <= ground->today.n;
    int32_t return_days = ground->rules->rows[p->means].return_days;
    bool paid = out->status == PROMISE_IS_KEPT || out->status == PROMISE_IS_LATE;
    if (paid && return_days > 0 && day_add(answer.paid_on, return_days).n >= ground->today.n)
        out->certain_on = day_add(answer.paid_on, return_days);
}

struct promise_answer promise_judge(struct arena *a, const struct promise *p,
                                    struct receipts *receipts, const struct promise_ground *ground)
{
    struct promise_answer out = {.missing = promise_missing(p),
                                 .last_day = DAY_NONE,
                                 .call_back_by = DAY_NONE,
                                 .wanted_minor = p->c.wanted_minor,
                                 .rest_minor = p->c.wanted_minor,
                                 .paid_on = DAY_NONE,
                                 .certain_on = DAY_NONE};
    if (day_is(p->on))
        out.last_day = means_last_day(ground->rules, ground->calendar, p->means, p->on);
    if (out.missing == 0 && p->state == PROMISE_STANDING) {
        judge_complete(a, p, receipts, ground, &out);
        return out;
    }
    out.status = p->state == PROMISE_CANCELLED    ? PROMISE_IS_CANCELLED
                 : p->state == PROMISE_SUPERSEDED ? PROMISE_IS_SUPERSEDED
                                                  : PROMISE_IS_INCOMPLETE;
    if (out.status == PROMISE_IS_INCOMPLETE)
        out.call_back_by = law_working_days_after(ground->calendar.law, p->c.made,
                                                  PROMISE_CALL_BACK_DAYS, ground->calendar.region);
    return out;
}
