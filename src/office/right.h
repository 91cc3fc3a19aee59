/* Who may do what in the house. A person has one or several roles; a role gives rights; a page or
 * command asks for one right. The table is right.c, and nothing else decides. */
#ifndef RELANCE_OFFICE_RIGHT_H
#define RELANCE_OFFICE_RIGHT_H

#include "base/check.h"
#include "base/str.h"

enum role {
    ROLE_AGENT,         /* calls debtors */
    ROLE_MANAGER,       /* leads the agents, decides beyond their mandate */
    ROLE_ACCOUNTANT,    /* the cash: statements, matching */
    ROLE_CORRESPONDENT, /* answers for a department when a claim is disputed */
    ROLE_TRAINER,
    ROLE_JURY,
    ROLE_AUDITOR, /* reads everything, changes nothing */
    ROLE_ADMINISTRATOR,
    ROLE_COUNT
};

enum right {
    RIGHT_NONE,       /* everybody, also somebody unknown */
    RIGHT_SIGNED_IN,  /* any person of the house */
    RIGHT_READ_FILES, /* the files of his creditors */
    RIGHT_IMPORT,     /* bring files in and take them back */
    RIGHT_WORK_FILES, /* calls, promises, disputes on them; his list of the day */
    RIGHT_MANAGE_USERS,
    RIGHT_SET_PAYEES,    /* say or confirm into which account debtors pay; always two persons */
    RIGHT_READ_JOURNAL,  /* what was done by whom */
    RIGHT_LEAD,          /* what the whole work comes to, and what is to come in by month */
    RIGHT_SEE_SETTINGS,  /* how his creditors and the house are set */
    RIGHT_SET_CREDITORS, /* letterhead, mandate, penalties, delays of his creditors */
    RIGHT_SET_HOUSE,     /* what holds for every creditor: the house's letterhead, rules, law */
    RIGHT_COUNT
};

/* A set of roles: bit 1 << role. */
struct role_set {
    uint32_t bits;
};

static inline struct role_set role_set_with(struct role_set set, enum role role)
{
    return (struct role_set){set.bits | (UINT32_C(1) << role)};
}
static inline bool role_set_has(struct role_set set, enum role role)
{
    return (set.bits >> role & 1) != 0;
}

const char *role_code(enum role role); /* "agent": stored and typed, never renamed */
bool role_parse(struct str code, enum role *out);
/* Whether a signed-in person with these roles has the right. */
bool right_given(struct role_set roles, enum right right);

#endif
