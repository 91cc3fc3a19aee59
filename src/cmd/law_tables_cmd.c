/* relance law tables: the dated data behind every legal figure, and its age. */
#include "app/legal/law_text.h"
#include "base/json.h"
#include "base/zone.h"
#include "columns.h"
#include "commands.h"
#include "law/coverage.h"
#include "law/tables_write.h"
#include "law_options.h"

/* The letters of the law file: H text read, M secondary sources, L not verified. */
static const char *const confidence_letters[] = {
    [LAW_UNVERIFIED] = "L", [LAW_SECONDARY] = "M", [LAW_READ] = "H"};

/* Where the table in force comes from, and since when. */
static void json_origin(struct json *j, const struct law_version *version)
{
    json_cstr(j, "origin", version->version > 0 ? "loaded" : "compiled");
    if (version->version == 0) {
        json_null(j, "version");
        json_null(j, "loaded_on");
        json_null(j, "digest");
        return;
    }
    struct buf digest;
    buf_init(&digest, j->out->arena, 2 * LAW_DIGEST_BYTES + 1);
    buf_add_hex(&digest, version->digest, sizeof version->digest);
    json_int(j, "version", version->version);
    json_day(j, "loaded_on", zone_paris(version->loaded_ms).day);
    json_text(j, "digest", buf_str(&digest));
}

static void json_table(struct cmd *c, struct json *j, const struct law_in_force *law,
                       enum law_table table)
{
    struct law_coverage v = law_table_coverage(&law->tables, table);
    json_object(j, NULL);
    json_cstr(j, "name", law_table_name(table));
    json_int(j, "rows", (int64_t)v.rows);
    json_day(j, "from", v.first);
    json_day(j, "to", v.last);
    json_day(j, "checked_on", v.checked_first);
    json_int(j, "age_days", c->today.n - v.checked_first.n);
    json_int(j, "unverified", (int64_t)v.unverified);
    if (day_is(v.last)) {
        json_int(j, "days_left", v.last.n - c->today.n);
    } else {
        json_null(j, "days_left");
    }
    json_origin(j, &law->versions[table]);
    json_object_end(j);
}

static void json_rows(struct cmd *c, struct json *j, const struct law_tables *t,
                      enum law_table table)
{
    size_t n = law_table_coverage(t, table).rows;
    json_array(j, "rows");
    for (size_t i = 0; i < n; i++) {
        struct buf value;
        buf_init(&value, &c->arena, LIMIT_FIELD_BYTES);
        struct law_row_text row = law_table_row(t, table, i, &value);
        json_object(j, NULL);
        json_cstr(j, "name", row.name);
        json_text(j, "value", buf_str(&value));
        json_day(j, "from", row.note->from);
        json_day(j, "to", row.note->to);
        json_cstr(j, "article", row.note->article);
        json_cstr(j, "source", row.note->source);
        json_day(j, "checked_on", row.note->checked_on);
        json_cstr(j, "confidence", confidence_letters[row.note->confidence]);
        json_cstr(j, "nature", table == LAW_TABLE_HOURS ? "choice" : "law");
        json_object_end(j);
    }
    json_array_end(j);
}

/* The sentence of a table's warning, if it has one; true then. */
typedef bool warning_fn(const struct cmd *c, const struct law_in_force *law, enum law_table table,
                        struct buf *text);

static bool figures_end(const struct cmd *c, const struct law_in_force *law, enum law_table table,
                        struct buf *text)
{
    struct law_coverage v = law_table_coverage(&law->tables, table);
    if (!law_coverage_ends(&v, c->today))
        return false;
    buf_add_c(text, law_table_name(table));
    buf_add_c(text, cmd_tr(c, " : aucun chiffre après le "));
    buf_add_day_lang(text, v.last, c->lang);
    buf_add_c(text, cmd_tr(c, " ; complétez la table (relance law update FICHIER)."));
    return true;
}

static bool program_newer(const struct cmd *c, const struct law_in_force *law, enum law_table table,
                          struct buf *text)
{
    if (law->unknown_rows[table] == 0)
        return false;
    buf_add_c(text, law_table_name(table));
    buf_add_c(text, cmd_tr(c, N_(" : lignes de ce programme qui manquent à la table chargée : ")));
    buf_add_int(text, (int64_t)law->unknown_rows[table]);
    buf_add_c(text, cmd_tr(c, N_(" ; comparez avec « relance law tables » sans --db.")));
    return true;
}

static warning_fn *const warnings[LAW_TABLE_WARNING_COUNT] = {
    [LAW_TABLE_FIGURES_END] = figures_end,
    [LAW_TABLE_PROGRAM_NEWER] = program_newer,
};

/* Every warning of every table: into JSON when there is one, else on the page. */
static void warn(struct cmd *c, const struct law_in_force *law, struct json *j, bool *first)
{
    for (int i = 0; i < LAW_TABLE_COUNT; i++) {
        for (int k = 0; k < LAW_TABLE_WARNING_COUNT; k++) {
            struct buf text;
            buf_init(&text, &c->arena, LIMIT_FIELD_BYTES);
            if (!warnings[k](c, law, (enum law_table)i, &text))
                continue;
            if (j != NULL)
                law_json_warning(j, law_table_warning_code((enum law_table_warning)k),
                                 buf_str(&text));
            else
                law_print_warning(c, first, buf_str(&text));
        }
    }
}

static void print_choice(struct cmd *c, bool *first)
{
    law_print_warning(
        c, first,
        str_of(cmd_tr(c, N_("Les heures de contact (contact-hours) sont un choix, non une règle de "
                            "droit : aucun texte ne les fixe pour le recouvrement."))));
}

/* "compilée" or "version 2, 04/01/2027". */
static void origin_cell(struct cmd *c, struct columns *t, const struct law_version *version)
{
    if (version->version == 0) {
        columns_text(t, cmd_tr(c, N_("compilée")));
        return;
    }
    buf_add_c(&t->cell, cmd_tr(c, N_("version")));
    buf_add_char(&t->cell, ' ');
    buf_add_int(&t->cell, version->version);
    buf_add_c(&t->cell, ", ");
    buf_add_day_lang(&t->cell, zone_paris(version->loaded_ms).day, c->lang);
    columns_next(t);
}

static void page_tables(struct cmd *c, const struct law_in_force *law)
{
    static const char *const heads[] = {N_("table"),  N_("lignes"),        N_("vérifiée le"),
                                        N_("âge"),    N_("non vérifiées"), N_("chiffres jusqu’au"),
                                        N_("origine")};
    struct columns t;
    bool first = true;
    columns_begin(&t, &c->arena, "lrlrrll");
    for (size_t i = 0; i < COUNT_OF(heads); i++) {
        columns_text(&t, cmd_tr(c, heads[i]));
    }
    for (int i = 0; i < LAW_TABLE_COUNT; i++) {
        struct law_coverage v = law_table_coverage(&law->tables, (enum law_table)i);
        columns_text(&t, law_table_name((enum law_table)i));
        buf_add_int(&t.cell, (int64_t)v.rows);
        columns_next(&t);
        buf_add_day_lang(&t.cell, v.checked_first, c->lang);
        columns_next(&t);
        buf_add_int(&t.cell, c->today.n - v.checked_first.n);
        buf_add_c(&t.cell, cmd_tr(c, " j"));
        columns_next(&t);
        buf_add_int(&t.cell, (int64_t)v.unverified);
        columns_next(&t);
        if (day_is(v.last)) {
            buf_add_day_lang(&t.cell, v.last, c->lang);
        } else {
            buf_add_c(&t.cell, cmd_tr(c, "sans terme connu"));
        }
        columns_next(&t);
        origin_cell(c, &t, &law->versions[i]);
    }
    columns_end(&t, 2, &c->out);
    warn(c, law, NULL, &first);
    print_choice(c, &first);
}

static void page_rows(struct cmd *c, const struct law_tables *tables, enum law_table table)
{
    size_t n = law_table_coverage(tables, table).rows;
    struct columns t;
    bool first = true;
    columns_begin(&t, &c->arena, "llllll");
    for (size_t i = 0; i < n; i++) {
        struct buf value;
        buf_init(&value, &c->arena, LIMIT_FIELD_BYTES);
        struct law_row_text row = law_table_row(tables, table, i, &value);
        columns_text(&t, cmd_tr(c, row.name));
        columns_text(&t, buf_cstr(&value));
        buf_add_day_lang(&t.cell, row.note->from, c->lang);
        columns_next(&t);
        buf_add_day_lang(&t.cell, row.note->to, c->lang);
        columns_next(&t);
        columns_text(&t, row.note->article);
        columns_text(&t, law_confidence_label(row.note->confidence, c->lang));
    }
    columns_end(&t, 2, &c->out);
    if (table == LAW_TABLE_HOURS) {
        print_choice(c, &first);
    }
}

static void json_page(struct cmd *c, const struct law_in_force *law, enum law_table table)
{
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    if (table != LAW_TABLE_COUNT) {
        json_cstr(&j, "name", law_table_name(table));
        json_rows(c, &j, &law->tables, table);
    } else {
        json_array(&j, "tables");
        for (int i = 0; i < LAW_TABLE_COUNT; i++)
            json_table(c, &j, law, (enum law_table)i);
        json_array_end(&j);
        json_array(&j, "warnings");
        c->lang = LANG_FR; /* JSON is untouched by --lang */
        warn(c, law, &j, NULL);
        json_array_end(&j);
    }
    json_object_end(&j);
    json_end(&j);
}

static int run(struct cmd *c)
{
    struct law_in_force law;
    enum law_table table = LAW_TABLE_COUNT;
    bool one = c->argument_count > 0;
    if (one && !law_options_table(c, "TABLE", c->arguments[0], &table))
        return cmd_fail(c);
    if (cmd_has(c, "csv") && (!one || c->json)) {
        if (one)
            err_set_field(&c->err, ERR_OPTION_CONFLICT, "csv", STR("--json"));
        else
            err_set_field(&c->err, ERR_ARGUMENT_MISSING, "TABLE", STR(""));
        return cmd_fail(c);
    }
    if (!law_options_law(c, &law))
        return cmd_fail(c);
    if (cmd_has(c, "csv"))
        law_table_write(&law.tables, table, &c->out);
    else if (c->json)
        json_page(c, &law, table);
    else if (one)
        page_rows(c, &law.tables, table);
    else
        page_tables(c, &law);
    return EXIT_DONE;
}

static const struct cmd_option options[] = {
    {"csv", NULL, 0, N_("la table comme fichier, à compléter pour law update")},
    {NULL, NULL, 0, NULL},
};

const struct command cmd_law_tables = {
    .name = "law tables",
    .arguments = "[TABLE]",
    .arguments_min = 0,
    .arguments_max = 1,
    .options = options,
    .summary = N_("Les tables de droit, leur âge, leur source, ce qui n’est pas vérifié."),
    .help = N_("Sans argument : une ligne par table. Avec un nom (ecb, legal-interest, rules,\n"
               "limitation, payment-terms, holidays, contact-hours) : toutes ses lignes."),
    .run = run,
};
