/* One person of the house: what he may do and see, and how he gets in. */
#include "app/people/people.h"
#include "app/people/second_factor.h"
#include "base/limits.h"
#include "base/zone.h"
#include "gen/views.h"
#include "person_rights.h"
#include "settings.h"
#include "web/pages.h"
#include "web/parts/error_page.h"
#include "web/parts/format.h"
#include "web/server/session.h"

struct screen {
    struct request *r;
    struct response *out;
    struct user user;
    struct v_person view;
};

static bool fill(struct screen *s, struct err *err)
{
    struct request *r = s->r;
    struct v_person *v = &s->view;
    struct second_factor second;
    struct person_state state = person_state(r, &s->user);
    if (!second_factor_get(r->app, s->user.id, &second, err) ||
        !log_in_sessions(r->app, s->user.id, &v->sessions, err))
        return false;
    v->action = format_text(r->arena, "/people/%1", &s->user.login, 1);
    v->name = s->user.name;
    v->login = s->user.login;
    v->tone = state.tone;
    v->state = state.text;
    v->disabled = s->user.disabled;
    v->self = s->user.id == r->user.id;
    v->password = s->user.password.p != NULL;
    v->second = second.on;
    v->second_since = format_day(r->arena, zone_paris(second.since_ms).day, r->lang);
    v->sessions_text = format_count(r->arena, v->sessions, r->lang);
    return true;
}

static bool answer(struct screen *s, const struct err *failure, struct err *err)
{
    struct request *r = s->r;
    struct v_person *v = &s->view;
    struct settings_place place = {N_("Personnes"), STR("/people"), s->user.name};
    settings_shell_within(r, s->out, &place, &v->page);
    v->csrf = v->page.csrf;
    if (!fill(s, err) || !person_rights_fill(r, &s->user, &v->rights, err))
        return false;
    if (failure != NULL)
        form_failure(r, s->out, failure, &v->error, &v->advice);
    view_person(&s->out->body, v, r->lang);
    return true;
}

bool person_page(struct request *r, struct response *out, struct err *err)
{
    struct screen s = {.r = r, .out = out};
    if (!people_get(r->app, r->arena, r->parameter, &s.user, err))
        return false;
    if (http_field(&r->query, "done").p != NULL)
        s.view.done = str_of(tr(r->lang, N_("C’est enregistré.")));
    return answer(&s, NULL, err);
}

/* ---- decisions ---- */

static bool change(struct screen *s, struct err *failure)
{
    struct request *r = s->r;
    struct ticked_rights rights;
    if (!person_rights_read(r, &rights, failure))
        return false;
    struct person_change c = {.login = s->user.login,
                              .what = PERSON_NAME | PERSON_ROLES | PERSON_CREDITORS,
                              .name = http_field(&r->form, "name"),
                              .roles = rights.roles,
                              .creditors = rights.creditors};
    return people_change(r->app, r->arena, &c, failure);
}

static bool set_disabled(struct screen *s, bool disabled, struct err *failure)
{
    struct person_change c = {
        .login = s->user.login, .what = PERSON_DISABLED, .disabled = disabled};
    if (disabled && s->user.id == s->r->user.id)
        return err_set(failure, ERR_NOT_ALLOWED, "oneself");
    return people_change(s->r->app, s->r->arena, &c, failure);
}

static bool disable(struct screen *s, struct err *failure)
{
    return set_disabled(s, true, failure);
}

static bool enable(struct screen *s, struct err *failure)
{
    return set_disabled(s, false, failure);
}

static bool give_link(struct screen *s, struct err *failure)
{
    struct new_password none = {.login = s->user.login};
    struct str link;
    if (!people_change_password(s->r->app, s->r->arena, &none, &link, failure))
        return false;
    s->view.link = person_link(s->r, link);
    return true;
}

static bool sign_out(struct screen *s, struct err *failure)
{
    return people_sign_out(s->r->app, s->user.id, failure);
}

static bool drop_second(struct screen *s, struct err *failure)
{
    return second_factor_drop(s->r->app, s->user.id, failure);
}

bool person_submit(struct request *r, struct response *out, struct err *err)
{
    static const struct {
        const char *act;
        bool (*run)(struct screen *s, struct err *failure);
    } acts[] = {{"change", change},  {"disable", disable},   {"enable", enable},
                {"link", give_link}, {"sign-out", sign_out}, {"drop-second", drop_second}};
    struct screen s = {.r = r, .out = out};
    struct err failure = {0};
    struct str act = http_field(&r->form, "act");
    size_t i = 0;
    while (i < COUNT_OF(acts) && !str_is(act, acts[i].act))
        i++;
    if (i == COUNT_OF(acts))
        return err_set_field(err, ERR_BAD_OPTION_VALUE, "act", act);
    if (!people_get(r->app, r->arena, r->parameter, &s.user, err))
        return false;
    if (acts[i].run(&s, &failure)) {
        if (s.view.link.n > 0)
            return answer(&s, NULL, err);
        struct link l;
        link_begin(&l, r->arena,
                   arena_cstr(r->arena, format_text(r->arena, "/people/%1", &s.user.login, 1)));
        link_int(&l, "done", 1);
        response_redirect(out, link_end(&l));
        return true;
    }
    if (form_refused(&failure))
        return answer(&s, &failure, err);
    *err = failure;
    return false;
}
