/* relance alert, alert list, answer, close. */
#include "app/acts/change_object.h"
#include "app/acts/raise_alert.h"
#include "commands.h"
#include "object_out.h"

static const struct cmd_option raise_options[] = {
    {"kind", "CODE", OPT_REQUIRED,
     N_("le sujet : insolvency_risk, large_dispute… (docs/codes.md)")},
    {"note", "TEXTE", OPT_REQUIRED, N_("ce qui se passe")},
    {"to", "CODE", 0, N_("le service ; manager d’office")},
    {"amount", "M", 0, N_("l’enjeu ; tout ce qui est ouvert d’office")},
    {"proposal", "TEXTE", 0, N_("ce que l’agent propose")},
    {"by", "D", 0, N_("réponse attendue ce jour ; le prochain jour ouvré d’office")},
    OBJECT_OPTION_CREDITOR,
    {NULL, NULL, 0, NULL},
};

static int run_raise(struct cmd *c)
{
    struct object_request request = {0};
    struct object_made made = {0};
    struct alert_wanted wanted = {.department = DEPARTMENT_MANAGER,
                                  .amount = cmd_value(c, "amount"),
                                  .answer_by = DAY_NONE,
                                  .note = cmd_value(c, "note"),
                                  .proposal = cmd_value(c, "proposal")};
    bool ok = OBJECT_CODE(c, "kind", alert_kind_parse, &wanted.kind) &&
              (!cmd_has(c, "to") || OBJECT_CODE(c, "to", department_parse, &wanted.department)) &&
              cmd_day(c, "by", &wanted.answer_by) && object_open(c, &request) &&
              raise_alert(&request, &wanted, &made, &c->err);
    return object_report(c, &request, OBJECT_ALERT, ok, &made);
}

const struct command cmd_alert = {
    .name = "alert",
    .arguments = "REF",
    .arguments_min = 1,
    .arguments_max = 1,
    .options = raise_options,
    .summary = N_("alerte le responsable ou un service"),
    .help = N_("Exemple : relance alert C-000042-X --kind insolvency_risk --note \"deux privilèges "
               "inscrits\" --proposal \"bloquer les commandes\" --by 2026-11-25"),
    .run = run_raise,
};

static int run_list(struct cmd *c) { return object_list(c, OBJECT_ALERT); }

const struct command cmd_alert_list = {
    .name = "alert list",
    .arguments = "[REF]",
    .arguments_max = 1,
    .options = object_list_options,
    .summary = N_("les alertes"),
    .help = N_("Exemple : relance alert list --status overdue"),
    .run = run_list,
};

static int run_answer(struct cmd *c) { return object_change_run(c, VERB_ALERT_ANSWER); }

const struct command cmd_alert_answer = {
    .name = "alert answer",
    .arguments = "REF ID",
    .arguments_min = 2,
    .arguments_max = 2,
    .options = object_change_options,
    .summary = N_("note la réponse à une alerte"),
    .help = N_("Exemple : relance alert answer C-000042-X 1 --why \"commandes bloquées\""),
    .run = run_answer,
};

static int run_close(struct cmd *c) { return object_change_run(c, VERB_ALERT_CLOSE); }

const struct command cmd_alert_close = {
    .name = "alert close",
    .arguments = "REF ID",
    .arguments_min = 2,
    .arguments_max = 2,
    .options = object_change_options,
    .summary = N_("clôt une alerte"),
    .help = N_("Exemple : relance alert close C-000042-X 1 --why \"sans suite\""),
    .run = run_close,
};
