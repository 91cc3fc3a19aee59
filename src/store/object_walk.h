/* Reading what was agreed on accounts: of one account, or of every account in the order they lie on
 * disk, each table read once, side by side with account_walk. */
#ifndef RELANCE_STORE_OBJECT_WALK_H
#define RELANCE_STORE_OBJECT_WALK_H

#include "object_store.h"

/* Everything of one account, each by id: in the order it was made. */
struct account_objects {
    struct stored_promise *promises;
    struct stored_plan *plans;
    struct stored_dispute *disputes;
    struct stored_hold *holds; /* also those on the person, placed on another account */
    struct stored_cover *covers;
    struct stored_alert *alerts;
    struct stored_outcome *outcomes;
    struct stored_assignment *assignments;
    size_t promise_count, plan_count, dispute_count, hold_count, cover_count, alert_count,
        outcome_count, assignment_count;
};

/* One account, in the caller's arena. Errors: ERR_DB_DAMAGED for a code nobody knows. */
MUST_CHECK bool objects_read(struct db *db, struct arena *a, struct account_key key,
                             struct account_objects *out, struct err *err);

struct object_walk;
/* The walk lives in the arena. Open inside a transaction if several reads must agree. */
MUST_CHECK bool object_walk_open(struct db *db, struct arena *a, struct object_walk **out,
                                 struct err *err);
/* The objects of an account; keys must rise from call to call. The memory is the walk's, until the
 * next call. */
MUST_CHECK bool object_walk_next(struct object_walk *walk, struct account_key key,
                                 struct account_objects *out, struct err *err);
void object_walk_close(struct object_walk *walk); /* NULL is fine */

#endif
