/* The second factor of a person as stored: the sealed secret, the recovery codes, and browsers that
 * gave the right password and still owe the code. Codes and tokens are kept as hashes only. */
#ifndef RELANCE_STORE_SECOND_STORE_H
#define RELANCE_STORE_SECOND_STORE_H

#include "session_store.h"

struct second_row {
    int64_t user_id;
    bool found;
    struct str sealed;
    struct opt_int confirmed_ms; /* has: in use */
    int64_t last_step;           /* the thirty seconds whose code was used last */
};

/* sealed in the arena. */
MUST_CHECK bool second_get(struct db *db, struct arena *a, int64_t user_id, struct second_row *out,
                           struct err *err);
/* A new secret, not in use yet; what was there before goes, codes too. In a write transaction. */
MUST_CHECK bool second_offer(struct db *db, int64_t user_id, struct str sealed, struct err *err);
struct second_step {
    int64_t user_id;
    int64_t step; /* whose code was given */
};
/* Puts an offered secret to use. *done false: there is none, or it is in use already. */
MUST_CHECK bool second_confirm(struct db *db, const struct second_step *with, int64_t at_ms,
                               bool *done, struct err *err);
/* Uses a step up. *done false: that step or a later one was used. */
MUST_CHECK bool second_use(struct db *db, const struct second_step *with, bool *done,
                           struct err *err);
/* Secret, codes and half-open sessions of the person. */
MUST_CHECK bool second_drop(struct db *db, int64_t user_id, struct err *err);

MUST_CHECK bool recovery_add(struct db *db, int64_t user_id, struct token_hash code,
                             struct err *err);
MUST_CHECK bool recovery_take(struct db *db, int64_t user_id, struct token_hash code, bool *taken,
                              struct err *err);
MUST_CHECK bool recovery_count(struct db *db, int64_t user_id, int64_t *count, struct err *err);

/* A browser that still owes the code; created_ms: what had expired by then goes. */
MUST_CHECK bool half_create(struct db *db, const struct session_row *row, struct err *err);
/* *user_id 0: there is none, or it has expired at now_ms. */
MUST_CHECK bool half_find(struct db *db, struct token_hash hash, int64_t now_ms, int64_t *user_id,
                          struct err *err);
/* *taken false: somebody else just did. */
MUST_CHECK bool half_take(struct db *db, struct token_hash hash, bool *taken, struct err *err);

#endif
