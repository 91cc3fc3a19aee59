/* relance user add, user list, user password: the people of the house. */
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "app/open_app.h"
#include "app/people.h"
#include "app/secret.h"
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
        if (link.n > 0)
            json_text(&j, "link", link);
        else
            json_null(&j, "link");
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

static bool read_person(struct cmd *c, struct new_person *person)
{
    struct str *creditors = ARENA_ARRAY(&c->arena, CREDITORS_MAX, struct str);
    struct str lang = cmd_value(c, "language");
    *person = (struct new_person){.login = c->arguments[0],
                                  .name = cmd_value(c, "name"),
                                  .lang = lang,
                                  .creditors = creditors,
                                  .demo = cmd_has(c, "demo")};
    if (lang.n > 0 && !str_is(lang, "fr") && !str_is(lang, "en"))
        return err_set_field(&c->err, ERR_BAD_OPTION_VALUE, "language", lang);
    while (cmd_value_at(c, "creditor", person->creditor_count, &creditors[person->creditor_count]))
        person->creditor_count++;
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
    .help = N_("Un nouveau mot de passe ferme toutes les sessions de la personne.\n"
               "\n"
               "Exemple : relance user password claire"),
    .run = run_password,
};
