/* relance import. */
#include "app/import_files.h"
#include "app/open_app.h"
#include "base/json.h"
#include "base/ref.h"
#include "columns.h"
#include "commands.h"

struct import_row {
    struct str file;
    struct import_report report;
    struct err err;
};

/* ---- JSON ---- */

static void error_json(struct cmd *c, struct json *j, const struct import_row *row)
{
    json_array(j, "errors");
    if (err_is(&row->err)) {
        json_object(j, NULL);
        cmd_error_fields(c, j, &row->err, row->file);
        json_object_end(j);
    }
    json_array_end(j);
}

static void warnings_json(struct json *j, const struct import_report *r)
{
    json_array(j, "warnings");
    for (size_t i = 0; i < r->warning_count; i++) {
        const struct import_warning *w = &r->warnings[i];
        json_object(j, NULL);
        json_cstr(j, "code", w->code);
        json_int(j, "count", w->count);
        json_amount(j, "amount", (struct money){w->amount_minor, r->currency});
        json_object_end(j);
    }
    json_array_end(j);
}

static void report_json(struct cmd *c, struct json *j, const struct import_row *row)
{
    const struct import_report *r = &row->report;
    struct buf ref;
    char currency[4];
    buf_init(&ref, &c->arena, 64);
    currency_text(r->currency, currency);
    if (r->number > 0 && !err_is(&row->err))
        buf_add_ref(&ref, REF_IMPORT, r->number);
    json_object(j, NULL);
    json_cstr(j, "id", ref.n > 0 ? buf_cstr(&ref) : NULL);
    json_text(j, "file", row->file);
    json_cstr(j, "format", r->format);
    json_cstr(j, "kind", r->kind);
    json_cstr(j, "currency", currency);
    json_int(j, "read", r->read);
    json_int(j, "accepted", r->accepted);
    json_int(j, "rejected", r->rejected);
    json_int(j, "duplicates", r->duplicates);
    json_int(j, "updated", r->updated);
    json_int(j, "ignored", r->ignored);
    json_int(j, "vanished", r->vanished);
    json_int(j, "debtors", r->debtors);
    json_int(j, "items", r->items);
    json_int(j, "payments", r->payments);
    json_int(j, "credits", r->credits);
    json_int(j, "facts", r->facts);
    json_amount(j, "lines_debit", (struct money){r->debit_minor, r->currency});
    json_amount(j, "lines_credit", (struct money){r->credit_minor, r->currency});
    warnings_json(j, r);
    error_json(c, j, row);
    json_object_end(j);
}

/* ---- for people ---- */

static void count_line(struct cmd *c, const char *label, int64_t count)
{
    if (count == 0)
        return;
    buf_add_c(&c->out, "  ");
    buf_add_int(&c->out, count);
    buf_add_char(&c->out, ' ');
    buf_add_c(&c->out, cmd_tr(c, label));
    buf_add_char(&c->out, '\n');
}

static const struct {
    const char *code, *text;
} warning_texts[] = {
    {"opening_difference",
     N_("comptes dont les à-nouveaux diffèrent du solde connu ; un écart daté a été créé")},
    {"letter_unbalanced", N_("groupes de lettrage non équilibrés ; leur reste demeure ouvert")},
    {"vanished", N_("lignes connues de la période absentes de ce fichier")},
    {"outdated", N_("lignes dont un fichier plus récent donne un autre lettrage ; il est gardé")},
    {"unbalanced", N_("écritures non équilibrées, acceptées comme demandé")},
    {"creditor_created", N_("créancier créé avec ce fichier")},
};

static void warning_lines(struct cmd *c, const struct import_report *r)
{
    for (size_t i = 0; i < r->warning_count; i++) {
        for (size_t t = 0; t < COUNT_OF(warning_texts); t++) {
            if (strcmp(r->warnings[i].code, warning_texts[t].code) != 0)
                continue;
            count_line(c, warning_texts[t].text, r->warnings[i].count);
        }
    }
}

static void report_page(struct cmd *c, const struct import_row *row)
{
    const struct import_report *r = &row->report;
    buf_add(&c->out, row->file);
    buf_add_c(&c->out, "  ");
    buf_add_ref(&c->out, REF_IMPORT, r->number);
    buf_add_char(&c->out, '\n');
    count_line(c, N_("lignes lues"), r->read);
    count_line(c, N_("nouvelles"), r->accepted);
    count_line(c, N_("déjà connues"), r->duplicates);
    count_line(c, N_("mises à jour"), r->updated);
    count_line(c, N_("hors comptes clients"), r->ignored);
    count_line(c, N_("disparues"), r->vanished);
    count_line(c, N_("clients créés"), r->debtors);
    count_line(c, N_("créances créées"), r->items);
    count_line(c, N_("règlements créés"), r->payments);
    count_line(c, N_("avoirs et autres crédits créés"), r->credits);
    count_line(c, N_("renseignements nouveaux"), r->facts);
    warning_lines(c, r);
}

/* ---- running ---- */

static bool read_request(struct cmd *c, struct import_request *r)
{
    struct str mode = cmd_value(c, "mode");
    r->creditor = cmd_value(c, "creditor");
    r->creditor_name = cmd_value(c, "creditor-name");
    r->capacity = cmd_value(c, "capacity");
    r->terms = cmd_value(c, "terms");
    r->accept_unbalanced = cmd_value(c, "accept-unbalanced");
    r->mode = IMPORT_NEW;
    if (mode.p == NULL || str_is(mode, "new"))
        return true;
    r->mode = IMPORT_PERIOD;
    return str_is(mode, "period") || err_set_field(&c->err, ERR_BAD_OPTION_VALUE, "mode", mode);
}

static int import_all(struct cmd *c, struct app *app, const struct import_request *base)
{
    struct json j;
    int code = EXIT_DONE;
    json_begin(&j, &c->out);
    if (c->json) {
        json_object(&j, NULL);
        json_array(&j, "files");
    }
    for (size_t i = 0; i < c->argument_count; i++) {
        struct arena arena;
        struct import_row row = {.file = c->arguments[i]};
        struct import_request request = *base;
        request.path = c->arguments[i];
        arena_init(&arena, 0);
        if (!import_file(app, &arena, &request, &row.report, &row.err)) {
            int failed = err_exit_code(row.err.code);
            code = failed > code ? failed : code;
        }
        arena_release(&arena);
        if (c->json)
            report_json(c, &j, &row);
        else if (err_is(&row.err))
            cmd_say_error(c, &row.err, row.file);
        else
            report_page(c, &row);
    }
    if (c->json) {
        json_array_end(&j);
        json_object_end(&j);
        json_end(&j);
    }
    return code;
}

static int undo(struct cmd *c, struct app *app)
{
    enum ref_kind kind;
    struct import_row row = {.file = {0}};
    struct json j;
    int64_t number = 0;
    if (!ref_parse(cmd_value(c, "undo"), &kind, &number, &c->err))
        return cmd_fail(c);
    if (kind != REF_IMPORT)
        return cmd_bad_value(c, "undo", cmd_value(c, "undo"));
    if (!undo_import(app, &c->arena, number, &row.report, &c->err))
        return cmd_fail(c);
    if (c->json) {
        json_begin(&j, &c->out);
        json_object(&j, NULL);
        json_array(&j, "files");
        report_json(c, &j, &row);
        json_array_end(&j);
        json_object_end(&j);
        json_end(&j);
    } else {
        buf_add_ref(&c->out, REF_IMPORT, number);
        buf_add_c(&c->out, cmd_tr(c, " est annulé.\n"));
        count_line(c, N_("créances et crédits retirés"), row.report.vanished);
        count_line(c, N_("mises à jour"), row.report.updated);
    }
    return EXIT_DONE;
}

static int run_import(struct cmd *c)
{
    struct import_request request = {0};
    struct app *app = NULL;
    bool undoing = cmd_has(c, "undo");
    if (undoing == (c->argument_count > 0)) {
        if (undoing)
            err_set_field(&c->err, ERR_TOO_MANY_ARGUMENTS, NULL, c->arguments[0]);
        else
            err_set_field(&c->err, ERR_ARGUMENT_MISSING, "FICHIER", (struct str){0});
        return cmd_fail(c);
    }
    if (!read_request(c, &request) || !import_prepare(&c->err) ||
        !app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return cmd_fail(c);
    int code = undoing ? undo(c, app) : import_all(c, app, &request);
    app_close(app);
    return code;
}

static const struct cmd_option import_options[] = {
    {"creditor", "CODE", 0, N_("le créancier ; sinon le seul connu, ou OWN")},
    {"creditor-name", "NOM", 0, N_("le nom du créancier que cet import crée")},
    {"capacity", "own|mandate|factor", 0,
     N_("à quel titre : pour soi, sous mandat, comme factor (à la création du créancier)")},
    {"mode", "new|period", 0,
     N_("new : ajoute ; period : ce que le fichier ne tient plus de sa période est retiré")},
    {"terms", "RÈGLE", 0, N_("conditions de paiement convenues : net30, net60, eom45a, eom45b…")},
    {"accept-unbalanced", "RAISON", 0, N_("accepte un grand livre non équilibré")},
    {"undo", "I-…", 0, N_("annule un import")},
    {NULL, NULL, 0, NULL},
};

const struct command cmd_import = {
    .name = "import",
    .arguments = "FICHIER…",
    .arguments_max = -1,
    .options = import_options,
    .summary = N_("prend des fichiers : grand livre (FEC), liste de clients (CSV)"),
    .help =
        N_("Chaque fichier est pris entier ou refusé entier. Le même fichier deux fois ne change "
           "rien. « relance inspect » montre ce qu’un fichier contient sans rien écrire.\n"
           "Exemple : relance import FEC20261231.txt --creditor NOUS --terms net30"),
    .run = run_import,
};
