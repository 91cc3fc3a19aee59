/* Mon compte: what a person sets for himself. */
#include "account_tokens.h"
#include "app/letters/make_qr.h"
#include "app/people/log_in.h"
#include "app/people/people.h"
#include "app/people/second_factor.h"
#include "base/limits.h"
#include "base/zone.h"
#include "gen/views.h"
#include "pages.h"
#include "web/parts/error_page.h"
#include "web/parts/format.h"
#include "web/parts/shell.h"
#include "web/server/session.h"

struct screen {
    struct request *r;
    struct response *out;
    struct v_account view;
    struct str token; /* just made: shown this once */
};

/* ---- the page ---- */

static void fill_langs(struct screen *s)
{
    static const struct {
        const char *code, *text;
    } langs[] = {{"", N_("celle du navigateur")}, {"fr", "Français"}, {"en", "English"}};
    struct request *r = s->r;
    struct v_account_langs *rows = ARENA_ARRAY(r->arena, COUNT_OF(langs), struct v_account_langs);
    for (size_t i = 0; i < COUNT_OF(langs); i++)
        rows[i] = (struct v_account_langs){
            .value = str_of(langs[i].code),
            .text = str_of(i == 0 ? tr(r->lang, langs[i].text) : langs[i].text),
            .on = str_is(r->user.lang, langs[i].code),
        };
    s->view.langs = rows;
    s->view.langs_count = COUNT_OF(langs);
}

/* "kq7r 2x4w …": in fours, as people read it from a screen. */
static struct str in_fours(struct arena *a, struct str secret)
{
    struct buf text;
    buf_init(&text, a, LIMIT_FIELD_BYTES);
    for (size_t i = 0; i < secret.n; i++) {
        if (i > 0 && i % 4 == 0)
            buf_add_char(&text, ' ');
        buf_add_char(&text, secret.p[i]);
    }
    return buf_str(&text);
}

static bool fill_second(struct screen *s, struct err *err)
{
    struct request *r = s->r;
    struct second_factor second;
    struct second_offer_text offer;
    struct v_account *v = &s->view;
    if (!second_factor_get(r->app, r->user.id, &second, err))
        return false;
    v->second = second.on;
    v->second_since = format_day(r->arena, zone_paris(second.since_ms).day, r->lang);
    v->codes_left = second.codes_left;
    v->codes_text = format_count(r->arena, second.codes_left, r->lang);
    if (second.on)
        return true;
    if (!second_factor_offered(r->app, r->arena, &r->user, &offer, err))
        return false;
    v->offered = offer.secret.n > 0;
    v->secret = v->offered ? in_fours(r->arena, offer.secret) : STR("");
    return true;
}

static bool answer(struct screen *s, const struct err *failure, struct err *err)
{
    struct request *r = s->r;
    struct v_account *v = &s->view;
    shell_fill(r, s->out, SHELL_ACCOUNT, str_of(tr(r->lang, N_("Mon compte"))), &v->page);
    v->csrf = v->page.csrf;
    v->name = r->user.name;
    v->login = r->user.login;
    v->role = v->page.role;
    v->keyless = r->user.password.p == NULL;
    fill_langs(s);
    if (!log_in_sessions(r->app, r->user.id, &v->sessions, err) || !fill_second(s, err) ||
        !account_tokens_fill(r, s->token.n > 0, &v->tokens, err))
        return false;
    v->tokens.csrf = v->csrf;
    v->made = s->token.n > 0 ? s->token : STR("");
    v->sessions_text = format_count(r->arena, v->sessions, r->lang);
    if (failure != NULL)
        form_failure(r, s->out, failure, &v->error, &v->advice);
    view_account(&s->out->body, v, r->lang);
    return true;
}

bool account_page(struct request *r, struct response *out, struct err *err)
{
    struct screen s = {.r = r, .out = out};
    if (http_field(&r->query, "done").p != NULL)
        s.view.done = str_of(tr(r->lang, N_("C’est enregistré.")));
    return answer(&s, NULL, err);
}

bool account_qr(struct request *r, struct response *out, struct err *err)
{
    struct second_offer_text offer;
    if (!second_factor_offered(r->app, r->arena, &r->user, &offer, err))
        return false;
    if (offer.uri.n == 0) {
        error_page(r, out, 404);
        return true;
    }
    out->type = "image/svg+xml";
    return make_text_qr_svg(offer.uri, &out->body, err);
}

/* ---- what a person asks for ---- */

/* What changes how one signs in is asked for with the password: a session left open is not enough.
 */
static bool prove(struct screen *s, struct err *failure)
{
    struct request *r = s->r;
    struct log_in_request request = {.password = http_field(&r->form, "password"),
                                     .address = r->address};
    return log_in_prove(r->app, r->arena, &r->user, &request, failure);
}

static bool set_language(struct screen *s, struct err *failure)
{
    struct request *r = s->r;
    struct person_change change = {
        .login = r->user.login, .what = PERSON_LANG, .lang = http_field(&r->form, "language")};
    if (change.lang.n > 0 && !str_is(change.lang, "fr") && !str_is(change.lang, "en"))
        return err_set_field(failure, ERR_BAD_OPTION_VALUE, "language", change.lang);
    return people_change(r->app, r->arena, &change, failure);
}

static bool set_password(struct screen *s, struct err *failure)
{
    struct request *r = s->r;
    struct new_password change = {.login = r->user.login, .password = http_field(&r->form, "new")};
    struct str link;
    if (change.password.n == 0)
        return err_set(failure, ERR_WEAK_PASSWORD, "empty");
    return prove(s, failure) && people_change_password(r->app, r->arena, &change, &link, failure);
}

static bool offer_second(struct screen *s, struct err *failure)
{
    return prove(s, failure) && second_factor_offer(s->r->app, s->r->arena, &s->r->user, failure);
}

static bool confirm_second(struct screen *s, struct err *failure)
{
    struct request *r = s->r;
    struct second_try with = {.user_id = r->user.id, .code = http_field(&r->form, "code")};
    struct recovery_codes codes;
    if (!second_factor_confirm(r->app, r->arena, &with, &codes, failure))
        return false;
    struct v_account_codes *rows = ARENA_ARRAY(r->arena, RECOVERY_CODES, struct v_account_codes);
    for (size_t i = 0; i < RECOVERY_CODES; i++)
        rows[i].text = codes.rows[i];
    s->view.codes = rows;
    s->view.codes_count = RECOVERY_CODES;
    return true;
}

static bool drop_second(struct screen *s, struct err *failure)
{
    return prove(s, failure) && second_factor_drop(s->r->app, s->r->user.id, failure);
}

static bool close_others(struct screen *s, struct err *failure)
{
    return log_in_close_others(s->r->app, s->r->user.id, s->r->session, failure);
}

static bool make_token(struct screen *s, struct err *failure)
{
    return prove(s, failure) && account_token_make(s->r, &s->token, failure);
}

static bool revoke_token(struct screen *s, struct err *failure)
{
    return account_token_revoke(s->r, failure);
}

bool account_submit(struct request *r, struct response *out, struct err *err)
{
    static const struct {
        const char *act;
        bool (*run)(struct screen *s, struct err *failure);
    } acts[] = {{"language", set_language},  {"password", set_password}, {"offer", offer_second},
                {"confirm", confirm_second}, {"drop", drop_second},      {"others", close_others},
                {"token", make_token},       {"revoke", revoke_token}};
    struct screen s = {.r = r, .out = out};
    struct err failure = {0};
    struct str act = http_field(&r->form, "act");
    size_t i = 0;
    while (i < COUNT_OF(acts) && !str_is(act, acts[i].act))
        i++;
    if (i == COUNT_OF(acts))
        return err_set_field(err, ERR_BAD_OPTION_VALUE, "act", act);
    if (acts[i].run(&s, &failure)) {
        if (s.view.codes_count > 0 || s.token.n > 0)
            return answer(&s, NULL, err);
        response_redirect(out, STR("/account?done=1"));
        return true;
    }
    if (form_refused(&failure))
        return answer(&s, &failure, err);
    *err = failure;
    return false;
}
