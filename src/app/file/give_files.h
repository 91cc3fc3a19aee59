/* Whose file it is: giving files to an agent, or to nobody. */
#ifndef RELANCE_APP_GIVE_FILES_H
#define RELANCE_APP_GIVE_FILES_H

#include "app/context.h"
#include "base/arena.h"
#include "find_account.h"

struct give_request {
    const struct str *refs;
    size_t ref_count;
    struct str creditor; /* for ledger numbers; may be empty */
    struct str agent;    /* login */
    struct str team;     /* code, instead of an agent */
    bool nobody;         /* instead of an agent */
    struct day from;     /* DAY_NONE: today */
    bool back;           /* instead of an agent: whose they were before the last word */
    struct str why;      /* must not be empty */
    /* of one file, for whoever does not see them all */
    const int64_t *scope;
    size_t scope_count;
    struct str seen;
};

struct given_file {
    struct account_key key;
    int64_t number;   /* C-... */
    struct str agent; /* login; empty: nobody */
    struct str team;  /* code; empty: no team */
    struct day from;
};
struct given_list {
    struct given_file *rows; /* in the order they were named */
    size_t count;
};

/* All of them in one transaction, with an entry in each debtor's journal. In the arena. Errors:
 * those of account_find; ERR_UNKNOWN_USER, ERR_NOT_ALLOWED (he does not work on files, or not on
 * those of this creditor), ERR_UNKNOWN_TEAM, ERR_OPTION_MISSING (agent, why),
 * ERR_OPTION_CONFLICT (more than one of agent, team, nobody and back), ERR_TOO_LONG,
 * ERR_NOTHING_NEW (back, and nothing was said of it), ERR_CHANGED_MEANWHILE. */
MUST_CHECK bool give_files(struct app *app, struct arena *a, const struct give_request *request,
                           struct given_list *out, struct err *err);

/* The files of nobody that are on the list of the day or wait, shared out for good among the agents
 * who are there: at most as many as a list holds. */
struct share_request {
    struct str creditor; /* code; empty: all */
    struct str team;     /* code: among its people only; empty: all agents */
    struct str why;      /* must not be empty */
};

/* As above, in the order of work. Errors: ERR_UNKNOWN_CREDITOR, ERR_UNKNOWN_TEAM,
 * ERR_OPTION_MISSING (why), ERR_TOO_LONG, ERR_NOTHING_NEW (nobody to take one, or none to take). */
MUST_CHECK bool share_files(struct app *app, struct arena *a, const struct share_request *request,
                            struct given_list *out, struct err *err);

#endif
