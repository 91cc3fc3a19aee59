#include "log_in.h"

#include "gen/meta_sql.h"
#include "people.h"
#include "second_factor.h"
#include "secret.h"
#include "store/second_store.h"

static bool open_session(struct app *app, struct arena *a, int64_t user_id, struct str *token,
                         struct err *err)
{
    *token = secret_token(a);
    struct session_row row = {.hash = secret_token_hash(*token),
                              .user_id = user_id,
                              .created_ms = app->now_ms,
                              .expires_ms = app->now_ms + SESSION_MS};
    return session_create(app->db, &row, err);
}

static bool locked_out(struct app *app, const struct login_attempt *attempt, bool *locked,
                       struct err *err)
{
    struct attempt_counts counts = {0};
    if (!attempt_count(app->db, attempt, app->now_ms - LOCK_OUT_MS, &counts, err))
        return false;
    *locked = counts.by_login >= LOGIN_FAILURES_MAX || counts.by_address >= ADDRESS_FAILURES_MAX;
    return true;
}

static bool note_failure(struct app *app, const struct login_attempt *attempt, struct err *err)
{
    bool ok = db_begin(app->db, DB_WRITE, err) &&
              attempt_add(app->db, attempt, app->now_ms - LOCK_OUT_MS, err) &&
              db_commit(app->db, err);
    db_rollback(app->db);
    return ok;
}

static bool let_in(struct app *app, struct arena *a, const struct user *user, struct str *token,
                   struct err *err)
{
    bool ok = db_begin(app->db, DB_WRITE, err) && attempt_forget_login(app->db, user->login, err) &&
              open_session(app, a, user->id, token, err) && db_commit(app->db, err);
    db_rollback(app->db);
    return ok;
}

static bool open_half(struct app *app, struct arena *a, int64_t user_id, struct str *token,
                      struct err *err)
{
    *token = secret_token(a);
    struct session_row row = {.hash = secret_token_hash(*token),
                              .user_id = user_id,
                              .created_ms = app->now_ms,
                              .expires_ms = app->now_ms + HALF_SESSION_MS};
    return half_create(app->db, &row, err);
}

/* The failures of a person with a second factor are forgotten by the right code, not by the right
 * password: who knows the password could else try codes without end. */
static bool first_step_done(struct app *app, struct arena *a, const struct user *user,
                            struct log_in_answer *out, struct err *err)
{
    struct second_factor second;
    if (!second_factor_get(app, user->id, &second, err))
        return false;
    out->half = second.on;
    if (!second.on)
        return let_in(app, a, user, &out->token, err);
    bool ok = db_begin(app->db, DB_WRITE, err) && open_half(app, a, user->id, &out->token, err) &&
              db_commit(app->db, err);
    db_rollback(app->db);
    return ok;
}

static struct login_attempt attempt_of(struct app *app, struct str login, struct str address)
{
    return (struct login_attempt){
        .id = id_next(app->ids), .login = login, .address = address, .at_ms = app->now_ms};
}

static bool may_try(struct app *app, const struct login_attempt *attempt, struct err *err)
{
    bool locked = false;
    return locked_out(app, attempt, &locked, err) &&
           (!locked || err_set(err, ERR_LOCKED_OUT, "too many failures"));
}

bool log_in(struct app *app, struct arena *a, const struct log_in_request *request,
            struct log_in_answer *out, struct err *err)
{
    struct login_attempt attempt =
        attempt_of(app, people_fold_login(a, request->login), request->address);
    struct user user;
    *out = (struct log_in_answer){0};
    if (!may_try(app, &attempt, err) || !user_by_login(app->db, a, attempt.login, &user, err))
        return false;
    bool matches = secret_password_matches(a, user.password, request->password);
    if (user.id != 0 && !user.disabled && matches)
        return first_step_done(app, a, &user, out, err);
    return note_failure(app, &attempt, err) && err_set(err, ERR_LOGIN_FAILED, "login or password");
}

bool log_in_prove(struct app *app, struct arena *a, const struct user *user,
                  const struct log_in_request *request, struct err *err)
{
    struct login_attempt attempt = attempt_of(app, user->login, request->address);
    if (!may_try(app, &attempt, err))
        return false;
    if (secret_password_matches(a, user->password, request->password))
        return true;
    return note_failure(app, &attempt, err) && err_set(err, ERR_LOGIN_FAILED, "own password");
}

/* ---- the second step ---- */

static bool half_user(struct app *app, struct str half, int64_t *user_id, struct err *err)
{
    *user_id = 0;
    return half.n != TOKEN_TEXT_BYTES ||
           half_find(app->db, secret_token_hash(half), app->now_ms, user_id, err);
}

bool log_in_half_open(struct app *app, struct str half, bool *open, struct err *err)
{
    int64_t user_id;
    bool ok = half_user(app, half, &user_id, err);
    *open = ok && user_id != 0;
    return ok;
}

/* The half session is used up by deleting it, the code by its step: of two that send the same at
 * once, one gets in. */
static bool use_code(struct app *app, struct arena *a, const struct log_in_code *with,
                     int64_t user_id, struct err *err)
{
    struct second_try try = {.user_id = user_id, .code = with->code};
    bool fits = false;
    bool taken = false;
    return second_factor_use(app, a, &try, &fits, err) &&
           (fits || err_set(err, ERR_CODE_WRONG, "log in")) &&
           half_take(app->db, secret_token_hash(with->half), &taken, err) &&
           (taken || err_set(err, ERR_LINK_EXPIRED, "half session"));
}

bool log_in_by_code(struct app *app, struct arena *a, const struct log_in_code *with,
                    struct str *token, struct err *err)
{
    struct user user = {0};
    int64_t user_id;
    if (!half_user(app, with->half, &user_id, err) ||
        (user_id != 0 && !user_by_id(app->db, a, user_id, &user, err)))
        return false;
    if (user.id == 0 || user.disabled)
        return err_set(err, ERR_LINK_EXPIRED, "half session");
    struct login_attempt attempt = attempt_of(app, user.login, with->address);
    struct err failure = {0};
    if (!may_try(app, &attempt, err) || !db_begin(app->db, DB_WRITE, err))
        return false;
    bool ok = use_code(app, a, with, user.id, &failure) &&
              attempt_forget_login(app->db, user.login, &failure) &&
              open_session(app, a, user.id, token, &failure) && db_commit(app->db, &failure);
    db_rollback(app->db);
    if (ok || failure.code != ERR_CODE_WRONG || note_failure(app, &attempt, err)) {
        if (!ok)
            *err = failure;
        return ok;
    }
    return false;
}

static bool is_demo(struct app *app, struct arena *a, bool *demo, struct err *err)
{
    struct q_meta_get_in in = {.key = STR("demo")};
    struct q_meta_get_row row;
    bool found = false;
    if (!q_meta_get(app->db, &in, a, &row, &found, err))
        return false;
    *demo = found && str_is(row.value, "1");
    return true;
}

bool log_in_demo(struct app *app, struct arena *a, struct str login, struct str *token,
                 struct err *err)
{
    struct user user;
    bool demo = false;
    if (!is_demo(app, a, &demo, err) ||
        !user_by_login(app->db, a, people_fold_login(a, login), &user, err))
        return false;
    if (!demo || user.id == 0 || !user.demo || user.disabled)
        return err_set(err, ERR_NOT_ALLOWED, "no demo login");
    return let_in(app, a, &user, token, err);
}

bool log_out(struct app *app, struct str token, struct err *err)
{
    return session_drop(app->db, secret_token_hash(token), err);
}

bool log_in_sessions(struct app *app, int64_t user_id, int64_t *count, struct err *err)
{
    return session_count(app->db, user_id, app->now_ms, count, err);
}

bool log_in_close_others(struct app *app, int64_t user_id, struct str token, struct err *err)
{
    return session_drop_others(app->db, user_id, secret_token_hash(token), err);
}

bool log_in_whoami(struct app *app, struct arena *a, struct str token, struct user *out,
                   struct err *err)
{
    int64_t user_id = 0;
    *out = (struct user){0};
    if (token.n != TOKEN_TEXT_BYTES)
        return true;
    if (!session_find(app->db, secret_token_hash(token), app->now_ms, &user_id, err))
        return false;
    if (user_id == 0)
        return true;
    if (!user_by_id(app->db, a, user_id, out, err))
        return false;
    if (out->disabled)
        *out = (struct user){0};
    return true;
}

bool log_in_demo_users(struct app *app, struct arena *a, struct user **out, size_t *count,
                       struct err *err)
{
    struct user *all = NULL;
    size_t all_count = 0;
    bool demo = false;
    *out = NULL;
    *count = 0;
    if (!is_demo(app, a, &demo, err))
        return false;
    if (!demo)
        return true;
    if (!user_list(app->db, a, &all, &all_count, err))
        return false;
    *out = ARENA_ARRAY(a, all_count, struct user);
    for (size_t i = 0; i < all_count; i++) {
        if (all[i].demo && !all[i].disabled)
            (*out)[(*count)++] = all[i];
    }
    return true;
}

bool log_in_link_user(struct app *app, struct arena *a, struct str link, struct user *out,
                      struct err *err)
{
    int64_t user_id = 0;
    *out = (struct user){0};
    if (link.n != TOKEN_TEXT_BYTES)
        return true;
    if (!link_find(app->db, secret_token_hash(link), app->now_ms, &user_id, err))
        return false;
    return user_id == 0 || user_by_id(app->db, a, user_id, out, err);
}

/* with->login is the link here. It is used up by deleting it inside the transaction, so that it
 * works once even when it is sent twice at the same moment. */
bool log_in_by_link(struct app *app, struct arena *a, const struct log_in_request *with,
                    struct log_in_answer *out, struct err *err)
{
    struct str kept;
    struct user user;
    struct second_factor second;
    if (!log_in_link_user(app, a, with->login, &user, err))
        return false;
    if (user.id == 0 || user.disabled)
        return err_set(err, ERR_LINK_EXPIRED, "link");
    if (!secret_password(a, with->password, &kept, err) || !db_begin(app->db, DB_WRITE, err))
        return false;
    bool taken = false;
    bool ok =
        log_in_link_user(app, a, with->login, &user, err) &&
        link_take(app->db, secret_token_hash(with->login), &taken, err) &&
        ((taken && user.id != 0 && !user.disabled) || err_set(err, ERR_LINK_EXPIRED, "link")) &&
        people_set_password(app, user.id, kept, err) &&
        second_factor_get(app, user.id, &second, err) &&
        (second.on ? open_half(app, a, user.id, &out->token, err)
                   : open_session(app, a, user.id, &out->token, err)) &&
        db_commit(app->db, err);
    out->half = ok && second.on;
    db_rollback(app->db);
    return ok;
}
