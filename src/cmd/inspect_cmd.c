/* relance inspect: what intake reads in files, without a database. */
#include "app/imports/inspect_files.h"
#include "app/legal/law_text.h"
#include "app/system/text_file.h"
#include "app/words/err_text.h"
#include "base/json.h"
#include "columns.h"
#include "commands.h"

enum { SENTENCE_BYTES_MAX = 4096 };

/* ---- JSON ---- */

static void json_error(struct cmd *c, struct json *j, const struct inspected *f)
{
    struct buf text;
    buf_init(&text, &c->arena, SENTENCE_BYTES_MAX);
    json_object(j, "error");
    json_cstr(j, "code", err_code_text(f->error.code));
    if (f->error.line > 0)
        json_int(j, "line", f->error.line);
    else
        json_null(j, "line");
    if (err_names_column(&f->error))
        json_cstr(j, "column", f->error.field);
    else if (f->error.column > 0)
        json_int(j, "column", f->error.column);
    else
        json_null(j, "column");
    err_sentence(&f->error, f->file, LANG_FR, &text);
    json_text(j, "message", buf_str(&text));
    buf_clear(&text);
    err_advice(&f->error, LANG_FR, &text);
    json_text(j, "advice", buf_str(&text));
    json_object_end(j);
}

static void json_ledger(struct json *j, const struct fec_summary *s)
{
    json_int(j, "lines", s->lines);
    json_int(j, "entries", s->entries);
    json_cstr(j, "currency", "EUR");
    json_amount(j, "debit", eur(s->debit_minor));
    json_amount(j, "credit", eur(s->credit_minor));
    json_int(j, "customers", s->customers);
    json_amount(j, "balance", eur(s->customers_minor));
}

static void json_total(struct json *j, const struct open_total *total)
{
    json_currency(j, "currency", total->currency);
    json_amount(j, "balance", (struct money){total->balance_minor, total->currency});
}

/* One currency stands beside its balance; several have a row each and no sum. */
static void json_open_items(struct json *j, const struct open_summary *s)
{
    json_int(j, "rows", s->rows);
    json_int(j, "debtors", s->debtors);
    if (day_is(s->stated_day))
        json_day(j, "as_of_stated", s->stated_day);
    if (s->total_count == 1) {
        json_total(j, &s->totals[0]);
        return;
    }
    json_array(j, "totals");
    for (int i = 0; i < s->total_count; i++) {
        json_object(j, NULL);
        json_total(j, &s->totals[i]);
        json_int(j, "rows", s->totals[i].rows);
        json_int(j, "debtors", s->totals[i].debtors);
        json_object_end(j);
    }
    json_array_end(j);
}

static void json_document(struct json *j, const struct pdf_summary *s, struct arena *a)
{
    struct buf version;
    buf_init(&version, a, 8);
    buf_add_int(&version, s->version_major);
    buf_add_char(&version, '.');
    buf_add_int(&version, s->version_minor);
    json_int(j, "bytes", s->bytes);
    json_text(j, "version", buf_str(&version));
}

static void json_figures(struct cmd *c, struct json *j, const struct intake_summary *about)
{
    switch (about->kind) {
    case KIND_LEDGER:
        json_ledger(j, &about->ledger);
        return;
    case KIND_OPEN_ITEMS:
        json_open_items(j, &about->items);
        return;
    case KIND_CUSTOMERS:
    case KIND_MAIL:
        json_int(j, "rows", about->table.rows);
        return;
    case KIND_DOCUMENT:
        json_document(j, &about->document, &c->arena);
        return;
    case KIND_ARCHIVE: /* its members stand in its place */
    case KIND_COUNT:
        break;
    }
    BUG("kind of file");
}

static void json_file(struct cmd *c, struct json *j, const struct inspected *f)
{
    const struct intake_summary *about = &f->about;
    json_object(j, NULL);
    json_text(j, "file", f->file);
    json_cstr(j, "format", about->known ? intake_format_code(about->format) : NULL);
    json_cstr(j, "kind", about->known ? intake_kind_code(about->kind) : NULL);
    if (f->skipped)
        json_bool(j, "skipped", true);
    else if (err_is(&f->error))
        json_error(c, j, f);
    else
        json_figures(c, j, about);
    json_object_end(j);
}

/* ---- for people ---- */

static const char *separator_name(const struct cmd *c, char separator)
{
    switch (separator) {
    case '\t':
        return cmd_tr(c, N_("tabulations"));
    case '|':
        return cmd_tr(c, N_("barres verticales"));
    case ';':
        return cmd_tr(c, N_("points-virgules"));
    default:
        return cmd_tr(c, N_("virgules"));
    }
}

static void row_count(struct cmd *c, struct columns *t, const char *name, int64_t count)
{
    columns_text(t, cmd_tr(c, name));
    buf_add_int(&t->cell, count);
    columns_next(t);
}

static void row_day(struct cmd *c, struct columns *t, const char *name, struct day day)
{
    if (!day_is(day))
        return;
    columns_text(t, cmd_tr(c, name));
    if (c->lang == LANG_FR)
        buf_add_day_fr(&t->cell, day);
    else
        buf_add_day(&t->cell, day);
    columns_next(t);
}

static void row_money(struct cmd *c, struct columns *t, const char *name, struct money amount)
{
    char code[4];
    columns_text(t, cmd_tr(c, name));
    if (c->lang == LANG_FR) {
        buf_add_money_fr(&t->cell, amount);
    } else {
        currency_text(amount.currency, code);
        buf_add_amount(&t->cell, amount);
        buf_add_char(&t->cell, ' ');
        buf_add_c(&t->cell, code);
    }
    columns_next(t);
}

static void row_amount(struct cmd *c, struct columns *t, const char *name, int64_t cents)
{
    row_money(c, t, name, eur(cents));
}

static void head(struct cmd *c, const char *name, enum encoding encoding, char separator)
{
    buf_add_c(&c->out, "  ");
    buf_add_c(&c->out, cmd_tr(c, name));
    buf_add_c(&c->out, " (");
    buf_add_c(&c->out, encoding_name(encoding));
    buf_add_c(&c->out, ", ");
    buf_add_c(&c->out, separator_name(c, separator));
    buf_add_c(&c->out, ")\n");
}

static void text_ledger(struct cmd *c, const struct fec_summary *s)
{
    struct columns t;
    head(c, N_("Journal comptable, FEC"), s->encoding, s->separator);
    columns_begin(&t, &c->arena, "lr");
    row_count(c, &t, N_("Lignes"), s->lines);
    row_count(c, &t, N_("Écritures"), s->entries);
    if (s->unbalanced > 0)
        row_count(c, &t, N_("dont déséquilibrées"), s->unbalanced);
    columns_text(&t, cmd_tr(c, N_("Du")));
    buf_add_day_lang(&t.cell, s->first, c->lang);
    columns_next(&t);
    columns_text(&t, cmd_tr(c, N_("Au")));
    buf_add_day_lang(&t.cell, s->last, c->lang);
    columns_next(&t);
    row_amount(c, &t, N_("Débit"), s->debit_minor);
    row_amount(c, &t, N_("Crédit"), s->credit_minor);
    row_count(c, &t, N_("Clients (comptes 411)"), s->customers);
    row_amount(c, &t, N_("Solde des clients"), s->customers_minor);
    if (s->opening_lines > 0) {
        row_count(c, &t, N_("Lignes d’à-nouveaux"), s->opening_lines);
        columns_text(&t, cmd_tr(c, N_("Date des à-nouveaux")));
        buf_add_day_lang(&t.cell, s->opening_day, c->lang);
        columns_next(&t);
    }
    columns_end(&t, 4, &c->out);
}

static void head_book(struct cmd *c, const char *text)
{
    buf_add_c(&c->out, "  ");
    buf_add_c(&c->out, cmd_tr(c, text));
    buf_add_char(&c->out, '\n');
}

static void text_open_items(struct cmd *c, const struct open_summary *s)
{
    struct columns t;
    if (s->separator != 0)
        head(c, N_("Postes ouverts"), s->encoding, s->separator);
    else
        head_book(c, N_("Postes ouverts, classeur XLSX"));
    columns_begin(&t, &c->arena, "lr");
    row_count(c, &t, N_("Lignes"), s->rows);
    row_count(c, &t, N_("Clients"), s->debtors);
    row_day(c, &t, N_("Jour que la liste dit décrire"), s->stated_day);
    for (int i = 0; i < s->total_count; i++)
        row_money(c, &t, N_("Solde"),
                  (struct money){s->totals[i].balance_minor, s->totals[i].currency});
    columns_end(&t, 4, &c->out);
}

static void text_customers(struct cmd *c, const struct table_summary *s)
{
    struct columns t;
    if (s->separator != 0)
        head(c, N_("Liste de clients, CSV"), s->encoding, s->separator);
    else
        head_book(c, N_("Liste de clients, classeur XLSX"));
    columns_begin(&t, &c->arena, "lr");
    row_count(c, &t, N_("Lignes"), s->rows);
    columns_end(&t, 4, &c->out);
}

static void text_document(struct cmd *c, const struct pdf_summary *s)
{
    struct columns t;
    buf_add_c(&c->out, "  ");
    buf_add_c(&c->out, cmd_tr(c, N_("Document PDF")));
    buf_add_char(&c->out, '\n');
    columns_begin(&t, &c->arena, "lr");
    row_count(c, &t, N_("Octets"), s->bytes);
    columns_end(&t, 4, &c->out);
}

static void text_figures(struct cmd *c, const struct intake_summary *about)
{
    switch (about->kind) {
    case KIND_LEDGER:
        text_ledger(c, &about->ledger);
        return;
    case KIND_OPEN_ITEMS:
        text_open_items(c, &about->items);
        return;
    case KIND_CUSTOMERS:
    case KIND_MAIL:
        text_customers(c, &about->table);
        return;
    case KIND_DOCUMENT:
        text_document(c, &about->document);
        return;
    case KIND_ARCHIVE: /* its members stand in its place */
    case KIND_COUNT:
        break;
    }
    BUG("kind of file");
}

static void text_file(struct cmd *c, const struct inspected *f)
{
    if (err_is(&f->error) && !f->skipped) {
        err_sentence(&f->error, f->file, c->lang, &c->out);
        buf_add_c(&c->out, "\n  ");
        err_advice(&f->error, c->lang, &c->out);
        buf_add_char(&c->out, '\n');
        return;
    }
    buf_add(&c->out, f->file);
    buf_add_char(&c->out, '\n');
    if (f->skipped) {
        buf_add_c(&c->out, "  ");
        buf_add_c(&c->out, cmd_tr(c, N_("Laissé de côté : ni document PDF, ni fichier lu ici.")));
        buf_add_char(&c->out, '\n');
        return;
    }
    text_figures(c, &f->about);
    if (!f->about.layers.seccomp && !f->about.layers.landlock) {
        buf_add_c(&c->out, "  ");
        buf_add_c(&c->out,
                  cmd_tr(c, N_("Attention : ce système n’isole pas la lecture des fichiers.")));
        buf_add_char(&c->out, '\n');
    }
}

struct printing {
    struct cmd *c;
    struct json j;
};

static void print_file(void *with, const struct inspected *f)
{
    struct printing *p = with;
    if (p->c->json)
        json_file(p->c, &p->j, f);
    else
        text_file(p->c, f);
}

/* *out is NULL without the option. */
static bool read_map(struct cmd *c, const struct mapping **out)
{
    struct str path = cmd_value(c, "map"), yaml;
    struct mapping *mapping;
    *out = NULL;
    if (path.p == NULL)
        return true;
    c->err_file = path;
    if (!text_file_read(&c->arena, path, LIMIT_YAML_BYTES, &yaml, &c->err) ||
        !mapping_read(yaml, &c->arena, &mapping, &c->err))
        return false;
    c->err_file = (struct str){0};
    *out = mapping;
    return true;
}

static int run(struct cmd *c)
{
    struct inspect_request request;
    struct printing p = {.c = c};
    int worst = EXIT_DONE;
    if (!read_map(c, &request.mapping))
        return cmd_fail(c);
    json_begin(&p.j, &c->out);
    if (c->json) {
        json_object(&p.j, NULL);
        json_array(&p.j, "files");
    }
    for (size_t i = 0; i < c->argument_count; i++) {
        request.argument = c->arguments[i];
        int code = inspect_argument(&c->arena, &request, print_file, &p);
        worst = code > worst ? code : worst;
    }
    if (c->json) {
        json_array_end(&p.j);
        json_object_end(&p.j);
        json_end(&p.j);
    }
    return worst;
}

static const struct cmd_option inspect_options[] = {
    {"map", "M.yaml", 0, N_("la correspondance qui dit ce que sont les colonnes d’une liste")},
    {NULL, NULL, 0, NULL},
};

const struct command cmd_inspect = {
    .name = "inspect",
    .arguments = "FILE...",
    .arguments_min = 1,
    .arguments_max = -1,
    .options = inspect_options,
    .summary = N_("Dit ce que Relance lit dans des fichiers, sans base ni import."),
    .help = N_(
        "Le format est reconnu au contenu, jamais au nom. Chaque fichier est lu en entier, par un "
        "processus sans droits ; un fichier refusé dit la ligne, la colonne et que faire.\n"
        "\n"
        "Formats : le fichier des écritures comptables (FEC), la liste de clients, l’échéancier, "
        "le grand livre auxiliaire et la balance âgée en CSV ou XLSX, le PDF. Une liste dont les "
        "en-têtes ne sont pas reconnus se lit avec --map. "
        "D’une archive ZIP, chaque fichier est lu à part (archive.zip/fichier) ; d’un dossier, "
        "les PDF qu’il contient.\n"
        "\n"
        "Exemple : relance inspect 123456789FEC20261231.txt clients.csv"),
    .run = run,
};
