#include "outcome.h"

static const char *const codes[OUTCOME_COUNT] = {
#define OUTCOME(id, code, reached) [OUTCOME_##id] = code,
#include "outcome.def"
};

static const enum outcome_reached reached_by[OUTCOME_COUNT] = {
#define OUTCOME(id, code, reached) [OUTCOME_##id] = OUTCOME_REACHED_##reached,
#include "outcome.def"
};

const char *outcome_code(enum outcome outcome)
{
    ASSERT(outcome < OUTCOME_COUNT);
    return codes[outcome];
}

bool outcome_parse(struct str code, enum outcome *out)
{
    *out = (enum outcome)str_which(code, codes, OUTCOME_COUNT);
    return *out < OUTCOME_COUNT;
}

enum outcome_reached outcome_reached(enum outcome outcome)
{
    ASSERT(outcome < OUTCOME_COUNT);
    return reached_by[outcome];
}

const char *outcome_reached_code(enum outcome_reached reached)
{
    static const char *const words[] = {"nobody", "other", "party"};
    ASSERT(reached <= OUTCOME_REACHED_PARTY);
    return words[reached];
}
