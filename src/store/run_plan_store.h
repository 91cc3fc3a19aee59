/* When servers make the daily run by themselves, and how the last try went. One thread at a time
 * makes one, under a claim that is renewed while it works; whoever finds a claim silent takes it
 * over. */
#ifndef RELANCE_STORE_RUN_PLAN_STORE_H
#define RELANCE_STORE_RUN_PLAN_STORE_H

#include "base/arena.h"
#include "base/day.h"
#include "db.h"

enum { RUN_NO_HOUR = -1, RUN_HOUR = 5 /* until somebody says otherwise */ };

struct run_plan {
    int hour;         /* of the working day in mainland France; RUN_NO_HOUR: none is made */
    int64_t actor_id; /* who said so, ACTOR_COMMAND_LINE: nobody did */
    int64_t since_ms; /* and when: moments before are nobody's wish; 0: nobody did */
    /* Instants, 0: there is none. */
    int64_t failed_ms;    /* the last try failed, */
    enum err_code failed; /* therefore */
    int64_t again_ms;     /* the next try not before */
};

/* *out as it is when nobody ever said anything: at RUN_HOUR. */
MUST_CHECK bool run_plan_load(struct db *db, struct arena *a, struct run_plan *out,
                              struct err *err);
/* hour, actor_id and since_ms of *plan. */
MUST_CHECK bool run_plan_store(struct db *db, const struct run_plan *plan, struct err *err);

struct run_claim {
    int64_t claim;
    int64_t now_ms;
};
/* Of the run of a day at this hour, in the caller's write transaction. *taken false: somebody else
 * makes it, or another hour holds now. */
MUST_CHECK bool run_plan_claim(struct db *db, const struct run_plan *plan,
                               const struct run_claim *claim, bool *taken, struct err *err);
MUST_CHECK bool run_plan_beat(struct db *db, const struct run_claim *claim, struct err *err);
/* The claim is given back. failed_ms, failed and again_ms of *plan; nothing happens when the claim
 * is somebody else's now. */
MUST_CHECK bool run_plan_end(struct db *db, const struct run_plan *plan,
                             const struct run_claim *claim, struct err *err);

/* The last run whose decisions people see, whoever made it. */
struct run_made {
    int64_t number; /* 0: there is none */
    struct day day;
    int64_t ended_ms;
    int64_t accounts, actions, queue, blocked; /* as struct run_row counts them */
};
MUST_CHECK bool run_plan_last(struct db *db, struct arena *a, struct run_made *out,
                              struct err *err);
/* *out: there is an account to decide on. */
MUST_CHECK bool run_plan_anybody(struct db *db, struct arena *a, bool *out, struct err *err);

#endif
