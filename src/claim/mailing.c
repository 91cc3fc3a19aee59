#include "mailing.h"

static const char *const kinds[] = {
#define MAILING_KIND(id, code) [MAILING_##id] = code,
#include "mailing.def"
};
static const char *const states[] = {
#define MAILING_STATE(id, code) [MAILING_IS_##id] = code,
#include "mailing.def"
};
static const char *const returns[] = {
#define MAILING_RETURN(id, code, valid) [MAILING_RETURN_##id] = code,
#include "mailing.def"
};
static const bool stands[] = {
#define MAILING_RETURN(id, code, valid) [MAILING_RETURN_##id] = (valid) != 0,
#include "mailing.def"
};

const char *mailing_kind_code(enum mailing_kind kind)
{
    ASSERT(kind < MAILING_KIND_COUNT);
    return kinds[kind];
}

bool mailing_kind_parse(struct str code, enum mailing_kind *out)
{
    size_t i = str_index(code, kinds, COUNT_OF(kinds));
    if (i == COUNT_OF(kinds))
        return false;
    *out = (enum mailing_kind)i;
    return true;
}

const char *mailing_state_code(enum mailing_state state)
{
    ASSERT(state < MAILING_STATE_COUNT);
    return states[state];
}

bool mailing_state_parse(struct str code, enum mailing_state *out)
{
    size_t i = str_index(code, states, COUNT_OF(states));
    if (i == COUNT_OF(states))
        return false;
    *out = (enum mailing_state)i;
    return true;
}

const char *mailing_return_code(enum mailing_return why)
{
    ASSERT(why < MAILING_RETURN_COUNT);
    return returns[why];
}

bool mailing_return_parse(struct str code, enum mailing_return *out)
{
    size_t i = str_index(code, returns, COUNT_OF(returns));
    if (i == COUNT_OF(returns))
        return false;
    *out = (enum mailing_return)i;
    return true;
}

/* ---- what follows ---- */

bool mailing_waits(const struct mailing *m)
{
    return m->state == MAILING_IS_TO_PRINT || m->state == MAILING_IS_PRINTED;
}

bool mailing_left(const struct mailing *m)
{
    return !mailing_waits(m) && m->state != MAILING_IS_CANCELLED;
}

bool mailing_lost(const struct mailing *m)
{
    return m->state == MAILING_IS_RETURNED && m->why < MAILING_RETURN_COUNT && !stands[m->why];
}

bool mailing_reached(const struct mailing *m) { return mailing_left(m) && !mailing_lost(m); }

struct day mailing_notice(const struct mailing *m)
{
    if (m->kind != MAILING_FORMAL_NOTICE || !mailing_reached(m))
        return DAY_NONE;
    if (day_is(m->presented))
        return m->presented;
    return day_is(m->received) ? m->received : m->returned;
}

struct day mailing_first_letter(const struct mailing *m)
{
    bool first = m->kind == MAILING_FIRST_LETTER || m->kind == MAILING_FORMAL_NOTICE;
    return first && mailing_reached(m) ? m->sent : DAY_NONE;
}

/* ---- steps ---- */

static bool not_before(struct day on, struct day earlier)
{
    return !day_is(earlier) || !day_before(on, earlier);
}

static bool not_after(struct day on, struct day later)
{
    return !day_is(later) || !day_before(later, on);
}

/* Where the letter may be for a step to be possible. */
static bool from_there(const struct mailing *m, enum mailing_state to)
{
    switch (to) {
    case MAILING_IS_PRINTED:
        return m->state == MAILING_IS_TO_PRINT;
    case MAILING_IS_SENT:
        return m->state != MAILING_IS_CANCELLED;
    case MAILING_IS_CANCELLED:
        return mailing_waits(m);
    case MAILING_IS_PRESENTED:
    case MAILING_IS_RECEIVED:
    case MAILING_IS_RETURNED:
        return mailing_left(m);
    case MAILING_IS_TO_PRINT:
    case MAILING_STATE_COUNT:
        break;
    }
    return false;
}

static bool in_order(const struct mailing *m, const struct mailing_step *step)
{
    struct day on = step->on;
    switch (step->to) {
    case MAILING_IS_SENT:
        return not_before(on, m->made) && not_after(on, m->presented) &&
               not_after(on, m->received) && not_after(on, m->returned);
    case MAILING_IS_PRESENTED:
        return not_before(on, m->sent) && not_after(on, m->received) && not_after(on, m->returned);
    case MAILING_IS_RECEIVED:
    case MAILING_IS_RETURNED:
        return not_before(on, m->sent) && not_before(on, m->presented);
    case MAILING_IS_PRINTED:
    case MAILING_IS_CANCELLED:
    case MAILING_IS_TO_PRINT:
    case MAILING_STATE_COUNT:
        break;
    }
    return not_before(on, m->made);
}

bool mailing_known(const struct mailing *m, const struct mailing_step *step)
{
    switch (step->to) {
    case MAILING_IS_PRINTED:
        return day_is(m->printed) && m->printed.n == step->on.n;
    case MAILING_IS_SENT:
        return day_is(m->sent) && m->sent.n == step->on.n;
    case MAILING_IS_PRESENTED:
        return day_is(m->presented) && m->presented.n == step->on.n;
    case MAILING_IS_RECEIVED:
        return day_is(m->received) && m->received.n == step->on.n;
    case MAILING_IS_RETURNED:
        return day_is(m->returned) && m->returned.n == step->on.n && m->why == step->why;
    case MAILING_IS_CANCELLED:
    case MAILING_IS_TO_PRINT:
    case MAILING_STATE_COUNT:
        break;
    }
    return m->state == step->to;
}

static void set_day(struct mailing *m, const struct mailing_step *step)
{
    switch (step->to) {
    case MAILING_IS_PRINTED:
        m->printed = step->on;
        break;
    case MAILING_IS_SENT:
        m->sent = step->on;
        break;
    case MAILING_IS_PRESENTED:
        m->presented = step->on;
        break;
    case MAILING_IS_RECEIVED:
        m->received = step->on;
        m->returned = DAY_NONE;
        m->why = MAILING_RETURN_COUNT;
        break;
    case MAILING_IS_RETURNED:
        m->returned = step->on;
        m->why = step->why;
        m->received = DAY_NONE;
        break;
    case MAILING_IS_CANCELLED:
    case MAILING_IS_TO_PRINT:
    case MAILING_STATE_COUNT:
        break;
    }
}

/* How far it has come, whatever was said last. */
static enum mailing_state state_of(const struct mailing *m)
{
    if (day_is(m->returned))
        return MAILING_IS_RETURNED;
    if (day_is(m->received))
        return MAILING_IS_RECEIVED;
    if (day_is(m->presented))
        return MAILING_IS_PRESENTED;
    if (day_is(m->sent))
        return MAILING_IS_SENT;
    return day_is(m->printed) ? MAILING_IS_PRINTED : MAILING_IS_TO_PRINT;
}

enum mailing_fault mailing_take(struct mailing *m, const struct mailing_step *step,
                                struct day today)
{
    ASSERT(step->to != MAILING_IS_RETURNED || step->why < MAILING_RETURN_COUNT);
    if (!from_there(m, step->to))
        return MAILING_FAULT_STATE;
    if (day_before(today, step->on) || !in_order(m, step))
        return MAILING_FAULT_DAY;
    set_day(m, step);
    m->state = step->to == MAILING_IS_CANCELLED ? MAILING_IS_CANCELLED : state_of(m);
    return MAILING_FAULT_NONE;
}
