/* How far a file has come. A person sets it; where nobody did, it follows from the facts. */
#ifndef RELANCE_CLAIM_STAGE_H
#define RELANCE_CLAIM_STAGE_H

#include "base/check.h"
#include "base/day.h"
#include "base/str.h"

/* Closed list (docs/codes.md). */
enum account_stage {
    STAGE_NOT_DUE,        /* à échoir */
    STAGE_REMINDER,       /* relance */
    STAGE_DISPUTE,        /* litige */
    STAGE_PLAN,           /* plan */
    STAGE_PRE_LITIGATION, /* précontentieux: after the formal notice */
    STAGE_LITIGATION,     /* contentieux */
    STAGE_INSOLVENCY,     /* procédure collective */
    STAGE_IRRECOVERABLE,  /* irrécouvrable: only ever set by a person */
    STAGE_CLOSED,         /* clos */
    STAGE_COUNT
};
const char *account_stage_code(enum account_stage stage);
MUST_CHECK bool account_stage_parse(struct str code, enum account_stage *out);

struct stage_facts {
    bool closed;  /* policy_closes, and the account was not always empty */
    bool overdue; /* something is past its due day */
    bool disputed, on_plan;
    struct day formal_notice, judgment_served, insolvency; /* DAY_NONE: none */
};
/* What the facts say on a day. */
enum account_stage stage_from_facts(const struct stage_facts *facts, struct day on);

/* One word of a person: from that day this stage, or back to what the facts say. */
struct stage_word {
    struct day from;
    bool by_facts;
    enum account_stage stage;
};
/* The word that holds on a day: the last one said of the latest day; NULL: none. */
const struct stage_word *stage_word_on(const struct stage_word *words, size_t count, struct day on);
/* Set by a person, nobody of the house asks for money: a lawyer, a court or nobody does. */
bool stage_hands_over(const struct stage_word *word);

#endif
