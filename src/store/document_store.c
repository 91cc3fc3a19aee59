#include "document_store.h"

#include "base/buf.h"
#include "directory_store.h"
#include "gen/document_sql.h"
#include "gen/inbox_sql.h"

#include <sodium.h>

struct document_hash document_hash_of(struct str body)
{
    struct document_hash hash;
    crypto_generichash(hash.bytes, sizeof hash.bytes, (const unsigned char *)body.p, body.n, NULL,
                       0);
    return hash;
}

bool document_hash_eq(struct document_hash a, struct document_hash b)
{
    return memcmp(a.bytes, b.bytes, sizeof a.bytes) == 0;
}

bool document_hash_read(struct str column, struct document_hash *out)
{
    if (column.n != sizeof out->bytes)
        return false;
    memcpy(out->bytes, column.p, sizeof out->bytes);
    return true;
}

/* ---- adding ---- */

static bool check_new(const struct new_document *doc, struct err *err)
{
    if (doc->body.n == 0)
        return err_set(err, ERR_FILE_EMPTY, NULL);
    if (doc->body.n > LIMIT_DOCUMENT_BYTES)
        return err_set(err, ERR_FILE_TOO_LARGE, NULL);
    bool named = doc->file.n <= LIMIT_NAME_BYTES && doc->mime.n <= LIMIT_REF_BYTES;
    return named || err_set_field(err, ERR_TOO_LONG, "file", doc->file);
}

static bool claim_number(struct db *db, const struct new_document *doc, int64_t number,
                         struct err *err)
{
    struct arena a;
    struct buf text;
    bool created = false;
    arena_init(&a, 0);
    buf_init(&text, &a, 32);
    buf_add_int(&text, number);
    struct directory_key key = {DIRECTORY_DOCUMENT_NUMBER, 0, buf_str(&text)};
    struct directory_entry entry = {doc->key.debtor_id,
                                    {doc->key.account_id != 0, doc->key.account_id}};
    bool ok = directory_claim(db, &key, &entry, &created, err);
    arena_release(&a);
    return ok && (created || err_set(err, ERR_DB_DAMAGED, "number of a document"));
}

bool document_add(struct db *db, struct id_source *ids, const struct new_document *doc,
                  struct document_made *out, struct err *err)
{
    struct document_made made = {.number = doc->number};
    ASSERT(db_in_transaction(db));
    if (!check_new(doc, err) ||
        (made.number == 0 && !counter_take(db, "document", 1, &made.number, err)) ||
        !claim_number(db, doc, made.number, err))
        return false;
    made.id = id_next(ids);
    struct document_hash hash = document_hash_of(doc->body);
    struct q_document_insert_in in = {
        .debtor_id = doc->key.debtor_id,
        .document_id = made.id,
        .number = made.number,
        .account_id = {doc->key.account_id != 0, doc->key.account_id},
        .kind = str_of(document_kind_code(doc->kind)),
        .as_sent = doc->as_sent,
        .file = doc->file,
        .mime = doc->mime,
        .bytes = (int64_t)doc->body.n,
        .hash = {(const char *)hash.bytes, sizeof hash.bytes},
        .made_day = doc->made.n,
        .at_ms = doc->at_ms,
        .actor_id = doc->actor_id,
        .import_id = {doc->import_id != 0, doc->import_id},
        .body = doc->body,
    };
    struct sighting seen = {doc->key.debtor_id, made.id, doc->import_id};
    if (!q_document_insert(db, &in, NULL, err) || !sighting_add_all(db, &seen, &doc->seen, err))
        return false;
    if (doc->seen.count == 0 && doc->import_id != 0 && !sighting_add(db, &seen, NULL, err))
        return false;
    if (out != NULL)
        *out = made;
    return true;
}

/* ---- reading ---- */

static struct document *next_place(struct arena *a, struct documents *list)
{
    size_t n = list->count++;
    if ((n & (n - 1)) == 0) /* full at every power of two */
        list->rows = arena_grow(a, list->rows, n, n == 0 ? 1 : n * 2, sizeof *list->rows);
    return &list->rows[n];
}

static bool take_row(struct arena *a, int64_t debtor_id, const struct q_document_by_debtor_row *row,
                     struct document *out, struct err *err)
{
    *out = (struct document){
        .debtor_id = debtor_id,
        .id = row->document_id,
        .number = row->number,
        .account_id = row->account_id.has ? row->account_id.v : 0,
        .as_sent = row->as_sent == 1,
        .withdrawn = str_is(row->state, "withdrawn") || (row->import_id.has && row->held == 0),
        .file = arena_str(a, row->file),
        .mime = arena_str(a, row->mime),
        .bytes = row->bytes,
        .made = {(int32_t)row->made_day},
        .at_ms = row->at_ms,
        .actor_id = row->actor_id,
        .import_id = row->import_id.has ? row->import_id.v : 0,
    };
    bool whole =
        document_kind_parse(row->kind, &out->kind) && document_hash_read(row->hash, &out->hash);
    return whole || err_set(err, ERR_DB_DAMAGED, "document");
}

/* Brought by an import that does not count yet, or no longer, and confirmed by nobody. */
static bool is_hidden(const struct q_document_by_debtor_row *row)
{
    return row->import_id.has && row->held == 0 && row->kept == 0 && str_is(row->state, "standing");
}

static bool read_documents(struct db *db, struct arena *a, const struct q_document_by_debtor_in *in,
                           struct documents *out, struct err *err)
{
    struct db_rows rows;
    *out = (struct documents){0};
    if (!q_document_by_debtor_open(db, in, &rows, err))
        return false;
    bool ok = true;
    struct q_document_by_debtor_row row;
    while (q_document_by_debtor_more(&rows, &row, &ok, err)) {
        ok = is_hidden(&row) || take_row(a, in->debtor_id, &row, next_place(a, out), err);
    }
    db_done(&rows);
    return ok;
}

bool documents_of_debtor(struct db *db, struct arena *a, int64_t debtor_id, struct documents *out,
                         struct err *err)
{
    struct q_document_by_debtor_in all = {debtor_id, 0, INT64_MAX};
    return read_documents(db, a, &all, out, err);
}

bool document_find(struct db *db, struct arena *a, int64_t number, struct document *out,
                   struct err *err)
{
    struct directory_number wanted = {DIRECTORY_DOCUMENT_NUMBER, number};
    struct directory_entry entry;
    struct documents one;
    bool found = false;
    *out = (struct document){0};
    if (!directory_number(db, wanted, &entry, &found, err))
        return false;
    struct q_document_by_debtor_in in = {entry.debtor_id, number, number};
    if (!found)
        return true;
    if (!read_documents(db, a, &in, &one, err))
        return false;
    if (one.count == 1)
        *out = one.rows[0];
    return true;
}

bool document_read_body(struct db *db, struct arena *a, const struct document *doc, struct str *out,
                        struct err *err)
{
    struct q_document_body_in in = {doc->debtor_id, doc->id};
    struct q_document_body_row row;
    struct document_hash hash;
    bool found = false;
    if (!q_document_body(db, &in, a, &row, &found, err))
        return false;
    if (!found || !document_hash_read(row.hash, &hash) ||
        !document_hash_eq(hash, document_hash_of(row.body)))
        return err_set(err, ERR_DB_DAMAGED, "document");
    *out = row.body;
    return true;
}

bool documents_same(struct db *db, struct arena *a, struct document_body wanted,
                    struct documents *out, struct err *err)
{
    struct q_document_same_in in = {wanted.creditor_id,
                                    {(const char *)wanted.hash.bytes, sizeof wanted.hash.bytes}};
    struct db_rows rows;
    *out = (struct documents){0};
    if (!q_document_same_open(db, &in, &rows, err))
        return false;
    bool ok = true;
    struct q_document_same_row row;
    while (q_document_same_more(&rows, &row, &ok, err)) {
        *next_place(a, out) = (struct document){
            .debtor_id = row.debtor_id,
            .id = row.document_id,
            .number = row.number,
            .account_id = row.account_id,
            .withdrawn = row.held == 0,
            .hash = wanted.hash,
        };
    }
    db_done(&rows);
    return ok;
}

bool document_reasons(struct db *db, const struct document *doc, struct document_reasons *out,
                      struct err *err)
{
    struct q_document_reasons_in in = {doc->debtor_id, doc->id};
    struct q_document_reasons_row row;
    struct arena a;
    bool found = false;
    arena_init(&a, 0);
    bool ok = q_document_reasons(db, &in, &a, &row, &found, err);
    arena_release(&a);
    if (ok && !found)
        return err_set(err, ERR_DB_DAMAGED, "document");
    *out = (struct document_reasons){row.number, row.held, row.kept};
    return ok;
}

bool document_delete(struct db *db, const struct document *doc, struct err *err)
{
    struct q_document_item_delete_all_in links = {doc->debtor_id, doc->id};
    struct q_document_delete_in in = {doc->debtor_id, doc->id};
    struct directory_number number = {DIRECTORY_DOCUMENT_NUMBER, doc->number};
    struct sighting seen = {doc->debtor_id, doc->id, 0};
    ASSERT(db_in_transaction(db));
    return q_document_item_delete_all(db, &links, NULL, err) &&
           sighting_delete_all(db, &seen, err) && q_document_delete(db, &in, NULL, err) &&
           directory_forget(db, number, err);
}

/* ---- links ---- */

bool document_item_add(struct db *db, const struct document_item *link, bool *added,
                       struct err *err)
{
    struct q_document_item_add_in in = {
        .debtor_id = link->debtor_id,
        .document_id = link->document_id,
        .account_id = link->account_id,
        .item_id = link->item_id,
        .state = str_of(document_link_code(link->state)),
        .how = str_of(document_how_code(link->how)),
        .at_ms = link->at_ms,
        .actor_id = link->actor_id,
    };
    int64_t changed = 0;
    ASSERT(db_in_transaction(db));
    if (!q_document_item_add(db, &in, &changed, err))
        return false;
    if (added != NULL)
        *added = changed == 1;
    return true;
}

bool document_item_decide(struct db *db, const struct document_item *link, struct err *err)
{
    struct q_document_item_decide_in in = {
        .state = str_of(document_link_code(link->state)),
        .at_ms = link->at_ms,
        .actor_id = link->actor_id,
        .debtor_id = link->debtor_id,
        .document_id = link->document_id,
        .account_id = link->account_id,
        .item_id = link->item_id,
    };
    int64_t changed = 0;
    ASSERT(db_in_transaction(db));
    if (!q_document_item_decide(db, &in, &changed, err))
        return false;
    return changed == 1 || err_set(err, ERR_DB_DAMAGED, "link of a document");
}

static bool read_items(struct db *db, struct arena *a,
                       const struct q_document_item_by_debtor_in *in, struct document_items *out,
                       struct err *err)
{
    struct db_rows rows;
    *out = (struct document_items){0};
    if (!q_document_item_by_debtor_open(db, in, &rows, err))
        return false;
    bool ok = true;
    struct q_document_item_by_debtor_row row;
    while (q_document_item_by_debtor_more(&rows, &row, &ok, err)) {
        size_t n = out->count++;
        if ((n & (n - 1)) == 0)
            out->rows = arena_grow(a, out->rows, n, n == 0 ? 1 : n * 2, sizeof *out->rows);
        struct document_item *link = &out->rows[n];
        *link = (struct document_item){.debtor_id = in->debtor_id,
                                       .document_id = row.document_id,
                                       .account_id = row.account_id,
                                       .item_id = row.item_id,
                                       .at_ms = row.at_ms,
                                       .actor_id = row.actor_id};
        ok = (document_link_parse(row.state, &link->state) &&
              document_how_parse(row.how, &link->how)) ||
             err_set(err, ERR_DB_DAMAGED, "link of a document");
    }
    db_done(&rows);
    return ok;
}

bool document_items_of_debtor(struct db *db, struct arena *a, int64_t debtor_id,
                              struct document_items *out, struct err *err)
{
    struct q_document_item_by_debtor_in all = {debtor_id, 0, INT64_MAX};
    return read_items(db, a, &all, out, err);
}

bool document_items_of(struct db *db, struct arena *a, const struct document *doc,
                       struct document_items *out, struct err *err)
{
    struct q_document_item_by_debtor_in one = {doc->debtor_id, doc->id, doc->id};
    return read_items(db, a, &one, out, err);
}

/* ---- verify ---- */

static void look(struct document_report *out, int64_t bytes, struct str hash, struct str body)
{
    struct document_hash kept;
    bool good = bytes == (int64_t)body.n && document_hash_read(hash, &kept) &&
                document_hash_eq(kept, document_hash_of(body));
    out->documents++;
    out->bad += !good;
}

static bool verify_inbox(struct db *db, struct document_report *out, struct err *err)
{
    struct db_rows rows;
    if (!q_inbox_scan_open(db, &rows, err))
        return false;
    bool ok = true;
    struct q_inbox_scan_row row;
    while (q_inbox_scan_more(&rows, &row, &ok, err)) {
        look(out, row.bytes, row.hash, row.body);
    }
    db_done(&rows);
    return ok;
}

bool documents_verify(struct db *db, struct document_report *out, struct err *err)
{
    struct db_rows rows;
    *out = (struct document_report){0};
    if (!q_document_scan_open(db, &rows, err))
        return false;
    bool ok = true;
    struct q_document_scan_row row;
    while (q_document_scan_more(&rows, &row, &ok, err)) {
        look(out, row.bytes, row.hash, row.body);
    }
    db_done(&rows);
    return ok && verify_inbox(db, out, err);
}
