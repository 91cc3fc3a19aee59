#include "dispatch.h"

static const char *const kinds[] = {
#define DISPATCH_KIND(id, code) [DISPATCH_##id] = code,
#include "dispatch.def"
};
static const char *const states[] = {
#define DISPATCH_STATE(id, code) [DISPATCH_IS_##id] = code,
#include "dispatch.def"
};

const char *dispatch_kind_code(enum dispatch_kind kind)
{
    ASSERT(kind < DISPATCH_KIND_COUNT);
    return kinds[kind];
}

bool dispatch_kind_parse(struct str code, enum dispatch_kind *out)
{
    size_t i = str_which(code, kinds, COUNT_OF(kinds));
    *out = (enum dispatch_kind)i;
    return i < COUNT_OF(kinds);
}

const char *dispatch_state_code(enum dispatch_state state)
{
    ASSERT(state < DISPATCH_STATE_COUNT);
    return states[state];
}

bool dispatch_state_parse(struct str code, enum dispatch_state *out)
{
    size_t i = str_which(code, states, COUNT_OF(states));
    *out = (enum dispatch_state)i;
    return i < COUNT_OF(states);
}

#define TO(state) (1U << DISPATCH_IS_##state)

/* claimed -> queued: the server said so before it had all of it. accepted -> refused: a notice came
 * back. refused -> queued: a person tries again. */
static const unsigned ways[DISPATCH_STATE_COUNT] = {
    [DISPATCH_IS_QUEUED] = TO(CLAIMED) | TO(STOPPED),
    [DISPATCH_IS_CLAIMED] = TO(ACCEPTED) | TO(REFUSED) | TO(UNCERTAIN) | TO(QUEUED),
    [DISPATCH_IS_ACCEPTED] = TO(REFUSED),
    [DISPATCH_IS_REFUSED] = TO(QUEUED) | TO(STOPPED),
    [DISPATCH_IS_UNCERTAIN] = TO(ACCEPTED) | TO(REFUSED),
    [DISPATCH_IS_STOPPED] = 0,
};

bool dispatch_may(enum dispatch_state from, enum dispatch_state to)
{
    ASSERT(from < DISPATCH_STATE_COUNT && to < DISPATCH_STATE_COUNT);
    return (ways[from] >> to & 1U) != 0;
}

bool dispatch_may_again(enum dispatch_state mail, enum mailing_state letter)
{
    return mail == DISPATCH_IS_REFUSED &&
           (letter == MAILING_STATE_COUNT || letter == MAILING_IS_TO_PRINT);
}

int64_t dispatch_wait_ms(int64_t tries)
{
    const int64_t minute = 60000;
    int64_t wait = minute;
    for (int64_t i = 1; i < tries && wait < 240 * minute; i++)
        wait *= 2;
    return wait < 240 * minute ? wait : 240 * minute;
}
