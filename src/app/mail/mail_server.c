#include "mail_server.h"

#include "app/clock.h"
#include "app/people/seal.h"
#include "app/system/system_journal.h"
#include "base/html.h"
#include "base/json.h"
#include "base/limits.h"
#include "base/text.h"
#include "store/mail_store.h"
#include "token_answer.h"

enum { BODY_BYTES_MAX = 16 * 1024, FORM_BYTES_MAX = 64 * 1024, PORT_MAX = 65535 };
enum { TEST_LIMIT_SECONDS = 30, TOKEN_LIFE_SECONDS = 3600, TOKEN_MARGIN_MS = 60000 };

static const char *const codes[MAIL_FIELD_COUNT] = {
    [MAIL_HOST] = "host",           [MAIL_PORT] = "port",   [MAIL_SECURITY] = "security",
    [MAIL_LOGIN] = "login",         [MAIL_USER] = "user",   [MAIL_FROM] = "from",
    [MAIL_FROM_NAME] = "from-name", [MAIL_CA] = "ca",       [MAIL_TOKEN_URL] = "token-url",
    [MAIL_CLIENT_ID] = "client-id", [MAIL_SCOPE] = "scope",
};

const char *mail_field_code(enum mail_field field)
{
    ASSERT(field < MAIL_FIELD_COUNT);
    return codes[field];
}

/* From their documentation for developers, not tried against their servers. */
static const struct {
    const char *name;
    const char *values[MAIL_FIELD_COUNT];
} providers[] = {
    {"microsoft",
     {[MAIL_HOST] = "smtp.office365.com",
      [MAIL_PORT] = "587",
      [MAIL_SECURITY] = "starttls",
      [MAIL_LOGIN] = "oauth",
      [MAIL_TOKEN_URL] = "https://login.microsoftonline.com/common/oauth2/v2.0/token",
      [MAIL_SCOPE] = "https://outlook.office.com/SMTP.Send offline_access"}},
    {"google",
     {[MAIL_HOST] = "smtp.gmail.com",
      [MAIL_PORT] = "587",
      [MAIL_SECURITY] = "starttls",
      [MAIL_LOGIN] = "oauth",
      [MAIL_TOKEN_URL] = "https://oauth2.googleapis.com/token",
      [MAIL_SCOPE] = "https://mail.google.com/"}},
};

bool mail_provider(struct str name, struct str values[MAIL_FIELD_COUNT])
{
    for (size_t i = 0; i < COUNT_OF(providers); i++) {
        for (int f = 0; str_is(name, providers[i].name) && f < MAIL_FIELD_COUNT; f++) {
            if (values[f].p == NULL && providers[i].values[f] != NULL)
                values[f] = str_of(providers[i].values[f]);
        }
        if (str_is(name, providers[i].name))
            return true;
    }
    return false;
}

/* ---- what is set ---- */

static const char *const securities[POST_SECURITY_COUNT] = {
    [POST_STARTTLS] = "starttls", [POST_TLS] = "tls", [POST_PLAIN] = "plain"};
static const char *const logins[POST_LOGIN_COUNT] = {
    [POST_NO_LOGIN] = "none", [POST_PASSWORD] = "password", [POST_XOAUTH2] = "oauth"};

static struct str *place_of(struct stored_server *s, enum mail_field field)
{
    switch (field) {
    case MAIL_HOST:
        return &s->host;
    case MAIL_SECURITY:
        return &s->security;
    case MAIL_LOGIN:
        return &s->login;
    case MAIL_USER:
        return &s->user;
    case MAIL_FROM:
        return &s->from_address;
    case MAIL_FROM_NAME:
        return &s->from_name;
    case MAIL_CA:
        return &s->ca_file;
    case MAIL_TOKEN_URL:
        return &s->token_url;
    case MAIL_CLIENT_ID:
        return &s->client_id;
    case MAIL_SCOPE:
        return &s->scope;
    case MAIL_PORT:
    case MAIL_FIELD_COUNT:
        break;
    }
    BUG("mail field");
}

static bool one_of(struct str v, const char *const *words, size_t count)
{
    return str_which(v, words, count) < count;
}

static bool port_of(struct str v, int64_t *out)
{
    *out = 0;
    for (size_t i = 0; i < v.n; i++) {
        if (v.p[i] < '0' || v.p[i] > '9' || *out > PORT_MAX)
            return false;
        *out = *out * 10 + (v.p[i] - '0');
    }
    return *out > 0 && *out <= PORT_MAX;
}

static bool host_ok(struct str host)
{
    for (size_t i = 0; i < host.n; i++) {
        unsigned char c = (unsigned char)host.p[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!letter && c != '.' && c != '-' && c != ':')
            return false;
    }
    return host.n > 0 && host.n <= 253;
}

/* TLS, unless it is this machine. */
static bool url_ok(struct str url)
{
    return str_starts(url, STR("https://")) || str_starts(url, STR("http://127.0.0.1:")) ||
           str_starts(url, STR("http://localhost:"));
}

static bool said_ok(const struct mail_server_request *r, struct err *err)
{
    for (int f = 0; f < MAIL_FIELD_COUNT; f++) {
        struct str v = r->values[f];
        if (v.n > LIMIT_LABEL_BYTES || text_has_control(v))
            return err_set_field(err, ERR_FIELD_TOO_LONG, codes[f], str_cut_utf8(v, 60));
    }
    if (r->secret.n > TOKEN_BYTES_MAX || r->client_secret.n > TOKEN_BYTES_MAX)
        return err_set_field(err, ERR_FIELD_TOO_LONG, "secret", STR(""));
    return true;
}

static bool whole_ok(const struct stored_server *s, struct err *err)
{
    const struct {
        enum mail_field field;
        bool ok;
    } checks[] = {
        {MAIL_HOST, host_ok(s->host)},
        {MAIL_SECURITY, one_of(s->security, securities, POST_SECURITY_COUNT) &&
                            (!str_is(s->security, "plain") || post_host_is_here(s->host))},
        {MAIL_LOGIN, one_of(s->login, logins, POST_LOGIN_COUNT)},
        {MAIL_USER, str_is(s->login, "none") || s->user.n > 0},
        {MAIL_FROM, mime_address_ok(s->from_address)},
        {MAIL_TOKEN_URL, !str_is(s->login, "oauth") || url_ok(s->token_url)},
        {MAIL_CLIENT_ID, !str_is(s->login, "oauth") || s->client_id.n > 0},
    };
    for (size_t i = 0; i < COUNT_OF(checks); i++) {
        struct stored_server copy = *s;
        struct str v = *place_of(&copy, checks[i].field);
        if (!checks[i].ok)
            return err_set_field(err, v.n == 0 ? ERR_OPTION_MISSING : ERR_BAD_OPTION_VALUE,
                                 codes[checks[i].field], str_cut_utf8(v, 60));
    }
    return true;
}

static bool goes_elsewhere(const struct stored_server *a, const struct stored_server *b)
{
    return !str_eq(a->host, b->host) || a->port != b->port || !str_eq(a->security, b->security) ||
           !str_eq(a->login, b->login) || !str_eq(a->user, b->user) ||
           !str_eq(a->token_url, b->token_url) || !str_eq(a->client_id, b->client_id) ||
           !str_eq(a->ca_file, b->ca_file);
}

static struct sealing secret_named(const char *purpose, struct str text)
{
    return (struct sealing){str_of(purpose), text};
}

/* p NULL: says nothing. */
static bool keep_secret(struct app *app, struct arena *a, struct sealing said, struct str *place,
                        struct err *err)
{
    return said.text.p == NULL || seal(app, a, &said, place, err);
}

static bool note(struct app *app, struct arena *a, const struct mail_server_request *r,
                 struct err *err)
{
    struct buf body;
    struct json j;
    buf_init(&body, a, BODY_BYTES_MAX);
    json_begin(&j, &body);
    json_object(&j, NULL);
    for (int f = 0; f < MAIL_FIELD_COUNT; f++) {
        if (r->values[f].p != NULL)
            json_text(&j, codes[f], r->values[f]);
    }
    json_bool(&j, "secret", r->secret.p != NULL);
    json_bool(&j, "client_secret", r->client_secret.p != NULL);
    json_object_end(&j);
    json_end(&j);
    ASSERT(!body.full);
    return system_journal_say(app, "mail_server", buf_str(&body), err);
}

static bool says_nothing(const struct mail_server_request *r)
{
    for (int f = 0; f < MAIL_FIELD_COUNT; f++) {
        if (r->values[f].p != NULL)
            return false;
    }
    return r->secret.p == NULL && r->client_secret.p == NULL;
}

static struct stored_server fresh_server(void)
{
    return (struct stored_server){.host = STR(""),
                                  .port = 587,
                                  .security = STR("starttls"),
                                  .login = STR("password"),
                                  .user = STR(""),
                                  .from_name = STR(""),
                                  .from_address = STR(""),
                                  .ca_file = STR(""),
                                  .token_url = STR(""),
                                  .client_id = STR(""),
                                  .scope = STR("")};
}

static bool change(struct app *app, struct arena *a, const struct mail_server_request *r,
                   struct stored_server *s, struct err *err)
{
    struct stored_server before = *s;
    struct str port = str_trim(r->values[MAIL_PORT]);
    if (port.p != NULL && !port_of(port, &s->port))
        return err_set_field(err, ERR_BAD_OPTION_VALUE, "port", str_cut_utf8(port, 60));
    for (int f = 0; f < MAIL_FIELD_COUNT; f++) {
        if (f != MAIL_PORT && r->values[f].p != NULL)
            *place_of(s, (enum mail_field)f) = str_trim(r->values[f]);
    }
    if (!whole_ok(s, err))
        return false;
    if (goes_elsewhere(&before, s))
        s->secret = s->client_secret = (struct str){0};
    s->access = (struct str){0};
    s->access_until_ms = 0;
    return keep_secret(app, a, secret_named("mail:secret", r->secret), &s->secret, err) &&
           keep_secret(app, a, secret_named("mail:client", r->client_secret), &s->client_secret,
                       err) &&
           mail_server_save(app->db, s, err) && note(app, a, r, err);
}

static void show(struct arena *a, const struct stored_server *s, struct mail_server_view *out)
{
    struct stored_server copy = *s;
    struct buf port;
    buf_init(&port, a, 16);
    buf_add_int(&port, s->port);
    for (int f = 0; f < MAIL_FIELD_COUNT; f++)
        out->values[f] = f == MAIL_PORT ? buf_str(&port) : *place_of(&copy, (enum mail_field)f);
    out->has_secret = s->secret.p != NULL;
    out->has_client_secret = s->client_secret.p != NULL;
}

bool mail_server_say(struct app *app, struct arena *a, const struct mail_server_request *request,
                     struct mail_server_view *out, struct err *err)
{
    struct stored_server s;
    bool nothing = says_nothing(request);
    *out = (struct mail_server_view){0};
    if (!said_ok(request, err) || !db_begin(app->db, nothing ? DB_READ : DB_WRITE, err))
        return false;
    bool ok = mail_server_load(app->db, a, &s, &out->set, err);
    if (ok && !out->set)
        s = fresh_server();
    ok = ok && (nothing || (change(app, a, request, &s, err) && db_commit(app->db, err)));
    db_rollback(app->db);
    if (!ok)
        return false;
    out->set = out->set || !nothing;
    show(a, &s, out);
    return true;
}

static bool load_set(struct app *app, struct arena *a, struct stored_server *out, struct err *err)
{
    bool found = false;
    return mail_server_load(app->db, a, out, &found, err) &&
           (found || err_set(err, ERR_MAIL_NOT_SET, NULL));
}

bool mail_server_from(struct app *app, struct arena *a, struct mime_person *out, struct err *err)
{
    struct stored_server s;
    if (!load_set(app, a, &s, err))
        return false;
    *out = (struct mime_person){s.from_name, s.from_address};
    return true;
}

/* ---- getting in ---- */

static void add_field(struct buf *form, const char *name, struct str value)
{
    buf_add_c(form, form->n > 0 ? "&" : "");
    buf_add_c(form, name);
    buf_add_char(form, '=');
    buf_add_url_part(form, value);
}

static bool open_secret(struct app *app, struct arena *a, struct sealing sealed, struct str *out,
                        struct err *err)
{
    *out = STR("");
    return sealed.text.p == NULL || unseal(app, a, &sealed, out, err);
}

static bool ask(struct arena *a, const struct stored_server *s, struct str form,
                struct token_answer *out, struct err *err)
{
    struct post_token_request request = {s->token_url, form, s->ca_file, TEST_LIMIT_SECONDS};
    struct post_token_answer answer;
    if (!post_ask_token(a, &request, &answer, err))
        return false;
    if (answer.status == 0 || answer.status >= 500)
        return err_set_field(err, ERR_MAIL_FAILED, "token-url", answer.why);
    if (!token_answer_read(a, answer.body, out))
        return err_set_field(err, ERR_MAIL_ENTRY, "token-url", STR("invalid_answer"));
    if (answer.status != 200 || out->access_token.n == 0)
        return err_set_field(err, ERR_MAIL_ENTRY, "token-url",
                             str_cut_utf8(out->error.p != NULL ? out->error : STR("no_token"), 60));
    return true;
}

/* A new refresh token replaces the one that was used; both are kept before anything is sent. */
static bool keep_tokens(struct app *app, struct arena *a, const struct stored_server *used,
                        const struct token_answer *answer, struct err *err)
{
    struct stored_server s;
    bool renewed = answer->refresh_token.n > 0;
    int64_t life = answer->expires_in_s > 0 ? answer->expires_in_s : TOKEN_LIFE_SECONDS;
    if (!db_begin(app->db, DB_WRITE, err))
        return false;
    bool ok = load_set(app, a, &s, err);
    /* settings that were changed meanwhile have nothing to do with these tokens */
    bool same = ok && str_eq(s.secret, used->secret) && !goes_elsewhere(&s, used);
    s.access_until_ms = clock_now_ms() + life * 1000;
    ok = ok &&
         (!same ||
          (keep_secret(app, a, secret_named("mail:access", answer->access_token), &s.access, err) &&
           (!renewed || keep_secret(app, a, secret_named("mail:secret", answer->refresh_token),
                                    &s.secret, err)) &&
           mail_server_save(app->db, &s, err))) &&
         db_commit(app->db, err);
    db_rollback(app->db);
    return ok;
}

static bool renew(struct app *app, struct arena *a, const struct stored_server *s, struct str *out,
                  struct err *err)
{
    struct token_answer answer;
    struct str refresh;
    struct str client;
    struct buf form;
    if (!open_secret(app, a, secret_named("mail:secret", s->secret), &refresh, err) ||
        !open_secret(app, a, secret_named("mail:client", s->client_secret), &client, err))
        return false;
    buf_init(&form, a, FORM_BYTES_MAX);
    add_field(&form, "grant_type", STR("refresh_token"));
    add_field(&form, "client_id", s->client_id);
    if (client.n > 0)
        add_field(&form, "client_secret", client);
    add_field(&form, "refresh_token", refresh);
    if (s->scope.n > 0)
        add_field(&form, "scope", s->scope);
    if (form.full)
        return err_set_field(err, ERR_FIELD_TOO_LONG, "secret", STR(""));
    if (!ask(a, s, buf_str(&form), &answer, err) || !keep_tokens(app, a, s, &answer, err))
        return false;
    *out = answer.access_token;
    return true;
}

static bool secret_of(struct app *app, struct arena *a, const struct stored_server *s,
                      struct str *out, struct err *err)
{
    *out = STR("");
    if (str_is(s->login, "none"))
        return true;
    if (s->secret.p == NULL)
        return err_set_field(err, ERR_MAIL_NOT_SET, "secret", STR(""));
    if (str_is(s->login, "password"))
        return open_secret(app, a, secret_named("mail:secret", s->secret), out, err);
    if (s->access.p != NULL && s->access_until_ms - TOKEN_MARGIN_MS > clock_now_ms())
        return open_secret(app, a, secret_named("mail:access", s->access), out, err);
    return renew(app, a, s, out, err);
}

bool mail_server_open(struct app *app, struct arena *a, int64_t limit_s, struct post_server *out,
                      struct err *err)
{
    struct stored_server s;
    ASSERT(!db_in_transaction(app->db));
    if (!load_set(app, a, &s, err))
        return false;
    *out = (struct post_server){
        .host = s.host,
        .port = s.port,
        .security = (enum post_security)str_which(s.security, securities, POST_SECURITY_COUNT),
        .login = (enum post_login)str_which(s.login, logins, POST_LOGIN_COUNT),
        .user = s.user,
        .ca_file = s.ca_file,
        .limit_s = limit_s,
    };
    return secret_of(app, a, &s, &out->secret, err);
}

/* ---- a message to oneself ---- */

static bool test_message(struct app *app, struct arena *a, struct mime_message *message,
                         struct buf *body, struct err *err)
{
    struct str from = message->from.address;
    struct buf id;
    buf_init(&id, a, 200);
    buf_add_c(&id, "relance.");
    buf_add_int(&id, id_next(app->ids));
    buf_add(&id, str_slice(from, (size_t)str_find(from, '@'), from.n));
    message->subject = STR("Essai d’envoi depuis Relance");
    message->text = STR("Ce message d’essai montre que le serveur de messagerie accepte les envois "
                        "de Relance.\n");
    message->id = buf_str(&id);
    message->at_ms = app->now_ms;
    return mime_compose(message, body, err);
}

bool mail_server_test(struct app *app, struct arena *a, struct str to, struct err *err)
{
    struct post_server server;
    struct post_result result;
    struct mime_message test = {.to = {STR(""), to}};
    struct buf body;
    buf_init(&body, a, LIMIT_DOCUMENT_BYTES);
    if (!mail_server_from(app, a, &test.from, err) || !test_message(app, a, &test, &body, err) ||
        !mail_server_open(app, a, TEST_LIMIT_SECONDS, &server, err))
        return false;
    struct post_message message = {test.from.address, to, buf_str(&body)};
    if (!post_send(a, &server, &message, &result, err))
        return false;
    if (result.end == POST_ACCEPTED)
        return true;
    return err_set_field(err, result.end == POST_NO_ENTRY ? ERR_MAIL_ENTRY : ERR_MAIL_FAILED,
                         "host", str_cut_utf8(result.reply, 200));
}
