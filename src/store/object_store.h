/* What was agreed, asked or said about an account, as stored: promises, payment plans, disputes,
 * holds, cover, alerts, outcomes, assignments. Rows <-> the structs of claim/ and office/; nothing
 * is decided here. An object never changes but in its state; every change is an event with its
 * author, its instant and its reason. Everything runs inside the caller's transaction. */
#ifndef RELANCE_STORE_OBJECT_STORE_H
#define RELANCE_STORE_OBJECT_STORE_H

#include "base/arena.h"
#include "claim/cover.h"
#include "claim/dispute.h"
#include "claim/hold.h"
#include "claim/instalments.h"
#include "claim/outcome.h"
#include "claim/payee.h"
#include "claim/promise.h"
#include "ledger_store.h"
#include "office/alert.h"
#include "office/department.h"

enum object_kind {
    OBJECT_PROMISE,
    OBJECT_PLAN,
    OBJECT_DISPUTE,
    OBJECT_HOLD,
    OBJECT_COVER,
    OBJECT_ALERT,
    OBJECT_OUTCOME,
    OBJECT_ASSIGNMENT,
    OBJECT_KIND_COUNT
};
const char *object_kind_code(enum object_kind kind); /* "promise", "plan"... */

struct object_head {
    int64_t id;
    int64_t number;   /* among those of its kind in the account, from 1 */
    struct day made;  /* business day */
    int64_t made_ms;  /* real instant */
    int64_t actor_id; /* who made it */
    struct str note;  /* may be empty */
};

struct stored_promise {
    struct object_head head;
    struct promise terms; /* the items point into the reader's arena */
    struct str person;    /* empty: not said */
    int64_t replaces;     /* 0: none */
};

struct stored_plan {
    struct object_head head;
    struct instalments terms;
    struct str person;  /* empty: not said */
    struct str consent; /* the insurer's, to go beyond the policy; empty: none needed */
};

struct stored_dispute {
    struct object_head head;
    struct dispute terms;
    enum dispute_reason reason;
    enum department department;
    struct str owner; /* empty: the department */
};

struct stored_hold {
    struct object_head head;
    int64_t account_id; /* where it was placed */
    struct hold terms;
};

struct stored_cover {
    struct object_head head;
    struct cover terms;
    struct str company, policy;
};

struct stored_alert {
    struct object_head head;
    enum alert_status status; /* as stored: never overdue */
    enum alert_kind kind;
    enum department department;
    int64_t amount_minor; /* at stake */
    struct day answer_by;
    struct str proposal;
};

enum { OUTCOME_NO_MINUTE = -1 };

struct stored_outcome {
    struct object_head head; /* made: the day of the attempt */
    enum outcome code;
    struct str channel; /* "phone", "visit"... */
    int32_t minute;     /* of the day, in France; OUTCOME_NO_MINUTE */
    struct str person;
    struct day call_back; /* DAY_NONE: not agreed */
};

struct stored_assignment {
    struct object_head head;
    struct assignment terms;    /* the items point into the reader's arena */
    struct covered_items items; /* the same, as they stood; none when it is about all */
    struct str proof;           /* of the notice; empty: none was given */
};

MUST_CHECK bool promise_add(struct db *db, struct account_key key, const struct stored_promise *p,
                            struct err *err);
MUST_CHECK bool plan_add(struct db *db, struct account_key key, const struct stored_plan *p,
                         struct err *err);
MUST_CHECK bool dispute_add(struct db *db, struct account_key key, const struct stored_dispute *d,
                            struct err *err);
MUST_CHECK bool hold_add(struct db *db, struct account_key key, const struct stored_hold *h,
                         struct err *err);
MUST_CHECK bool cover_add(struct db *db, struct account_key key, const struct stored_cover *c,
                          struct err *err);
MUST_CHECK bool alert_add(struct db *db, struct account_key key, const struct stored_alert *a,
                          struct err *err);
MUST_CHECK bool outcome_add(struct db *db, struct account_key key, const struct stored_outcome *o,
                            struct err *err);

MUST_CHECK bool assignment_add(struct db *db, struct account_key key,
                               const struct stored_assignment *a, struct err *err);

struct object_change {
    enum object_kind kind; /* not OBJECT_OUTCOME: what was, was */
    int64_t object_id;
    const char *state;
    int64_t accepted_minor; /* of a dispute */
};
/* Changes the state; ERR_UNKNOWN_REF when there is no such object. */
MUST_CHECK bool object_change(struct db *db, struct account_key key,
                              const struct object_change *change, struct err *err);
/* What the creditor says he received for a promise up to a day. */
MUST_CHECK bool promise_word_set(struct db *db, struct account_key key, int64_t promise_id,
                                 struct cash word, struct err *err);

/* Nobody else writes objects of this account until the end of the transaction. */
MUST_CHECK bool account_lock(struct db *db, struct account_key key, struct err *err);

/* One step of an object's history. */
struct object_event {
    int64_t object_id, event_id;
    enum object_kind kind;
    struct str state;
    struct day on;
    int64_t at_ms, actor_id;
    struct str why;
};
struct object_events {
    struct object_event *rows; /* by object, in order */
    size_t count;
};
MUST_CHECK bool object_event_add(struct db *db, struct account_key key,
                                 const struct object_event *event, struct err *err);
MUST_CHECK bool object_events_read(struct db *db, struct arena *a, struct account_key key,
                                   struct object_events *out, struct err *err);

/* The grace of every means for one creditor: the shipped figures and what he changed. */
struct creditor_means {
    int64_t creditor_id;
    struct means_rules rules;
    struct day through; /* how far his books are known; DAY_NONE: not at all */
};
struct creditor_means_list {
    struct creditor_means *rows; /* creditors with changes or books */
    size_t count;
};
MUST_CHECK bool creditor_means_load(struct db *db, struct arena *a, struct creditor_means_list *out,
                                    struct err *err);
/* NULL: nothing but the shipped figures, and no books. */
const struct creditor_means *creditor_means_find(const struct creditor_means_list *list,
                                                 int64_t creditor_id);
MUST_CHECK bool creditor_means_set(struct db *db, int64_t creditor_id, enum means means,
                                   struct means_rule rule, struct err *err);

#endif
