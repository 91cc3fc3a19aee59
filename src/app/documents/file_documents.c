#include "file_documents.h"

enum { PIECES_BYTES_MAX = 600 };

static struct str piece_of(const struct walked_account *account, int64_t item_id)
{
    for (size_t i = 0; i < account->item_count; i++) {
        if (account->items[i].id == item_id)
            return account->items[i].piece;
    }
    return (struct str){0};
}

static void fill_items(struct arena *a, const struct walked_account *account,
                       const struct document_items *links, int64_t document_id,
                       struct file_document *out)
{
    struct buf pieces;
    bool confirmed = false;
    buf_init(&pieces, a, PIECES_BYTES_MAX);
    out->items = ARENA_ARRAY(a, links->count, struct file_document_item);
    for (size_t i = 0; i < links->count; i++) {
        const struct document_item *link = &links->rows[i];
        if (link->document_id != document_id || link->state == LINK_REFUSED)
            continue;
        struct str piece = piece_of(account, link->item_id);
        out->items[out->item_count++] =
            (struct file_document_item){link->item_id, piece, link->state, link->how};
        confirmed = confirmed || link->state == LINK_CONFIRMED;
        out->proposed = out->proposed || link->state == LINK_PROPOSED;
        if (pieces.n > 0 && piece.n > 0)
            buf_add_c(&pieces, ", ");
        buf_add(&pieces, piece);
    }
    out->proposed = out->proposed && !confirmed;
    out->pieces = buf_str(&pieces);
}

static bool read_all(struct app *app, struct arena *a, const struct walked_account *account,
                     struct file_documents *out, struct err *err)
{
    struct documents all;
    struct document_items links;
    if (!documents_of_debtor(app->db, a, account->key.debtor_id, &all, err) ||
        !document_items_of_debtor(app->db, a, account->key.debtor_id, &links, err))
        return false;
    out->rows = ARENA_ARRAY(a, all.count, struct file_document);
    for (size_t i = all.count; i > 0; i--) {
        const struct document *d = &all.rows[i - 1];
        bool here = d->account_id == 0 || d->account_id == account->key.account_id;
        if (!here || d->withdrawn)
            continue;
        struct file_document *row = &out->rows[out->count++];
        *row = (struct file_document){.number = d->number,
                                      .kind = d->kind,
                                      .file = d->file,
                                      .bytes = d->bytes,
                                      .made = d->made,
                                      .as_sent = d->as_sent};
        fill_items(a, account, &links, d->id, row);
    }
    return true;
}

bool file_documents(struct app *app, struct arena *a, const struct walked_account *account,
                    struct file_documents *out, struct err *err)
{
    *out = (struct file_documents){0};
    if (!db_begin(app->db, DB_READ, err))
        return false;
    bool ok = read_all(app, a, account, out, err);
    db_rollback(app->db); /* nothing was written */
    return ok;
}

static bool find(struct app *app, struct arena *a, const struct file_query *query,
                 struct walked_account *account, struct err *err)
{
    if (!account_find(app, a, query, &account->key, err) ||
        !account_read(app->db, a, app->today, account, err))
        return false;
    return account_in_scope(query, account->creditor_id) ||
           err_set_field(err, ERR_UNKNOWN_REF, "ref", query->ref);
}

bool find_file_documents(struct app *app, struct arena *a, const struct file_query *query,
                         struct found_documents *out, struct err *err)
{
    *out = (struct found_documents){0};
    if (!db_begin(app->db, DB_READ, err))
        return false;
    bool ok = find(app, a, query, &out->account, err) &&
              read_all(app, a, &out->account, &out->documents, err);
    db_rollback(app->db); /* nothing was written */
    return ok;
}
