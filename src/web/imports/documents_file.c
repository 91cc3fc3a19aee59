/* The documents that wait to be attached, as a file: a line for each item that one may be about. */
#include "app/documents/document_text.h"
#include "app/documents/list_documents.h"
#include "base/ref.h"
#include "web/pages.h"
#include "web/parts/describe.h"
#include "web/parts/download.h"
#include "web/parts/format.h"

static struct table_cell *add_document(struct request *r, const struct listed_document *d,
                                       struct table_view *table)
{
    struct table_cell *cells = table_view_add(table);
    cells[0] = table_text(str_of(document_waiting_text(d->state, r->lang)));
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
    cells[9] = table_text(currency_str(r->arena, item->amount.currency));
    cells[10] = table_day(item->due);
    cells[11] = table_text(str_of(document_how_text(item->how, r->lang)));
}

static bool fill(struct request *r, struct table_view *table, struct err *err)
{
    struct document_query query = {.limit = DOWNLOAD_WANTED};
    struct document_list found;
    query.scope = describe_scope(r, &query.scope_count);
    if (!list_documents(r->app, r->arena, &query, &found, err))
        return false;
    for (size_t i = 0; i < found.count; i++) {
        const struct listed_document *d = &found.rows[i];
        for (size_t k = 0; k < d->item_count; k++)
            add_item(r, d, &d->items[k], table);
        if (d->item_count == 0)
            (void)add_document(r, d, table);
    }
    return true;
}

static const struct table_heading columns[] = {
    {N_("État"), TABLE_TEXT, 20},      {N_("Document"), TABLE_REF, 14},
    {N_("Fichier"), TABLE_TEXT, 32},   {N_("Nature"), TABLE_TEXT, 20},
    {N_("Créancier"), TABLE_TEXT, 12}, {N_("Pièce"), TABLE_REF, 18},
    {N_("Dossier"), TABLE_REF, 14},    {N_("Débiteur"), TABLE_TEXT, 32},
    {N_("Montant"), TABLE_AMOUNT, 0},  {N_("Devise"), TABLE_TEXT, 8},
    {N_("Échéance"), TABLE_DAY, 0},    {N_("Trouvé par"), TABLE_TEXT, 32}};

static const struct list_file list = {"relance-documents", N_("Documents"), columns,
                                      COUNT_OF(columns), fill};

bool documents_file(struct request *r, struct response *out, struct err *err)
{
    return download_list(r, out, &list, err);
}
