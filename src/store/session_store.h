/* Signed-in browsers, one-time links and failed attempts to sign in. Tokens are never stored, only
 * their hashes. */
#ifndef RELANCE_STORE_SESSION_STORE_H
#define RELANCE_STORE_SESSION_STORE_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "db.h"

enum { TOKEN_HASH_BYTES = 32 };

struct token_hash {
    unsigned char bytes[TOKEN_HASH_BYTES];
};

struct session_row {
    struct token_hash hash;
    int64_t user_id, created_ms, expires_ms;
};

/* Adds a session inside the caller's write transaction; those that have expired, and the oldest
 * beyond LIMIT_SESSIONS_PER_USER of this person, go. */
MUST_CHECK bool session_create(struct db *db, const struct session_row *row, struct err *err);
/* Whose session it is; *user_id 0: it does not exist or has expired at now_ms. */
MUST_CHECK bool session_find(struct db *db, struct token_hash hash, int64_t now_ms,
                             int64_t *user_id, struct err *err);
MUST_CHECK bool session_drop(struct db *db, struct token_hash hash, struct err *err);
MUST_CHECK bool session_drop_user(struct db *db, int64_t user_id, struct err *err);
/* All of the person's but this one. */
MUST_CHECK bool session_drop_others(struct db *db, int64_t user_id, struct token_hash kept,
                                    struct err *err);
/* How many of the person's are open at now_ms. */
MUST_CHECK bool session_count(struct db *db, int64_t user_id, int64_t now_ms, int64_t *count,
                              struct err *err);

/* A link for one person; earlier ones of the same person stop working. */
MUST_CHECK bool link_create(struct db *db, const struct session_row *row, struct err *err);
/* Whose link it is; *user_id 0 as above. Does not use it up. */
MUST_CHECK bool link_find(struct db *db, struct token_hash hash, int64_t now_ms, int64_t *user_id,
                          struct err *err);
/* Uses a link up; *taken is false when somebody else just did. */
MUST_CHECK bool link_take(struct db *db, struct token_hash hash, bool *taken, struct err *err);
MUST_CHECK bool link_drop_user(struct db *db, int64_t user_id, struct err *err);

struct login_attempt {
    int64_t id;
    struct str login, address;
    int64_t at_ms;
};
struct attempt_counts {
    int64_t by_login, by_address;
};
/* Adds a failed attempt and drops those that no longer count (at or before `forget_ms`). */
MUST_CHECK bool attempt_add(struct db *db, const struct login_attempt *attempt, int64_t forget_ms,
                            struct err *err);
/* How often this login and this address failed after since_ms. */
MUST_CHECK bool attempt_count(struct db *db, const struct login_attempt *attempt, int64_t since_ms,
                              struct attempt_counts *out, struct err *err);
MUST_CHECK bool attempt_forget_login(struct db *db, struct str login, struct err *err);

#endif
