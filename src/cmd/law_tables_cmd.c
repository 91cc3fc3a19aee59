/* relance law tables: the dated data behind every legal figure, and its age. */
#include "app/law_text.h"
#include "base/json.h"
#include "columns.h"
#include "commands.h"
#include "law/coverage.h"
#include "law_options.h"

enum { NOTICE_DAYS = 30 }; /* the administrator is told this long before figures stop */

/* The letters of the law file: H text read, M secondary sources, L not verified. */
static const char *const confidence_letters[] = {
    [LAW_UNVERIFIED] = "L", [LAW_SECONDARY] = "M", [LAW_READ] = "H"};

static void json_table(struct cmd *c, struct json *j, enum law_table table) {
    struct law_coverage v = law_table_coverage(law_options_tables(c), table);
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
    json_object_end(j);
}

static void json_rows(struct cmd *c, struct json *j, enum law_table table) {
    const struct law_tables *t = law_options_tables(c);
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

static void warn_ends(struct cmd *c, bool *first) {
    for (int i = 0; i < LAW_TABLE_COUNT; i++) {
        struct law_coverage v = law_table_coverage(law_options_tables(c), (enum law_table)i);
        if (day_is(v.last) && v.last.n - c->today.n <= NOTICE_DAYS) {
            struct buf text;
            buf_init(&text, &c->arena, LIMIT_FIELD_BYTES);
            buf_add_c(&text, law_table_name((enum law_table)i));
            buf_add_c(&text, cmd_tr(c, " : aucun chiffre après le "));
            buf_add_day_lang(&text, v.last, c->lang);
            buf_add_c(&text, cmd_tr(c, " ; complétez la table (relance law update FICHIER)."));
            law_print_warning(c, first, buf_str(&text));
        }
    }
}

static void print_choice(struct cmd *c, bool *first) {
    law_print_warning(
        c, first,
        str_of(cmd_tr(c, N_("Les heures de contact (contact-hours) sont un choix, non une règle de "
                            "droit : aucun texte ne les fixe pour le recouvrement."))));
}

static void page_tables(struct cmd *c) {
    static const char *const heads[] = {N_("table"), N_("lignes"),        N_("vérifiée le"),
                                        N_("âge"),   N_("non vérifiées"), N_("chiffres jusqu’au")};
    struct columns t;
    bool first = true;
    columns_begin(&t, &c->arena, "lrlrrl");
    for (size_t i = 0; i < COUNT_OF(heads); i++) {
        columns_text(&t, cmd_tr(c, heads[i]));
    }
    for (int i = 0; i < LAW_TABLE_COUNT; i++) {
        struct law_coverage v = law_table_coverage(law_options_tables(c), (enum law_table)i);
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
    }
    columns_end(&t, 2, &c->out);
    warn_ends(c, &first);
    print_choice(c, &first);
}

static void page_rows(struct cmd *c, enum law_table table) {
    const struct law_tables *tables = law_options_tables(c);
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

static bool find_table(struct cmd *c, enum law_table *out) {
    for (int i = 0; i < LAW_TABLE_COUNT; i++) {
        if (str_is_nocase(c->arguments[0], law_table_name((enum law_table)i))) {
            *out = (enum law_table)i;
            return true;
        }
    }
    return err_set_field(&c->err, ERR_UNKNOWN_KIND, "TABLE", c->arguments[0]);
}

static int run(struct cmd *c) {
    enum law_table table = LAW_TABLE_COUNT;
    if (c->argument_count > 0 && !find_table(c, &table)) {
        return cmd_fail(c);
    }
    if (!c->json) {
        if (table == LAW_TABLE_COUNT) {
            page_tables(c);
        } else {
            page_rows(c, table);
        }
        return EXIT_DONE;
    }
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    if (table != LAW_TABLE_COUNT) {
        json_cstr(&j, "name", law_table_name(table));
        json_rows(c, &j, table);
    } else {
        json_array(&j, "tables");
        for (int i = 0; i < LAW_TABLE_COUNT; i++) {
            json_table(c, &j, (enum law_table)i);
        }
        json_array_end(&j);
    }
    json_object_end(&j);
    json_end(&j);
    return EXIT_DONE;
}

const struct command cmd_law_tables = {
    .name = "law tables",
    .arguments = "[TABLE]",
    .arguments_min = 0,
    .arguments_max = 1,
    .summary = N_("Les tables de droit, leur âge, leur source, ce qui n’est pas vérifié."),
    .help = N_("Sans argument : une ligne par table. Avec un nom (ecb, legal-interest, rules,\n"
               "limitation, payment-terms, holidays, contact-hours) : toutes ses lignes."),
    .run = run,
};
