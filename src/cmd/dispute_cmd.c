/* relance dispute, dispute list, answer, close. */
#include "app/acts/change_object.h"
#include "app/acts/open_dispute.h"
#include "commands.h"
#include "object_out.h"

static const struct cmd_option open_options[] = {
    {"items", "N,…", OPT_REQUIRED, N_("les pièces contestées")},
    {"reason", "CODE", OPT_REQUIRED, N_("le motif : goods, service, price… (docs/codes.md)")},
    {"amount", "M", 0, N_("la part contestée d’une seule pièce ; tout le reste dû d’office")},
    {"department", "CODE", 0, N_("qui doit répondre ; d’office selon le motif")},
    {"owner", "P", 0, N_("la personne chargée de répondre")},
    {"deadline", "D", 0, N_("réponse attendue ce jour ; d’office selon le motif")},
    {"note", "TEXTE", 0, N_("ce que dit le client")},
    OBJECT_OPTION_CREDITOR,
    {NULL, NULL, 0, NULL},
};

static int run_open(struct cmd *c)
{
    struct object_request request = {0};
    struct object_made made = {0};
    struct dispute_wanted wanted = {.items = cmd_value(c, "items"),
                                    .amount = cmd_value(c, "amount"),
                                    .department = DEPARTMENT_COUNT,
                                    .owner = cmd_value(c, "owner"),
                                    .deadline = DAY_NONE,
                                    .note = cmd_value(c, "note")};
    bool ok = OBJECT_CODE(c, "reason", dispute_reason_parse, &wanted.reason) &&
              (!cmd_has(c, "department") ||
               OBJECT_CODE(c, "department", department_parse, &wanted.department)) &&
              cmd_day(c, "deadline", &wanted.deadline) && object_open(c, &request) &&
              open_dispute(&request, &wanted, &made, &c->err);
    return object_report(c, &request, OBJECT_DISPUTE, ok, &made);
}

const struct command cmd_dispute = {
    .name = "dispute",
    .arguments = "REF",
    .arguments_min = 1,
    .arguments_max = 1,
    .options = open_options,
    .summary = N_("ouvre un litige sur des pièces ou une partie de l’une d’elles"),
    .help = N_("La part contestée sort des relances, le reste se relance. Sans réponse du service "
               "au jour dit, le litige revient à l’agent le lendemain.\n"
               "\n"
               "Exemple : relance dispute C-000042-X --items F2026-118 --amount 240.00 "
               "--reason quantity --note \"deux colis manquants\""),
    .run = run_open,
};

static int run_list(struct cmd *c) { return object_list(c, OBJECT_DISPUTE); }

const struct command cmd_dispute_list = {
    .name = "dispute list",
    .arguments = "[REF]",
    .arguments_max = 1,
    .options = object_list_options,
    .summary = N_("les litiges"),
    .help = N_("Exemple : relance dispute list --status open"),
    .run = run_list,
};

static int run_answer(struct cmd *c) { return object_change_run(c, VERB_DISPUTE_ANSWER); }

const struct command cmd_dispute_answer = {
    .name = "dispute answer",
    .arguments = "REF ID",
    .arguments_min = 2,
    .arguments_max = 2,
    .options = object_change_options,
    .summary = N_("note la réponse du service ; l’agent conclut ensuite"),
    .help = N_("Exemple : relance dispute answer C-000042-X 1 --why \"bon de livraison émargé\""),
    .run = run_answer,
};

static const struct cmd_option close_options[] = {
    {"verdict", "CODE", OPT_REQUIRED, N_("founded, unfounded, partly ou withdrawn")},
    {"accepted", "M", 0, N_("avec partly : ce sur quoi le client a raison")},
    {"note", "TEXTE", 0, N_("la raison, gardée dans l’historique")},
    OBJECT_OPTION_CREDITOR,
    {NULL, NULL, 0, NULL},
};

static bool read_verdict(struct cmd *c, struct dispute_verdict *verdict)
{
    *verdict = (struct dispute_verdict){
        .id = c->arguments[1], .accepted = cmd_value(c, "accepted"), .note = cmd_value(c, "note")};
    if (!OBJECT_CODE(c, "verdict", dispute_status_parse, &verdict->status))
        return false;
    if (dispute_pending(verdict->status))
        return err_set_field(&c->err, ERR_BAD_OPTION_VALUE, "verdict", cmd_value(c, "verdict"));
    bool partly = verdict->status == DISPUTE_IS_PARTLY;
    if (partly != cmd_has(c, "accepted"))
        return err_set_field(&c->err, partly ? ERR_OPTION_MISSING : ERR_OPTION_CONFLICT, "accepted",
                             cmd_value(c, "verdict"));
    return true;
}

static int run_close(struct cmd *c)
{
    struct dispute_verdict verdict;
    struct object_request request = {0};
    struct object_made made = {0};
    bool ok = read_verdict(c, &verdict) && object_open(c, &request) &&
              conclude_dispute(&request, &verdict, &made, &c->err);
    return object_report(c, &request, OBJECT_DISPUTE, ok, &made);
}

const struct command cmd_dispute_close = {
    .name = "dispute close",
    .arguments = "REF ID",
    .arguments_min = 2,
    .arguments_max = 2,
    .options = close_options,
    .summary = N_("conclut un litige"),
    .help = N_("Fondé, ou fondé en partie : ce qui est admis reste hors des relances jusqu’à "
               "l’avoir. Non fondé ou retiré : tout se relance à nouveau.\n"
               "\n"
               "Exemple : relance dispute close C-000042-X 1 --verdict partly --accepted 120.00"),
    .run = run_close,
};
