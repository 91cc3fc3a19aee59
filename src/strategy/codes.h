/* Actions, blocks and reasons as closed lists with stable codes (codes.def, docs/codes.md). */
#ifndef RELANCE_STRATEGY_CODES_H
#define RELANCE_STRATEGY_CODES_H

#include "base/check.h"

enum action {
#define ACTION(id, code) ACTION_##id,
#include "codes.def"
    ACTION_COUNT
};

enum block {
#define BLOCK(id, code, article, contact) BLOCK_##id,
#include "codes.def"
    BLOCK_COUNT
};

enum reason {
#define REASON(id, code) REASON_##id,
#include "codes.def"
    REASON_COUNT
};

const char *action_code(enum action a);
const char *block_code(enum block b);
const char *block_article(enum block b);  /* "" for a rule of the house */
bool block_forbids_contact(enum block b); /* else it takes one item out */
const char *reason_code(enum reason r);

#endif
