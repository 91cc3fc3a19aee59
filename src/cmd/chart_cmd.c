/* relance chart list, set, drop: what the accounts of a creditor's ledger hold. */
#include "app/books/edit_chart.h"
#include "app/open_app.h"
#include "app/words/code_text.h"
#include "base/json.h"
#include "columns.h"
#include "commands.h"

static void print_json(struct cmd *c, const struct chart_view *view)
{
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_text(&j, "creditor", view->creditor);
    json_array(&j, "accounts");
    for (size_t i = 0; i < view->count; i++) {
        json_object(&j, NULL);
        json_text(&j, "prefix", view->rows[i].prefix);
        json_cstr(&j, "role", plan_role_code(view->rows[i].role));
        json_bool(&j, "default", view->rows[i].is_default);
        json_bool(&j, "changed", view->rows[i].changed);
        json_object_end(&j);
    }
    json_array_end(&j);
    json_object_end(&j);
    json_end(&j);
}

static void print_text(struct cmd *c, const struct chart_view *view)
{
    struct columns t;
    columns_begin(&t, &c->arena, "llll");
    for (size_t i = 0; i < view->count; i++) {
        const struct chart_row *row = &view->rows[i];
        buf_add(&t.cell, row->prefix);
        columns_next(&t);
        columns_text(&t, plan_role_code(row->role));
        columns_text(&t, ledger_role_text(row->role, c->lang));
        columns_text(&t, row->changed       ? cmd_tr(c, N_("changé"))
                         : !row->is_default ? cmd_tr(c, N_("ajouté"))
                                            : "");
    }
    columns_end(&t, 0, &c->out);
}

static int finish(struct cmd *c, struct app *app, bool ok, const struct chart_view *view)
{
    app_close(app);
    if (!ok)
        return cmd_fail(c);
    if (c->json)
        print_json(c, view);
    else
        print_text(c, view);
    return EXIT_DONE;
}

static const struct cmd_option chart_options[] = {
    {"creditor", "CODE", 0, N_("le créancier, s’il y en a plusieurs")},
    {NULL, NULL, 0, NULL},
};

static int run_list(struct cmd *c)
{
    struct app *app = NULL;
    struct chart_view view = {0};
    bool ok = app_open(&c->arena, c->db_url, c->today, &app, &c->err) &&
              show_chart(app, &c->arena, cmd_value(c, "creditor"), &view, &c->err);
    return finish(c, app, ok, &view);
}

static int change(struct cmd *c)
{
    struct app *app = NULL;
    struct chart_view view = {0};
    const struct chart_change wanted = {
        .creditor = cmd_value(c, "creditor"),
        .prefix = c->arguments[0],
        .role = c->argument_count > 1 ? c->arguments[1] : (struct str){0},
    };
    bool ok = app_open(&c->arena, c->db_url, c->today, &app, &c->err) &&
              change_chart(app, &c->arena, &wanted, &view, &c->err);
    int code = finish(c, app, ok, &view);
    if (ok && !c->json)
        buf_add_c(&c->out, cmd_tr(c, N_("Cela vaut pour les prochains imports : redonnez le FEC "
                                        "pour que ses lignes soient relues.\n")));
    return code;
}

const struct command cmd_chart_list = {
    .name = "chart list",
    .arguments = "",
    .options = chart_options,
    .summary = N_("le plan de comptes d’un créancier : ce que ses comptes contiennent"),
    .help = N_("Le plus long début de numéro l’emporte.\n"
               "\n"
               "Exemple : relance chart list --creditor NOUS"),
    .run = run_list,
};

const struct command cmd_chart_set = {
    .name = "chart set",
    .arguments = "DÉBUT RÔLE",
    .arguments_min = 2,
    .arguments_max = 2,
    .options = chart_options,
    .summary = N_("dit ce que contiennent les comptes qui commencent ainsi"),
    .help = N_("RÔLE : customer, bill, bill_remitted, retention, deposit, accrued, factor ou none. "
               "Un compte 467 qui reçoit aussi les encaissements d’un prestataire de paiement "
               "n’est pas le factor : mettez-le à none.\n"
               "\n"
               "Exemple : relance chart set 467200 none --creditor NOUS"),
    .run = change,
};

const struct command cmd_chart_drop = {
    .name = "chart drop",
    .arguments = "DÉBUT",
    .arguments_min = 1,
    .arguments_max = 1,
    .options = chart_options,
    .summary = N_("retire ce qui a été dit d’un début de numéro ; le plan d’office revient"),
    .help = N_("Exemple : relance chart drop 467200 --creditor NOUS"),
    .run = change,
};
