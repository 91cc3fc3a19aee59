/* The aged balance of every account, creditor or agent, ledger view, as of the business day. */
#ifndef RELANCE_APP_LIST_AGEING_H
#define RELANCE_APP_LIST_AGEING_H

#include "app/context.h"
#include "base/arena.h"
#include "base/money.h"
#include "claim/ageing.h"
#include "office/scope.h"

enum ageing_by { AGEING_BY_ACCOUNT, AGEING_BY_CREDITOR, AGEING_BY_AGENT };

struct ageing_line {
    struct str key;  /* C-..., the creditor's code, the agent's login, team:CODE; "-": nobody's */
    struct str name; /* the debtor's, the creditor's, the agent's or the team's */
    struct currency currency;
    struct ageing row;
};

struct ageing_query {
    enum ageing_by by;
    bool strict_due;
    struct str creditor; /* only this one; empty: all in scope */
    struct creditor_scope scope;
};

struct ageing_lines {
    struct ageing_line *rows; /* accounts in the order of their numbers, creditors by code,
                                 agents by login, between them teams by code */
    size_t count;
};

/* In the arena. */
MUST_CHECK bool list_ageing(struct app *app, struct arena *a, const struct ageing_query *query,
                            struct ageing_lines *out, struct err *err);

#endif
