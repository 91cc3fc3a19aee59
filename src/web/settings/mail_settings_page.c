/* The house's mail server, for administrators: where e-mails are handed over, how one gets in, in
 * whose name; a message to oneself shows that it works. A secret is taken and never shown. */
#include "app/mail/mail_server.h"
#include "app/mail/mail_words.h"
#include "gen/views.h"
#include "settings.h"
#include "web/pages.h"
#include "web/parts/error_page.h"
#include "web/parts/form_words.h"
#include "web/parts/format.h"
#include "web/server/session.h"

static const char address[] = "/settings/mail";

enum { CHOICES_MAX = 3 };

struct choice {
    const char *value, *text;
};
static const struct choice securities[CHOICES_MAX] = {
    {"starttls", N_("STARTTLS, port 587")},
    {"tls", N_("TLS dès le premier octet, port 465")},
    {"plain", N_("En clair, sur cette machine seulement")}};
static const struct choice logins[CHOICES_MAX] = {{"password", N_("Mot de passe")},
                                                  {"oauth", N_("OAuth 2 (Microsoft, Google)")},
                                                  {"none", N_("Sans compte")}};

static const char *const helps[MAIL_FIELD_COUNT] = {
    [MAIL_CA] = N_("Vide : ceux du système."),
    [MAIL_FROM_NAME] = N_("Vide : celui de l’en-tête des lettres."),
    [MAIL_TOKEN_URL] = N_("Elle commence par https://."),
};

/* As the page groups them: the server, the login, OAuth 2, the sender. */
static const enum mail_field server_fields[] = {MAIL_HOST, MAIL_PORT, MAIL_SECURITY, MAIL_CA};
static const enum mail_field login_fields[] = {MAIL_LOGIN, MAIL_USER};
static const enum mail_field oauth_fields[] = {MAIL_TOKEN_URL, MAIL_CLIENT_ID, MAIL_SCOPE};
static const enum mail_field sender_fields[] = {MAIL_FROM, MAIL_FROM_NAME};

struct screen {
    struct request *r;
    struct response *out;
    struct str values[MAIL_FIELD_COUNT];
    const struct err *failure; /* of what was just asked, or NULL */
    bool beside;               /* the failure found its field */
    struct v_mail_settings view;
};

struct group {
    const enum mail_field *fields;
    size_t count;
};

/* ---- fields ---- */

static void fill_choices(struct screen *s, const struct choice *choices, struct v_form_field *out)
{
    struct v_form_field_options *rows =
        ARENA_ARRAY(s->r->arena, CHOICES_MAX, struct v_form_field_options);
    for (size_t i = 0; i < CHOICES_MAX; i++)
        rows[i] = (struct v_form_field_options){.value = str_of(choices[i].value),
                                                .text = str_of(tr(s->r->lang, choices[i].text)),
                                                .on = str_is(out->value, choices[i].value)};
    out->choice = true;
    out->options = rows;
    out->options_count = CHOICES_MAX;
}

static void refuse(struct screen *s, struct v_form_field *field)
{
    struct str advice = {0};
    if (s->failure == NULL || !str_eq(field->name, str_of(s->failure->field)))
        return;
    struct str arg = arena_str(s->r->arena, str_of(s->failure->arg));
    form_words(s->r, s->failure, arg, &field->error, &advice);
    field->first_bad = true;
    s->beside = true;
}

static struct v_form_field fill_field(struct screen *s, enum mail_field field)
{
    struct request *r = s->r;
    struct v_form_field out = {.id = str_of(mail_field_code(field)),
                               .name = str_of(mail_field_code(field)),
                               .label = str_of(mail_field_words(field, r->lang)),
                               .value = s->values[field],
                               .required = field == MAIL_HOST || field == MAIL_FROM};
    if (helps[field] != NULL)
        out.help = str_of(tr(r->lang, helps[field]));
    if (field == MAIL_SECURITY)
        fill_choices(s, securities, &out);
    if (field == MAIL_LOGIN)
        fill_choices(s, logins, &out);
    refuse(s, &out);
    return out;
}

static const struct v_form_field *fill_group(struct screen *s, struct group group)
{
    struct v_form_field *rows = ARENA_ARRAY(s->r->arena, group.count, struct v_form_field);
    for (size_t i = 0; i < group.count; i++)
        rows[i] = fill_field(s, group.fields[i]);
    return rows;
}

/* ---- the page ---- */

/* What was typed stands above what is set; a provider of the address fills in what it is known for.
 */
static void read_values(struct screen *s, const struct mail_server_view *set)
{
    struct str provider = http_field(&s->r->query, "provider");
    struct str known[MAIL_FIELD_COUNT] = {{0}};
    bool preset = provider.n > 0 && mail_provider(provider, known);
    for (int f = 0; f < MAIL_FIELD_COUNT; f++) {
        struct str typed = http_field(&s->r->form, mail_field_code((enum mail_field)f));
        s->values[f] = set->values[f];
        if (preset && known[f].p != NULL)
            s->values[f] = known[f];
        if (typed.p != NULL)
            s->values[f] = typed;
    }
}

static void fill_provider(struct screen *s)
{
    struct v_mail_settings_providers *rows =
        ARENA_ARRAY(s->r->arena, 2, struct v_mail_settings_providers);
    rows[0] = (struct v_mail_settings_providers){STR("/settings/mail?provider=microsoft"),
                                                 STR("Microsoft 365")};
    rows[1] =
        (struct v_mail_settings_providers){STR("/settings/mail?provider=google"), STR("Google")};
    s->view.providers = rows;
    s->view.providers_count = 2;
}

static bool answer(struct screen *s, struct err *err)
{
    struct request *r = s->r;
    struct v_mail_settings *v = &s->view;
    struct mail_server_request nothing = {0};
    struct mail_server_view set;
    struct str done = v->done;
    if (!mail_server_say(r->app, r->arena, &nothing, &set, err))
        return false;
    read_values(s, &set);
    settings_shell(r, s->out, N_("Messagerie"), &v->page);
    v->csrf = session_csrf(r, s->out, CSRF_SESSION);
    v->server = fill_group(s, (struct group){server_fields, COUNT_OF(server_fields)});
    v->server_count = COUNT_OF(server_fields);
    v->login = fill_group(s, (struct group){login_fields, COUNT_OF(login_fields)});
    v->login_count = COUNT_OF(login_fields);
    v->oauth = fill_group(s, (struct group){oauth_fields, COUNT_OF(oauth_fields)});
    v->oauth_count = COUNT_OF(oauth_fields);
    v->oauth_open = str_is(s->values[MAIL_LOGIN], "oauth");
    v->sender = fill_group(s, (struct group){sender_fields, COUNT_OF(sender_fields)});
    v->sender_count = COUNT_OF(sender_fields);
    fill_provider(s);
    v->set = set.set;
    v->has_secret = set.has_secret;
    v->has_client = set.has_client_secret;
    v->wants_secret = set.set && !set.has_secret && !str_is(set.values[MAIL_LOGIN], "none");
    v->done = done;
    if (s->failure != NULL && !s->beside)
        form_failure(r, s->out, s->failure, &v->error, &v->advice);
    if (s->failure != NULL)
        s->out->status = 422;
    view_mail_settings(&s->out->body, v, r->lang);
    return true;
}

bool mail_settings_page(struct request *r, struct response *out, struct err *err)
{
    struct screen s = {.r = r, .out = out};
    struct str done = http_field(&r->query, "done");
    if (str_is(done, "save"))
        s.view.done = str_of(tr(r->lang, N_("Les réglages sont gardés.")));
    if (str_is(done, "test"))
        s.view.done = str_of(tr(r->lang, N_("Le serveur a pris le message d’essai.")));
    return answer(&s, err);
}

/* ---- what is asked ---- */

/* Nothing typed says nothing. */
static struct str secret_of(const struct request *r, const char *name)
{
    struct str typed = http_field(&r->form, name);
    return typed.n > 0 ? typed : (struct str){0};
}

static bool save(struct screen *s, struct err *failure)
{
    struct request *r = s->r;
    struct mail_server_view set;
    struct mail_server_request request = {.secret = secret_of(r, "secret"),
                                          .client_secret = secret_of(r, "client-secret")};
    for (int f = 0; f < MAIL_FIELD_COUNT; f++)
        request.values[f] = http_field(&r->form, mail_field_code((enum mail_field)f));
    return mail_server_say(r->app, r->arena, &request, &set, failure);
}

/* What the server answers is an answer, not a failure of the program. */
static bool is_answer(const struct err *failure)
{
    return form_refused(failure) || failure->code == ERR_MAIL_ENTRY ||
           failure->code == ERR_MAIL_FAILED;
}

bool mail_settings_submit(struct request *r, struct response *out, struct err *err)
{
    struct screen s = {.r = r, .out = out};
    struct err failure = {0};
    struct str act = http_field(&r->form, "act");
    struct link l;
    bool test = str_is(act, "test");
    if (!test && !str_is(act, "save"))
        return err_set_field(err, ERR_BAD_OPTION_VALUE, "act", act);
    bool ok =
        test ? mail_server_test(r->app, r->arena, str_trim(http_field(&r->form, "to")), &failure)
             : save(&s, &failure);
    if (ok) {
        link_begin(&l, r->arena, address);
        link_text(&l, "done", act);
        response_redirect(out, link_end(&l));
        return true;
    }
    if (!is_answer(&failure)) {
        *err = failure;
        return false;
    }
    s.failure = &failure;
    return answer(&s, err);
}
