#include "codes.h"

static const char *const action_codes[] = {
#define ACTION(id, code) [ACTION_##id] = code,
#include "codes.def"
};

static const struct {
    const char *code, *article;
    bool contact;
} blocks[] = {
#define BLOCK(id, code, article, contact) [BLOCK_##id] = {code, article, contact},
#include "codes.def"
};

static const char *const reason_codes[] = {
#define REASON(id, code) [REASON_##id] = code,
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

bool block_forbids_contact(enum block b)
{
    ASSERT(b < BLOCK_COUNT);
    return blocks[b].contact;
}

const char *reason_code(enum reason r)
{
    ASSERT(r < REASON_COUNT);
    return reason_codes[r];
}
