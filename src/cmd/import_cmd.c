/* relance import. */
#include "app/imports/import_each.h"
#include "app/imports/import_files.h"
#include "app/imports/import_json.h"
#include "app/imports/import_text.h"
#include "app/imports/use_mapping.h"
#include "app/open_app.h"
#include "base/json.h"
#include "base/ref.h"
#include "columns.h"
#include "commands.h"
#include "contradictions_out.h"
#include "rejects.h"

struct import_row {
    struct str file;
    struct import_report report;
    struct err err;
    struct str rejects; /* the file that holds the refused rows, or empty */
};

/* ---- JSON ---- */

static void one_error_json(struct cmd *c, struct json *j, const struct import_row *row,
                           const struct err *err)
{
    json_object(j, NULL);
    cmd_error_fields(c, j, err, row->file);
    json_object_end(j);
}

/* The rows refused one by one; else what refused the file as a whole. */
static void error_json(struct cmd *c, struct json *j, const struct import_row *row)
{
    json_array(j, "errors");
    for (size_t i = 0; i < row->report.error_count; i++)
        one_error_json(c, j, row, &row->report.errors[i]);
    if (err_is(&row->err) && row->report.error_count == 0)
        one_error_json(c, j, row, &row->err);
    json_array_end(j);
}

static void effects_json(struct json *j, const struct import_report *r)
{
    json_array(j, "effects");
    for (size_t i = 0; i < r->effect_count; i++) {
        const struct import_effect *e = &r->effects[i];
        json_object(j, NULL);
        json_currency(j, "currency", e->currency);
        json_amount(j, "open_before", (struct money){e->before_minor, e->currency});
        json_int(j, "closed", e->closed);
        json_amount(j, "closed_amount", (struct money){e->closed_minor, e->currency});
        json_int(j, "changed", e->changed);
        json_amount(j, "changed_amount", (struct money){e->changed_minor, e->currency});
        json_int(j, "added", e->added);
        json_amount(j, "added_amount", (struct money){e->added_minor, e->currency});
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

static void documents_json(struct json *j, const struct import_report *r)
{
    json_object(j, "documents");
    json_int(j, "proposed", r->proposed);
    json_int(j, "doubtful", r->doubtful);
    json_int(j, "unmatched", r->unmatched);
    json_object_end(j);
}

/* Of copies that waited for what this import brought. */
static void again_json(struct json *j, const struct import_report *r)
{
    json_object(j, "documents");
    json_int(j, "proposed", r->proposed);
    json_int(j, "doubtful", r->doubtful);
    json_object_end(j);
}

/* Of an import taken back. */
static void undone_json(struct json *j, const struct import_report *r)
{
    json_object(j, "documents");
    json_int(j, "removed", r->documents_removed);
    json_int(j, "withdrawn", r->documents_withdrawn);
    json_int(j, "held", r->documents_held);
    json_object_end(j);
}

static void report_json(struct cmd *c, struct json *j, const struct import_row *row)
{
    const struct import_report *r = &row->report;
    struct buf ref;
    buf_init(&ref, &c->arena, 64);
    if (r->number > 0 && !err_is(&row->err))
        buf_add_ref(&ref, REF_IMPORT, r->number);
    json_object(j, NULL);
    json_cstr(j, "id", ref.n > 0 ? buf_cstr(&ref) : NULL);
    json_text(j, "file", row->file);
    json_cstr(j, "format", r->format);
    json_cstr(j, "kind", r->kind);
    json_currency(j, "currency", r->currency);
    import_counts_json(j, r);
    if (r->kind != NULL && strcmp(r->kind, "document") == 0)
        documents_json(j, r);
    else if (r->proposed + r->doubtful > 0)
        again_json(j, r);
    if (r->kind != NULL && strcmp(r->kind, "open-items") == 0)
        json_day(j, "as_of_stated", r->stated_day);
    if (r->documents_removed + r->documents_withdrawn + r->documents_held > 0)
        undone_json(j, r);
    json_amount(j, "lines_debit", (struct money){r->debit_minor, r->currency});
    json_amount(j, "lines_credit", (struct money){r->credit_minor, r->currency});
    if (r->mapping.n > 0) {
        json_object(j, "mapping");
        json_text(j, "name", r->mapping);
        json_int(j, "version", r->mapping_version);
        json_object_end(j);
    }
    warnings_json(j, r);
    contradictions_json(j, r);
    if (r->effect_count > 0)
        effects_json(j, r);
    if (row->rejects.n > 0)
        json_text(j, "rejects", row->rejects);
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

static void effect_lines(struct cmd *c, const struct import_report *r)
{
    for (size_t i = 0; i < r->effect_count; i++) {
        const struct import_effect *e = &r->effects[i];
        const struct {
            const char *label;
            int64_t count, minor;
        } lines[] = {{N_("postes soldés :"), e->closed, e->closed_minor},
                     {N_("postes modifiés :"), e->changed, e->changed_minor},
                     {N_("postes nouveaux :"), e->added, e->added_minor}};
        buf_add_c(&c->out, cmd_tr(c, N_("  ouvert avant : ")));
        buf_add_money_fr(&c->out, (struct money){e->before_minor, e->currency});
        buf_add_char(&c->out, '\n');
        for (size_t k = 0; k < COUNT_OF(lines); k++) {
            buf_add_c(&c->out, "  ");
            buf_add_int(&c->out, lines[k].count);
            buf_add_char(&c->out, ' ');
            buf_add_c(&c->out, cmd_tr(c, lines[k].label));
            buf_add_char(&c->out, ' ');
            buf_add_money_fr(&c->out, (struct money){lines[k].minor, e->currency});
            buf_add_char(&c->out, '\n');
        }
    }
}

static void warning_lines(struct cmd *c, const struct import_report *r)
{
    for (size_t i = 0; i < r->warning_count; i++) {
        const char *text = import_warning_text(r->warnings[i].code);
        if (text != NULL)
            count_line(c, text, r->warnings[i].count);
    }
}

/* A day that the titles of a list name is for a person to say again. */
static void add_stated_day(struct cmd *c, const struct import_report *r, struct buf *out)
{
    if (!day_is(r->stated_day) || cmd_has(c, "as-of"))
        return;
    buf_add_c(out, cmd_tr(c, N_("  la liste dit elle-même le jour qu’elle décrit : --as-of ")));
    buf_add_day(out, r->stated_day);
    buf_add_char(out, '\n');
}

static void documents_page(struct cmd *c, const struct import_report *r)
{
    count_line(c, N_("documents lus"), r->read);
    count_line(c, N_("nouveaux"), r->accepted);
    count_line(c, N_("déjà connus"), r->duplicates);
    count_line(c, N_("mis à jour"), r->updated);
    count_line(c, N_("proposés à leur facture, à confirmer"), r->proposed);
    count_line(c, N_("dans le doute : plusieurs factures, ou un numéro peu sûr"), r->doubtful);
    count_line(c, N_("sans numéro connu, à rattacher à la main"), r->unmatched);
    warning_lines(c, r);
    if (r->proposed + r->doubtful + r->unmatched > 0)
        buf_add_c(&c->out,
                  cmd_tr(c, N_("  « relance documents » les montre ; rien n’est rattaché sans "
                               "confirmation.\n")));
}

static void report_page(struct cmd *c, const struct import_row *row)
{
    const struct import_report *r = &row->report;
    buf_add(&c->out, row->file);
    buf_add_c(&c->out, "  ");
    if (r->number > 0)
        buf_add_ref(&c->out, REF_IMPORT, r->number);
    else
        buf_add_c(&c->out, cmd_tr(c, N_("aperçu : rien n’a été changé")));
    buf_add_char(&c->out, '\n');
    if (strcmp(r->kind, "document") == 0) {
        documents_page(c, r);
        return;
    }
    count_line(c, N_("lignes lues"), r->read);
    count_line(c, N_("nouvelles"), r->accepted);
    count_line(c, N_("déjà connues"), r->duplicates);
    count_line(c, N_("mises à jour"), r->updated);
    bool ledger = strcmp(r->kind, "ledger") == 0;
    count_line(c, ledger ? N_("hors comptes clients") : N_("sans rien d’ouvert"), r->ignored);
    count_line(c, N_("disparues"), r->vanished);
    count_line(c, N_("clients créés"), r->debtors);
    count_line(c, N_("créances créées"), r->items);
    count_line(c, N_("règlements créés"), r->payments);
    count_line(c, N_("avoirs et autres crédits créés"), r->credits);
    count_line(c, N_("renseignements nouveaux"), r->facts);
    count_line(c, N_("copies en attente retrouvées, à confirmer"), r->proposed);
    count_line(c, N_("copies en attente qui ont une facture possible"), r->doubtful);
    count_line(c, N_("refusées"), r->rejected);
    if (row->rejects.n > 0) {
        buf_add_c(&c->out, cmd_tr(c, N_("  les lignes refusées : ")));
        buf_add(&c->out, row->rejects);
        buf_add_char(&c->out, '\n');
    }
    if (r->mapping.n > 0) {
        buf_add_c(&c->out, cmd_tr(c, N_("  lue avec la correspondance : ")));
        buf_add(&c->out, r->mapping);
        buf_add_c(&c->out, cmd_tr(c, N_(", version ")));
        buf_add_int(&c->out, r->mapping_version);
        buf_add_char(&c->out, '\n');
    }
    add_stated_day(c, r, &c->out);
    warning_lines(c, r);
    contradictions_text(c, r);
    effect_lines(c, r);
}

/* ---- running ---- */

static bool read_mode(struct cmd *c, struct import_request *r)
{
    static const char *const names[] = {
        [IMPORT_NEW] = "new", [IMPORT_PERIOD] = "period", [IMPORT_STATE] = "state"};
    struct str mode = cmd_value(c, "mode");
    size_t i = mode.p == NULL ? IMPORT_NEW : str_index(mode, names, COUNT_OF(names));
    if (i == COUNT_OF(names))
        return err_set_field(&c->err, ERR_BAD_OPTION_VALUE, "mode", mode);
    r->mode = (enum import_mode)i;
    return true;
}

static bool read_request(struct cmd *c, struct import_request *r)
{
    r->creditor = cmd_value(c, "creditor");
    r->creditor_name = cmd_value(c, "creditor-name");
    r->capacity = cmd_value(c, "capacity");
    r->terms = cmd_value(c, "terms");
    r->accept_unbalanced = cmd_value(c, "accept-unbalanced");
    r->as_of = DAY_NONE;
    r->preview = cmd_has(c, "preview");
    r->confirm = cmd_has(c, "confirm");
    r->accept_partial = cmd_has(c, "accept-partial");
    return read_mode(c, r) && cmd_day(c, "as-of", &r->as_of);
}

static void say_page(struct cmd *c, const struct import_row *row)
{
    if (!err_is(&row->err)) {
        report_page(c, row);
        return;
    }
    for (size_t i = 0; i < row->report.error_count; i++)
        cmd_say_error(c, &row->report.errors[i], row->file);
    if (row->report.error_count == 0)
        cmd_say_error(c, &row->err, row->file);
    if (row->err.code == ERR_OPTION_MISSING) {
        struct buf text;
        buf_init(&text, &c->arena, LIMIT_RECORD_BYTES);
        add_stated_day(c, &row->report, &text);
        fputs(buf_cstr(&text), stderr);
    }
    effect_lines(c, &row->report);
}

struct import_run {
    struct cmd *c;
    struct app *app;
    struct json j;
    int code;
};

static void say_row(struct import_run *run, const struct import_row *row)
{
    int code = err_is(&row->err) ? err_exit_code(row->err.code) : EXIT_DONE;
    run->code = code > run->code ? code : run->code;
    if (run->c->json)
        report_json(run->c, &run->j, row);
    else
        say_page(run->c, row);
}

static void import_one(void *with, const struct import_request *request)
{
    struct import_run *run = with;
    struct arena arena;
    struct rejects rejects;
    struct import_row row = {.file = request->path};
    struct import_request one = *request;
    rejects_init(&rejects, &run->c->arena, request->path);
    one.rejects = rejects_add;
    one.rejects_with = &rejects;
    arena_init(&arena, 0);
    bool ok = import_file(run->app, &arena, &one, &row.report, &row.err);
    row.rejects = rejects_end(&rejects, ok);
    say_row(run, &row);
    arena_release(&arena);
}

static void say_refused(void *with, struct str file, const struct err *refused)
{
    const struct import_row row = {.file = file, .err = *refused};
    say_row(with, &row);
}

static void say_skipped(void *with, struct str file)
{
    struct import_run *run = with;
    struct cmd *c = run->c;
    if (c->json) {
        json_object(&run->j, NULL);
        json_null(&run->j, "id");
        json_text(&run->j, "file", file);
        json_bool(&run->j, "skipped", true);
        json_object_end(&run->j);
        return;
    }
    buf_add(&c->out, file);
    buf_add_c(&c->out, cmd_tr(c, N_("  laissé de côté\n")));
}

static int import_all(struct cmd *c, struct app *app, const struct import_request *base)
{
    struct import_run run = {.c = c, .app = app, .code = EXIT_DONE};
    const struct import_walk walk = {&run, import_one, say_refused, say_skipped};
    json_begin(&run.j, &c->out);
    if (c->json) {
        json_object(&run.j, NULL);
        json_array(&run.j, "files");
    }
    for (size_t i = 0; i < c->argument_count; i++)
        import_each(app, base, c->arguments[i], &walk);
    if (c->json) {
        json_array_end(&run.j);
        json_object_end(&run.j);
        json_end(&run.j);
    }
    return run.code;
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
        count_line(c, N_("documents retirés"), row.report.documents_removed);
        count_line(c, N_("documents confirmés, gardés comme retirés"),
                   row.report.documents_withdrawn);
        count_line(c, N_("documents laissés : un autre import les contient"),
                   row.report.documents_held);
    }
    return EXIT_DONE;
}

/* The mapping is the same for all files of the command; its faults are those of its own text. */
static bool read_map(struct cmd *c, struct app *app, struct import_request *r,
                     struct used_mapping *mapping)
{
    const struct mapping_wanted wanted = {.creditor = r->creditor, .map = cmd_value(c, "map")};
    if (wanted.map.p == NULL)
        return true;
    r->mapping = mapping;
    c->err_file = wanted.map;
    if (!load_mapping(app, &c->arena, &wanted, mapping, &c->err))
        return false;
    c->err_file = (struct str){0};
    return true;
}

static int run_import(struct cmd *c)
{
    struct import_request request = {0};
    struct used_mapping mapping;
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
    int code;
    if (undoing)
        code = undo(c, app);
    else
        code = read_map(c, app, &request, &mapping) ? import_all(c, app, &request) : cmd_fail(c);
    app_close(app);
    return code;
}

static const struct cmd_option import_options[] = {
    {"creditor", "CODE", 0, N_("le créancier ; sinon le seul connu, ou OWN")},
    {"creditor-name", "NOM", 0, N_("le nom du créancier que cet import crée")},
    {"capacity", "own|mandate|factor", 0,
     N_("à quel titre : pour soi, sous mandat, comme factor (à la création du créancier)")},
    {"mode", "new|period|state", 0,
     N_("new : ajoute ; period : ce qu’un grand livre ne tient plus de sa période est retiré ; "
        "state : une liste complète, ce qu’elle ne tient plus est soldé")},
    {"as-of", "AAAA-MM-JJ", 0, N_("le jour que décrit la liste (sinon --today) ; exigé par state")},
    {"preview", NULL, 0, N_("montre les effets sans rien changer")},
    {"confirm", NULL, 0, N_("accepte une liste complète qui change plus de 20 % de l’encours")},
    {"accept-partial", NULL, 0,
     N_("prend les bonnes lignes d’une liste et écrit les autres dans FICHIER.refus.csv "
        "(-2, -3… s’il existe déjà)")},
    {"map", "M.yaml|NOM", 0,
     N_("la correspondance qui dit ce que sont les colonnes d’une liste ; elle "
        "est gardée sous le nom du fichier")},
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
    .summary = N_("prend des fichiers : grand livre, listes, copies de factures"),
    .help =
        N_("Chaque fichier est pris entier ou refusé entier. Le même fichier deux fois ne change "
           "rien. « relance inspect » montre ce qu’un fichier contient sans rien écrire.\n"
           "Une archive ZIP : chaque fichier est pris à part, ses PDF ensemble. Un dossier : les "
           "PDF qu’il contient. Un PDF est proposé à la facture dont le numéro est dans son nom "
           "ou dans son texte ; « relance documents » les confirme.\n"
           "Exemple : relance import FEC20261231.txt --creditor NOUS --terms net30"),
    .run = run_import,
};
