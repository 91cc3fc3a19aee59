/* relance mail server, test. */
#include "app/mail/mail_server.h"
#include "app/mail/mail_words.h"
#include "app/mail/token_answer.h"
#include "app/open_app.h"
#include "app/system/text_file.h"
#include "base/json.h"
#include "columns.h"
#include "commands.h"

static void print_json(struct cmd *c, const struct mail_server_view *server)
{
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_bool(&j, "set", server->set);
    for (int f = 0; f < MAIL_FIELD_COUNT; f++)
        json_text(&j, mail_field_code((enum mail_field)f), server->values[f]);
    json_bool(&j, "secret", server->has_secret);
    json_bool(&j, "client_secret", server->has_client_secret);
    json_object_end(&j);
    json_end(&j);
}

static void line(struct cmd *c, const char *words, struct str value)
{
    buf_add_c(&c->out, words);
    buf_add_c(&c->out, cmd_tr(c, N_(" : ")));
    buf_add(&c->out, value.n > 0 ? value : STR("—"));
    buf_add_char(&c->out, '\n');
}

static void print_text(struct cmd *c, const struct mail_server_view *server)
{
    for (int f = 0; f < MAIL_FIELD_COUNT; f++)
        line(c, mail_field_words((enum mail_field)f, c->lang), server->values[f]);
    line(c, cmd_tr(c, N_("Mot de passe ou jeton")),
         server->has_secret ? str_of(cmd_tr(c, N_("gardé, scellé"))) : STR(""));
    line(c, cmd_tr(c, N_("Secret de l’application")),
         server->has_client_secret ? str_of(cmd_tr(c, N_("gardé, scellé"))) : STR(""));
}

/* From a file, not from the command line, which others on the machine can read. */
static bool read_secret(struct cmd *c, const char *option, struct str *out)
{
    struct str path = cmd_value(c, option);
    if (path.p == NULL)
        return true;
    if (!text_file_read(&c->arena, path, TOKEN_BYTES_MAX, out, &c->err))
        return false;
    *out = str_trim(*out);
    return true;
}

static int run_server(struct cmd *c)
{
    struct mail_server_request request = {0};
    struct mail_server_view server;
    struct app *app = NULL;
    struct str provider = cmd_value(c, "provider");
    for (int f = 0; f < MAIL_FIELD_COUNT; f++) {
        if (cmd_has(c, mail_field_code((enum mail_field)f)))
            request.values[f] = cmd_value(c, mail_field_code((enum mail_field)f));
    }
    if (provider.p != NULL && !mail_provider(provider, request.values))
        return cmd_bad_value(c, "provider", provider);
    if (!read_secret(c, "secret", &request.secret) ||
        !read_secret(c, "client-secret", &request.client_secret) ||
        !app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return cmd_fail(c);
    bool ok = mail_server_say(app, &c->arena, &request, &server, &c->err);
    app_close(app);
    if (!ok)
        return cmd_fail(c);
    if (c->json)
        print_json(c, &server);
    else
        print_text(c, &server);
    return EXIT_DONE;
}

static const struct cmd_option server_options[] = {
    {"provider", "NOM", 0, N_("microsoft ou google : serveur, accès et jetons de ce fournisseur")},
    {"host", "NOM", 0, N_("le serveur de messagerie")},
    {"port", "N", 0, N_("son port (587)")},
    {"security", "MODE", 0, N_("starttls (sinon), tls, ou plain sur cette machine seulement")},
    {"login", "MODE", 0, N_("password (sinon), oauth ou none")},
    {"user", "COMPTE", 0, N_("le compte de messagerie")},
    {"secret", "FICHIER", 0,
     N_("le fichier qui contient le mot de passe ou le jeton de "
        "renouvellement ; gardé scellé")},
    {"from", "ADRESSE", 0, N_("l’adresse d’expédition")},
    {"from-name", "TEXTE", 0, N_("le nom à côté (sinon celui de l’en-tête des lettres)")},
    {"ca", "FICHIER", 0, N_("les certificats admis (sinon ceux du système)")},
    {"token-url", "URL", 0, N_("OAuth 2 : l’adresse qui donne les jetons")},
    {"client-id", "TEXTE", 0, N_("OAuth 2 : l’identifiant de l’application")},
    {"client-secret", "FICHIER", 0, N_("OAuth 2 : le fichier du secret de l’application")},
    {"scope", "TEXTE", 0, N_("OAuth 2 : la portée demandée")},
    {NULL, NULL, 0, NULL},
};

const struct command cmd_mail_server = {
    .name = "mail server",
    .arguments = "",
    .options = server_options,
    .summary = N_("règle ou montre le serveur de messagerie de la maison"),
    .help = N_("Changer de serveur, de compte ou d’adresse de jetons fait oublier le secret : il "
               "ne va que là où il a été donné.\n"
               "Exemple : relance mail server --host smtp.maison.example --user compta "
               "--from compta@maison.example --secret mot-de-passe.txt"),
    .run = run_server,
};

static int run_test(struct cmd *c)
{
    struct app *app = NULL;
    struct str to = c->arguments[0];
    if (!app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return cmd_fail(c);
    bool ok = mail_server_test(app, &c->arena, to, &c->err);
    app_close(app);
    if (!ok)
        return cmd_fail(c);
    if (c->json) {
        struct json j;
        json_begin(&j, &c->out);
        json_object(&j, NULL);
        json_text(&j, "to", to);
        json_bool(&j, "accepted", true);
        json_object_end(&j);
        json_end(&j);
        return EXIT_DONE;
    }
    buf_add_c(&c->out, cmd_tr(c, N_("Le serveur a pris le message d’essai.\n")));
    return EXIT_DONE;
}

const struct command cmd_mail_test = {
    .name = "mail test",
    .arguments = "ADRESSE",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = N_("envoie un message d’essai, à soi-même par exemple"),
    .help = N_("Exemple : relance mail test moi@maison.example"),
    .run = run_test,
};
