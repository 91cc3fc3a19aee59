#include "fetch_document.h"

#include "base/ref.h"
#include "gen/account_sql.h"
#include "store/inbox_store.h"

static bool unknown(struct arena *a, const struct fetch_request *r, struct err *err)
{
    struct buf ref;
    buf_init(&ref, a, 32);
    buf_add_ref(&ref, REF_DOCUMENT, r->number);
    return err_set_field(err, ERR_UNKNOWN_REF, "document", buf_str(&ref));
}

static bool in_scope(const struct fetch_request *r, int64_t creditor_id)
{
    for (size_t i = 0; r->scope != NULL && i < r->scope_count; i++) {
        if (r->scope[i] == creditor_id)
            return true;
    }
    return r->scope == NULL;
}

/* *seen: one of the accounts it belongs to is within scope. */
static bool look(struct app *app, const struct fetch_request *r, const struct document *doc,
                 bool *seen, struct err *err)
{
    struct q_account_by_debtor_in in = {doc->debtor_id};
    struct db_rows rows;
    *seen = false;
    if (!q_account_by_debtor_open(app->db, &in, &rows, err))
        return false;
    bool ok = true;
    struct q_account_by_debtor_row row;
    while (q_account_by_debtor_more(&rows, &row, &ok, err)) {
        bool of_document = doc->account_id == 0 || doc->account_id == row.account_id;
        *seen = *seen || (of_document && in_scope(r, row.creditor_id));
    }
    db_done(&rows);
    return ok;
}

static bool fetch(struct app *app, struct arena *a, const struct fetch_request *r,
                  struct fetched_document *out, struct err *err)
{
    struct document doc;
    struct inbox_document waiting;
    bool seen = false;
    if (!document_find(app->db, a, r->number, &doc, err))
        return false;
    if (doc.id != 0) {
        *out = (struct fetched_document){.file = doc.file, .mime = doc.mime};
        return look(app, r, &doc, &seen, err) && (seen || unknown(a, r, err)) &&
               document_read_body(app->db, a, &doc, &out->body, err);
    }
    if (!inbox_find(app->db, a, r->number, &waiting, err))
        return false;
    *out = (struct fetched_document){.file = waiting.file, .mime = waiting.mime};
    if (waiting.id == 0 || !in_scope(r, waiting.creditor_id))
        return unknown(a, r, err);
    return inbox_read_body(app->db, a, &waiting, &out->body, err);
}

bool fetch_document(struct app *app, struct arena *a, const struct fetch_request *request,
                    struct fetched_document *out, struct err *err)
{
    if (!db_begin(app->db, DB_READ, err))
        return false;
    bool ok = fetch(app, a, request, out, err);
    db_rollback(app->db); /* nothing was written */
    return ok;
}
