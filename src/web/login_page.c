/* Signing in and out. */
#include "app/err_text.h"
#include "app/secret.h"
#include "base/limits.h"
#include "error_page.h"
#include "gen/views.h"
#include "pages.h"
#include "session.h"
#include "shell.h"

bool home_page(struct request *r, struct response *out, struct err *err)
{
    (void)err;
    if (right_given(r->user.roles, RIGHT_WORK_FILES))
        response_redirect(out, STR("/day"));
    else if (right_given(r->user.roles, RIGHT_READ_FILES))
        response_redirect(out, STR("/files"));
    else
        error_page(r, out, 403);
    return true;
}

bool health_page(struct request *r, struct response *out, struct err *err)
{
    struct user nobody;
    out->type = "text/plain; charset=utf-8";
    if (!log_in_whoami(r->app, r->arena, secret_token(r->arena), &nobody, err))
        return false;
    buf_add_c(&out->body, "ok\n");
    return true;
}

/* Passwordless demo users are offered on this machine only. */
static bool fill_demo(struct request *r, struct v_login *view, struct err *err)
{
    struct user *users = NULL;
    size_t count = 0;
    if (!r->loopback)
        return true;
    if (!log_in_demo_users(r->app, r->arena, &users, &count, err))
        return false;
    struct v_login_demo *list = ARENA_ARRAY(r->arena, count, struct v_login_demo);
    for (size_t i = 0; i < count; i++)
        list[i] = (struct v_login_demo){
            .login = users[i].login,
            .name = users[i].name,
            .role = str_of(shell_role_text(users[i].roles, r->lang)),
        };
    view->demo = list;
    view->demo_count = count;
    return true;
}

static struct str sentence(const struct request *r, const struct err *failure, bool advice)
{
    struct buf text;
    buf_init(&text, r->arena, LIMIT_FIELD_BYTES);
    if (advice)
        err_advice(failure, r->lang, &text);
    else
        err_sentence(failure, STR(""), r->lang, &text);
    return buf_str(&text);
}

static bool show(struct request *r, struct response *out, const struct err *failure,
                 struct err *err)
{
    const struct http_fields *from = r->method == HTTP_POST ? &r->form : &r->query;
    struct v_login view = {.login = http_field(&r->form, "login")};
    struct str next = http_field(from, "next");
    plain_fill(r, str_of(tr(r->lang, N_("Se connecter"))), &view.page);
    view.csrf = session_csrf(r, out, CSRF_LOGIN);
    view.next = http_local_path(next) ? next : STR("");
    if (failure != NULL) {
        out->status = failure->code == ERR_LOCKED_OUT ? 429 : 422;
        view.error = sentence(r, failure, false);
        view.advice = sentence(r, failure, true);
    }
    if (!fill_demo(r, &view, err))
        return false;
    view_login(&out->body, &view, r->lang);
    return true;
}

bool login_page(struct request *r, struct response *out, struct err *err)
{
    if (r->user.id != 0) {
        response_redirect(out, STR("/"));
        return true;
    }
    return show(r, out, NULL, err);
}

static void enter(struct request *r, struct response *out, struct str token)
{
    struct str next = http_field(&r->form, "next");
    session_begin(r, out, token);
    response_redirect(out, http_local_path(next) ? next : STR("/"));
}

bool login_submit(struct request *r, struct response *out, struct err *err)
{
    struct log_in_request request = {.login = http_field(&r->form, "login"),
                                     .password = http_field(&r->form, "password"),
                                     .address = r->address};
    struct err failure = {0};
    struct str token;
    if (log_in(r->app, r->arena, &request, &token, &failure)) {
        enter(r, out, token);
        return true;
    }
    if (failure.code == ERR_LOGIN_FAILED || failure.code == ERR_LOCKED_OUT)
        return show(r, out, &failure, err);
    *err = failure;
    return false;
}

bool login_demo_submit(struct request *r, struct response *out, struct err *err)
{
    struct str token;
    if (!r->loopback)
        return err_set(err, ERR_NOT_ALLOWED, "demo login from elsewhere");
    if (!log_in_demo(r->app, r->arena, http_field(&r->form, "login"), &token, err))
        return false;
    enter(r, out, token);
    return true;
}

bool logout_submit(struct request *r, struct response *out, struct err *err)
{
    if (!log_out(r->app, r->session, err))
        return false;
    session_end(r, out);
    response_redirect(out, STR("/login"));
    return true;
}
