/* relance match. */
#include "app/books/match_credits.h"
#include "app/open_app.h"
#include "base/json.h"
#include "base/ref.h"
#include "columns.h"
#include "commands.h"

static void row_json(struct cmd *c, struct json *j, const struct match_row *row)
{
    struct buf ref;
    buf_init(&ref, &c->arena, 64);
    buf_add_ref(&ref, REF_ACCOUNT, row->account_number);
    json_object(j, NULL);
    json_text(j, "ref", buf_str(&ref));
    json_id(j, "credit_item", row->proposal.credit_item);
    json_text(j, "credit", row->credit_piece);
    json_id(j, "debit_item", row->proposal.debit_item);
    json_text(j, "debit", row->debit_piece);
    json_amount(j, "amount", row->amount);
    json_currency(j, "currency", row->amount.currency);
    json_cstr(j, "rule", proposal_rule_code(row->proposal.rule));
    json_object_end(j);
}

/* The sum of what is proposed, currency by currency. */
static void amounts_json(struct json *j, const struct match_report *r)
{
    json_array(j, "amounts");
    for (size_t i = 0; i < r->count; i++) {
        struct money sum = {0, r->rows[i].amount.currency};
        bool first = true;
        for (size_t k = 0; k < i; k++)
            first = first && !currency_eq(r->rows[k].amount.currency, sum.currency);
        if (!first)
            continue;
        for (size_t k = i; k < r->count; k++)
            sum.minor +=
                currency_eq(r->rows[k].amount.currency, sum.currency) ? r->rows[k].amount.minor : 0;
        json_object(j, NULL);
        json_currency(j, "currency", sum.currency);
        json_amount(j, "proposed", sum);
        json_object_end(j);
    }
    json_array_end(j);
}

static void print_json(struct cmd *c, const struct match_report *r)
{
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_int(&j, "automatic", 0);
    json_int(&j, "proposed", (int64_t)r->count);
    json_int(&j, "unmatched", r->unmatched);
    json_int(&j, "accepted", r->accepted);
    json_int(&j, "taken_back", r->taken_back);
    if (r->batch_id != 0)
        json_id(&j, "batch", r->batch_id);
    else
        json_null(&j, "batch");
    amounts_json(&j, r);
    json_array(&j, "pairs");
    for (size_t i = 0; i < r->count; i++)
        row_json(c, &j, &r->rows[i]);
    json_array_end(&j);
    json_object_end(&j);
    json_end(&j);
}

static void print_page(struct cmd *c, const struct match_report *r)
{
    struct columns t;
    columns_begin(&t, &c->arena, "lllr");
    for (size_t i = 0; i < r->count; i++) {
        buf_add_ref(&t.cell, REF_ACCOUNT, r->rows[i].account_number);
        columns_next(&t);
        buf_add(&t.cell, r->rows[i].credit_piece);
        columns_next(&t);
        buf_add(&t.cell, r->rows[i].debit_piece);
        columns_next(&t);
        buf_add_money_fr(&t.cell, r->rows[i].amount);
        columns_next(&t);
    }
    columns_end(&t, 0, &c->out);
    if (r->batch_id != 0) {
        buf_add_c(&c->out, cmd_tr(c, N_("Accepté ; s’annule par relance match --undo ")));
        buf_add_int(&c->out, r->batch_id);
        buf_add_char(&c->out, '\n');
    } else if (r->taken_back > 0) {
        buf_add_int(&c->out, r->taken_back);
        buf_add_c(&c->out, cmd_tr(c, N_(" rapprochements annulés\n")));
    } else if (r->count > 0) {
        buf_add_c(&c->out, cmd_tr(c, N_("Proposé seulement : --accept les applique.\n")));
    }
}

static int run_match(struct cmd *c)
{
    struct match_request r = {
        .query = {.ref = c->argument_count > 0 ? c->arguments[0] : (struct str){0},
                  .creditor = cmd_value(c, "creditor")},
        .accept = cmd_has(c, "accept"),
    };
    struct match_report report;
    struct app *app = NULL;
    if (!cmd_id(c, "undo", &r.take_back) ||
        !app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return cmd_fail(c);
    bool ok = match_credits(app, &c->arena, &r, &report, &c->err);
    app_close(app);
    if (!ok)
        return cmd_fail(c);
    if (c->json)
        print_json(c, &report);
    else
        print_page(c, &report);
    return EXIT_DONE;
}

static const struct cmd_option match_options[] = {
    {"accept", NULL, 0, N_("accepte toutes les propositions montrées")},
    {"undo", "LOT", 0, N_("annule un lot accepté")},
    {"creditor", "CODE", 0, N_("seulement ce créancier")},
    {NULL, NULL, 0, NULL},
};

const struct command cmd_match = {
    .name = "match",
    .arguments = "[REF]",
    .arguments_max = 1,
    .options = match_options,
    .summary = N_("propose quelles factures les crédits non affectés ont payées"),
    .help = N_("D’après le numéro cité, puis le montant exact quand un seul poste le porte. Rien "
               "n’est appliqué sans --accept.\n"
               "Exemple : relance match C-000042-X"),
    .run = run_match,
};
