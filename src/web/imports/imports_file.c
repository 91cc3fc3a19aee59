/* The imports that were made, as a file: all pages of the list. */
#include "base/ref.h"
#include "import_words.h"
#include "web/pages.h"
#include "web/parts/download.h"
#include "web/parts/format.h"

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

static bool fill(struct request *r, struct table_view *table, struct err *err)
{
    const struct import_query query = {import_scope(r), 0, DOWNLOAD_WANTED};
    struct import_overview found;
    if (!list_imports(r->app, r->arena, &query, &found, err))
        return false;
    for (size_t i = 0; i < found.count; i++)
        add_import(r, &found.rows[i], table);
    return true;
}

static const struct table_heading columns[] = {
    {N_("Import"), TABLE_REF, 14},     {N_("Fichier"), TABLE_TEXT, 40},
    {N_("Créancier"), TABLE_TEXT, 12}, {N_("Le"), TABLE_TEXT, 20},
    {N_("Par"), TABLE_TEXT, 16},       {N_("Lues"), TABLE_INT, 10},
    {N_("Nouvelles"), TABLE_INT, 10},  {N_("Mises à jour"), TABLE_INT, 10},
    {N_("Déjà sues"), TABLE_INT, 10},  {N_("Refusées"), TABLE_INT, 10},
    {N_("État"), TABLE_TEXT, 16}};

static const struct list_file list = {"relance-imports", N_("Imports"), columns, COUNT_OF(columns),
                                      fill};

bool imports_file(struct request *r, struct response *out, struct err *err)
{
    return download_list(r, out, &list, err);
}
