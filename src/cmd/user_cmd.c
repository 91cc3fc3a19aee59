/* relance user add, user list, user password: the people of the house. */
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "app/open_app.h"
#include "app/people/people.h"
#include "app/people/second_factor.h"
#include "app/people/secret.h"
#include "base/json.h"
#include "commands.h"

enum { CREDITORS_MAX = LIMIT_OPTION_COUNT };

/* The first line of stdin, so that a password never stands in a command line. */
static bool read_password(struct cmd *c, struct str *out)
{
    char *text = arena_alloc(&c->arena, PASSWORD_BYTES_MAX + 2);
    size_t n = 0;
    *out = (struct str){0};
    if (!cmd_has(c, "password-stdin"))
        return true;
    while (n < PASSWORD_BYTES_MAX + 1) {
        ssize_t got = read(STDIN_FILENO, text + n, 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0 || text[n] == '\n')
            break;
        n++;
    }
    *out = (struct str){text, n};
    return n > 0 || err_set(&c->err, ERR_WEAK_PASSWORD, "empty standard input");
}

static bool open_database(struct cmd *c, struct app **app)
{
    return app_open(&c->arena, c->db_url, c->today, app, &c->err);
}

/* What is said after a person was added or got a new password or link. */
static void report(struct cmd *c, struct str login, struct str link)
{
    if (c->json) {
        struct json j;
        json_begin(&j, &c->out);
        json_object(&j, NULL);
        json_text(&j, "login", login);
        json_text_or_null(&j, "link", link);
        json_object_end(&j);
        json_end(&j);
        return;
    }
    buf_add_c(&c->out, cmd_tr(c, N_("C’est fait.")));
    buf_add_char(&c->out, '\n');
    if (link.n == 0)
        return;
    buf_add_c(&c->out, cmd_tr(c, N_("Ce lien fait choisir le mot de passe, une seule fois, dans "
                                    "les trois jours :")));
    buf_add_c(&c->out, "\n  /welcome/");
    buf_add(&c->out, link);
    buf_add_char(&c->out, '\n');
}

/* ---- add ---- */

static const struct cmd_option add_options[] = {
    {"role", "ROLE", OPT_REQUIRED | OPT_REPEAT,
     N_("agent, manager, accountant, correspondent, trainer, jury, auditor ou administrator")},
    {"name", "N", 0, N_("nom montré aux collègues ; l’identifiant par défaut")},
    {"creditor", "CODE", OPT_REPEAT, N_("ne voit que ce créancier ; tous par défaut")},
    {"language", "fr|en", 0, N_("langue de l’interface ; celle du navigateur par défaut")},
    {"password-stdin", NULL, 0, N_("mot de passe lu sur l’entrée standard, au lieu d’un lien")},
    {"demo", NULL, 0, N_("personne fictive d’une base de démonstration")},
    {NULL, NULL, 0, NULL},
};

static bool read_roles(struct cmd *c, struct role_set *roles)
{
    struct str code;
    for (size_t i = 0; cmd_value_at(c, "role", i, &code); i++) {
        enum role role;
        if (!role_parse(code, &role))
            return err_set_field(&c->err, ERR_UNKNOWN_ROLE, "role", code);
        *roles = role_set_with(*roles, role);
    }
    return true;
}

static void read_creditors(struct cmd *c, struct creditor_codes *out)
{
    struct str *codes = ARENA_ARRAY(&c->arena, CREDITORS_MAX, struct str);
    out->rows = codes;
    while (out->count < CREDITORS_MAX &&
           cmd_value_at(c, "creditor", out->count, &codes[out->count]))
        out->count++;
}

static bool read_person(struct cmd *c, struct new_person *person)
{
    struct str lang = cmd_value(c, "language");
    *person = (struct new_person){.login = c->arguments[0],
                                  .name = cmd_value(c, "name"),
                                  .lang = lang,
                                  .demo = cmd_has(c, "demo")};
    if (lang.n > 0 && !str_is(lang, "fr") && !str_is(lang, "en"))
        return err_set_field(&c->err, ERR_BAD_OPTION_VALUE, "language", lang);
    read_creditors(c, &person->creditors);
    return read_roles(c, &person->roles) && read_password(c, &person->password);
}

static int run_add(struct cmd *c)
{
    struct new_person person;
    struct app *app = NULL;
    struct str link = {0};
    bool ok = read_person(c, &person) && open_database(c, &app) &&
              people_add(app, &c->arena, &person, &link, &c->err);
    app_close(app);
    if (!ok)
        return cmd_fail(c);
    report(c, people_fold_login(&c->arena, person.login), link);
    return EXIT_DONE;
}

const struct command cmd_user_add = {
    .name = "user add",
    .arguments = "LOGIN",
    .arguments_min = 1,
    .arguments_max = 1,
    .options = add_options,
    .summary = N_("Ajoute une personne de la maison."),
    .help = N_("Sans --password-stdin, un lien à usage unique laisse la personne choisir son mot "
               "de passe. --role et --creditor peuvent être répétés.\n"
               "\n"
               "Exemple : relance user add claire --role agent --name \"Claire Le Goff\" "
               "--creditor OWN"),
    .run = run_add,
};

/* ---- change ---- */

static const struct cmd_option change_options[] = {
    {"name", "N", 0, N_("nom montré aux collègues")},
    {"role", "ROLE", OPT_REPEAT, N_("rôles de la personne, à la place de ceux qu’elle a")},
    {"creditor", "CODE", OPT_REPEAT, N_("ne voit plus que ce créancier")},
    {"all-creditors", NULL, 0, N_("voit tous les créanciers")},
    {"language", "fr|en|auto", 0, N_("langue de l’interface ; auto : celle du navigateur")},
    {"disable", NULL, 0, N_("ferme l’accès et toutes les séances ; rien n’est effacé")},
    {"enable", NULL, 0, N_("rouvre l’accès")},
    {NULL, NULL, 0, NULL},
};

static bool read_lang(struct cmd *c, struct person_change *change)
{
    struct str lang = cmd_value(c, "language");
    if (lang.n == 0)
        return true;
    change->what |= PERSON_LANG;
    change->lang = str_is(lang, "auto") ? STR("") : lang;
    return str_is(lang, "auto") || str_is(lang, "fr") || str_is(lang, "en") ||
           err_set_field(&c->err, ERR_BAD_OPTION_VALUE, "language", lang);
}

static bool read_change(struct cmd *c, struct person_change *change)
{
    *change = (struct person_change){
        .login = c->arguments[0], .name = cmd_value(c, "name"), .disabled = cmd_has(c, "disable")};
    read_creditors(c, &change->creditors);
    if (cmd_has(c, "disable") && cmd_has(c, "enable"))
        return err_set_field(&c->err, ERR_OPTION_CONFLICT, "enable", STR("disable"));
    if (cmd_has(c, "all-creditors") && change->creditors.count > 0)
        return err_set_field(&c->err, ERR_OPTION_CONFLICT, "creditor", STR("all-creditors"));
    if (cmd_has(c, "name"))
        change->what |= PERSON_NAME;
    if (cmd_has(c, "role"))
        change->what |= PERSON_ROLES;
    if (cmd_has(c, "all-creditors") || change->creditors.count > 0)
        change->what |= PERSON_CREDITORS;
    if (cmd_has(c, "disable") || cmd_has(c, "enable"))
        change->what |= PERSON_DISABLED;
    return read_roles(c, &change->roles) && read_lang(c, change) &&
           (change->what != 0 || err_set_field(&c->err, ERR_OPTION_MISSING, "name", STR("name")));
}

static int run_change(struct cmd *c)
{
    struct person_change change;
    struct app *app = NULL;
    bool ok = read_change(c, &change) && open_database(c, &app) &&
              people_change(app, &c->arena, &change, &c->err);
    app_close(app);
    if (!ok)
        return cmd_fail(c);
    report(c, people_fold_login(&c->arena, change.login), (struct str){0});
    return EXIT_DONE;
}

const struct command cmd_user_change = {
    .name = "user change",
    .arguments = "LOGIN",
    .arguments_min = 1,
    .arguments_max = 1,
    .options = change_options,
    .summary = N_("Change ce qu’une personne peut faire et voir, ou ferme son accès."),
    .help = N_("Ce qui n’est pas nommé reste. Le dernier administrateur en service ne peut ni "
               "perdre ce rôle ni être fermé. L’effet est immédiat, aussi pour qui est connecté.\n"
               "\n"
               "Exemple : relance user change claire --role agent --role manager"),
    .run = run_change,
};

/* ---- second factor ---- */

static const struct cmd_option second_options[] = {
    {"drop", NULL, 0, N_("le retire, par exemple après la perte du téléphone")},
    {NULL, NULL, 0, NULL},
};

static void second_report(struct cmd *c, struct str login, const struct second_factor *second)
{
    struct json j;
    if (!c->json) {
        buf_add_c(&c->out, second->on ? cmd_tr(c, N_("Second facteur en service ; codes de secours "
                                                     "restants : "))
                                      : cmd_tr(c, N_("Pas de second facteur.")));
        if (second->on)
            buf_add_int(&c->out, second->codes_left);
        buf_add_char(&c->out, '\n');
        return;
    }
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_text(&j, "login", login);
    json_bool(&j, "second_factor", second->on);
    json_int(&j, "recovery_codes", second->codes_left);
    json_object_end(&j);
    json_end(&j);
}

static int run_second(struct cmd *c)
{
    struct second_factor second;
    struct user user;
    struct app *app = NULL;
    bool ok = open_database(c, &app) &&
              people_get(app, &c->arena, c->arguments[0], &user, &c->err) &&
              (!cmd_has(c, "drop") || second_factor_drop(app, user.id, &c->err)) &&
              second_factor_get(app, user.id, &second, &c->err);
    app_close(app);
    if (!ok)
        return cmd_fail(c);
    second_report(c, user.login, &second);
    return EXIT_DONE;
}

const struct command cmd_user_second_factor = {
    .name = "user second-factor",
    .arguments = "LOGIN",
    .arguments_min = 1,
    .arguments_max = 1,
    .options = second_options,
    .summary = N_("Dit si une personne se connecte avec un second facteur, ou le retire."),
    .help = N_("Chacun met le sien en service sur sa page « Mon compte ». Le retrait ferme toutes "
               "les séances de la personne ; son mot de passe suffit alors.\n"
               "\n"
               "Exemple : relance user second-factor claire --drop"),
    .run = run_second,
};

/* ---- list ---- */

static void list_json(struct cmd *c, const struct user *users, size_t count)
{
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_array(&j, "users");
    for (size_t i = 0; i < count; i++) {
        json_object(&j, NULL);
        json_text(&j, "login", users[i].login);
        json_text(&j, "name", users[i].name);
        json_array(&j, "roles");
        for (int role = 0; role < ROLE_COUNT; role++) {
            if (role_set_has(users[i].roles, (enum role)role))
                json_cstr(&j, NULL, role_code((enum role)role));
        }
        json_array_end(&j);
        json_bool(&j, "all_creditors", users[i].all_creditors);
        json_bool(&j, "has_password", users[i].password.p != NULL);
        json_bool(&j, "disabled", users[i].disabled);
        json_bool(&j, "demo", users[i].demo);
        json_object_end(&j);
    }
    json_array_end(&j);
    json_object_end(&j);
    json_end(&j);
}

static struct str role_list(struct cmd *c, struct role_set roles)
{
    struct buf text;
    buf_init(&text, &c->arena, LIMIT_FIELD_BYTES);
    for (int role = 0; role < ROLE_COUNT; role++) {
        if (!role_set_has(roles, (enum role)role))
            continue;
        buf_add_c(&text, text.n > 0 ? ", " : "");
        buf_add_c(&text, role_code((enum role)role));
    }
    return buf_str(&text);
}

static void list_text(struct cmd *c, const struct user *users, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        buf_add(&c->out, users[i].login);
        buf_add_c(&c->out, "  ");
        buf_add(&c->out, role_list(c, users[i].roles));
        buf_add_c(&c->out, "  ");
        buf_add(&c->out, users[i].name);
        if (users[i].password.p == NULL)
            buf_add_c(&c->out, cmd_tr(c, N_(" (mot de passe pas encore choisi)")));
        buf_add_char(&c->out, '\n');
    }
}

static int run_list(struct cmd *c)
{
    struct app *app = NULL;
    struct user *users = NULL;
    size_t count = 0;
    bool ok = open_database(c, &app) && people_list(app, &c->arena, &users, &count, &c->err);
    app_close(app);
    if (!ok)
        return cmd_fail(c);
    if (c->json)
        list_json(c, users, count);
    else
        list_text(c, users, count);
    return EXIT_DONE;
}

const struct command cmd_user_list = {
    .name = "user list",
    .arguments = "",
    .summary = N_("Liste les personnes de la maison et leurs rôles."),
    .run = run_list,
};

/* ---- password ---- */

static const struct cmd_option password_options[] = {
    {"password-stdin", NULL, 0, N_("mot de passe lu sur l’entrée standard, au lieu d’un lien")},
    {NULL, NULL, 0, NULL},
};

static int run_password(struct cmd *c)
{
    struct new_password change = {.login = c->arguments[0]};
    struct app *app = NULL;
    struct str link = {0};
    bool ok = read_password(c, &change.password) && open_database(c, &app) &&
              people_change_password(app, &c->arena, &change, &link, &c->err);
    app_close(app);
    if (!ok)
        return cmd_fail(c);
    report(c, people_fold_login(&c->arena, change.login), link);
    return EXIT_DONE;
}

const struct command cmd_user_password = {
    .name = "user password",
    .arguments = "LOGIN",
    .arguments_min = 1,
    .arguments_max = 1,
    .options = password_options,
    .summary = N_("Donne à une personne un nouveau mot de passe, ou un lien pour le choisir."),
    .help = N_("Un nouveau mot de passe ferme toutes les séances de la personne.\n"
               "\n"
               "Exemple : relance user password claire"),
    .run = run_password,
};
