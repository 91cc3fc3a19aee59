/* relance promise, promise list, cancel, confirm, grace. */
#include "app/acts/change_object.h"
#include "app/acts/make_promise.h"
#include "app/open_app.h"
#include "app/settings/set_grace.h"
#include "base/json.h"
#include "commands.h"
#include "object_out.h"

static const struct cmd_option make_options[] = {
    {"on", "D", 0, N_("le jour où le débiteur paie (AAAA-MM-JJ)")},
    {"amount", "M", 0, N_("le montant promis")},
    {"means", "MOYEN", 0,
     N_("transfer, instant_transfer, card, direct_debit, cheque_post, cheque_desk, bill ou "
        "public_accountant")},
    {"items", "N,…", 0, N_("les pièces, par leur numéro ou leur identifiant")},
    {"person", "P", 0, N_("qui s’est engagé")},
    {"to-creditor", NULL, 0, N_("payé au créancier lui-même (d’office sous mandat)")},
    {"to-us", NULL, 0, N_("payé à nous, sous mandat")},
    {"replaces", "ID", 0, N_("prend la place de cette promesse, qui compte comme non tenue")},
    {"note", "TEXTE", 0, N_("ce qui a été dit")},
    OBJECT_OPTION_CREDITOR,
    {NULL, NULL, 0, NULL},
};

static bool read_promise(struct cmd *c, struct promise_wanted *wanted)
{
    *wanted = (struct promise_wanted){.on = DAY_NONE,
                                      .amount = cmd_value(c, "amount"),
                                      .means = MEANS_NONE,
                                      .items = cmd_value(c, "items"),
                                      .person = cmd_value(c, "person"),
                                      .replaces = cmd_value(c, "replaces"),
                                      .note = cmd_value(c, "note")};
    if (cmd_has(c, "to-creditor") && cmd_has(c, "to-us"))
        return err_set_field(&c->err, ERR_OPTION_CONFLICT, "to-creditor", STR("--to-us"));
    if (cmd_has(c, "to-creditor"))
        wanted->payee = PROMISE_PAYEE_CREDITOR;
    if (cmd_has(c, "to-us"))
        wanted->payee = PROMISE_PAYEE_US;
    if (cmd_has(c, "means") && !OBJECT_CODE(c, "means", means_parse, &wanted->means))
        return false;
    return cmd_day(c, "on", &wanted->on);
}

static int run_make(struct cmd *c)
{
    struct promise_wanted wanted;
    struct object_request request = {0};
    struct object_made made = {0};
    bool ok = read_promise(c, &wanted) && object_open(c, &request) &&
              make_promise(&request, &wanted, &made, &c->err);
    return object_report(c, &request, OBJECT_PROMISE, ok, &made);
}

const struct command cmd_promise = {
    .name = "promise",
    .arguments = "REF",
    .arguments_min = 1,
    .arguments_max = 1,
    .options = make_options,
    .summary = N_("note une promesse de paiement"),
    .help = N_(
        "Une promesse a cinq parties : date, montant, moyen, pièces, personne. S’il en manque une, "
        "l’engagement est incomplet : il est noté, ne suspend rien et demande un rappel sous deux "
        "jours ouvrés. Complète, elle suspend ses seules pièces jusqu’à la date plus le délai de "
        "grâce du moyen, inclus. Seul l’argent décide si elle est tenue.\n"
        "\n"
        "Exemple : relance promise C-000042-X --on 2026-11-27 --amount 1500.00 --means transfer "
        "--items F2026-118,F2026-121 --person \"Mme Le Goff\""),
    .run = run_make,
};

static int run_list(struct cmd *c) { return object_list(c, OBJECT_PROMISE); }

const struct command cmd_promise_list = {
    .name = "promise list",
    .arguments = "[REF]",
    .arguments_max = 1,
    .options = object_list_options,
    .summary = N_("les promesses et ce qu’elles sont devenues"),
    .help = N_("Non tenue n’est dit que si les écritures du créancier sont connues jusqu’à la date "
               "plus la grâce ; sinon la promesse est à vérifier.\n"
               "\n"
               "Exemple : relance promise list --status broken"),
    .run = run_list,
};

static int run_cancel(struct cmd *c) { return object_change_run(c, VERB_PROMISE_CANCEL); }

const struct command cmd_promise_cancel = {
    .name = "promise cancel",
    .arguments = "REF ID",
    .arguments_min = 2,
    .arguments_max = 2,
    .options = object_change_options,
    .summary = N_("annule une promesse notée par erreur ou devenue sans objet"),
    .help =
        N_("Une promesse tenue ou non tenue ne s’annule plus.\n"
           "\n"
           "Exemple : relance promise cancel C-000042-X 3 --why \"notée sur le mauvais dossier\""),
    .run = run_cancel,
};

static const struct cmd_option confirm_options[] = {
    {"paid", "M", 0, N_("ce que le créancier a reçu")},
    {"unpaid", NULL, 0, N_("il n’a rien reçu")},
    {"on", "D", 0, N_("reçu ce jour, ou rien jusqu’à ce jour ; aujourd’hui d’office")},
    {"note", "TEXTE", 0, N_("qui l’a dit, et comment")},
    OBJECT_OPTION_CREDITOR,
    {NULL, NULL, 0, NULL},
};

static int run_confirm(struct cmd *c)
{
    struct object_request request = {0};
    struct object_made made = {0};
    struct promise_word word = {.id = c->arguments[1],
                                .paid = cmd_value(c, "paid"),
                                .on = DAY_NONE,
                                .note = cmd_value(c, "note")};
    if (cmd_has(c, "paid") == cmd_has(c, "unpaid")) {
        err_set_field(&c->err, cmd_has(c, "paid") ? ERR_OPTION_CONFLICT : ERR_OPTION_MISSING,
                      "paid", STR("--unpaid"));
        return cmd_fail(c);
    }
    bool ok = cmd_day(c, "on", &word.on) && object_open(c, &request) &&
              confirm_promise(&request, &word, &made, &c->err);
    return object_report(c, &request, OBJECT_PROMISE, ok, &made);
}

const struct command cmd_promise_confirm = {
    .name = "promise confirm",
    .arguments = "REF ID",
    .arguments_min = 2,
    .arguments_max = 2,
    .options = confirm_options,
    .summary = N_("note ce que le créancier dit avoir reçu pour une promesse"),
    .help = N_("Exemple : relance promise confirm C-000042-X 3 --paid 1500.00 --on 2026-11-30"),
    .run = run_confirm,
};

/* ---- grace ---- */

static const struct cmd_option grace_options[] = {
    {"means", "MOYEN", 0, N_("le moyen dont les délais changent")},
    {"days", "N", 0, N_("grâce, en jours ouvrés")},
    {"return-days", "N", 0, N_("jours pendant lesquels l’argent peut être repris")},
    {"creditor", "CODE", 0, N_("le créancier ; le seul d’office")},
    {NULL, NULL, 0, NULL},
};

static void grace_json(struct cmd *c, const struct grace_view *view)
{
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_text(&j, "creditor", view->creditor_code);
    json_array(&j, "means");
    for (int i = 0; i < MEANS_COUNT; i++) {
        json_object(&j, NULL);
        json_cstr(&j, "code", means_code((enum means)i));
        json_int(&j, "grace_days", view->rules.rows[i].grace_days);
        json_int(&j, "return_days", view->rules.rows[i].return_days);
        json_object_end(&j);
    }
    json_array_end(&j);
    json_object_end(&j);
    json_end(&j);
}

static void grace_table(struct cmd *c, const struct grace_view *view)
{
    struct columns t;
    columns_begin(&t, &c->arena, "lrr");
    columns_text(&t, "");
    columns_text(&t, cmd_tr(c, N_("grâce")));
    columns_text(&t, cmd_tr(c, N_("reprise possible")));
    for (int i = 0; i < MEANS_COUNT; i++) {
        columns_text(&t, means_text((enum means)i, c->lang));
        buf_add_int(&t.cell, view->rules.rows[i].grace_days);
        columns_next(&t);
        buf_add_int(&t.cell, view->rules.rows[i].return_days);
        columns_next(&t);
    }
    columns_end(&t, 0, &c->out);
}

/* A change needs a means and at least one figure; a figure needs a means. */
static bool read_grace(struct cmd *c, struct grace_change *change, bool *changes)
{
    bool figures = cmd_has(c, "days") || cmd_has(c, "return-days");
    *changes = cmd_has(c, "means") || figures;
    *change = (struct grace_change){.creditor = cmd_value(c, "creditor"),
                                    .means = MEANS_NONE,
                                    .grace_days = -1,
                                    .return_days = -1};
    if (!*changes)
        return true;
    if (!cmd_has(c, "means") || !figures)
        return err_set_field(&c->err, ERR_OPTION_MISSING, figures ? "means" : "days", STR(""));
    return OBJECT_CODE(c, "means", means_parse, &change->means) &&
           cmd_int(c, "days", &change->grace_days) &&
           cmd_int(c, "return-days", &change->return_days);
}

static int run_grace(struct cmd *c)
{
    struct grace_change change;
    struct grace_view view;
    struct app *app = NULL;
    bool changes = false;
    if (!read_grace(c, &change, &changes) ||
        !app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return cmd_fail(c);
    bool ok = changes ? set_grace(app, &c->arena, &change, &view, &c->err)
                      : show_grace(app, &c->arena, change.creditor, &view, &c->err);
    app_close(app);
    if (!ok)
        return cmd_fail(c);
    if (c->json)
        grace_json(c, &view);
    else
        grace_table(c, &view);
    return EXIT_DONE;
}

const struct command cmd_promise_grace = {
    .name = "promise grace",
    .arguments = "",
    .options = grace_options,
    .summary = N_("le délai de grâce de chaque moyen de paiement, pour un créancier"),
    .help = N_("Un délai changé vaut aussitôt pour toutes les promesses et tous les échéanciers.\n"
               "\n"
               "Exemple : relance promise grace --means cheque_post --days 7"),
    .run = run_grace,
};
