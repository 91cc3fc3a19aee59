/* Tokens of other programs as stored: of each its hash, its person, what it is for, until when. */
#ifndef RELANCE_STORE_TOKEN_STORE_H
#define RELANCE_STORE_TOKEN_STORE_H

#include "base/day.h"
#include "office/token_scope.h"
#include "session_store.h"

struct stored_token {
    int64_t id, user_id; /* id 0: there is none */
    struct str name;
    struct token_scopes scopes;
    int64_t made_ms;
    struct day until; /* the last day on which it opens anything */
    struct day used;  /* DAY_NONE: never */
    bool revoked;
};
struct stored_tokens {
    struct stored_token *rows; /* as they were made; of everybody: by person */
    size_t count;
};

/* In a write transaction. */
MUST_CHECK bool token_create(struct db *db, const struct stored_token *token,
                             struct token_hash hash, struct err *err);
/* In the arena, also one that is revoked or has run out. */
MUST_CHECK bool token_by_hash(struct db *db, struct arena *a, struct token_hash hash,
                              struct stored_token *out, struct err *err);
MUST_CHECK bool token_by_id(struct db *db, struct arena *a, int64_t id, struct stored_token *out,
                            struct err *err);
/* user_id 0: everybody's. */
MUST_CHECK bool token_list(struct db *db, struct arena *a, int64_t user_id,
                           struct stored_tokens *out, struct err *err);
/* *done false: it was revoked before. */
MUST_CHECK bool token_revoke(struct db *db, int64_t id, int64_t at_ms, bool *done, struct err *err);
/* Every one of the person's. */
MUST_CHECK bool token_revoke_user(struct db *db, int64_t user_id, int64_t at_ms, struct err *err);
MUST_CHECK bool token_note_use(struct db *db, int64_t id, struct day on, struct err *err);

#endif
