/* The page behind a one-time link: choosing a password. */
#include "gen/views.h"
#include "pages.h"
#include "web/parts/error_page.h"
#include "web/parts/shell.h"
#include "web/server/session.h"

static bool show(struct request *r, struct response *out, const struct err *failure,
                 struct err *err)
{
    struct user user;
    struct v_welcome view = {.link = r->parameter};
    if (!log_in_link_user(r->app, r->arena, r->parameter, &user, err))
        return false;
    if (user.id == 0)
        return err_set(err, ERR_LINK_EXPIRED, "link");
    plain_fill(r, str_of(tr(r->lang, N_("Choisir un mot de passe"))), &view.page);
    view.csrf = session_csrf(r, out, CSRF_LOGIN);
    view.name = user.name;
    view.login = user.login;
    if (failure != NULL)
        form_failure(r, out, failure, &view.error, &view.advice);
    view_welcome(&out->body, &view, r->lang);
    return true;
}

bool welcome_page(struct request *r, struct response *out, struct err *err)
{
    return show(r, out, NULL, err);
}

bool welcome_submit(struct request *r, struct response *out, struct err *err)
{
    struct log_in_request with = {.login = r->parameter,
                                  .password = http_field(&r->form, "password")};
    struct err failure = {0};
    struct log_in_answer answer;
    if (log_in_by_link(r->app, r->arena, &with, &answer, &failure)) {
        login_enter(r, out, &answer);
        return true;
    }
    if (failure.code == ERR_WEAK_PASSWORD)
        return show(r, out, &failure, err);
    *err = failure;
    return false;
}
