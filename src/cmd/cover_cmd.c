/* relance cover, cover list, end. */
#include "app/acts/change_object.h"
#include "app/acts/insure_account.h"
#include "commands.h"
#include "object_out.h"

static const struct cmd_option grant_options[] = {
    {"kind", "insurer|factor", OPT_REQUIRED, N_("assurance-crédit ou agrément du factor")},
    {"company", "NOM", OPT_REQUIRED, N_("l’assureur ou le factor")},
    {"limit", "M", OPT_REQUIRED, N_("la limite pour ce débiteur")},
    {"share", "P", OPT_REQUIRED, N_("la quotité garantie, en pour cent")},
    {"policy", "N", 0, N_("le numéro de la police ou du contrat")},
    {"unnamed", NULL, 0, N_("non dénommé : couvert d’office, sans agrément demandé")},
    {"from", "D", 0, N_("premier jour ; aujourd’hui d’office")},
    {"to", "D", 0, N_("dernier jour")},
    {"credit-days", "N", 0, N_("le crédit le plus long permis, en jours depuis la facture")},
    {"extension-days", "N", 0, N_("la prorogation permise sans accord, en jours")},
    {"declare-days", "N", 0, N_("un impayé se déclare au plus tard N jours après l’échéance")},
    {"note", "TEXTE", 0, N_("remarque")},
    OBJECT_OPTION_CREDITOR,
    {NULL, NULL, 0, NULL},
};

static bool read_share(struct cmd *c, int32_t *out)
{
    int64_t share = 0;
    struct amount_style style = {0};
    struct str text = cmd_value(c, "share");
    if (!amount_parse(text, style, 2, &share, NULL) || share < 1 || share > COVER_SHARE_WHOLE)
        return err_set_field(&c->err, ERR_BAD_OPTION_VALUE, "share", text);
    *out = (int32_t)share;
    return true;
}

static int run_grant(struct cmd *c)
{
    struct object_request request = {0};
    struct object_made made = {0};
    struct cover_wanted wanted = {.company = cmd_value(c, "company"),
                                  .policy = cmd_value(c, "policy"),
                                  .named = !cmd_has(c, "unnamed"),
                                  .limit = cmd_value(c, "limit"),
                                  .from = DAY_NONE,
                                  .to = DAY_NONE,
                                  .note = cmd_value(c, "note")};
    bool ok = OBJECT_CODE(c, "kind", cover_kind_parse, &wanted.kind) &&
              read_share(c, &wanted.share) && cmd_day(c, "from", &wanted.from) &&
              cmd_day(c, "to", &wanted.to) && cmd_int(c, "credit-days", &wanted.credit_days) &&
              cmd_int(c, "extension-days", &wanted.extension_days) &&
              cmd_int(c, "declare-days", &wanted.declare_days) && object_open(c, &request) &&
              insure_account(&request, &wanted, &made, &c->err);
    return object_report(c, &request, OBJECT_COVER, ok, &made);
}

const struct command cmd_cover = {
    .name = "cover",
    .arguments = "REF",
    .arguments_min = 1,
    .arguments_max = 1,
    .options = grant_options,
    .summary = N_("note l’assurance-crédit d’un dossier ou l’agrément du factor"),
    .help =
        N_("La liste dit, facture par facture, le dernier jour pour déclarer l’impayé : alerte à "
           "15 jours, puis à 5. Un échéancier qui dépasse la prorogation permise est refusé sans "
           "accord écrit.\n"
           "\n"
           "Exemple : relance cover C-000042-X --kind insurer --company \"Assureur Exemple\" "
           "--policy P-1 --limit 50000.00 --share 90 --declare-days 60 --extension-days 30"),
    .run = run_grant,
};

static int run_list(struct cmd *c) { return object_list(c, OBJECT_COVER); }

const struct command cmd_cover_list = {
    .name = "cover list",
    .arguments = "[REF]",
    .arguments_max = 1,
    .options = object_list_options,
    .summary = N_("les couvertures et ce qu’il faut déclarer"),
    .help = N_("Exemple : relance cover list --status active"),
    .run = run_list,
};

static int run_end(struct cmd *c) { return object_change_run(c, VERB_COVER_END); }

const struct command cmd_cover_end = {
    .name = "cover end",
    .arguments = "REF ID",
    .arguments_min = 2,
    .arguments_max = 2,
    .options = object_change_options,
    .summary = N_("note le retrait d’une couverture"),
    .help = N_("Exemple : relance cover end C-000042-X 1 --why \"réduction par l’assureur\""),
    .run = run_end,
};
