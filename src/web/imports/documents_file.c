/* The documents that wait to be attached, as a file: a line for each item that one may be about. */
#include "app/documents/document_text.h"
#include "app/documents/list_documents.h"
#include "base/ref.h"
#include "web/pages.h"
#include "web/parts/describe.h"
#include "web/parts/download.h"
#include "web/parts/format.h"

enum { COLUMNS = 12 };

static const char *const states[DOCUMENT_WAITING_COUNT] = {[WAITING_PROPOSED] = N_("Numéro sûr"),
                                                           [WAITING_DOUBTFUL] = N_("Dans le doute"),
                                                           [WAITING_UNMATCHED] =
                                                               N_("Sans facture connue")};

static struct table_cell *add_document(struct request *r, const struct listed_document *d,
                                       struct table_view *table)
{
    struct table_cell *cells = table_view_add(table);
    cells[0] = table_text(str_of(tr(r->lang, states[d->state])));
    cells[1] = table_ref(format_ref(r->arena, REF_DOCUMENT, d->number));
    cells[2] = table_text(d->file);
    cells[3] = table_text(str_of(document_kind_text(d->kind, r->lang)));
    cells[4] = table_text(d->creditor);
    return cells;
}

static void add_item(struct request *r, const struct listed_document *d,
                     const struct listed_item *item, struct table_view *table)
{
    struct table_cell *cells = add_document(r, d, table);
    cells[5] = table_ref(item->piece);
    cells[6] = table_ref(format_ref(r->arena, REF_ACCOUNT, item->account_number));
    cells[7] = table_text(item->debtor);
    cells[8] = table_amount(item->amount);
    cells[9] = table_text(download_currency(r, item->amount.currency));
    cells[10] = table_day(item->due);
    cells[11] = table_text(str_of(document_how_text(item->how, r->lang)));
}

static bool download(struct request *r, struct response *out, enum table_format format,
                     struct err *err)
{
    struct table_reader reader = download_reader(r);
    struct document_query query = {.limit = DOWNLOAD_ROWS};
    struct document_list list;
    struct table_view table;
    const struct table_column columns[COLUMNS] = {
        table_column(&reader, N_("État"), TABLE_TEXT, 20),
        table_column(&reader, N_("Document"), TABLE_REF, 14),
        table_column(&reader, N_("Fichier"), TABLE_TEXT, 32),
        table_column(&reader, N_("Nature"), TABLE_TEXT, 20),
        table_column(&reader, N_("Créancier"), TABLE_TEXT, 12),
        table_column(&reader, N_("Pièce"), TABLE_REF, 18),
        table_column(&reader, N_("Dossier"), TABLE_REF, 14),
        table_column(&reader, N_("Débiteur"), TABLE_TEXT, 32),
        table_column(&reader, N_("Montant"), TABLE_AMOUNT, 0),
        table_column(&reader, N_("Devise"), TABLE_TEXT, 8),
        table_column(&reader, N_("Échéance"), TABLE_DAY, 0),
        table_column(&reader, N_("Trouvé par"), TABLE_TEXT, 32)};
    query.scope = describe_scope(r, &query.scope_count);
    if (!list_documents(r->app, r->arena, &query, &list, err))
        return false;
    table_view_init(&table, r->arena, columns, COLUMNS);
    table.name = str_of(tr(r->lang, N_("Documents")));
    for (size_t i = 0; i < list.count; i++) {
        const struct listed_document *d = &list.rows[i];
        for (size_t k = 0; k < d->item_count; k++)
            add_item(r, d, &d->items[k], &table);
        if (d->item_count == 0)
            (void)add_document(r, d, &table);
    }
    for (int i = 0; i < DOCUMENT_WAITING_COUNT; i++) {
        if (list.totals[i] > DOWNLOAD_ROWS)
            download_cut(r, &table);
    }
    struct table_file file = {&table, 1, reader.today};
    return download_table(r, out, &file, &(struct download){"relance-documents", format}, err);
}

bool documents_workbook(struct request *r, struct response *out, struct err *err)
{
    return download(r, out, TABLE_XLSX, err);
}

bool documents_csv(struct request *r, struct response *out, struct err *err)
{
    return download(r, out, TABLE_CSV, err);
}
