/* relance ageing. */
#include "app/books/ageing_json.h"
#include "app/books/ageing_table.h"
#include "app/books/list_ageing.h"
#include "app/open_app.h"
#include "base/json.h"
#include "columns.h"
#include "commands.h"
#include "table_out.h"

static void print_json(struct cmd *c, const struct ageing_lines *lines)
{
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_day(&j, "on", c->today);
    ageing_lines_json(&j, lines->rows, lines->count);
    json_object_end(&j);
    json_end(&j);
}

static void amount_cells(struct columns *t, const struct ageing *row, struct currency currency,
                         bool strict)
{
    for (size_t b = 0; b < AGEING_BUCKETS; b++) {
        bool shown = strcmp(ageing_bucket_key(b), "assumed") != 0 &&
                     (strict || strcmp(ageing_bucket_key(b), "no_due_date") != 0);
        if (!shown)
            continue;
        buf_add_amount_fr(&t->cell, (struct money){ageing_bucket(row, b), currency});
        columns_next(t);
    }
    buf_add_amount_fr(&t->cell, (struct money){ageing_total(row), currency});
    columns_next(t);
}

static void print_page(struct cmd *c, const struct ageing_line *lines, size_t count, bool strict)
{
    struct columns t;
    struct ageing total = {0};
    buf_add_c(&c->out, cmd_tr(c, N_("Balance âgée au ")));
    buf_add_day_fr(&c->out, c->today);
    buf_add_c(&c->out, "\n\n");
    columns_begin(&t, &c->arena, strict ? "lrrrrrrrr" : "lrrrrrrr");
    columns_text(&t, "");
    columns_text(&t, cmd_tr(c, N_("à échoir")));
    columns_text(&t, "1-30");
    columns_text(&t, "31-60");
    columns_text(&t, "61-90");
    columns_text(&t, "> 90");
    if (strict)
        columns_text(&t, cmd_tr(c, N_("sans échéance")));
    columns_text(&t, cmd_tr(c, N_("non affecté")));
    columns_text(&t, cmd_tr(c, N_("solde")));
    for (size_t i = 0; i < count; i++) {
        buf_add(&t.cell, lines[i].key);
        buf_add_c(&t.cell, "  ");
        buf_add(&t.cell, str_cut_utf8(lines[i].name, 28));
        columns_next(&t);
        amount_cells(&t, &lines[i].row, lines[i].currency, strict);
        ageing_sum(&total, &lines[i].row);
    }
    bool one_currency = true;
    for (size_t i = 1; i < count; i++)
        one_currency = one_currency && currency_eq(lines[0].currency, lines[i].currency);
    if (count > 0 && one_currency) {
        columns_text(&t, cmd_tr(c, N_("Total")));
        amount_cells(&t, &total, lines[0].currency, strict);
    }
    columns_end(&t, 0, &c->out);
}

static int save_page(struct cmd *c, const struct ageing_query *query,
                     const struct ageing_lines *lines, struct str path)
{
    struct table_view table;
    struct table_reader reader = {c->lang, c->today};
    ageing_table(&table, &c->arena, query, lines, &reader);
    return table_out(c, &table, 1, path);
}

static int run_ageing(struct cmd *c)
{
    struct ageing_query query = {.strict_due = cmd_has(c, "strict-due"),
                                 .creditor = cmd_value(c, "creditor")};
    struct str by = cmd_value(c, "by");
    struct ageing_lines lines;
    struct app *app = NULL;
    if (str_is(by, "creditor"))
        query.by = AGEING_BY_CREDITOR;
    else if (str_is(by, "agent"))
        query.by = AGEING_BY_AGENT;
    else if (by.p != NULL && !str_is(by, "debtor"))
        return cmd_bad_value(c, "by", by);
    if (!app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return cmd_fail(c);
    bool ok = list_ageing(app, &c->arena, &query, &lines, &c->err);
    app_close(app);
    if (!ok)
        return cmd_fail(c);
    struct str path = cmd_value(c, "out");
    if (path.p != NULL)
        return save_page(c, &query, &lines, path);
    if (c->json)
        print_json(c, &lines);
    else
        print_page(c, lines.rows, lines.count, query.strict_due);
    return EXIT_DONE;
}

static const struct cmd_option ageing_options[] = {
    {"by", "debtor|creditor|agent", 0,
     N_("une ligne par dossier (d’office), par créancier ou par agent")},
    {"creditor", "CODE", 0, N_("ce créancier seulement")},
    {"strict-due", NULL, 0, N_("seules les échéances indiquées remplissent les tranches")},
    {"out", "FICHIER", 0, N_("écrit la liste dans ce fichier, .xlsx ou .csv")},
    {NULL, NULL, 0, NULL},
};

const struct command cmd_ageing = {
    .name = "ageing",
    .arguments = "",
    .options = ageing_options,
    .summary = N_("la balance âgée au jour de --today"),
    .run = run_ageing,
};
