/* Actions, blocks, scopes, channels, purposes and reasons as closed lists with stable codes
 * (codes.def, docs/codes.md). */
#ifndef RELANCE_STRATEGY_CODES_H
#define RELANCE_STRATEGY_CODES_H

#include "base/check.h"
#include "base/str.h"

enum action {
#define ACTION(id, code) ACTION_##id,
#include "codes.def"
    ACTION_COUNT
};

enum block {
#define BLOCK(id, code, article, sure, binds, when, remedy) BLOCK_##id,
#include "codes.def"
    BLOCK_COUNT
};

/* From the widest to the narrowest, as far as they nest. */
enum gate_scope {
#define SCOPE(id, code) GATE_SCOPE_##id,
#include "codes.def"
    GATE_SCOPE_COUNT
};

enum gate_channel {
#define CHANNEL(id, code) GATE_CHANNEL_##id,
#include "codes.def"
    GATE_CHANNEL_COUNT
};

/* Why somebody is to be contacted: a demand; the first letter of a mandate; a courtesy before the
 * due date; a statement of account that demands nothing; an answer to the debtor who turned to us.
 */
enum gate_purpose {
#define PURPOSE(id, code) GATE_PURPOSE_##id,
#include "codes.def"
    GATE_PURPOSE_COUNT
};

enum gate_person {
#define PERSON(id, code) GATE_PERSON_##id,
#include "codes.def"
    GATE_PERSON_COUNT
};

enum reason {
#define REASON(id, code, figure) REASON_##id,
#include "codes.def"
    REASON_COUNT
};

/* What the figure of a reason means. */
enum reason_figure { FIGURE_NONE, FIGURE_MONEY, FIGURE_DAYS, FIGURE_COUNT, FIGURE_DATE };

/* A reason with its figure. */
struct work_reason {
    enum reason code;
    int64_t value; /* minor units, days, a number or a civil day, as the reason means it */
};

const char *action_code(enum action a);
const char *block_code(enum block b);
const char *block_article(enum block b);  /* "" for a rule of the house */
bool block_is_verified(enum block b);     /* false: nobody read the article for this rule */
bool block_forbids_contact(enum block b); /* else it takes one item, or a part of it, out */
bool block_binds(enum block b, enum gate_purpose purpose);
enum action block_remedy(enum block b); /* ACTION_NONE: time or a decision alone lifts it */
const char *gate_scope_code(enum gate_scope s);
const char *gate_channel_code(enum gate_channel c);
const char *gate_purpose_code(enum gate_purpose p);
const char *gate_person_code(enum gate_person p);
/* By the code a debtor's kind is stored under; another code is an unknown person. */
enum gate_person gate_person_of(struct str code);
const char *reason_code(enum reason r);
enum reason_figure reason_figure(enum reason r);

#endif
