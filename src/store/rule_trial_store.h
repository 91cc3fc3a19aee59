/* Trials of rules asked for by page: the last one of each person, its claim while a server does it,
 * what it came to. Rows <-> structs. */
#ifndef RELANCE_STORE_RULE_TRIAL_STORE_H
#define RELANCE_STORE_RULE_TRIAL_STORE_H

#include "base/arena.h"
#include "base/pulse.h"
#include "db.h"
#include "ledger_store.h"
#include "strategy/codes.h"

enum rule_trial_state { TRIAL_QUEUED, TRIAL_RUNNING, TRIAL_DONE, TRIAL_FAILED, TRIAL_STATE_COUNT };

struct rule_trial_row {
    int64_t id, actor_id;
    struct str file, body; /* how the text is called; the text */
    enum rule_trial_state state;
    int64_t made_ms, ended_ms;
    int64_t claim, alive_ms;
    int64_t looked;      /* accounts decided on so far */
    enum err_code error; /* of one that failed */
};

/* In the caller's write transaction: in the place of the one that this person asked for before.
 * id, actor_id, file, body and made_ms of *row. */
MUST_CHECK bool rule_trial_put(struct db *db, const struct rule_trial_row *row, struct err *err);

/* What a trial came to. */
struct rule_trial_change {
    struct account_key key;
    int64_t open_minor;
    enum action before, after;
    int32_t level_before, level_after;
};
struct rule_trial_result {
    int64_t accounts, changed;
    int64_t before[ACTION_COUNT], after[ACTION_COUNT];
    struct rule_trial_change *changes; /* the largest first */
    size_t change_count;
};
/* Of the one at row->actor_id, row and result in the arena; row->id 0: he never asked for one. */
MUST_CHECK bool rule_trial_load(struct db *db, struct arena *a, struct rule_trial_row *row,
                                struct rule_trial_result *result, struct err *err);

/* The first that waits, or whose claim is silent (pulse.h); out->id 0: there is none. */
MUST_CHECK bool rule_trial_next(struct db *db, struct arena *a, int64_t now_ms,
                                struct rule_trial_row *out, struct err *err);
MUST_CHECK bool rule_trial_claim(struct db *db, const struct rule_trial_row *row,
                                 const struct pulse *pulse, bool *taken, struct err *err);
/* *own false: it is somebody else's now, or was given up. */
MUST_CHECK bool rule_trial_beat(struct db *db, const struct pulse *pulse, bool *own,
                                struct err *err);
/* It waits again. Nothing happens when it is somebody else's now. */
MUST_CHECK bool rule_trial_put_back(struct db *db, const struct pulse *pulse, struct err *err);
/* In the caller's write transaction; the same. error ERR_NONE: it is done. */
MUST_CHECK bool rule_trial_end(struct db *db, const struct pulse *pulse, enum err_code error,
                               const struct rule_trial_result *result, struct err *err);

#endif
