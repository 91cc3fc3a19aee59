/* Signing in and out. */
#include "app/people/secret.h"
#include "gen/views.h"
#include "pages.h"
#include "web/parts/error_page.h"
#include "web/parts/format.h"
#include "web/parts/shell.h"
#include "web/server/session.h"

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

static bool show(struct request *r, struct response *out, const struct err *failure,
                 struct err *err)
{
    const struct http_fields *from = r->method == HTTP_POST ? &r->form : &r->query;
    struct v_login view = {.login = http_field(&r->form, "login")};
    struct str next = http_field(from, "next");
    plain_fill(r, str_of(tr(r->lang, N_("Se connecter"))), &view.page);
    view.csrf = session_csrf(r, out, CSRF_LOGIN);
    view.next = http_local_path(next) ? next : STR("");
    if (failure != NULL)
        form_failure(r, out, failure, &view.error, &view.advice);
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

static struct str next_path(const struct http_fields *from)
{
    struct str next = http_field(from, "next");
    return http_local_path(next) ? next : STR("/");
}

static void enter(struct request *r, struct response *out, struct str token)
{
    session_begin(r, out, token);
    response_redirect(out, next_path(&r->form));
}

void login_enter(struct request *r, struct response *out, const struct log_in_answer *answer)
{
    if (!answer->half) {
        enter(r, out, answer->token);
        return;
    }
    struct link l;
    session_half_begin(r, out, answer->token);
    link_begin(&l, r->arena, "/login/code");
    link_text(&l, "next", http_field(&r->form, "next"));
    response_redirect(out, link_end(&l));
}

bool login_submit(struct request *r, struct response *out, struct err *err)
{
    struct log_in_request request = {.login = http_field(&r->form, "login"),
                                     .password = http_field(&r->form, "password"),
                                     .address = r->address};
    struct err failure = {0};
    struct log_in_answer answer;
    if (log_in(r->app, r->arena, &request, &answer, &failure)) {
        login_enter(r, out, &answer);
        return true;
    }
    if (failure.code == ERR_LOGIN_FAILED || failure.code == ERR_LOCKED_OUT)
        return show(r, out, &failure, err);
    *err = failure;
    return false;
}

/* ---- the second step ---- */

static bool show_code(struct request *r, struct response *out, const struct err *failure,
                      struct err *err)
{
    struct v_login_code view = {0};
    bool open = false;
    if (!log_in_half_open(r->app, session_half(r), &open, err))
        return false;
    if (!open) {
        response_redirect(out, STR("/login"));
        return true;
    }
    plain_fill(r, str_of(tr(r->lang, N_("Code de connexion"))), &view.page);
    view.csrf = session_csrf(r, out, CSRF_LOGIN);
    view.next = next_path(r->method == HTTP_POST ? &r->form : &r->query);
    if (failure != NULL)
        form_failure(r, out, failure, &view.error, &view.advice);
    view_login_code(&out->body, &view, r->lang);
    return true;
}

bool login_code_page(struct request *r, struct response *out, struct err *err)
{
    return show_code(r, out, NULL, err);
}

bool login_code_submit(struct request *r, struct response *out, struct err *err)
{
    struct log_in_code with = {
        .half = session_half(r), .code = http_field(&r->form, "code"), .address = r->address};
    struct err failure = {0};
    struct str token;
    if (log_in_by_code(r->app, r->arena, &with, &token, &failure)) {
        enter(r, out, token);
        return true;
    }
    if (failure.code == ERR_CODE_WRONG || failure.code == ERR_LOCKED_OUT)
        return show_code(r, out, &failure, err);
    if (failure.code == ERR_LINK_EXPIRED) {
        response_redirect(out, STR("/login"));
        return true;
    }
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
