#include "inbox_store.h"

#include "directory_store.h"
#include "gen/inbox_sql.h"

static bool check_new(const struct new_inbox *doc, struct err *err)
{
    if (doc->body.n == 0)
        return err_set(err, ERR_FILE_EMPTY, NULL);
    if (doc->body.n > LIMIT_DOCUMENT_BYTES)
        return err_set(err, ERR_FILE_TOO_LARGE, NULL);
    bool named = doc->file.n <= LIMIT_NAME_BYTES && doc->mime.n <= LIMIT_REF_BYTES;
    return named || err_set_field(err, ERR_TOO_LONG, "file", doc->file);
}

bool inbox_add(struct db *db, struct id_source *ids, const struct new_inbox *doc,
               struct document_made *out, struct err *err)
{
    ASSERT(db_in_transaction(db));
    out->number = doc->number;
    if (!check_new(doc, err) ||
        (out->number == 0 && !counter_take(db, "document", 1, &out->number, err)))
        return false;
    out->id = id_next(ids);
    struct document_hash hash = document_hash_of(doc->body);
    struct q_inbox_insert_in in = {
        .inbox_id = out->id,
        .number = out->number,
        .creditor_id = doc->creditor_id,
        .kind = str_of(document_kind_code(doc->kind)),
        .state = doc->refused ? STR("refused") : STR("waiting"),
        .file = doc->file,
        .mime = doc->mime,
        .bytes = (int64_t)doc->body.n,
        .hash = {(const char *)hash.bytes, sizeof hash.bytes},
        .made_day = doc->made.n,
        .at_ms = doc->at_ms,
        .actor_id = doc->actor_id,
        .import_id = doc->import_id,
        .body = doc->body,
    };
    struct sighting seen = {0, out->id, doc->import_id};
    struct q_inbox_text_add_in text = {out->id, doc->text};
    if (!q_inbox_insert(db, &in, NULL, err) || !sighting_add_all(db, &seen, &doc->seen, err))
        return false;
    if (doc->seen.count == 0 && !sighting_add(db, &seen, NULL, err))
        return false;
    return doc->text.n == 0 || q_inbox_text_add(db, &text, NULL, err);
}

/* ---- reading ---- */

static struct inbox_document *next_place(struct arena *a, struct inbox_documents *list)
{
    size_t n = list->count++;
    if ((n & (n - 1)) == 0) /* full at every power of two */
        list->rows = arena_grow(a, list->rows, n, n == 0 ? 1 : n * 2, sizeof *list->rows);
    return &list->rows[n];
}

static bool take_row(struct arena *a, const struct q_inbox_range_row *row,
                     struct inbox_document *out, struct err *err)
{
    *out = (struct inbox_document){
        .id = row->inbox_id,
        .number = row->number,
        .creditor_id = row->creditor_id,
        .refused = str_is(row->state, "refused"),
        .file = arena_str(a, row->file),
        .mime = arena_str(a, row->mime),
        .bytes = row->bytes,
        .made = {(int32_t)row->made_day},
        .at_ms = row->at_ms,
        .actor_id = row->actor_id,
        .import_id = row->import_id,
        .import_number = row->import_number.has ? row->import_number.v : 0,
    };
    bool whole =
        document_kind_parse(row->kind, &out->kind) && document_hash_read(row->hash, &out->hash);
    return whole || err_set(err, ERR_DB_DAMAGED, "inbox_document");
}

static bool read_range(struct db *db, struct arena *a, const struct q_inbox_range_in *in,
                       struct inbox_documents *out, struct err *err)
{
    struct db_rows rows;
    *out = (struct inbox_documents){0};
    if (!q_inbox_range_open(db, in, &rows, err))
        return false;
    bool ok = true;
    struct q_inbox_range_row row;
    while (q_inbox_range_more(&rows, &row, &ok, err)) {
        ok = take_row(a, &row, next_place(a, out), err);
    }
    db_done(&rows);
    return ok;
}

bool inbox_find(struct db *db, struct arena *a, int64_t number, struct inbox_document *out,
                struct err *err)
{
    struct q_inbox_range_in in = {number, number};
    struct inbox_documents list;
    if (!read_range(db, a, &in, &list, err))
        return false;
    bool seen = list.count == 1 && list.rows[0].import_number != 0;
    *out = seen ? list.rows[0] : (struct inbox_document){0};
    return true;
}

bool inbox_find_body(struct db *db, struct arena *a, struct document_body wanted,
                     struct inbox_document *out, struct err *err)
{
    struct q_inbox_number_by_hash_in in = {
        wanted.creditor_id, {(const char *)wanted.hash.bytes, sizeof wanted.hash.bytes}};
    struct q_inbox_number_by_hash_row row;
    struct inbox_documents list;
    bool found = false;
    *out = (struct inbox_document){0};
    if (!q_inbox_number_by_hash(db, &in, a, &row, &found, err))
        return false;
    struct q_inbox_range_in one = {row.number, row.number};
    if (!found)
        return true;
    if (!read_range(db, a, &one, &list, err))
        return false;
    if (list.count == 1)
        *out = list.rows[0];
    return true;
}

bool inbox_list(struct db *db, struct arena *a, struct inbox_documents *out, struct err *err)
{
    struct q_inbox_range_in all = {1, INT64_MAX};
    if (!read_range(db, a, &all, out, err))
        return false;
    size_t kept = 0;
    for (size_t i = 0; i < out->count; i++) {
        if (!out->rows[i].refused && out->rows[i].import_number != 0)
            out->rows[kept++] = out->rows[i];
    }
    out->count = kept;
    return true;
}

bool inbox_read_body(struct db *db, struct arena *a, const struct inbox_document *doc,
                     struct str *out, struct err *err)
{
    struct q_inbox_body_in in = {doc->id};
    struct q_inbox_body_row row;
    bool found = false;
    if (!q_inbox_body(db, &in, a, &row, &found, err))
        return false;
    if (!found || !document_hash_eq(doc->hash, document_hash_of(row.body)))
        return err_set(err, ERR_DB_DAMAGED, "inbox_document");
    *out = row.body;
    return true;
}

bool inbox_read_text(struct db *db, struct arena *a, int64_t inbox_id, struct str *out,
                     struct err *err)
{
    struct q_inbox_text_get_in in = {inbox_id};
    struct q_inbox_text_get_row row;
    bool found = false;
    if (!q_inbox_text_get(db, &in, a, &row, &found, err))
        return false;
    *out = found ? row.text : STR("");
    return true;
}

/* ---- deciding ---- */

bool inbox_refuse(struct db *db, int64_t inbox_id, struct err *err)
{
    struct q_inbox_text_delete_in text = {inbox_id};
    struct q_inbox_refuse_in in = {inbox_id};
    ASSERT(db_in_transaction(db));
    return q_inbox_text_delete(db, &text, NULL, err) && q_inbox_refuse(db, &in, NULL, err);
}

bool inbox_delete(struct db *db, int64_t inbox_id, struct err *err)
{
    struct q_inbox_candidate_delete_all_in candidates = {inbox_id};
    struct q_inbox_text_delete_in text = {inbox_id};
    struct q_inbox_delete_in in = {inbox_id};
    struct sighting seen = {0, inbox_id, 0};
    ASSERT(db_in_transaction(db));
    return q_inbox_candidate_delete_all(db, &candidates, NULL, err) &&
           q_inbox_text_delete(db, &text, NULL, err) && sighting_delete_all(db, &seen, err) &&
           q_inbox_delete(db, &in, NULL, err);
}

bool inbox_candidates(struct db *db, struct arena *a, int64_t inbox_id,
                      struct inbox_candidates *out, struct err *err)
{
    struct q_inbox_candidate_list_in in = {inbox_id};
    struct db_rows rows;
    *out = (struct inbox_candidates){0};
    if (!q_inbox_candidate_list_open(db, &in, &rows, err))
        return false;
    bool ok = true;
    struct q_inbox_candidate_list_row row;
    while (q_inbox_candidate_list_more(&rows, &row, &ok, err)) {
        size_t n = out->count++;
        if ((n & (n - 1)) == 0)
            out->rows = arena_grow(a, out->rows, n, n == 0 ? 1 : n * 2, sizeof *out->rows);
        out->rows[n] = (struct inbox_candidate){.key = {row.debtor_id, row.account_id},
                                                .item_id = row.item_id};
        ok = document_how_parse(row.how, &out->rows[n].how) ||
             err_set(err, ERR_DB_DAMAGED, "inbox_candidate");
    }
    db_done(&rows);
    return ok;
}

bool inbox_candidates_same(const struct inbox_candidates *a, const struct inbox_candidates *b)
{
    size_t met = 0;
    for (size_t i = 0; i < a->count; i++) {
        for (size_t k = 0; k < b->count; k++)
            met += a->rows[i].item_id == b->rows[k].item_id &&
                   a->rows[i].key.account_id == b->rows[k].key.account_id;
    }
    return a->count == b->count && met == a->count;
}

bool inbox_set_candidates(struct db *db, int64_t inbox_id,
                          const struct inbox_candidates *candidates, struct err *err)
{
    struct q_inbox_candidate_delete_all_in old = {inbox_id};
    ASSERT(db_in_transaction(db));
    if (!q_inbox_candidate_delete_all(db, &old, NULL, err))
        return false;
    for (size_t i = 0; i < candidates->count; i++) {
        const struct inbox_candidate *c = &candidates->rows[i];
        struct q_inbox_candidate_add_in in = {
            .inbox_id = inbox_id,
            .debtor_id = c->key.debtor_id,
            .account_id = c->key.account_id,
            .item_id = c->item_id,
            .how = str_of(document_how_code(c->how)),
        };
        if (!q_inbox_candidate_add(db, &in, NULL, err))
            return false;
    }
    return true;
}
