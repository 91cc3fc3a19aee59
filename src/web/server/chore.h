/* What the server does beside answering: a thread with a database connection of its own that does
 * one thing again and again. What fails is tried again after a rest, with a new connection, and
 * says so in the log in one line, when it begins and when it is over; a database that is only
 * locked is no failure. */
#ifndef RELANCE_WEB_CHORE_H
#define RELANCE_WEB_CHORE_H

#include "app/context.h"
#include "base/arena.h"
#include "server.h"

struct chore;

struct chore_plan {
    const char *name; /* in the log */
    /* One turn, outside of transactions. *again: the next one follows without a pause. */
    bool (*once)(struct chore *chore, struct app *app, bool *again, struct err *err);
    void *with;       /* chore_with */
    int64_t pause_ms; /* between two turns, and before the first */
    int64_t rest_ms;  /* instead, after a turn that failed; 0: no longer than that */
    uint32_t node;    /* of identities: no other thread's */
};

/* In the arena; the settings and the plan must outlive it. Errors: ERR_SYSTEM. */
MUST_CHECK bool chore_start(struct arena *a, const struct server_settings *settings,
                            const struct chore_plan *plan, struct chore **out, struct err *err);
/* No turn begins any more; does not wait. NULL is fine. */
void chore_end(struct chore *chore);
/* The same, and waits for the end of the turn under way. NULL is fine. */
void chore_stop(struct chore *chore);

/* How it stands. Instants in ms, 0: there is none. */
struct chore_state {
    const char *name;
    int64_t pause_ms;  /* between two turns */
    int64_t begun_ms;  /* the turn under way began */
    int64_t next_ms;   /* the next one begins; while one is under way: not known */
    int64_t worked_ms; /* the last one that went well ended */
    int64_t failed_ms; /* the last one that did not ended */
    struct err failed; /* why */
    bool failing;      /* it was the last one of all */
};
void chore_look(struct chore *chore, struct chore_state *out);

void *chore_with(const struct chore *chore);
/* False: it is to stop. For long turns. */
bool chore_goes_on(struct chore *chore);

#endif
