#include "tokens.h"

#include "app/system/system_journal.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/zone.h"
#include "people.h"
#include "secret.h"

static const char prefix[] = "rlc_";
enum { PREFIX_BYTES = sizeof prefix - 1, NOTE_BYTES_MAX = 4096, DIGITS_MAX = 19 };

/* The real day: --today moves what is owed, not who may ask. */
static struct day real_today(const struct app *app) { return zone_paris(app->now_ms).day; }

bool token_read_scopes(struct str list, struct token_scopes *out, struct err *err)
{
    struct str code;
    *out = (struct token_scopes){0};
    while (list.n > 0 && str_split(&list, ',', &code)) {
        enum token_scope scope;
        code = str_trim(code);
        if (code.n == 0)
            continue;
        if (!token_scope_parse(code, &scope))
            return err_set_field(err, ERR_UNKNOWN_SCOPE, "scopes", code);
        *out = token_scopes_with(*out, scope);
    }
    return out->bits != 0 || err_set_field(err, ERR_OPTION_MISSING, "scopes", STR("scopes"));
}

static void scopes_json(struct json *j, struct token_scopes scopes)
{
    json_array(j, "scopes");
    for (int i = 0; i < TOKEN_SCOPE_COUNT; i++) {
        if (token_scopes_have(scopes, (enum token_scope)i))
            json_cstr(j, NULL, token_scope_code((enum token_scope)i));
    }
    json_array_end(j);
}

/* Identities and codes: the journal of the system names nobody. */
static bool note(struct app *app, const char *kind, const struct stored_token *token,
                 struct err *err)
{
    struct arena scratch;
    struct buf body;
    struct json j;
    arena_init(&scratch, 0);
    buf_init(&body, &scratch, NOTE_BYTES_MAX);
    json_begin(&j, &body);
    json_object(&j, NULL);
    json_id(&j, "user", token->user_id);
    json_id(&j, "token", token->id);
    scopes_json(&j, token->scopes);
    json_day(&j, "until", token->until);
    json_object_end(&j);
    json_end(&j);
    bool ok = system_journal_say(app, kind, buf_str(&body), err);
    arena_release(&scratch);
    return ok;
}

/* ---- made ---- */

static bool check_days(const struct app *app, struct day until, struct err *err)
{
    struct arena scratch;
    struct buf text;
    struct day today = real_today(app);
    if (!day_before(until, today) && !day_before(day_add(today, TOKEN_DAYS_MAX), until))
        return true;
    arena_init(&scratch, 0);
    buf_init(&text, &scratch, 32);
    buf_add_day(&text, until);
    err_set_field(err, day_before(until, today) ? ERR_DATE_PAST : ERR_TOKEN_LIFE, "until",
                  buf_str(&text));
    arena_release(&scratch);
    return false;
}

static bool check_scopes(const struct user *user, struct token_scopes scopes, struct err *err)
{
    for (int i = 0; i < TOKEN_SCOPE_COUNT; i++) {
        enum token_scope scope = (enum token_scope)i;
        if (token_scopes_have(scopes, scope) && !right_given(user->roles, token_scope_right(scope)))
            return err_set_field(err, ERR_SCOPE_BEYOND_RIGHTS, "scopes",
                                 str_of(token_scope_code(scope)));
    }
    return true;
}

static bool has_room(struct app *app, struct arena *a, int64_t user_id, struct err *err)
{
    struct stored_tokens all;
    size_t valid = 0;
    if (!token_list(app->db, a, user_id, &all, err))
        return false;
    for (size_t i = 0; i < all.count; i++)
        valid += token_state(app, &all.rows[i]) == TOKEN_VALID;
    return valid < TOKENS_PER_PERSON_MAX || err_set(err, ERR_TOO_MANY_TOKENS, "tokens");
}

static bool make(struct app *app, struct arena *a, const struct token_wanted *wanted,
                 struct token_made *out, struct err *err)
{
    struct named_person named = {wanted->login, "user"};
    struct buf text;
    if (!people_find(app, a, &named, &out->user, err) ||
        !check_scopes(&out->user, wanted->scopes, err) || !has_room(app, a, out->user.id, err))
        return false;
    out->token = (struct stored_token){.id = id_next(app->ids),
                                       .user_id = out->user.id,
                                       .name = str_trim(wanted->name),
                                       .scopes = wanted->scopes,
                                       .made_ms = app->now_ms,
                                       .until = wanted->until,
                                       .used = DAY_NONE};
    buf_init(&text, a, PREFIX_BYTES + TOKEN_TEXT_BYTES);
    buf_add_c(&text, prefix);
    buf_add(&text, secret_token(a));
    out->text = buf_str(&text);
    return token_create(app->db, &out->token, secret_token_hash(out->text), err) &&
           note(app, "token_added", &out->token, err);
}

bool token_make(struct app *app, struct arena *a, const struct token_wanted *wanted,
                struct token_made *out, struct err *err)
{
    struct str name = str_trim(wanted->name);
    *out = (struct token_made){0};
    if (name.n == 0)
        return err_set_field(err, ERR_OPTION_MISSING, "name", STR("name"));
    if (name.n > LIMIT_NAME_BYTES || text_has_control(name))
        return err_set_field(err, ERR_TOO_LONG, "name", str_cut_utf8(name, 60));
    if (wanted->scopes.bits == 0)
        return err_set_field(err, ERR_OPTION_MISSING, "scopes", STR("scopes"));
    if (!check_days(app, wanted->until, err))
        return false;
    bool ok = db_begin(app->db, DB_WRITE, err) && make(app, a, wanted, out, err) &&
              db_commit(app->db, err);
    db_rollback(app->db);
    return ok;
}

/* ---- listed, revoked ---- */

enum token_state token_state(const struct app *app, const struct stored_token *token)
{
    if (token->revoked)
        return TOKEN_REVOKED;
    return day_before(token->until, real_today(app)) ? TOKEN_RUN_OUT : TOKEN_VALID;
}

const char *token_state_code(enum token_state state)
{
    static const char *const codes[] = {
        [TOKEN_VALID] = "valid", [TOKEN_RUN_OUT] = "expired", [TOKEN_REVOKED] = "revoked"};
    return codes[state];
}

bool tokens_of(struct app *app, struct arena *a, int64_t user_id, struct stored_tokens *out,
               struct err *err)
{
    return token_list(app->db, a, user_id, out, err);
}

void token_json(struct json *j, const struct app *app, const struct stored_token *token,
                struct str login)
{
    json_id(j, "id", token->id);
    json_text(j, "user", login);
    json_text(j, "name", token->name);
    scopes_json(j, token->scopes);
    json_day(j, "made", zone_paris(token->made_ms).day);
    json_day(j, "until", token->until);
    json_day(j, "used", token->used);
    json_cstr(j, "state", token_state_code(token_state(app, token)));
}

static int64_t read_id(struct str text)
{
    int64_t id = 0;
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] < '0' || text.p[i] > '9' || text.n > DIGITS_MAX || id > (INT64_MAX - 9) / 10)
            return 0;
        id = id * 10 + (text.p[i] - '0');
    }
    return id;
}

static bool end(struct app *app, struct arena *a, const struct token_to_end *which, struct err *err)
{
    struct stored_token token;
    bool done = false;
    if (!token_by_id(app->db, a, read_id(which->id), &token, err))
        return false;
    if (token.id == 0 || (which->user_id != 0 && token.user_id != which->user_id))
        return err_set_field(err, ERR_UNKNOWN_TOKEN, "token", which->id);
    return token_revoke(app->db, token.id, app->now_ms, &done, err) &&
           (!done || note(app, "token_revoked", &token, err));
}

bool token_end(struct app *app, struct arena *a, const struct token_to_end *which, struct err *err)
{
    bool ok =
        db_begin(app->db, DB_WRITE, err) && end(app, a, which, err) && db_commit(app->db, err);
    db_rollback(app->db);
    return ok;
}

/* ---- used ---- */

static bool looks_like_one(struct str text)
{
    return text.n == PREFIX_BYTES + TOKEN_TEXT_BYTES && str_starts(text, str_of(prefix));
}

/* A day's first use is worth a write; that somebody else writes just now is no reason to refuse. */
static bool note_use(struct app *app, struct stored_token *token, struct err *err)
{
    struct err failure = {0};
    struct day today = real_today(app);
    if (day_is(token->used) && !day_before(token->used, today))
        return true;
    if (token_note_use(app->db, token->id, today, &failure) || failure.code == ERR_DB_LOCKED ||
        failure.code == ERR_DISK_FULL)
        return true;
    *err = failure;
    return false;
}

bool token_whoami(struct app *app, struct arena *a, struct str text, struct token_bearer *out,
                  struct err *err)
{
    *out = (struct token_bearer){0};
    if (!looks_like_one(text))
        return true;
    if (!token_by_hash(app->db, a, secret_token_hash(text), &out->token, err) ||
        (out->token.id != 0 && !user_by_id(app->db, a, out->token.user_id, &out->user, err)))
        return false;
    if (out->user.id == 0 || out->user.disabled || token_state(app, &out->token) != TOKEN_VALID) {
        *out = (struct token_bearer){0};
        return true;
    }
    return note_use(app, &out->token, err);
}

bool token_may(const struct token_bearer *bearer, enum token_scope scope)
{
    return token_scopes_have(bearer->token.scopes, scope) &&
           right_given(bearer->user.roles, token_scope_right(scope));
}
