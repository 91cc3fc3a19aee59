/* relance statement. */
#include "app/code_text.h"
#include "app/open_app.h"
#include "app/show_statement.h"
#include "base/json.h"
#include "base/ref.h"
#include "columns.h"
#include "commands.h"

static void item_json(struct json *j, const struct account_statement *s, size_t i)
{
    const struct walked_item *item = &s->file.account.items[i];
    const struct statement_line *line = &s->views.lines[i];
    struct currency currency = s->file.account.currency;
    json_object(j, NULL);
    json_id(j, "id", item->id);
    json_text(j, "number", item->piece);
    json_cstr(j, "kind", item_kind_code(item->kind));
    json_day(j, "on", item->on);
    json_day(j, "due", item->due.day);
    json_cstr(j, "due_source", due_source_code(item->due.source));
    json_amount(j, "amount", (struct money){item->amount_minor, currency});
    json_amount(j, "open", (struct money){line->ledger_minor, currency});
    json_int(j, "late_days", line->late_days);
    json_amount(j, "interest", (struct money){line->interest_minor, currency});
    json_amount(j, "indemnity", (struct money){line->indemnity_minor, currency});
    json_cstr(j, "missing", line->gap == GAP_NONE ? NULL : statement_gap_code(line->gap));
    json_object_end(j);
}

static void claim_json(struct json *j, const struct account_statement *s)
{
    struct currency currency = s->file.account.currency;
    json_object(j, "claim");
    json_amount(j, "principal", (struct money){s->views.principal_minor, currency});
    json_amount(j, "interest", (struct money){s->views.interest_minor, currency});
    json_amount(j, "indemnity", (struct money){s->views.indemnity_minor, currency});
    json_amount(j, "costs", (struct money){0, currency});
    json_amount(j, "total", (struct money){statement_total(&s->views), currency});
    json_bool(j, "complete", s->views.complete);
    json_object_end(j);
    json_array(j, "differences");
    for (int i = 0; i < DIFFERENCE_COUNT; i++) {
        if (s->views.differences[i] == 0)
            continue;
        json_object(j, NULL);
        json_cstr(j, "code", statement_difference_code((enum statement_difference)i));
        json_amount(j, "amount", (struct money){s->views.differences[i], currency});
        json_object_end(j);
    }
    json_array_end(j);
}

static void print_json(struct cmd *c, const struct account_statement *s)
{
    struct json j;
    struct buf ref;
    struct currency currency = s->file.account.currency;
    char code[4];
    currency_text(currency, code);
    buf_init(&ref, &c->arena, 64);
    buf_add_ref(&ref, REF_ACCOUNT, s->file.account_number);
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_text(&j, "ref", buf_str(&ref));
    json_day(&j, "on", s->on);
    json_cstr(&j, "currency", code);
    json_object(&j, "ledger");
    json_array(&j, "items");
    for (size_t i = 0; i < s->file.account.item_count; i++)
        item_json(&j, s, i);
    json_array_end(&j);
    json_amount(&j, "unallocated", (struct money){s->views.ledger_unallocated_minor, currency});
    json_amount(&j, "total", (struct money){s->views.ledger_minor, currency});
    json_object_end(&j);
    claim_json(&j, s);
    json_object_end(&j);
    json_end(&j);
}

/* ---- for people ---- */

static void item_rows(struct cmd *c, const struct account_statement *s)
{
    struct columns t;
    struct currency currency = s->file.account.currency;
    columns_begin(&t, &c->arena, "lllrrrrl");
    columns_text(&t, cmd_tr(c, N_("pièce")));
    columns_text(&t, cmd_tr(c, N_("nature")));
    columns_text(&t, cmd_tr(c, N_("échéance")));
    columns_text(&t, cmd_tr(c, N_("montant")));
    columns_text(&t, cmd_tr(c, N_("reste dû")));
    columns_text(&t, cmd_tr(c, N_("jours")));
    columns_text(&t, cmd_tr(c, N_("intérêts")));
    columns_text(&t, "");
    for (size_t i = 0; i < s->file.account.item_count; i++) {
        const struct walked_item *item = &s->file.account.items[i];
        const struct statement_line *line = &s->views.lines[i];
        if (item->open_minor == 0 && line->interest_minor == 0)
            continue;
        buf_add(&t.cell, item->piece);
        columns_next(&t);
        columns_text(&t, item_kind_text(item->kind, c->lang));
        buf_add_day_fr(&t.cell, item->due.day);
        columns_next(&t);
        buf_add_amount_fr(&t.cell, (struct money){item->amount_minor, currency});
        columns_next(&t);
        buf_add_amount_fr(&t.cell, (struct money){item->open_minor, currency});
        columns_next(&t);
        if (line->late_days > 0)
            buf_add_int(&t.cell, line->late_days);
        columns_next(&t);
        if (line->interest_minor > 0)
            buf_add_amount_fr(&t.cell, (struct money){line->interest_minor, currency});
        columns_next(&t);
        columns_text(&t, statement_gap_text(line->gap, c->lang));
    }
    columns_end(&t, 0, &c->out);
}

static void amount_row(struct columns *t, const char *label, struct money amount)
{
    columns_text(t, label);
    buf_add_money_fr(&t->cell, amount);
    columns_next(t);
}

static void print_page(struct cmd *c, const struct account_statement *s)
{
    struct columns t;
    struct currency currency = s->file.account.currency;
    buf_add_c(&c->out, cmd_tr(c, N_("Relevé de compte au ")));
    buf_add_day_fr(&c->out, s->on);
    buf_add_c(&c->out, "  ");
    buf_add_ref(&c->out, REF_ACCOUNT, s->file.account_number);
    buf_add_c(&c->out, "  ");
    buf_add(&c->out, s->file.account.name);
    buf_add_c(&c->out, "\n\n");
    item_rows(c, s);
    buf_add_char(&c->out, '\n');
    columns_begin(&t, &c->arena, "lr");
    amount_row(&t, cmd_tr(c, N_("Solde au grand livre")),
               (struct money){s->views.ledger_minor, currency});
    /* The articles of the Code de commerce speak of professionals only. */
    bool business = s->views.interest_minor > 0 || s->views.indemnity_minor > 0;
    amount_row(&t,
               cmd_tr(c, business ? N_("Intérêts de retard (C. com. L441-10 II)")
                                  : N_("Intérêts de retard")),
               (struct money){s->views.interest_minor, currency});
    amount_row(&t,
               cmd_tr(c, business ? N_("Indemnité forfaitaire (C. com. D441-5)")
                                  : N_("Indemnité forfaitaire")),
               (struct money){s->views.indemnity_minor, currency});
    amount_row(&t, cmd_tr(c, N_("Total selon la loi")),
               (struct money){statement_total(&s->views), currency});
    columns_end(&t, 0, &c->out);
    buf_add_c(&c->out, cmd_tr(c, s->views.complete
                                     ? N_("Intérêts et indemnité sont calculés, non réclamés.\n")
                                     : N_("Intérêts et indemnité sont calculés, non réclamés, et "
                                          "incomplets : voir les lignes.\n")));
}

static int run_statement(struct cmd *c)
{
    struct account_statement statement;
    struct file_query query = {.ref = c->arguments[0], .creditor = cmd_value(c, "creditor")};
    struct app *app = NULL;
    struct day on = c->today;
    if (!cmd_day(c, "on", &on) || !app_open(&c->arena, c->db_url, on, &app, &c->err))
        return cmd_fail(c);
    bool ok = show_statement(app, &c->arena, &query, &statement, &c->err);
    app_close(app);
    if (!ok)
        return cmd_fail(c);
    if (c->json)
        print_json(c, &statement);
    else
        print_page(c, &statement);
    return EXIT_DONE;
}

static const struct cmd_option statement_options[] = {
    {"on", "AAAA-MM-JJ", 0, N_("le jour du relevé (sinon --today)")},
    {"creditor", "CODE", 0, N_("pour un numéro de compte client connu de plusieurs créanciers")},
    {NULL, NULL, 0, NULL},
};

const struct command cmd_statement = {
    .name = "statement",
    .arguments = "REF",
    .arguments_min = 1,
    .arguments_max = 1,
    .options = statement_options,
    .summary = N_("le relevé d’un dossier : le grand livre, et ce que dit la loi"),
    .help = N_("Exemple : relance statement C-000042-X --on 2026-11-23"),
    .run = run_statement,
};
