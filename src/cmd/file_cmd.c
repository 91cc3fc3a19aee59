/* relance file assign: whose files they are. */
#include "app/file/give_files.h"
#include "app/open_app.h"
#include "base/json.h"
#include "base/ref.h"
#include "columns.h"
#include "commands.h"

static void print_json(struct cmd *c, const struct given_list *given, struct str why)
{
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_array(&j, "files");
    for (size_t i = 0; i < given->count; i++) {
        const struct given_file *file = &given->rows[i];
        struct buf ref;
        buf_init(&ref, &c->arena, 64);
        buf_add_ref(&ref, REF_ACCOUNT, file->number);
        json_object(&j, NULL);
        json_text(&j, "ref", buf_str(&ref));
        json_text_or_null(&j, "agent", file->agent);
        json_day(&j, "from", file->from);
        json_text(&j, "why", why);
        json_text_or_null(&j, "team", file->team);
        json_object_end(&j);
    }
    json_array_end(&j);
    json_object_end(&j);
    json_end(&j);
}

static void print_text(struct cmd *c, const struct given_list *given)
{
    struct columns t;
    columns_begin(&t, &c->arena, "lll");
    for (size_t i = 0; i < given->count; i++) {
        buf_add_ref(&t.cell, REF_ACCOUNT, given->rows[i].number);
        columns_next(&t);
        const struct given_file *file = &given->rows[i];
        buf_add(&t.cell, file->agent.n > 0  ? file->agent
                         : file->team.n > 0 ? file->team
                                            : STR("-"));
        columns_next(&t);
        buf_add_day_fr(&t.cell, given->rows[i].from);
        columns_next(&t);
    }
    columns_end(&t, 0, &c->out);
}

static int run_assign(struct cmd *c)
{
    struct app *app = NULL;
    struct given_list given;
    struct give_request request = {.refs = c->arguments,
                                   .ref_count = c->argument_count,
                                   .creditor = cmd_value(c, "creditor"),
                                   .agent = cmd_value(c, "agent"),
                                   .team = cmd_value(c, "team"),
                                   .nobody = cmd_has(c, "nobody"),
                                   .back = cmd_has(c, "back"),
                                   .from = DAY_NONE,
                                   .why = cmd_value(c, "why")};
    bool ok = cmd_day(c, "from", &request.from) &&
              app_open(&c->arena, c->db_url, c->today, &app, &c->err) &&
              give_files(app, &c->arena, &request, &given, &c->err);
    app_close(app);
    if (!ok)
        return cmd_fail(c);
    if (c->json)
        print_json(c, &given, request.why);
    else
        print_text(c, &given);
    return EXIT_DONE;
}

static const struct cmd_option assign_options[] = {
    {"agent", "LOGIN", 0, N_("l’agent dont ce sont désormais les dossiers")},
    {"team", "CODE", 0, N_("l’équipe dont ce sont désormais les dossiers")},
    {"nobody", NULL, 0, N_("ils ne sont plus à personne")},
    {"back", NULL, 0, N_("ils sont de nouveau à qui ils étaient avant le dernier changement")},
    {"from", "D", 0, N_("à partir de ce jour ; aujourd’hui d’office")},
    {"why", "TEXTE", OPT_REQUIRED, N_("la raison, gardée dans l’historique")},
    {"creditor", "CODE", 0, N_("pour un numéro de compte client connu de plusieurs créanciers")},
    {NULL, NULL, 0, NULL},
};

const struct command cmd_file_assign = {
    .name = "file assign",
    .arguments = "REF…",
    .arguments_min = 1,
    .arguments_max = -1,
    .options = assign_options,
    .summary = N_("donne des dossiers à un agent ou à une équipe"),
    .help = N_("Exemple : relance file assign C-000042-X C-000043-G --agent claire --why "
               "\"portefeuille Ouest\""),
    .run = run_assign,
};

/* ---- sharing out ---- */

static int run_share(struct cmd *c)
{
    struct app *app = NULL;
    struct given_list given;
    struct share_request request = {.creditor = cmd_value(c, "creditor"),
                                    .team = cmd_value(c, "team"),
                                    .why = cmd_value(c, "why")};
    bool ok = app_open(&c->arena, c->db_url, c->today, &app, &c->err) &&
              share_files(app, &c->arena, &request, &given, &c->err);
    app_close(app);
    if (!ok)
        return cmd_fail(c);
    if (c->json)
        print_json(c, &given, request.why);
    else
        print_text(c, &given);
    return EXIT_DONE;
}

static const struct cmd_option share_options[] = {
    {"why", "TEXTE", OPT_REQUIRED, N_("la raison, gardée dans l’historique")},
    {"team", "CODE", 0, N_("entre les agents de cette équipe seulement")},
    {"creditor", "CODE", 0, N_("ce créancier seulement")},
    {NULL, NULL, 0, NULL},
};

const struct command cmd_file_share = {
    .name = "file share",
    .arguments = "",
    .options = share_options,
    .summary = N_("répartit entre les agents les dossiers qui ne sont à personne"),
    .help = N_("Chacun en reçoit autant, dans l’ordre de la liste du jour. Exemple : relance file "
               "share --team OUEST --why \"nouveau portefeuille\""),
    .run = run_share,
};
