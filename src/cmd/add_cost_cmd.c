/* relance add cost. */
#include "app/books/add_cost.h"
#include "app/open_app.h"
#include "base/json.h"
#include "base/ref.h"
#include "commands.h"

static int print_added(struct cmd *c, const struct added_cost *added)
{
    struct buf ref;
    struct buf import;
    buf_init(&ref, &c->arena, 64);
    buf_init(&import, &c->arena, 64);
    buf_add_ref(&ref, REF_ACCOUNT, added->account_number);
    buf_add_ref(&import, REF_IMPORT, added->import_number);
    if (c->json) {
        struct json j;
        json_begin(&j, &c->out);
        json_object(&j, NULL);
        json_text(&j, "ref", buf_str(&ref));
        json_id(&j, "id", added->id);
        json_text(&j, "import", buf_str(&import));
        json_cstr(&j, "kind", cost_kind_code(added->kind));
        json_cstr(&j, "article", cost_kind_article(added->kind));
        json_amount(&j, "amount", added->amount);
        json_currency(&j, "currency", added->amount.currency);
        json_object_end(&j);
        json_end(&j);
        return EXIT_DONE;
    }
    buf_add(&c->out, buf_str(&ref));
    buf_add_c(&c->out, "  ");
    buf_add_money_fr(&c->out, added->amount);
    buf_add_c(&c->out, " (");
    buf_add_c(&c->out, cost_kind_article(added->kind));
    buf_add_c(&c->out, ")");
    buf_add_c(&c->out, cmd_tr(c, N_("  noté ; s’annule par relance import --undo ")));
    buf_add(&c->out, buf_str(&import));
    buf_add_char(&c->out, '\n');
    return EXIT_DONE;
}

static int run_cost(struct cmd *c)
{
    struct app *app = NULL;
    struct added_cost added;
    struct add_cost_request r = {
        .query = {.ref = c->arguments[0], .creditor = cmd_value(c, "creditor")},
        .kind = cmd_value(c, "kind"),
        .amount = cmd_value(c, "amount"),
        .item = cmd_has(c, "item") ? cmd_value(c, "item") : STR(""),
        .why = cmd_value(c, "why"),
        .on = c->today};
    if (!cmd_day(c, "date", &r.on) || !app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return cmd_fail(c);
    bool ok = add_cost(app, &c->arena, &r, &added, &c->err);
    app_close(app);
    return ok ? print_added(c, &added) : cmd_fail(c);
}

static const struct cmd_option cost_options[] = {
    {"kind", "complement|legal_act|enforcement", OPT_REQUIRED,
     N_("complément justifié d’un professionnel en retard, acte que la loi prescrit, exécution "
        "forcée d’un titre")},
    {"amount", "MONTANT", OPT_REQUIRED,
     N_("le montant ; d’un complément, ce qui dépasse l’indemnité forfaitaire")},
    {"why", "TEXTE", OPT_REQUIRED, N_("l’acte, et la pièce qui le justifie")},
    {"item", "N", 0, N_("la facture payée en retard, exigée d’un complément")},
    {"date", "AAAA-MM-JJ", 0, N_("le jour des frais (sinon --today)")},
    {"creditor", "CODE", 0, N_("pour un numéro de compte client connu de plusieurs créanciers")},
    {NULL, NULL, 0, NULL},
};

const struct command cmd_add_cost = {
    .name = "add cost",
    .arguments = "REF",
    .arguments_min = 1,
    .arguments_max = 1,
    .options = cost_options,
    .summary = N_("note des frais de recouvrement que la loi met à la charge du débiteur"),
    .help =
        N_("Sans titre exécutoire les frais restent au créancier, sauf acte prescrit par la loi "
           "(C. proc. civ. exéc. L111-8) ; d’un professionnel, ce qui est justifié au-delà de "
           "l’indemnité forfaitaire peut être demandé (C. com. L441-10 II). Le relevé les "
           "montre à part ; les lettres ne les demandent pas.\n"
           "Exemple : relance add cost C-000042-X --kind complement --item FA-118 --amount "
           "120.00 --why \"honoraires, facture A-77\""),
    .run = run_cost,
};
