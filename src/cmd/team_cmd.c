/* relance team add, member, list; user absence: the house and who is away. */
#include "app/open_app.h"
#include "app/people/house.h"
#include "app/people/people.h"
#include "base/json.h"
#include "columns.h"
#include "commands.h"

static bool open_database(struct cmd *c, struct app **app)
{
    return app_open(&c->arena, c->db_url, c->today, app, &c->err);
}

static struct str login_of(const struct house *house, int64_t user_id)
{
    const struct user *user = house_user(house, user_id);
    return user != NULL ? user->login : STR("");
}

static void login_json(struct json *j, const char *key, const struct house *house, int64_t user_id)
{
    struct str login = login_of(house, user_id);
    if (login.n > 0)
        json_text(j, key, login);
    else
        json_null(j, key);
}

/* ---- teams ---- */

static void teams_json(struct cmd *c, const struct house *house)
{
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_array(&j, "teams");
    for (size_t i = 0; i < house->teams.count; i++) {
        const struct team *team = &house->teams.rows[i];
        json_object(&j, NULL);
        json_text(&j, "code", team->code);
        json_text(&j, "name", team->name);
        login_json(&j, "lead", house, team->lead_id);
        json_array(&j, "members");
        for (size_t k = 0; k < team->member_count; k++)
            login_json(&j, NULL, house, team->member_ids[k]);
        json_array_end(&j);
        json_object_end(&j);
    }
    json_array_end(&j);
    json_object_end(&j);
    json_end(&j);
}

static void teams_text(struct cmd *c, const struct house *house)
{
    struct columns t;
    columns_begin(&t, &c->arena, "llll");
    for (size_t i = 0; i < house->teams.count; i++) {
        const struct team *team = &house->teams.rows[i];
        buf_add(&t.cell, team->code);
        columns_next(&t);
        buf_add(&t.cell, team->name);
        columns_next(&t);
        buf_add(&t.cell, login_of(house, team->lead_id));
        columns_next(&t);
        for (size_t k = 0; k < team->member_count; k++) {
            buf_add_c(&t.cell, k > 0 ? ", " : "");
            buf_add(&t.cell, login_of(house, team->member_ids[k]));
        }
        columns_next(&t);
    }
    columns_end(&t, 0, &c->out);
}

/* Every command of teams ends with the list as it now stands. */
static int show_teams(struct cmd *c, struct app *app, bool ok)
{
    struct house house;
    ok = ok && house_read(app, &c->arena, &house, &c->err);
    app_close(app);
    if (!ok)
        return cmd_fail(c);
    if (c->json)
        teams_json(c, &house);
    else
        teams_text(c, &house);
    return EXIT_DONE;
}

static const struct cmd_option team_add_options[] = {
    {"name", "N", 0, N_("nom montré ; le code par défaut")},
    {"lead", "LOGIN", 0, N_("la personne qui la conduit")},
    {NULL, NULL, 0, NULL},
};

static int run_team_add(struct cmd *c)
{
    struct app *app = NULL;
    struct new_team team = {c->arguments[0], cmd_value(c, "name"), cmd_value(c, "lead")};
    bool ok = open_database(c, &app) && house_add_team(app, &c->arena, &team, &c->err);
    return show_teams(c, app, ok);
}

const struct command cmd_team_add = {
    .name = "team add",
    .arguments = "CODE",
    .arguments_min = 1,
    .arguments_max = 1,
    .options = team_add_options,
    .summary = N_("ajoute une équipe"),
    .help = N_("Exemple : relance team add OUEST --name \"Équipe Ouest\" --lead hugo"),
    .run = run_team_add,
};

static const struct cmd_option team_member_options[] = {
    {"add", "LOGIN", OPT_REPEAT, N_("cette personne y entre")},
    {"remove", "LOGIN", OPT_REPEAT, N_("cette personne en sort")},
    {NULL, NULL, 0, NULL},
};

static size_t read_logins(struct cmd *c, const char *option, struct str *out)
{
    size_t count = 0;
    while (count < LIMIT_OPTION_COUNT && cmd_value_at(c, option, count, &out[count]))
        count++;
    return count;
}

static int run_team_member(struct cmd *c)
{
    struct app *app = NULL;
    struct str *add = ARENA_ARRAY(&c->arena, LIMIT_OPTION_COUNT, struct str);
    struct str *removed = ARENA_ARRAY(&c->arena, LIMIT_OPTION_COUNT, struct str);
    struct team_change change = {.code = c->arguments[0],
                                 .add = add,
                                 .remove = removed,
                                 .add_count = read_logins(c, "add", add),
                                 .remove_count = read_logins(c, "remove", removed)};
    bool ok = open_database(c, &app) && house_change_team(app, &c->arena, &change, &c->err);
    return show_teams(c, app, ok);
}

const struct command cmd_team_member = {
    .name = "team member",
    .arguments = "CODE",
    .arguments_min = 1,
    .arguments_max = 1,
    .options = team_member_options,
    .summary = N_("fait entrer des personnes dans une équipe, ou les en fait sortir"),
    .help = N_("Exemple : relance team member OUEST --add claire --add ines"),
    .run = run_team_member,
};

static int run_team_list(struct cmd *c)
{
    struct app *app = NULL;
    return show_teams(c, app, open_database(c, &app));
}

const struct command cmd_team_list = {
    .name = "team list",
    .arguments = "",
    .summary = N_("les équipes et leurs membres"),
    .help = N_("Exemple : relance team list"),
    .run = run_team_list,
};

/* ---- absences ---- */

static void absence_json(struct json *j, const struct house *house, const struct absence *a,
                         int64_t number)
{
    json_object(j, NULL);
    json_int(j, "number", number);
    json_day(j, "from", a->from);
    json_day(j, "to", a->to);
    login_json(j, "cover", house, a->cover_id);
    json_bool(j, "cancelled", a->cancelled);
    json_object_end(j);
}

static void absence_cells(struct cmd *c, struct columns *t, const struct house *house,
                          const struct absence *a)
{
    buf_add_day_fr(&t->cell, a->from);
    columns_next(t);
    buf_add_day_fr(&t->cell, a->to);
    columns_next(t);
    buf_add(&t->cell, login_of(house, a->cover_id));
    columns_next(t);
    columns_text(t, a->cancelled ? cmd_tr(c, N_("annulée")) : "");
}

static void print_absences(struct cmd *c, const struct house *house, struct str login)
{
    struct json j;
    struct columns t;
    int64_t number = 0;
    if (c->json) {
        json_begin(&j, &c->out);
        json_object(&j, NULL);
        json_text(&j, "login", login);
        json_array(&j, "absences");
    } else {
        columns_begin(&t, &c->arena, "rllll");
    }
    for (size_t i = 0; i < house->absences.count; i++) {
        const struct absence *a = &house->absences.rows[i];
        if (!str_eq(login_of(house, a->user_id), login))
            continue;
        number++;
        if (c->json) {
            absence_json(&j, house, a, number);
            continue;
        }
        buf_add_int(&t.cell, number);
        columns_next(&t);
        absence_cells(c, &t, house, a);
    }
    if (!c->json) {
        columns_end(&t, 0, &c->out);
        return;
    }
    json_array_end(&j);
    json_object_end(&j);
    json_end(&j);
}

static int run_absence(struct cmd *c)
{
    struct app *app = NULL;
    struct house house;
    struct new_absence absence = {.login = c->arguments[0],
                                  .from = DAY_NONE,
                                  .to = DAY_NONE,
                                  .cover = cmd_value(c, "cover"),
                                  .cancel = cmd_value(c, "cancel")};
    bool ok = cmd_day(c, "from", &absence.from) && cmd_day(c, "to", &absence.to) &&
              open_database(c, &app) && house_set_absence(app, &c->arena, &absence, &c->err) &&
              house_read(app, &c->arena, &house, &c->err);
    app_close(app);
    if (!ok)
        return cmd_fail(c);
    print_absences(c, &house, people_fold_login(&c->arena, absence.login));
    return EXIT_DONE;
}

static const struct cmd_option absence_options[] = {
    {"from", "D", 0, N_("premier jour d’absence")},
    {"to", "D", 0, N_("dernier jour d’absence, inclus")},
    {"cover", "LOGIN", 0, N_("qui prend ses dossiers ; sinon, qui a le plus de temps")},
    {"cancel", "N", 0, N_("annule l’absence de ce numéro")},
    {NULL, NULL, 0, NULL},
};

const struct command cmd_user_absence = {
    .name = "user absence",
    .arguments = "LOGIN",
    .arguments_min = 1,
    .arguments_max = 1,
    .options = absence_options,
    .summary = N_("note une absence et qui prend les dossiers"),
    .help = N_("Le dossier reste à son agent ; ce jour-là, il est sur la liste du remplaçant.\n"
               "\n"
               "Exemple : relance user absence claire --from 2026-12-21 --to 2026-12-31 "
               "--cover ines"),
    .run = run_absence,
};
