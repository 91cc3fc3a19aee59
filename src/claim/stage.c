#include "stage.h"

static const char *const codes[STAGE_COUNT] = {
    [STAGE_NOT_DUE] = "not_due",
    [STAGE_REMINDER] = "reminder",
    [STAGE_DISPUTE] = "dispute",
    [STAGE_PLAN] = "plan",
    [STAGE_PRE_LITIGATION] = "pre_litigation",
    [STAGE_LITIGATION] = "litigation",
    [STAGE_INSOLVENCY] = "insolvency",
    [STAGE_IRRECOVERABLE] = "irrecoverable",
    [STAGE_CLOSED] = "closed",
};

const char *account_stage_code(enum account_stage stage)
{
    ASSERT(stage < STAGE_COUNT);
    return codes[stage];
}

bool account_stage_parse(struct str code, enum account_stage *out)
{
    size_t i = str_index(code, codes, STAGE_COUNT);
    if (i == STAGE_COUNT)
        return false;
    *out = (enum account_stage)i;
    return true;
}

static bool since(struct day day, struct day on) { return day_is(day) && day.n <= on.n; }

enum account_stage stage_from_facts(const struct stage_facts *facts, struct day on)
{
    if (facts->closed)
        return STAGE_CLOSED;
    if (since(facts->insolvency, on))
        return STAGE_INSOLVENCY;
    if (since(facts->judgment_served, on))
        return STAGE_LITIGATION;
    if (facts->disputed)
        return STAGE_DISPUTE;
    if (facts->on_plan)
        return STAGE_PLAN;
    if (!facts->overdue)
        return STAGE_NOT_DUE;
    return since(facts->formal_notice, on) ? STAGE_PRE_LITIGATION : STAGE_REMINDER;
}

const struct stage_word *stage_word_on(const struct stage_word *words, size_t count, struct day on)
{
    const struct stage_word *last = NULL;
    for (size_t i = 0; i < count; i++) {
        if (words[i].from.n <= on.n && (last == NULL || words[i].from.n >= last->from.n))
            last = &words[i];
    }
    return last;
}

bool stage_hands_over(const struct stage_word *word)
{
    return word != NULL && !word->by_facts &&
           (word->stage == STAGE_PRE_LITIGATION || word->stage == STAGE_LITIGATION ||
            word->stage == STAGE_IRRECOVERABLE || word->stage == STAGE_CLOSED);
}
