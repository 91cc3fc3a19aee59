#include "second_store.h"

#include "gen/second_factor_sql.h"

static struct str hash_str(const struct token_hash *hash)
{
    return (struct str){(const char *)hash->bytes, sizeof hash->bytes};
}

bool second_get(struct db *db, struct arena *a, int64_t user_id, struct second_row *out,
                struct err *err)
{
    struct q_second_get_in in = {.user_id = user_id};
    struct q_second_get_row row = {0};
    *out = (struct second_row){.user_id = user_id};
    if (!q_second_get(db, &in, a, &row, &out->found, err))
        return false;
    if (out->found) {
        out->sealed = row.sealed;
        out->confirmed_ms = row.confirmed_ms;
        out->last_step = row.last_step;
    }
    return true;
}

bool second_offer(struct db *db, int64_t user_id, struct str sealed, struct err *err)
{
    ASSERT(db_in_transaction(db));
    struct q_second_offer_in in = {.user_id = user_id, .sealed = sealed};
    return second_drop(db, user_id, err) && q_second_offer(db, &in, NULL, err);
}

bool second_confirm(struct db *db, const struct second_step *with, int64_t at_ms, bool *done,
                    struct err *err)
{
    struct q_second_confirm_in in = {
        .confirmed_ms = at_ms, .last_step = with->step, .user_id = with->user_id};
    int64_t changed = 0;
    bool ok = q_second_confirm(db, &in, &changed, err);
    *done = changed == 1;
    return ok;
}

bool second_use(struct db *db, const struct second_step *with, bool *done, struct err *err)
{
    struct q_second_use_in in = {.last_step = with->step, .user_id = with->user_id};
    int64_t changed = 0;
    bool ok = q_second_use(db, &in, &changed, err);
    *done = changed == 1;
    return ok;
}

bool second_drop(struct db *db, int64_t user_id, struct err *err)
{
    ASSERT(db_in_transaction(db));
    struct q_recovery_delete_in codes = {.user_id = user_id};
    struct q_half_delete_user_in half = {.user_id = user_id};
    struct q_second_delete_in secret = {.user_id = user_id};
    return q_recovery_delete(db, &codes, NULL, err) && q_half_delete_user(db, &half, NULL, err) &&
           q_second_delete(db, &secret, NULL, err);
}

bool recovery_add(struct db *db, int64_t user_id, struct token_hash code, struct err *err)
{
    struct q_recovery_insert_in in = {.user_id = user_id, .code_hash = hash_str(&code)};
    return q_recovery_insert(db, &in, NULL, err);
}

bool recovery_take(struct db *db, int64_t user_id, struct token_hash code, bool *taken,
                   struct err *err)
{
    struct q_recovery_take_in in = {.user_id = user_id, .code_hash = hash_str(&code)};
    int64_t changed = 0;
    bool ok = q_recovery_take(db, &in, &changed, err);
    *taken = changed == 1;
    return ok;
}

bool recovery_count(struct db *db, int64_t user_id, int64_t *count, struct err *err)
{
    struct q_recovery_count_in in = {.user_id = user_id};
    struct q_recovery_count_row row = {0};
    struct arena none; /* the row holds no text */
    arena_init(&none, 0);
    bool found = false;
    bool ok = q_recovery_count(db, &in, &none, &row, &found, err);
    *count = row.codes;
    return ok;
}

bool half_create(struct db *db, const struct session_row *row, struct err *err)
{
    ASSERT(db_in_transaction(db));
    struct q_half_delete_expired_in old = {.now_ms = row->created_ms};
    struct q_half_insert_in in = {
        .token_hash = hash_str(&row->hash), .user_id = row->user_id, .expires_ms = row->expires_ms};
    return q_half_delete_expired(db, &old, NULL, err) && q_half_insert(db, &in, NULL, err);
}

bool half_find(struct db *db, struct token_hash hash, int64_t now_ms, int64_t *user_id,
               struct err *err)
{
    struct q_half_get_in in = {.token_hash = hash_str(&hash)};
    struct q_half_get_row row = {0};
    struct arena none; /* the row holds no text */
    arena_init(&none, 0);
    bool found = false;
    bool ok = q_half_get(db, &in, &none, &row, &found, err);
    *user_id = found && row.expires_ms > now_ms ? row.user_id : 0;
    return ok;
}

bool half_take(struct db *db, struct token_hash hash, bool *taken, struct err *err)
{
    struct q_half_take_in in = {.token_hash = hash_str(&hash)};
    int64_t changed = 0;
    bool ok = q_half_take(db, &in, &changed, err);
    *taken = changed == 1;
    return ok;
}
