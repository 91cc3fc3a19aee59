/* When servers make backups by themselves, and how the last one went. One thread at a time makes
 * one, under a claim (pulse.h). */
#ifndef RELANCE_STORE_BACKUP_PLAN_STORE_H
#define RELANCE_STORE_BACKUP_PLAN_STORE_H

#include "base/arena.h"
#include "base/pulse.h"
#include "db.h"
#include "timetable.h"

struct backup_plan {
    struct timetable at; /* each day */
    int64_t kept;        /* how many of those made by servers stay */
    /* Instants, 0: there is none. */
    int64_t slot_ms; /* the moment that the last one was made for */
    int64_t made_ms; /* it was complete */
    struct str file; /* its name */
};

/* *out as it is when nobody ever said anything: no hour, kept 0. In the arena. */
MUST_CHECK bool backup_plan_load(struct db *db, struct arena *a, struct backup_plan *out,
                                 struct err *err);
/* hour, actor_id, since_ms and kept of *plan; what was made stays, it may be tried again at once.
 */
MUST_CHECK bool backup_plan_store(struct db *db, const struct backup_plan *plan, struct err *err);

/* The one for slot_ms at this hour. *taken false: somebody else makes it, or has made it. */
MUST_CHECK bool backup_plan_claim(struct db *db, const struct backup_plan *plan,
                                  const struct pulse *pulse, bool *taken, struct err *err);
/* *own false: it is somebody else's now. */
MUST_CHECK bool backup_plan_beat(struct db *db, const struct pulse *pulse, bool *own,
                                 struct err *err);
/* slot_ms, made_ms and file of *plan; nothing happens when the claim is somebody else's now. */
MUST_CHECK bool backup_plan_made(struct db *db, const struct backup_plan *plan,
                                 const struct pulse *pulse, struct err *err);
/* failed_ms, failed and again_ms of *plan; the same. */
MUST_CHECK bool backup_plan_failed(struct db *db, const struct backup_plan *plan,
                                   const struct pulse *pulse, struct err *err);

#endif
