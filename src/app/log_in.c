#include "log_in.h"

#include "gen/meta_sql.h"
#include "people.h"
#include "secret.h"

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

bool log_in(struct app *app, struct arena *a, const struct log_in_request *request,
            struct str *token, struct err *err)
{
    struct login_attempt attempt = {.id = id_next(app->ids),
                                    .login = people_fold_login(a, request->login),
                                    .address = request->address,
                                    .at_ms = app->now_ms};
    struct user user;
    bool locked = false;
    if (!locked_out(app, &attempt, &locked, err))
        return false;
    if (locked)
        return err_set(err, ERR_LOCKED_OUT, "too many failures");
    if (!user_by_login(app->db, a, attempt.login, &user, err))
        return false;
    bool matches = secret_password_matches(a, user.password, request->password);
    if (user.id != 0 && !user.disabled && matches)
        return let_in(app, a, &user, token, err);
    return note_failure(app, &attempt, err) && err_set(err, ERR_LOGIN_FAILED, "login or password");
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
                    struct str *token, struct err *err)
{
    struct str kept;
    struct user user;
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
        people_set_password(app, user.id, kept, err) && open_session(app, a, user.id, token, err) &&
        db_commit(app->db, err);
    db_rollback(app->db);
    return ok;
}
