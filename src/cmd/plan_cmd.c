/* relance plan, plan list, propose, agree, end. */
#include "app/acts/change_object.h"
#include "app/acts/draw_plan.h"
#include "commands.h"
#include "object_out.h"

static const struct cmd_option draw_options[] = {
    {"items", "N,…", OPT_REQUIRED, N_("les pièces, par leur numéro ou leur identifiant")},
    {"means", "MOYEN", OPT_REQUIRED,
     N_("transfer, instant_transfer, card, direct_debit, cheque_post, cheque_desk, bill ou "
        "public_accountant")},
    {"line", "D:M", OPT_REPEAT, N_("une ligne : date et montant, par exemple 2027-01-05:300.00")},
    {"first", "D", 0, N_("au lieu de --line : le jour de la première ligne")},
    {"count", "N", 0, N_("le nombre de lignes égales ; la dernière prend l’arrondi")},
    {"every", "month|week|N", 0, N_("l’écart entre les lignes : mois, semaine ou N jours")},
    {"state", "draft|proposed|agreed", 0, N_("projet, proposé ou convenu (d’office)")},
    {"acceleration", NULL, 0, N_("déchéance du terme : une ligne manquée rend le reste exigible")},
    {"remainder", "M", 0, N_("la part des pièces laissée hors des lignes")},
    {"charges", "M", 0, N_("intérêts et frais convenus ; jamais pour un particulier")},
    {"person", "P", 0, N_("avec qui")},
    {"consent", "TEXTE", 0, N_("l’accord écrit de l’assureur ou du factor, s’il en faut un")},
    {"note", "TEXTE", 0, N_("ce qui a été dit")},
    OBJECT_OPTION_CREDITOR,
    {NULL, NULL, 0, NULL},
};

static bool read_lines(struct cmd *c, struct plan_wanted *wanted)
{
    struct plan_line_text *lines =
        ARENA_ARRAY(&c->arena, LIMIT_OPTION_COUNT, struct plan_line_text);
    struct str text;
    wanted->lines = lines;
    while (cmd_value_at(c, "line", wanted->line_count, &text)) {
        if (!plan_line_read(text, &lines[wanted->line_count], &c->err))
            return false;
        wanted->line_count++;
    }
    if (wanted->line_count > 0)
        return !cmd_has(c, "first") ||
               err_set_field(&c->err, ERR_OPTION_CONFLICT, "first", STR("--line"));
    if (!cmd_has(c, "first") || !cmd_has(c, "count"))
        return err_set_field(&c->err, ERR_OPTION_MISSING, "line", STR("--first, --count"));
    return true;
}

static bool read_rhythm(struct cmd *c, struct plan_wanted *wanted)
{
    int64_t count = 0;
    if (!plan_every_read(cmd_value(c, "every"), wanted, &c->err) || !cmd_int(c, "count", &count) ||
        !cmd_day(c, "first", &wanted->first))
        return false;
    if (cmd_has(c, "count") && (count < 1 || count > PLAN_LINES_MAX))
        return err_set_field(&c->err, ERR_BAD_OPTION_VALUE, "count", cmd_value(c, "count"));
    wanted->count = (size_t)count;
    return true;
}

static bool read_plan(struct cmd *c, struct plan_wanted *wanted)
{
    *wanted = (struct plan_wanted){.items = cmd_value(c, "items"),
                                   .first = DAY_NONE,
                                   .state = INSTALMENTS_AGREED,
                                   .acceleration = cmd_has(c, "acceleration"),
                                   .remainder = cmd_value(c, "remainder"),
                                   .charges = cmd_value(c, "charges"),
                                   .person = cmd_value(c, "person"),
                                   .consent = cmd_value(c, "consent"),
                                   .note = cmd_value(c, "note")};
    if (!OBJECT_CODE(c, "means", means_parse, &wanted->means))
        return false;
    if (cmd_has(c, "state") && (!OBJECT_CODE(c, "state", instalments_state_parse, &wanted->state)))
        return false;
    if (wanted->state == INSTALMENTS_ENDED)
        return err_set_field(&c->err, ERR_BAD_OPTION_VALUE, "state", cmd_value(c, "state"));
    return read_lines(c, wanted) && read_rhythm(c, wanted);
}

static int run_draw(struct cmd *c)
{
    struct plan_wanted wanted;
    struct object_request request = {0};
    struct object_made made = {0};
    bool ok = read_plan(c, &wanted) && object_open(c, &request) &&
              draw_plan(&request, &wanted, &made, &c->err);
    return object_report(c, &request, OBJECT_PLAN, ok, &made);
}

const struct command cmd_plan = {
    .name = "plan",
    .arguments = "REF",
    .arguments_min = 1,
    .arguments_max = 1,
    .options = draw_options,
    .summary = N_("établit un échéancier"),
    .help = N_(
        "Le principal ouvert des pièces, étalé sur des lignes datées ; la somme des lignes plus "
        "--remainder fait le total des pièces plus --charges. Un échéancier convenu suspend ses "
        "pièces ; une ligne manquée y met fin. Il n’y a pas de novation.\n"
        "\n"
        "Exemple : relance plan C-000042-X --items F2026-118 --means transfer --first 2026-12-05 "
        "--count 3 --every month --person \"M. Kervadec\""),
    .run = run_draw,
};

static int run_list(struct cmd *c) { return object_list(c, OBJECT_PLAN); }

const struct command cmd_plan_list = {
    .name = "plan list",
    .arguments = "[REF]",
    .arguments_max = 1,
    .options = object_list_options,
    .summary = N_("les échéanciers, ligne par ligne"),
    .help = N_("Exemple : relance plan list --status broken"),
    .run = run_list,
};

static int run_propose(struct cmd *c) { return object_change_run(c, VERB_PLAN_PROPOSE); }

const struct command cmd_plan_propose = {
    .name = "plan propose",
    .arguments = "REF ID",
    .arguments_min = 2,
    .arguments_max = 2,
    .options = object_change_options,
    .summary = N_("un projet d’échéancier a été proposé au débiteur"),
    .help = N_("Exemple : relance plan propose C-000042-X 1 --why \"envoyé par e-mail\""),
    .run = run_propose,
};

static const struct cmd_option agree_options[] = {
    {"consent", "TEXTE", 0, N_("l’accord écrit de l’assureur ou du factor, s’il en faut un")},
    OBJECT_OPTION_CREDITOR,
    {NULL, NULL, 0, NULL},
};

static int run_agree(struct cmd *c)
{
    struct object_request request = {0};
    struct object_made made = {0};
    bool ok = object_open(c, &request) &&
              agree_plan(&request, c->arguments[1], cmd_value(c, "consent"), &made, &c->err);
    return object_report(c, &request, OBJECT_PLAN, ok, &made);
}

const struct command cmd_plan_agree = {
    .name = "plan agree",
    .arguments = "REF ID",
    .arguments_min = 2,
    .arguments_max = 2,
    .options = agree_options,
    .summary = N_("un projet d’échéancier est convenu"),
    .help = N_("Refusé si le reste dû des pièces a changé depuis le projet.\n"
               "\n"
               "Exemple : relance plan agree C-000042-X 1"),
    .run = run_agree,
};

static int run_end(struct cmd *c) { return object_change_run(c, VERB_PLAN_END); }

const struct command cmd_plan_end = {
    .name = "plan end",
    .arguments = "REF ID",
    .arguments_min = 2,
    .arguments_max = 2,
    .options = object_change_options,
    .summary = N_("met fin à un échéancier"),
    .help = N_("Exemple : relance plan end C-000042-X 1 --why \"remplacé à sa demande\""),
    .run = run_end,
};
