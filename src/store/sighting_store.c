#include "sighting_store.h"

#include "gen/document_sql.h"
#include "gen/inbox_sql.h"

void import_ids_add(struct arena *a, struct import_ids *ids, int64_t import_id)
{
    size_t n = ids->count++;
    if ((n & (n - 1)) == 0) /* full at every power of two */
        ids->rows = arena_grow(a, ids->rows, n, n == 0 ? 1 : n * 2, sizeof *ids->rows);
    ids->rows[n] = import_id;
}

bool sighting_add(struct db *db, const struct sighting *s, bool *added, struct err *err)
{
    struct q_document_sighting_add_in document = {s->debtor_id, s->document_id, s->import_id};
    struct q_inbox_sighting_add_in waiting = {s->document_id, s->import_id};
    int64_t changed = 0;
    ASSERT(db_in_transaction(db));
    bool ok = s->debtor_id != 0 ? q_document_sighting_add(db, &document, &changed, err)
                                : q_inbox_sighting_add(db, &waiting, &changed, err);
    if (ok && added != NULL)
        *added = changed == 1;
    return ok;
}

bool sighting_add_all(struct db *db, const struct sighting *s, const struct import_ids *ids,
                      struct err *err)
{
    for (size_t i = 0; i < ids->count; i++) {
        struct sighting one = {s->debtor_id, s->document_id, ids->rows[i]};
        if (!sighting_add(db, &one, NULL, err))
            return false;
    }
    return true;
}

static bool list_document(struct db *db, struct arena *a, const struct sighting *s,
                          struct import_ids *out, struct err *err)
{
    struct q_document_sighting_list_in in = {s->debtor_id, s->document_id};
    struct db_rows rows;
    if (!q_document_sighting_list_open(db, &in, &rows, err))
        return false;
    bool ok = true;
    struct q_document_sighting_list_row row;
    while (q_document_sighting_list_more(&rows, &row, &ok, err)) {
        import_ids_add(a, out, row.import_id);
    }
    db_done(&rows);
    return ok;
}

static bool list_waiting(struct db *db, struct arena *a, const struct sighting *s,
                         struct import_ids *out, struct err *err)
{
    struct q_inbox_sighting_list_in in = {s->document_id};
    struct db_rows rows;
    if (!q_inbox_sighting_list_open(db, &in, &rows, err))
        return false;
    bool ok = true;
    struct q_inbox_sighting_list_row row;
    while (q_inbox_sighting_list_more(&rows, &row, &ok, err)) {
        import_ids_add(a, out, row.import_id);
    }
    db_done(&rows);
    return ok;
}

bool sighting_list(struct db *db, struct arena *a, const struct sighting *s, struct import_ids *out,
                   struct err *err)
{
    *out = (struct import_ids){0};
    return s->debtor_id != 0 ? list_document(db, a, s, out, err) : list_waiting(db, a, s, out, err);
}

bool sighting_delete(struct db *db, const struct sighting *s, struct err *err)
{
    struct q_document_sighting_delete_in document = {s->debtor_id, s->document_id, s->import_id};
    struct q_inbox_sighting_delete_in waiting = {s->document_id, s->import_id};
    ASSERT(db_in_transaction(db));
    return s->debtor_id != 0 ? q_document_sighting_delete(db, &document, NULL, err)
                             : q_inbox_sighting_delete(db, &waiting, NULL, err);
}

bool sighting_delete_all(struct db *db, const struct sighting *s, struct err *err)
{
    struct q_document_sighting_delete_all_in document = {s->debtor_id, s->document_id};
    struct q_inbox_sighting_delete_all_in waiting = {s->document_id};
    ASSERT(db_in_transaction(db));
    return s->debtor_id != 0 ? q_document_sighting_delete_all(db, &document, NULL, err)
                             : q_inbox_sighting_delete_all(db, &waiting, NULL, err);
}

/* ---- what imports that do not count have left ---- */

static void keep(struct arena *a, struct sightings *out, struct sighting s)
{
    size_t n = out->count++;
    if ((n & (n - 1)) == 0)
        out->rows = arena_grow(a, out->rows, n, n == 0 ? 1 : n * 2, sizeof *out->rows);
    out->rows[n] = s;
}

static bool left_documents(struct db *db, struct arena *a, struct sightings_wanted wanted,
                           struct sightings *out, struct err *err)
{
    struct q_document_sighting_left_in in = {wanted.creditor_id, wanted.most};
    struct db_rows rows;
    if (!q_document_sighting_left_open(db, &in, &rows, err))
        return false;
    bool ok = true;
    struct q_document_sighting_left_row row;
    while (q_document_sighting_left_more(&rows, &row, &ok, err)) {
        keep(a, out, (struct sighting){row.debtor_id, row.document_id, row.import_id});
    }
    db_done(&rows);
    return ok;
}

static bool left_waiting(struct db *db, struct arena *a, struct sightings_wanted wanted,
                         struct sightings *out, struct err *err)
{
    struct q_inbox_sighting_left_in in = {wanted.creditor_id, wanted.most};
    struct db_rows rows;
    if (!q_inbox_sighting_left_open(db, &in, &rows, err))
        return false;
    bool ok = true;
    struct q_inbox_sighting_left_row row;
    while (q_inbox_sighting_left_more(&rows, &row, &ok, err)) {
        keep(a, out, (struct sighting){0, row.inbox_id, row.import_id});
    }
    db_done(&rows);
    return ok;
}

bool sightings_left(struct db *db, struct arena *a, struct sightings_wanted wanted,
                    struct sightings *out, struct err *err)
{
    *out = (struct sightings){0};
    return left_documents(db, a, wanted, out, err) && left_waiting(db, a, wanted, out, err);
}
