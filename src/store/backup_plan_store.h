/* When servers make backups by themselves, and how the last one went. One thread at a time makes
 * one, under a claim that is renewed while it works; whoever finds a claim silent takes it over. */
#ifndef RELANCE_STORE_BACKUP_PLAN_STORE_H
#define RELANCE_STORE_BACKUP_PLAN_STORE_H

#include "base/arena.h"
#include "db.h"

enum { BACKUP_NO_HOUR = -1 };

struct backup_plan {
    int hour;         /* of the day in mainland France; BACKUP_NO_HOUR: none is made */
    int64_t kept;     /* how many of those made by servers stay */
    int64_t actor_id; /* who said so */
    int64_t since_ms; /* and when: moments before are nobody's wish */
    /* Instants, 0: there is none. */
    int64_t slot_ms;      /* the moment that the last one was made for */
    int64_t made_ms;      /* it was complete */
    struct str file;      /* its name */
    int64_t failed_ms;    /* the last try failed, */
    enum err_code failed; /* therefore */
    int64_t again_ms;     /* the next try not before */
};

/* *out as it is when nobody ever said anything: no hour, kept 0. In the arena. */
MUST_CHECK bool backup_plan_load(struct db *db, struct arena *a, struct backup_plan *out,
                                 struct err *err);
/* hour, kept, actor_id and since_ms of *plan; what was made stays. */
MUST_CHECK bool backup_plan_store(struct db *db, const struct backup_plan *plan, struct err *err);

struct backup_claim {
    int64_t claim;
    int64_t now_ms;
};
/* The one for slot_ms at this hour. *taken false: somebody else makes it, or has made it. */
MUST_CHECK bool backup_plan_claim(struct db *db, const struct backup_plan *plan,
                                  const struct backup_claim *claim, bool *taken, struct err *err);
MUST_CHECK bool backup_plan_beat(struct db *db, const struct backup_claim *claim, struct err *err);
/* slot_ms, made_ms and file of *plan; nothing happens when the claim is somebody else's now. */
MUST_CHECK bool backup_plan_made(struct db *db, const struct backup_plan *plan,
                                 const struct backup_claim *claim, struct err *err);
/* failed and again_ms of *plan; the same. */
MUST_CHECK bool backup_plan_failed(struct db *db, const struct backup_plan *plan,
                                   const struct backup_claim *claim, struct err *err);

#endif
