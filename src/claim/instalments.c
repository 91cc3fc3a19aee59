#include "instalments.h"

static const char *const state_codes[INSTALMENTS_STATE_COUNT] = {
    [INSTALMENTS_DRAFT] = "draft",
    [INSTALMENTS_PROPOSED] = "proposed",
    [INSTALMENTS_AGREED] = "agreed",
    [INSTALMENTS_ENDED] = "ended",
};

static const char *const status_codes[INSTALMENTS_STATUS_COUNT] = {
    [INSTALMENTS_IS_DRAFT] = "draft",   [INSTALMENTS_IS_PROPOSED] = "proposed",
    [INSTALMENTS_IS_AGREED] = "agreed", [INSTALMENTS_IS_RUNNING] = "running",
    [INSTALMENTS_IS_KEPT] = "kept",     [INSTALMENTS_IS_BROKEN] = "broken",
    [INSTALMENTS_IS_ENDED] = "ended",
};

static const enum instalments_status status_of_state[INSTALMENTS_STATE_COUNT] = {
    [INSTALMENTS_DRAFT] = INSTALMENTS_IS_DRAFT,
    [INSTALMENTS_PROPOSED] = INSTALMENTS_IS_PROPOSED,
    [INSTALMENTS_AGREED] = INSTALMENTS_IS_AGREED,
    [INSTALMENTS_ENDED] = INSTALMENTS_IS_ENDED,
};

const char *instalments_state_code(enum instalments_state state)
{
    ASSERT(state < INSTALMENTS_STATE_COUNT);
    return state_codes[state];
}

bool instalments_state_parse(struct str code, enum instalments_state *out)
{
    *out = (enum instalments_state)str_which(code, state_codes, INSTALMENTS_STATE_COUNT);
    return *out < INSTALMENTS_STATE_COUNT;
}

const char *instalments_status_code(enum instalments_status status)
{
    ASSERT(status < INSTALMENTS_STATUS_COUNT);
    return status_codes[status];
}

enum instalments_fault instalments_check(const struct instalments *plan, bool consumer)
{
    int64_t sum = 0;
    if (plan->line_count == 0)
        return INSTALMENTS_NO_LINES;
    for (size_t i = 0; i < plan->line_count; i++) {
        if (plan->lines[i].minor <= 0 ||
            (i > 0 && plan->lines[i].due.n <= plan->lines[i - 1].due.n))
            return INSTALMENTS_BAD_LINE;
        sum += plan->lines[i].minor;
    }
    if (plan->remainder_minor < 0 || plan->c.extra_minor < 0)
        return INSTALMENTS_NEGATIVE;
    if (consumer && plan->c.extra_minor > 0)
        return INSTALMENTS_CONSUMER;
    int64_t owed = covered_minor(plan->c.items) + plan->c.extra_minor;
    return sum + plan->remainder_minor == owed ? INSTALMENTS_SOUND : INSTALMENTS_SUM;
}

void instalments_spread(const struct instalments_spread *spread, struct instalment *lines)
{
    ASSERT(spread->count > 0);
    int64_t part = scale_round(spread->total_minor, 1, (int64_t)spread->count, ROUND_DOWN);
    int64_t rest = spread->total_minor;
    for (size_t i = 0; i < spread->count; i++) {
        int32_t step = (int32_t)i;
        lines[i].due = spread->months > 0 ? day_add_months(spread->first, step * spread->months)
                                          : day_add(spread->first, step * spread->days);
        lines[i].minor = i + 1 == spread->count ? rest : part;
        rest -= part;
    }
}

/* Credit notes shorten a plan from its end. */
static void shorten(const struct instalments *plan, int64_t wanted_minor,
                    struct instalment_answer *lines)
{
    int64_t left = wanted_minor;
    for (size_t i = 0; i < plan->line_count; i++) {
        lines[i].wanted_minor = plan->lines[i].minor < left ? plan->lines[i].minor : left;
        left -= lines[i].wanted_minor;
    }
}

static void judge_line(struct instalment_answer *line, struct cash_run *run,
                       const struct commitment_horizon *horizon)
{
    struct commitment_due due = {line->last_day, line->wanted_minor};
    struct commitment_answer answer = commitment_judge(run, due, horizon);
    line->paid_minor = answer.paid_minor;
    line->paid_on = answer.paid_on;
    line->status = promise_status_of(answer.status);
}

static bool is_missed(enum promise_status status)
{
    return status == PROMISE_IS_BROKEN || status == PROMISE_IS_PART_KEPT;
}

static void sum_lines(const struct instalments *plan, const struct promise_ground *ground,
                      struct instalments_answer *out)
{
    bool begun = false;
    for (size_t i = 0; i < plan->line_count; i++) {
        const struct instalment_answer *line = &out->lines[i];
        int64_t rest = line->wanted_minor - line->paid_minor;
        out->paid_minor += line->paid_minor;
        out->rest_minor += rest;
        begun = begun || line->paid_minor > 0 || plan->lines[i].due.n <= ground->today.n;
        if (is_missed(line->status)) {
            out->due_now_minor += rest;
            if (!day_is(out->missed))
                out->missed = plan->lines[i].due;
        }
        out->to_verify = out->to_verify || line->status == PROMISE_IS_TO_VERIFY ||
                         line->status == PROMISE_IS_TO_CONFIRM;
        if (rest > 0 && !day_is(out->until) && line->status == PROMISE_IS_OPEN)
            out->until = line->last_day;
    }
    if (out->rest_minor == 0)
        out->status = INSTALMENTS_IS_KEPT;
    else if (day_is(out->missed))
        out->status = INSTALMENTS_IS_BROKEN;
    else if (begun)
        out->status = INSTALMENTS_IS_RUNNING;
    if (out->status == INSTALMENTS_IS_BROKEN && plan->acceleration)
        out->due_now_minor = out->rest_minor;
}

struct instalments_answer instalments_judge(struct arena *a, const struct instalments *plan,
                                            struct receipts *receipts,
                                            const struct promise_ground *ground)
{
    struct instalments_answer out = {
        .status = status_of_state[plan->state],
        .until = DAY_NONE,
        .missed = DAY_NONE,
        .lines = ARENA_ARRAY(a, plan->line_count, struct instalment_answer)};
    for (size_t i = 0; i < plan->line_count; i++) {
        struct instalment_answer *line = &out.lines[i];
        line->status = PROMISE_IS_OPEN;
        line->wanted_minor = plan->lines[i].minor;
        line->paid_on = DAY_NONE;
        line->last_day =
            means_last_day(ground->rules, ground->calendar, plan->means, plan->lines[i].due);
    }
    if (plan->state != INSTALMENTS_AGREED) {
        out.rest_minor = plan->c.wanted_minor;
        return out;
    }
    struct cash_run run = commitment_evidence(a, &plan->c, receipts);
    struct commitment_horizon horizon = {ground->today, ground->through, plan->to_creditor};
    shorten(plan, commitment_wanted(&plan->c, &run), out.lines);
    for (size_t i = 0; i < plan->line_count; i++)
        judge_line(&out.lines[i], &run, &horizon);
    sum_lines(plan, ground, &out);
    out.suspends = (out.status == INSTALMENTS_IS_AGREED || out.status == INSTALMENTS_IS_RUNNING) &&
                   day_is(out.until) && plan->c.made.n <= ground->today.n;
    return out;
}
