/* The imports that were made, as a file: all pages of the list. */
#include "base/ref.h"
#include "import_words.h"
#include "web/pages.h"
#include "web/parts/download.h"
#include "web/parts/format.h"

enum { COLUMNS = 11 };

static void add_import(struct request *r, const struct import_line *line, struct table_view *table)
{
    const struct import_report *report = &line->report;
    struct table_cell *cells = table_view_add(table);
    cells[0] = table_ref(format_ref(r->arena, REF_IMPORT, line->number));
    cells[1] = table_text(line->file);
    cells[2] = table_text(line->creditor);
    cells[3] = table_text(format_moment(r->arena, line->at_ms, r->lang));
    cells[4] = table_text(line->actor.n > 0 ? line->actor : str_of(tr(r->lang, N_("programme"))));
    cells[5] = table_int(report->read);
    cells[6] = table_int(report->accepted);
    cells[7] = table_int(report->updated);
    cells[8] = table_int(report->duplicates);
    cells[9] = table_int(report->rejected);
    cells[10] = table_text(import_line_tag(line->state, r->lang).text);
}

static bool download(struct request *r, struct response *out, enum table_format format,
                     struct err *err)
{
    struct table_reader reader = download_reader(r);
    const struct import_query query = {import_scope(r), 0, DOWNLOAD_ROWS};
    struct import_overview found;
    struct table_view table;
    const struct table_column columns[COLUMNS] = {
        table_column(&reader, N_("Import"), TABLE_REF, 14),
        table_column(&reader, N_("Fichier"), TABLE_TEXT, 40),
        table_column(&reader, N_("Créancier"), TABLE_TEXT, 12),
        table_column(&reader, N_("Le"), TABLE_TEXT, 20),
        table_column(&reader, N_("Par"), TABLE_TEXT, 16),
        table_column(&reader, N_("Lues"), TABLE_INT, 10),
        table_column(&reader, N_("Nouvelles"), TABLE_INT, 10),
        table_column(&reader, N_("Mises à jour"), TABLE_INT, 10),
        table_column(&reader, N_("Déjà sues"), TABLE_INT, 10),
        table_column(&reader, N_("Refusées"), TABLE_INT, 10),
        table_column(&reader, N_("État"), TABLE_TEXT, 16)};
    if (!list_imports(r->app, r->arena, &query, &found, err))
        return false;
    table_view_init(&table, r->arena, columns, COLUMNS);
    table.name = str_of(tr(r->lang, N_("Imports")));
    for (size_t i = 0; i < found.count; i++)
        add_import(r, &found.rows[i], &table);
    if (found.before > 0)
        download_cut(r, &table);
    struct table_file file = {&table, 1, reader.today};
    return download_table(r, out, &file, &(struct download){"relance-imports", format}, err);
}

bool imports_workbook(struct request *r, struct response *out, struct err *err)
{
    return download(r, out, TABLE_XLSX, err);
}

bool imports_csv(struct request *r, struct response *out, struct err *err)
{
    return download(r, out, TABLE_CSV, err);
}
