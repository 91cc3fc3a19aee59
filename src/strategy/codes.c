#include "codes.h"

/* Sets of purposes, for the column `when` of codes.def. */
enum {
    FOR_DEMAND = 1 << GATE_PURPOSE_DEMAND,
    FOR_FIRST_LETTER = 1 << GATE_PURPOSE_FIRST_LETTER,
    FOR_PRE_DUE = 1 << GATE_PURPOSE_PRE_DUE,
    FOR_STATEMENT = 1 << GATE_PURPOSE_STATEMENT,
    FOR_ANSWER = 1 << GATE_PURPOSE_ANSWER,
    FOR_DEMANDS = FOR_DEMAND | FOR_FIRST_LETTER,
    FOR_ASKING = FOR_DEMANDS | FOR_PRE_DUE,
    FOR_ANY_DEMAND = FOR_ASKING | FOR_ANSWER, /* whoever began to talk */
    FOR_OUTGOING = FOR_ASKING | FOR_STATEMENT,
    FOR_ALL = FOR_OUTGOING | FOR_ANSWER,
};

enum { BINDS_ITEM, BINDS_CONTACT };

static const char *const action_codes[] = {
#define ACTION(id, code) [ACTION_##id] = code,
#include "codes.def"
};

static const struct {
    const char *code, *article;
    bool sure, contact;
    unsigned when;
    enum action remedy;
} blocks[] = {
#define BLOCK(id, code, article, sure, binds, when, remedy)                                        \
    [BLOCK_##id] = {code, article, sure, BINDS_##binds == BINDS_CONTACT, when, ACTION_##remedy},
#include "codes.def"
};

static const char *const scope_codes[] = {
#define SCOPE(id, code) [GATE_SCOPE_##id] = code,
#include "codes.def"
};

static const char *const channel_codes[] = {
#define CHANNEL(id, code) [GATE_CHANNEL_##id] = code,
#include "codes.def"
};

static const char *const purpose_codes[] = {
#define PURPOSE(id, code) [GATE_PURPOSE_##id] = code,
#include "codes.def"
};

static const char *const person_codes[] = {
#define PERSON(id, code) [GATE_PERSON_##id] = code,
#include "codes.def"
};

static const struct {
    const char *code;
    enum reason_figure figure;
} reasons[] = {
#define REASON(id, code, figure) [REASON_##id] = {code, FIGURE_##figure},
#include "codes.def"
};

const char *action_code(enum action a)
{
    ASSERT(a < ACTION_COUNT);
    return action_codes[a];
}

const char *block_code(enum block b)
{
    ASSERT(b < BLOCK_COUNT);
    return blocks[b].code;
}

const char *block_article(enum block b)
{
    ASSERT(b < BLOCK_COUNT);
    return blocks[b].article;
}

bool block_is_verified(enum block b)
{
    ASSERT(b < BLOCK_COUNT);
    return blocks[b].sure;
}

bool block_forbids_contact(enum block b)
{
    ASSERT(b < BLOCK_COUNT);
    return blocks[b].contact;
}

bool block_binds(enum block b, enum gate_purpose purpose)
{
    ASSERT(b < BLOCK_COUNT && purpose < GATE_PURPOSE_COUNT);
    return (blocks[b].when >> purpose & 1U) != 0;
}

enum action block_remedy(enum block b)
{
    ASSERT(b < BLOCK_COUNT);
    return blocks[b].remedy;
}

const char *gate_scope_code(enum gate_scope s)
{
    ASSERT(s < GATE_SCOPE_COUNT);
    return scope_codes[s];
}

const char *gate_channel_code(enum gate_channel c)
{
    ASSERT(c < GATE_CHANNEL_COUNT);
    return channel_codes[c];
}

const char *gate_purpose_code(enum gate_purpose p)
{
    ASSERT(p < GATE_PURPOSE_COUNT);
    return purpose_codes[p];
}

const char *gate_person_code(enum gate_person p)
{
    ASSERT(p < GATE_PERSON_COUNT);
    return person_codes[p];
}

enum gate_person gate_person_of(struct str code)
{
    for (int p = 0; p < GATE_PERSON_COUNT; p++) {
        if (str_is(code, person_codes[p]))
            return (enum gate_person)p;
    }
    return GATE_PERSON_UNKNOWN;
}

const char *reason_code(enum reason r)
{
    ASSERT(r < REASON_COUNT);
    return reasons[r].code;
}

enum reason_figure reason_figure(enum reason r)
{
    ASSERT(r < REASON_COUNT);
    return reasons[r].figure;
}
