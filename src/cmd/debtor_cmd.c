/* relance debtor. */
#include "app/acts/objects_json.h"
#include "app/file/file_json.h"
#include "app/open_app.h"
#include "app/statement/show_statement.h"
#include "app/words/code_text.h"
#include "base/json.h"
#include "base/ref.h"
#include "commands.h"
#include "find_out.h"
#include "object_out.h"

/* ---- one file ---- */

static struct objects_view objects_of(const struct file_view *file)
{
    return (struct objects_view){&file->account, file->creditor_code, file->creditor_name,
                                 &file->objects, file->events};
}

static void amount_line(struct columns *t, const char *label, struct money amount)
{
    columns_text(t, label);
    buf_add_money_fr(&t->cell, amount);
    columns_next(t);
}

static void file_head(struct cmd *c, const struct account_statement *s)
{
    const struct file_view *file = &s->file;
    struct columns t;
    struct currency currency = file->account.currency;
    buf_add_ref(&c->out, REF_ACCOUNT, file->account_number);
    buf_add_c(&c->out, "  ");
    buf_add(&c->out, file->account.name);
    buf_add_char(&c->out, '\n');
    if (file->agent.login.n > 0) {
        buf_add_c(&c->out, cmd_tr(c, N_("Agent")));
        buf_add_c(&c->out, "  ");
        buf_add(&c->out, file->agent.name);
        if (file->agent.covered_by.n > 0) {
            buf_add_c(&c->out, cmd_tr(c, N_(", absent ; sur la liste de")));
            buf_add_char(&c->out, ' ');
            buf_add(&c->out, file->agent.covered_by_name);
        }
        buf_add_char(&c->out, '\n');
    }
    buf_add_char(&c->out, '\n');
    columns_begin(&t, &c->arena, "lr");
    amount_line(&t, cmd_tr(c, N_("Ouvert")), (struct money){file->gate.open_minor, currency});
    amount_line(&t, cmd_tr(c, N_("Échu")), (struct money){file->gate.overdue_minor, currency});
    amount_line(&t, cmd_tr(c, N_("Crédits non affectés")),
                (struct money){file->gate.unallocated_minor, currency});
    amount_line(&t, cmd_tr(c, N_("Solde")), (struct money){file->ledger_minor, currency});
    columns_text(&t, cmd_tr(c, N_("Stade")));
    columns_text(&t, account_stage_text(s->stage.stage, c->lang));
    columns_end(&t, 2, &c->out);
    buf_add_char(&c->out, '\n');
}

/* What is settled is in the lists of each kind. */
static void objects_rows(struct cmd *c, const struct file_view *file)
{
    struct objects_view view = objects_of(file);
    struct columns t;
    size_t before = c->out.n;
    columns_begin(&t, &c->arena, "llrll");
    for (int kind = 0; kind < OBJECT_KIND_COUNT; kind++) {
        for (size_t i = 0; i < object_count(&file->objects.stored, (enum object_kind)kind); i++) {
            struct object_summary summary =
                object_summary(&file->objects, (enum object_kind)kind, i, c->lang);
            if (summary.settled)
                continue;
            columns_text(&t, summary.kind);
            object_cells(&t, &view, &summary);
        }
    }
    columns_end(&t, 2, &c->out);
    if (c->out.n > before)
        buf_add_char(&c->out, '\n');
}

static void file_page(struct cmd *c, const struct account_statement *s)
{
    const struct file_view *file = &s->file;
    struct columns t;
    file_head(c, s);
    columns_begin(&t, &c->arena, "lllrll");
    for (size_t i = 0; i < file->account.item_count; i++) {
        const struct walked_item *item = &file->account.items[i];
        if (item->open_minor == 0)
            continue;
        buf_add(&t.cell, item->piece);
        columns_next(&t);
        columns_text(&t, item_kind_text(item->kind, c->lang));
        buf_add_day_fr(&t.cell, item->due.day);
        columns_next(&t);
        buf_add_money_fr(&t.cell, (struct money){item->open_minor, file->account.currency});
        columns_next(&t);
        columns_text(&t, due_source_text(item->due.source, c->lang));
        buf_add(&t.cell, shown_payee_text(&c->arena, &file->payees.rows[i], c->lang));
        columns_next(&t);
    }
    columns_end(&t, 2, &c->out);
    buf_add_char(&c->out, '\n');
    objects_rows(c, file);
    columns_begin(&t, &c->arena, "lll");
    for (size_t i = 0; i < file->fact_count; i++) {
        const struct file_fact *f = &file->facts[i];
        const char *kind = arena_cstr(&c->arena, f->kind);
        columns_text(&t, fact_kind_text(kind, c->lang));
        columns_text(&t, fact_value_text(kind, arena_cstr(&c->arena, f->value), c->lang));
        buf_add(&t.cell, f->source);
        columns_next(&t);
    }
    columns_end(&t, 2, &c->out);
}

static void print_json(struct cmd *c, const struct account_statement *s)
{
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    file_json(&j, &c->arena, s);
    json_object_end(&j);
    json_end(&j);
}

static int run_debtor(struct cmd *c)
{
    struct app *app = NULL;
    struct file_query query = {.creditor = cmd_value(c, "creditor")};
    struct account_statement statement;
    bool finding = cmd_has(c, "find");
    if (finding == (c->argument_count > 0)) {
        err_set_field(&c->err, finding ? ERR_TOO_MANY_ARGUMENTS : ERR_ARGUMENT_MISSING, "REF",
                      finding ? c->arguments[0] : (struct str){0});
        return cmd_fail(c);
    }
    if (!app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return cmd_fail(c);
    int code = EXIT_DONE;
    if (finding) {
        code = find_out(c, app);
    } else {
        query.ref = c->arguments[0];
        if (!show_statement(app, &c->arena, &query, &statement, &c->err))
            code = cmd_fail(c);
        else if (c->json)
            print_json(c, &statement);
        else
            file_page(c, &statement);
    }
    app_close(app);
    return code;
}

static const struct cmd_option debtor_options[] = {
    {"find", "TEXTE", 0,
     N_("cherche par nom (même mal écrit), référence, numéro de client ou de pièce, SIREN, "
        "téléphone, courriel ou montant")},
    {"limit", "N", 0, N_("au plus N réponses (20 d’office)")},
    {"creditor", "CODE", 0, N_("pour un numéro de compte client connu de plusieurs créanciers")},
    {NULL, NULL, 0, NULL},
};

const struct command cmd_debtor = {
    .name = "debtor",
    .arguments = "[REF]",
    .arguments_max = 1,
    .options = debtor_options,
    .summary = N_("un dossier entier, ou la recherche d’un dossier"),
    .help = N_("Exemple : relance debtor --find \"menuiserie kervadec\""),
    .run = run_debtor,
};
