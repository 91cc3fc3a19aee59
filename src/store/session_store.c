#include "session_store.h"

#include "base/limits.h"
#include "gen/session_sql.h"

static struct str hash_str(const struct token_hash *hash)
{
    return (struct str){(const char *)hash->bytes, sizeof hash->bytes};
}

/* The rows are read to the end before any is dropped: no statement runs inside another. */
static bool drop_oldest(struct db *db, int64_t user_id, struct err *err)
{
    struct q_session_by_user_in in = {.user_id = user_id};
    struct token_hash extra[LIMIT_SESSIONS_PER_USER];
    size_t seen = 0;
    size_t extra_count = 0;
    struct db_rows rows;
    if (!q_session_by_user_open(db, &in, &rows, err))
        return false;
    bool ok = true;
    struct q_session_by_user_row row;
    while (q_session_by_user_more(&rows, &row, &ok, err)) {
        if (++seen > LIMIT_SESSIONS_PER_USER && extra_count < COUNT_OF(extra) &&
            row.token_hash.n == TOKEN_HASH_BYTES)
            memcpy(extra[extra_count++].bytes, row.token_hash.p, TOKEN_HASH_BYTES);
    }
    db_done(&rows);
    for (size_t i = 0; ok && i < extra_count; i++)
        ok = session_drop(db, extra[i], err);
    return ok;
}

bool session_create(struct db *db, const struct session_row *row, struct err *err)
{
    ASSERT(db_in_transaction(db));
    struct q_session_delete_expired_in expired = {.now_ms = row->created_ms};
    struct q_session_insert_in in = {.token_hash = hash_str(&row->hash),
                                     .user_id = row->user_id,
                                     .created_ms = row->created_ms,
                                     .expires_ms = row->expires_ms};
    return q_session_delete_expired(db, &expired, NULL, err) &&
           q_session_insert(db, &in, NULL, err) && drop_oldest(db, row->user_id, err);
}

bool session_find(struct db *db, struct token_hash hash, int64_t now_ms, int64_t *user_id,
                  struct err *err)
{
    struct q_session_get_in in = {.token_hash = hash_str(&hash)};
    struct q_session_get_row row = {0};
    struct arena none; /* the row holds no text */
    arena_init(&none, 0);
    bool found = false;
    if (!q_session_get(db, &in, &none, &row, &found, err))
        return false;
    *user_id = found && row.expires_ms > now_ms ? row.user_id : 0;
    return true;
}

bool session_drop(struct db *db, struct token_hash hash, struct err *err)
{
    struct q_session_delete_in in = {.token_hash = hash_str(&hash)};
    return q_session_delete(db, &in, NULL, err);
}

bool session_drop_user(struct db *db, int64_t user_id, struct err *err)
{
    struct q_session_delete_user_in in = {.user_id = user_id};
    return q_session_delete_user(db, &in, NULL, err);
}

bool session_drop_others(struct db *db, int64_t user_id, struct token_hash kept, struct err *err)
{
    struct q_session_delete_others_in in = {.user_id = user_id, .token_hash = hash_str(&kept)};
    return q_session_delete_others(db, &in, NULL, err);
}

bool session_count(struct db *db, int64_t user_id, int64_t now_ms, int64_t *count, struct err *err)
{
    struct q_session_count_in in = {.user_id = user_id, .now_ms = now_ms};
    struct q_session_count_row row = {0};
    struct arena none; /* the row holds no text */
    arena_init(&none, 0);
    bool found = false;
    bool ok = q_session_count(db, &in, &none, &row, &found, err);
    *count = row.sessions;
    return ok;
}

bool link_create(struct db *db, const struct session_row *row, struct err *err)
{
    struct q_link_insert_in in = {
        .token_hash = hash_str(&row->hash), .user_id = row->user_id, .expires_ms = row->expires_ms};
    return link_drop_user(db, row->user_id, err) && q_link_insert(db, &in, NULL, err);
}

bool link_find(struct db *db, struct token_hash hash, int64_t now_ms, int64_t *user_id,
               struct err *err)
{
    struct q_link_get_in in = {.token_hash = hash_str(&hash)};
    struct q_link_get_row row = {0};
    struct arena none; /* the row holds no text */
    arena_init(&none, 0);
    bool found = false;
    if (!q_link_get(db, &in, &none, &row, &found, err))
        return false;
    *user_id = found && row.expires_ms > now_ms ? row.user_id : 0;
    return true;
}

bool link_take(struct db *db, struct token_hash hash, bool *taken, struct err *err)
{
    struct q_link_take_in in = {.token_hash = hash_str(&hash)};
    int64_t deleted = 0;
    if (!q_link_take(db, &in, &deleted, err))
        return false;
    *taken = deleted == 1;
    return true;
}

bool link_drop_user(struct db *db, int64_t user_id, struct err *err)
{
    struct q_link_delete_user_in in = {.user_id = user_id};
    return q_link_delete_user(db, &in, NULL, err);
}

bool attempt_add(struct db *db, const struct login_attempt *attempt, int64_t forget_ms,
                 struct err *err)
{
    struct q_attempt_delete_before_in old = {.before_ms = forget_ms};
    struct q_attempt_insert_in in = {.attempt_id = attempt->id,
                                     .login = attempt->login,
                                     .address = attempt->address,
                                     .at_ms = attempt->at_ms};
    return q_attempt_delete_before(db, &old, NULL, err) && q_attempt_insert(db, &in, NULL, err);
}

bool attempt_count(struct db *db, const struct login_attempt *attempt, int64_t since_ms,
                   struct attempt_counts *out, struct err *err)
{
    struct q_attempt_count_login_in login = {.login = attempt->login, .since_ms = since_ms};
    struct q_attempt_count_address_in address = {.address = attempt->address, .since_ms = since_ms};
    struct q_attempt_count_login_row by_login = {0};
    struct q_attempt_count_address_row by_address = {0};
    struct arena none; /* the rows hold no text */
    bool found = false;
    arena_init(&none, 0);
    if (!q_attempt_count_login(db, &login, &none, &by_login, &found, err) ||
        !q_attempt_count_address(db, &address, &none, &by_address, &found, err))
        return false;
    *out = (struct attempt_counts){by_login.attempts, by_address.attempts};
    return true;
}

bool attempt_forget_login(struct db *db, struct str login, struct err *err)
{
    struct q_attempt_delete_login_in in = {.login = login};
    return q_attempt_delete_login(db, &in, NULL, err);
}
