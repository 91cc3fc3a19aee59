/* relance export facts, export allocations, export writeoffs. */
#include <stdio.h>

#include "app/exports/export_allocations.h"
#include "app/exports/export_facts.h"
#include "app/exports/export_writeoffs.h"
#include "app/open_app.h"
#include "app/system/save_file.h"
#include "base/json.h"
#include "commands.h"

/* One kind of export: writes itself, then says what it wrote. */
struct exporter {
    bool (*write)(struct cmd *c, struct app *app, struct exporter *x, FILE *out);
    void (*json)(const struct exporter *x, struct json *j);
    void (*page)(struct cmd *c, const struct exporter *x); /* after --out; may be NULL */
    enum export_format format;
    int64_t facts, writeoffs;
    struct rate vat;
    struct allocations_report allocations;
};

static bool write_file(struct cmd *c, struct app *app, struct exporter *x, struct str path)
{
    struct saving file;
    return saving_begin(&file, &c->arena, path, &c->err) &&
           saving_end(&file, x->write(c, app, x, file.out), &c->err);
}

static void print_json(struct cmd *c, const struct exporter *x, struct str path)
{
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_text(&j, "file", path);
    x->json(x, &j);
    json_object_end(&j);
    json_end(&j);
}

static int run_export(struct cmd *c, struct exporter *x)
{
    struct app *app = NULL;
    struct str path = cmd_value(c, "out");
    if (c->json && path.p == NULL) { /* what is exported is no single document */
        err_set_field(&c->err, ERR_OPTION_MISSING, "out", (struct str){0});
        return cmd_fail(c);
    }
    if (!app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return cmd_fail(c);
    bool ok = path.p == NULL ? x->write(c, app, x, stdout) : write_file(c, app, x, path);
    app_close(app);
    if (!ok) {
        c->err_file = path;
        return cmd_fail(c);
    }
    if (c->json)
        print_json(c, x, path);
    else if (path.p != NULL && x->page != NULL)
        x->page(c, x);
    return EXIT_DONE;
}

/* ---- facts ---- */

static bool write_facts(struct cmd *c, struct app *app, struct exporter *x, FILE *out)
{
    return export_facts(app, &c->arena, out, &x->facts, &c->err);
}

static void facts_json(const struct exporter *x, struct json *j) { json_int(j, "facts", x->facts); }

static int run_export_facts(struct cmd *c)
{
    struct exporter x = {.write = write_facts, .json = facts_json};
    struct str format = cmd_value(c, "format");
    if (format.p != NULL && !str_is(format, "jsonl"))
        return cmd_bad_value(c, "format", format);
    return run_export(c, &x);
}

static const struct cmd_option facts_options[] = {
    {"out", "FICHIER", 0, N_("écrit dans ce fichier plutôt que sur la sortie")},
    {"format", "jsonl", 0, N_("une ligne JSON par fait")},
    {NULL, NULL, 0, NULL},
};

const struct command cmd_export_facts = {
    .name = "export facts",
    .arguments = "",
    .options = facts_options,
    .summary = N_("tous les faits et toutes les pièces, pour l’auditeur et le comptable"),
    .run = run_export_facts,
};

/* ---- allocations ---- */

static bool write_allocations(struct cmd *c, struct app *app, struct exporter *x, FILE *out)
{
    struct str creditor = cmd_value(c, "creditor");
    struct export_query query = {x->format, creditor.p == NULL ? STR("") : creditor, out};
    return export_allocations(app, &c->arena, &query, &x->allocations, &c->err);
}

static void allocations_json(const struct exporter *x, struct json *j)
{
    if (x->format != EXPORT_FEC) {
        json_int(j, "allocations", x->allocations.rows);
        return;
    }
    json_int(j, "lines", x->allocations.rows);
    json_int(j, "groups", x->allocations.groups);
    json_int(j, "left_out", x->allocations.left_out);
}

static void count_line(struct cmd *c, int64_t count, const char *text)
{
    buf_add_int(&c->out, count);
    buf_add_char(&c->out, ' ');
    buf_add_c(&c->out, cmd_tr(c, text));
    buf_add_char(&c->out, '\n');
}

static void allocations_page(struct cmd *c, const struct exporter *x)
{
    if (x->format != EXPORT_FEC) {
        count_line(c, x->allocations.rows, N_("affectations"));
        return;
    }
    count_line(c, x->allocations.rows, N_("lignes"));
    count_line(c, x->allocations.groups, N_("groupes de lettrage"));
    if (x->allocations.left_out > 0)
        count_line(c, x->allocations.left_out,
                   N_("groupes qu’un FEC ne peut pas dire (partiels, ou pièces sans ligne) : voyez "
                      "--format csv"));
}

static int run_export_allocations(struct cmd *c)
{
    struct exporter x = {
        .write = write_allocations, .json = allocations_json, .page = allocations_page};
    struct str format = cmd_value(c, "format");
    if (format.p != NULL && !export_format_parse(format, &x.format))
        return cmd_bad_value(c, "format", format);
    return run_export(c, &x);
}

static const struct cmd_option allocations_options[] = {
    {"out", "FICHIER", 0, N_("écrit dans ce fichier plutôt que sur la sortie")},
    {"format", "jsonl|csv|fec", 0,
     N_("une ligne JSON (d’office) ou CSV par affectation, ou les lignes du grand livre avec leur "
        "lettrage, au format FEC")},
    {"creditor", "CODE", 0, N_("ce créancier seulement ; un FEC n’en porte qu’un")},
    {NULL, NULL, 0, NULL},
};

const struct command cmd_export_allocations = {
    .name = "export allocations",
    .arguments = "",
    .options = allocations_options,
    .summary = N_("ce qui a été affecté à quoi, en retour au comptable"),
    .help =
        N_("Exemple : relance export allocations --format fec --creditor US --out lettrage.txt"),
    .run = run_export_allocations,
};

/* ---- write-offs ---- */

static bool write_writeoffs(struct cmd *c, struct app *app, struct exporter *x, FILE *out)
{
    struct str creditor = cmd_value(c, "creditor");
    struct writeoffs_query query = {
        .export = {x->format, creditor.p == NULL ? STR("") : creditor, out}, .vat = x->vat};
    return export_writeoffs(app, &c->arena, &query, &x->writeoffs, &c->err);
}

static void writeoffs_json(const struct exporter *x, struct json *j)
{
    json_int(j, "writeoffs", x->writeoffs);
}

static void writeoffs_page(struct cmd *c, const struct exporter *x)
{
    count_line(c, x->writeoffs, N_("passages en perte"));
}

static int run_export_writeoffs(struct cmd *c)
{
    struct exporter x = {.write = write_writeoffs, .json = writeoffs_json, .page = writeoffs_page};
    struct str format = cmd_value(c, "format");
    struct str vat = cmd_value(c, "vat");
    if (format.p != NULL && !export_format_parse(format, &x.format))
        return cmd_bad_value(c, "format", format);
    if (vat.p != NULL && (!rate_parse(vat, &x.vat, NULL) || x.vat.micro < 0 ||
                          x.vat.micro > INT64_C(100) * RATE_MICRO))
        return cmd_bad_value(c, "vat", vat);
    return run_export(c, &x);
}

static const struct cmd_option writeoffs_options[] = {
    {"out", "FICHIER", 0, N_("écrit dans ce fichier plutôt que sur la sortie")},
    {"format", "jsonl|csv|fec", 0,
     N_("une ligne JSON (d’office) ou CSV par passage en perte, ou des écritures d’opérations "
        "diverses, au format FEC")},
    {"creditor", "CODE", 0, N_("ce créancier seulement ; un FEC n’en porte qu’un")},
    {"vat", "P", 0,
     N_("taux de TVA compris dans les sommes, à récupérer avec elles (CGI 272) ; aucun d’office")},
    {NULL, NULL, 0, NULL},
};

const struct command cmd_export_writeoffs = {
    .name = "export writeoffs",
    .arguments = "",
    .options = writeoffs_options,
    .summary = N_("les passages en perte décidés ici, à écrire en comptabilité"),
    .help = N_("Exemple : relance export writeoffs --format fec --creditor US --out pertes.txt"),
    .run = run_export_writeoffs,
};
