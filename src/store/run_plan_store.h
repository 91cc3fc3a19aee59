/* When servers make the daily run by themselves (timetable.h: of working days), and how the last
 * try went. One thread at a time makes one, under a claim (pulse.h). */
#ifndef RELANCE_STORE_RUN_PLAN_STORE_H
#define RELANCE_STORE_RUN_PLAN_STORE_H

#include "base/arena.h"
#include "base/day.h"
#include "base/pulse.h"
#include "db.h"
#include "timetable.h"

enum { RUN_HOUR = 5 /* until somebody says otherwise */ };

/* *out as it is when nobody ever said anything: at RUN_HOUR. */
MUST_CHECK bool run_plan_load(struct db *db, struct arena *a, struct timetable *out,
                              struct err *err);
/* hour, actor_id and since_ms of *plan; it may be tried again at once. */
MUST_CHECK bool run_plan_store(struct db *db, const struct timetable *plan, struct err *err);

/* Of the run of a day at this hour, in the caller's write transaction. *taken false: somebody else
 * makes it, or another hour holds now. */
MUST_CHECK bool run_plan_claim(struct db *db, const struct timetable *plan,
                               const struct pulse *pulse, bool *taken, struct err *err);
/* *own false: it is somebody else's now. */
MUST_CHECK bool run_plan_beat(struct db *db, const struct pulse *pulse, bool *own, struct err *err);
/* The claim is given back. failed_ms, failed and again_ms of *plan; nothing happens when the claim
 * is somebody else's now. */
MUST_CHECK bool run_plan_end(struct db *db, const struct timetable *plan, const struct pulse *pulse,
                             struct err *err);

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
