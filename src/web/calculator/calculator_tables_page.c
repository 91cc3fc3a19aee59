/* Calculateur, Tables: the dated data behind every legal figure, and its age. */
#include "app/legal/law_text.h"
#include "app/legal/law_words.h"
#include "base/limits.h"
#include "calculator.h"
#include "law/coverage.h"
#include "web/pages.h"
#include "web/parts/format.h"

static struct str table_link(struct calculator *c, enum law_table table)
{
    struct link l;
    link_begin(&l, c->r->arena, calculator_path(CALCULATOR_TABLES));
    link_text(&l, "table", str_of(law_table_name(table)));
    return link_end(&l);
}

static void overview_row(struct calculator *c, struct calculator_grid *g, enum law_table table)
{
    struct arena *a = c->r->arena;
    struct day today = c->r->app->today;
    struct law_coverage v = law_table_coverage(c->tables, table);
    calculator_row(g);
    calculator_cell(g, str_of(law_table_label(table, c->r->lang)))->href = table_link(c, table);
    calculator_cell(g, format_count(a, (int64_t)v.rows, c->r->lang));
    struct v_calculator_table_rows_cells *checked =
        calculator_cell(g, calculator_date(c, v.checked_first));
    struct str age = format_count(a, today.n - v.checked_first.n, c->r->lang);
    if (today.n > v.checked_first.n)
        checked->note = format_text(a,
                                    format_plural(c->r->lang, today.n - v.checked_first.n,
                                                  N_("il y a %1 jour"), N_("il y a %1 jours")),
                                    &age, 1);
    calculator_cell(g, format_count(a, (int64_t)v.unverified, c->r->lang));
    calculator_cell(g, day_is(v.last) ? calculator_date(c, v.last)
                                      : calculator_tr(c, N_("sans terme connu")));
    if (!law_coverage_ends(&v, today))
        return;
    struct str args[] = {str_of(law_table_label(table, c->r->lang)), calculator_date(c, v.last)};
    calculator_warn(c, format_text(a,
                                   tr(c->r->lang, N_("%1 : aucun chiffre après le %2. "
                                                     "L’administrateur complète la table avec "
                                                     "« relance law update FICHIER ».")),
                                   args, 2));
}

static void warn_choice(struct calculator *c)
{
    calculator_warn(c, calculator_tr(c, N_("Les heures de contact (contact-hours) sont un choix, "
                                           "non une règle de droit : aucun texte ne les fixe pour "
                                           "le recouvrement.")));
}

static void show_overview(struct calculator *c)
{
    static const char *const heads[] = {N_("Table"), N_("Lignes"), N_("Vérifiée le"),
                                        N_("Non vérifiées"), N_("Chiffres jusqu’au")};
    struct calculator_grid g;
    calculator_grid(
        c, &(struct calculator_columns){N_("Les tables"), "lrdrd", heads, LAW_TABLE_COUNT}, &g);
    for (int i = 0; i < LAW_TABLE_COUNT; i++)
        overview_row(c, &g, (enum law_table)i);
    warn_choice(c);
}

static void show_row(struct calculator *c, struct calculator_grid *g, enum law_table table,
                     size_t i)
{
    struct buf value;
    struct buf ignored;
    buf_init(&value, c->r->arena, LIMIT_FIELD_BYTES);
    buf_init(&ignored, c->r->arena, LIMIT_FIELD_BYTES);
    struct law_row_text row = law_table_row(c->tables, table, i, &ignored);
    const char *label = law_row_label(c->tables, table, i, c->r->lang);
    law_row_value(c->tables, table, i, c->r->lang, &value);
    calculator_row(g);
    struct str period = calculator_period(c, row.note);
    struct v_calculator_table_rows_cells *name =
        calculator_cell(g, label[0] == '\0' ? period : str_of(label));
    if (label[0] != '\0')
        name->note = period;
    calculator_cell(g, buf_str(&value));
    struct v_calculator_table_rows_cells *source = calculator_cell(g, str_of(row.note->article));
    source->note = str_of(law_source_text(row.note->source, c->r->lang));
    calculator_cell(g, calculator_date(c, row.note->checked_on));
    bool choice = table == LAW_TABLE_HOURS;
    calculator_cell(g, choice ? calculator_tr(c, N_("choix, non une règle de droit"))
                              : str_of(law_confidence_label(row.note->confidence, c->r->lang)))
        ->tone = str_of(choice ? "amb" : calculator_confidence_tone(row.note->confidence));
}

static void show_table(struct calculator *c, enum law_table table)
{
    static const char *const heads[] = {N_("Ligne"), N_("Valeur"), N_("Article et source"),
                                        N_("Vérifiée le"), N_("Confiance")};
    struct calculator_grid g;
    size_t rows = law_table_coverage(c->tables, table).rows;
    calculator_grid(
        c, &(struct calculator_columns){law_table_label(table, LANG_FR), "lrldl", heads, rows}, &g);
    bool newest_first = table == LAW_TABLE_ECB || table == LAW_TABLE_LEGAL;
    for (size_t i = 0; i < rows; i++)
        show_row(c, &g, table, newest_first ? rows - 1 - i : i);
    if (table == LAW_TABLE_LEGAL)
        g.table->caption = calculator_tr(c, N_("autres créanciers · créancier particulier"));
    if (table == LAW_TABLE_HOURS)
        warn_choice(c);
}

/* LAW_TABLE_COUNT: none of that name. */
static enum law_table find(struct str name)
{
    for (int i = 0; i < LAW_TABLE_COUNT; i++) {
        if (str_is_nocase(name, law_table_name((enum law_table)i)))
            return (enum law_table)i;
    }
    return LAW_TABLE_COUNT;
}

bool calculator_tables_page(struct request *r, struct response *out, struct err *err)
{
    struct calculator c;
    if (!calculator_open(&c, r, CALCULATOR_TABLES, err))
        return false;
    struct str name = calculator_text(&c, "table");
    enum law_table table = find(name);
    c.view.answered = true;
    if (name.n > 0 && table == LAW_TABLE_COUNT)
        return err_set_field(err, ERR_UNKNOWN_REF, "table", name);
    if (table == LAW_TABLE_COUNT)
        show_overview(&c);
    else
        show_table(&c, table);
    calculator_close(&c, out);
    return true;
}
