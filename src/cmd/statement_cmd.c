/* relance statement. */
#include "app/books/limit_text.h"
#include "app/open_app.h"
#include "app/statement/keep_statement.h"
#include "app/statement/show_statement.h"
#include "app/statement/statement_json.h"
#include "app/statement/statement_paper.h"
#include "app/system/save_file.h"
#include "app/words/code_text.h"
#include "base/json.h"
#include "base/ref.h"
#include "commands.h"
#include "table_text.h"

/* ---- for people ---- */

static void add_page(struct cmd *c, const struct account_statement *s,
                     const struct statement_tables *t, struct buf *out)
{
    buf_add(out, t->items.title);
    buf_add_c(out, "  ");
    buf_add_ref(out, REF_ACCOUNT, s->file.account_number);
    buf_add_c(out, "  ");
    buf_add(out, s->file.account.name);
    buf_add_c(out, "  ");
    buf_add_c(out, account_stage_text(s->stage.stage, c->lang));
    buf_add_c(out, "\n\n");
    table_text_print(out, &t->items, false);
    buf_add_char(out, '\n');
    table_text_print(out, &t->sums, true);
    if (t->differences.row_count > 0) {
        buf_add_char(out, '\n');
        table_text_print(out, &t->differences, true);
    }
    if (s->policy.imputation != IMPUTATION_LEDGER && t->payments.row_count > 0) {
        buf_add_char(out, '\n');
        table_text_print(out, &t->payments, false);
    }
    if (cmd_has(c, "detail") && t->interest.row_count > 0) {
        buf_add_char(out, '\n');
        table_text_print(out, &t->interest, false);
    }
    buf_add_c(out, t->note_count > 0 ? "\n" : "");
    for (size_t i = 0; i < t->note_count; i++) {
        buf_add(out, t->notes[i]);
        buf_add_char(out, '\n');
    }
}

static struct statement_wish wish_of(const struct cmd *c, struct day on)
{
    return (struct statement_wish){.reader = {c->lang, on}, .to_debtor = cmd_has(c, "to-debtor")};
}

static void print_page(struct cmd *c, const struct account_statement *s)
{
    struct statement_tables tables;
    struct statement_wish wish = wish_of(c, s->on);
    statement_tables_make(&tables, &c->arena, s, &wish);
    add_page(c, s, &tables, &c->out);
}

/* ---- files ---- */

static bool save_workbook(struct cmd *c, const struct account_statement *s, struct str path)
{
    struct statement_tables tables;
    struct statement_wish wish = wish_of(c, s->on);
    struct table_view sheets[5];
    wish.everything = true;
    statement_tables_make(&tables, &c->arena, s, &wish);
    size_t count = statement_sheets(&tables, sheets);
    struct table_file file = {sheets, count, s->on};
    return table_file_save(&file, &c->arena, path, &c->err);
}

static bool save_pdf(struct cmd *c, const struct app *app, const struct account_statement *s,
                     struct str path)
{
    struct buf pdf;
    struct statement_paper paper = {wish_of(c, s->on), app->now_ms};
    buf_init(&pdf, &c->arena, LIMIT_DOCUMENT_BYTES);
    return statement_paper_write(&c->arena, s, &paper, &pdf, &c->err) &&
           save_bytes(&c->arena, path, buf_str(&pdf), &c->err);
}

static bool save_text(struct cmd *c, const struct account_statement *s, struct str path)
{
    struct buf text;
    struct statement_tables tables;
    struct statement_wish wish = wish_of(c, s->on);
    buf_init(&text, &c->arena, LIMIT_EXPORT_BYTES);
    statement_tables_make(&tables, &c->arena, s, &wish);
    add_page(c, s, &tables, &text);
    return save_bytes(&c->arena, path, buf_str(&text), &c->err);
}

static bool has_end(struct str path, const char *end)
{
    struct str e = str_of(end);
    return path.n > e.n && str_is_nocase(str_slice(path, path.n - e.n, path.n), end);
}

static bool save(struct cmd *c, const struct app *app, const struct account_statement *s,
                 struct str path)
{
    if (has_end(path, ".pdf"))
        return save_pdf(c, app, s, path);
    if (has_end(path, ".txt"))
        return save_text(c, s, path);
    return save_workbook(c, s, path);
}

/* ---- kept as sent ---- */

static bool keep(struct cmd *c, struct app *app, const struct file_query *query)
{
    struct keep_request request = {*query, c->lang};
    struct kept_statement kept;
    struct buf ref;
    struct str path = cmd_value(c, "out");
    if (path.p != NULL && !has_end(path, ".pdf"))
        return err_set_field(&c->err, ERR_BAD_OPTION_VALUE, "out", path);
    if (!keep_statement(app, &c->arena, &request, &kept, &c->err))
        return false;
    buf_init(&ref, &c->arena, 64);
    buf_add_ref(&ref, REF_DOCUMENT, kept.number);
    if (path.p != NULL && !save_bytes(&c->arena, path, kept.pdf, &c->err))
        return false;
    if (!c->json) {
        buf_add_c(&c->out, cmd_tr(c, N_("Relevé gardé tel qu’envoyé : ")));
        buf_add(&c->out, buf_str(&ref));
        buf_add_char(&c->out, '\n');
        return true;
    }
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_id(&j, "id", kept.document_id);
    json_text(&j, "document", buf_str(&ref));
    json_object_end(&j);
    json_end(&j);
    return true;
}

static bool show(struct cmd *c, struct app *app, const struct file_query *query)
{
    struct account_statement statement;
    struct str path = cmd_value(c, "out");
    if (!show_statement(app, &c->arena, query, &statement, &c->err) ||
        (path.p != NULL && !save(c, app, &statement, path)))
        return false;
    if (!c->json && path.p == NULL)
        print_page(c, &statement);
    if (!c->json)
        return true;
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    statement_json(&j, &c->arena, &statement);
    json_object_end(&j);
    json_end(&j);
    return true;
}

static int run_statement(struct cmd *c)
{
    struct file_query query = {.ref = c->arguments[0], .creditor = cmd_value(c, "creditor")};
    struct app *app = NULL;
    struct day on = c->today;
    if (cmd_has(c, "keep") && cmd_has(c, "on")) {
        err_set_field(&c->err, ERR_OPTION_CONFLICT, "keep", STR("--on"));
        return cmd_fail(c);
    }
    if (!cmd_day(c, "on", &on) || !app_open(&c->arena, c->db_url, on, &app, &c->err))
        return cmd_fail(c);
    bool ok = cmd_has(c, "keep") ? keep(c, app, &query) : show(c, app, &query);
    app_close(app);
    return ok ? EXIT_DONE : cmd_fail(c);
}

static const struct cmd_option statement_options[] = {
    {"on", "AAAA-MM-JJ", 0, N_("le jour du relevé (sinon --today)")},
    {"creditor", "CODE", 0, N_("pour un numéro de compte client connu de plusieurs créanciers")},
    {"detail", NULL, 0, N_("avec le calcul des intérêts, période par période")},
    {"to-debtor", NULL, 0,
     N_("ce qui peut être envoyé : sans pénalités si elles ne sont ni "
        "rappelées ni réclamées")},
    {"out", "FICHIER", 0, N_("écrit un fichier .txt, .pdf, .xlsx ou .csv")},
    {"keep", NULL, 0, N_("garde le PDF tel qu’envoyé au débiteur, parmi les documents du dossier")},
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
