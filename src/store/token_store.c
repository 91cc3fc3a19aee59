#include "token_store.h"

#include "base/buf.h"
#include "gen/token_sql.h"

enum { SCOPES_TEXT_MAX = 1024 };

static struct str scopes_text(struct token_scopes scopes, char room[SCOPES_TEXT_MAX])
{
    size_t n = 0;
    for (int i = 0; i < TOKEN_SCOPE_COUNT; i++) {
        if (!token_scopes_have(scopes, (enum token_scope)i))
            continue;
        struct str code = str_of(token_scope_code((enum token_scope)i));
        ASSERT(n + code.n + 1 <= SCOPES_TEXT_MAX);
        if (n > 0)
            room[n++] = ' ';
        memcpy(room + n, code.p, code.n);
        n += code.n;
    }
    return (struct str){room, n};
}

/* A scope that this version does not know opens nothing. */
static struct token_scopes read_scopes(struct str text)
{
    struct token_scopes out = {0};
    struct str code;
    while (text.n > 0 && str_split(&text, ' ', &code)) {
        enum token_scope scope;
        if (token_scope_parse(code, &scope))
            out = token_scopes_with(out, scope);
    }
    return out;
}

bool token_create(struct db *db, const struct stored_token *token, struct token_hash hash,
                  struct err *err)
{
    char room[SCOPES_TEXT_MAX];
    ASSERT(db_in_transaction(db));
    struct q_token_insert_in in = {.token_id = token->id,
                                   .user_id = token->user_id,
                                   .token_hash = {(const char *)hash.bytes, sizeof hash.bytes},
                                   .name = token->name,
                                   .scopes = scopes_text(token->scopes, room),
                                   .made_ms = token->made_ms,
                                   .until_day = token->until.n};
    return q_token_insert(db, &in, NULL, err);
}

/* The statements give rows of the same columns; the generator gives each a type of its own. */
#define TOKEN_OF(row)                                                                              \
    ((struct stored_token){                                                                        \
        .id = (row).token_id,                                                                      \
        .user_id = (row).user_id,                                                                  \
        .name = (row).name,                                                                        \
        .scopes = read_scopes((row).scopes),                                                       \
        .made_ms = (row).made_ms,                                                                  \
        .until = {(int32_t)(row).until_day},                                                       \
        .used = (row).used_day.has ? (struct day){(int32_t)(row).used_day.v} : DAY_NONE,           \
        .revoked = (row).revoked_ms.has,                                                           \
    })

bool token_by_hash(struct db *db, struct arena *a, struct token_hash hash, struct stored_token *out,
                   struct err *err)
{
    struct q_token_by_hash_in in = {.token_hash = {(const char *)hash.bytes, sizeof hash.bytes}};
    struct q_token_by_hash_row row;
    bool found = false;
    *out = (struct stored_token){0};
    if (!q_token_by_hash(db, &in, a, &row, &found, err))
        return false;
    if (found)
        *out = TOKEN_OF(row);
    return true;
}

bool token_by_id(struct db *db, struct arena *a, int64_t id, struct stored_token *out,
                 struct err *err)
{
    struct q_token_by_id_in in = {.token_id = id};
    struct q_token_by_id_row row;
    bool found = false;
    *out = (struct stored_token){0};
    if (!q_token_by_id(db, &in, a, &row, &found, err))
        return false;
    if (found)
        *out = TOKEN_OF(row);
    return true;
}

static void add(struct arena *a, struct stored_tokens *out, const struct stored_token *token)
{
    size_t n = out->count++;
    if ((n & (n - 1)) == 0) /* full at every power of two */
        out->rows = arena_grow(a, out->rows, n, n == 0 ? 1 : n * 2, sizeof *out->rows);
    out->rows[n] = *token;
    out->rows[n].name = arena_str(a, token->name);
}

static bool list_user(struct db *db, struct arena *a, int64_t user_id, struct stored_tokens *out,
                      struct err *err)
{
    struct q_token_by_user_in in = {.user_id = user_id};
    struct q_token_by_user_row row;
    struct db_rows rows;
    bool have = false;
    if (!q_token_by_user_open(db, &in, &rows, err))
        return false;
    bool ok = q_token_by_user_next(&rows, &row, &have, err);
    while (ok && have) {
        add(a, out, &TOKEN_OF(row));
        ok = q_token_by_user_next(&rows, &row, &have, err);
    }
    db_done(&rows);
    return ok;
}

static bool list_all(struct db *db, struct arena *a, struct stored_tokens *out, struct err *err)
{
    struct q_token_list_row row;
    struct db_rows rows;
    bool have = false;
    if (!q_token_list_open(db, &rows, err))
        return false;
    bool ok = q_token_list_next(&rows, &row, &have, err);
    while (ok && have) {
        add(a, out, &TOKEN_OF(row));
        ok = q_token_list_next(&rows, &row, &have, err);
    }
    db_done(&rows);
    return ok;
}

bool token_list(struct db *db, struct arena *a, int64_t user_id, struct stored_tokens *out,
                struct err *err)
{
    *out = (struct stored_tokens){0};
    return user_id == 0 ? list_all(db, a, out, err) : list_user(db, a, user_id, out, err);
}

bool token_revoke(struct db *db, int64_t id, int64_t at_ms, bool *done, struct err *err)
{
    struct q_token_revoke_in in = {.revoked_ms = at_ms, .token_id = id};
    int64_t changed = 0;
    bool ok = q_token_revoke(db, &in, &changed, err);
    *done = changed == 1;
    return ok;
}

bool token_revoke_user(struct db *db, int64_t user_id, int64_t at_ms, struct err *err)
{
    struct q_token_revoke_user_in in = {.revoked_ms = at_ms, .user_id = user_id};
    return q_token_revoke_user(db, &in, NULL, err);
}

bool token_note_use(struct db *db, int64_t id, struct day on, struct err *err)
{
    struct q_token_use_in in = {.used_day = on.n, .token_id = id};
    return q_token_use(db, &in, NULL, err);
}
