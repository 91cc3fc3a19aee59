/* relance hold, hold list, lift. */
#include "app/acts/change_object.h"
#include "app/acts/place_hold.h"
#include "commands.h"
#include "object_out.h"

static const struct cmd_option place_options[] = {
    {"until", "D", OPT_REQUIRED, N_("dernier jour, inclus ; le retour est le lendemain")},
    {"reason", "CODE", OPT_REQUIRED, N_("le motif : document_awaited, complaint… (docs/codes.md)")},
    {"scope", "account|debtor", 0, N_("le dossier (d’office) ou toute la personne")},
    {"items", "N", 0, N_("une pièce au lieu du dossier")},
    {"amount", "M", 0, N_("une partie de cette pièce")},
    {"from", "D", 0, N_("premier jour ; aujourd’hui d’office")},
    {"note", "TEXTE", 0, N_("ce qu’on attend")},
    OBJECT_OPTION_CREDITOR,
    {NULL, NULL, 0, NULL},
};

static bool read_hold(struct cmd *c, struct hold_wanted *wanted)
{
    *wanted = (struct hold_wanted){.scope = HOLD_OF_ACCOUNT,
                                   .items = cmd_value(c, "items"),
                                   .amount = cmd_value(c, "amount"),
                                   .from = DAY_NONE,
                                   .through = DAY_NONE,
                                   .note = cmd_value(c, "note")};
    if (!OBJECT_CODE(c, "reason", hold_reason_parse, &wanted->reason))
        return false;
    if (cmd_has(c, "scope") && (!OBJECT_CODE(c, "scope", hold_scope_parse, &wanted->scope)))
        return false;
    if (wanted->scope > HOLD_OF_ACCOUNT)
        return err_set_field(&c->err, ERR_BAD_OPTION_VALUE, "scope", cmd_value(c, "scope"));
    return cmd_day(c, "from", &wanted->from) && cmd_day(c, "until", &wanted->through);
}

static int run_place(struct cmd *c)
{
    struct hold_wanted wanted;
    struct object_request request = {0};
    struct object_made made = {0};
    bool ok = read_hold(c, &wanted) && object_open(c, &request) &&
              place_hold(&request, &wanted, &made, &c->err);
    return object_report(c, &request, OBJECT_HOLD, ok, &made);
}

const struct command cmd_hold = {
    .name = "hold",
    .arguments = "REF",
    .arguments_min = 1,
    .arguments_max = 1,
    .options = place_options,
    .summary = N_("met un dossier, une pièce ou une personne en attente jusqu’à un jour"),
    .help = N_("Une attente a toujours une fin : le lendemain, tout se relance à nouveau.\n"
               "\n"
               "Exemple : relance hold C-000042-X --until 2026-12-04 --reason document_awaited "
               "--items F2026-118 --note \"bon de livraison demandé\""),
    .run = run_place,
};

static int run_list(struct cmd *c) { return object_list(c, OBJECT_HOLD); }

const struct command cmd_hold_list = {
    .name = "hold list",
    .arguments = "[REF]",
    .arguments_max = 1,
    .options = object_list_options,
    .summary = N_("les mises en attente"),
    .help = N_("Exemple : relance hold list --status active"),
    .run = run_list,
};

static int run_lift(struct cmd *c) { return object_change_run(c, VERB_HOLD_LIFT); }

const struct command cmd_hold_lift = {
    .name = "hold lift",
    .arguments = "REF ID",
    .arguments_min = 2,
    .arguments_max = 2,
    .options = object_change_options,
    .summary = N_("lève une mise en attente avant sa fin"),
    .help = N_("Exemple : relance hold lift C-000042-X 1 --why \"document envoyé\""),
    .run = run_lift,
};
