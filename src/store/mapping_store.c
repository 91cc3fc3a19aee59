#include "mapping_store.h"

#include "gen/mapping_sql.h"

bool mapping_add(struct db *db, const struct stored_mapping *m, struct err *err)
{
    ASSERT(db_in_transaction(db));
    const struct q_mapping_insert_in in = {m->creditor_id, m->name,  m->version, m->list,
                                           m->body,        m->at_ms, m->actor_id};
    return q_mapping_insert(db, &in, NULL, err);
}

bool mapping_latest(struct db *db, struct arena *a, struct stored_mapping *out, struct err *err)
{
    const struct q_mapping_latest_in in = {out->creditor_id, out->name};
    struct q_mapping_latest_row row;
    bool found = false;
    if (!q_mapping_latest(db, &in, a, &row, &found, err))
        return false;
    out->version = found ? row.version : 0;
    if (!found)
        return true;
    out->list = row.list;
    out->body = row.body;
    out->at_ms = row.at_ms;
    out->actor_id = row.actor_id;
    return true;
}

bool mapping_version(struct db *db, struct arena *a, struct stored_mapping *out, struct err *err)
{
    const struct q_mapping_version_in in = {out->creditor_id, out->name, out->version};
    struct q_mapping_version_row row;
    bool found = false;
    if (!q_mapping_version(db, &in, a, &row, &found, err))
        return false;
    if (!found) {
        out->version = 0;
        return true;
    }
    out->list = row.list;
    out->body = row.body;
    out->at_ms = row.at_ms;
    out->actor_id = row.actor_id;
    return true;
}

static struct stored_mapping *add_row(struct arena *a, struct stored_mappings *to)
{
    size_t n = to->count++;
    if ((n & (n - 1)) == 0) /* full at every power of two */
        to->rows = arena_grow(a, to->rows, n, n == 0 ? 1 : 2 * n, sizeof *to->rows);
    return &to->rows[n];
}

bool mapping_list(struct db *db, struct arena *a, struct stored_mappings *out, struct err *err)
{
    struct db_rows rows;
    struct q_mapping_list_row row;
    bool ok = true;
    *out = (struct stored_mappings){0};
    if (!q_mapping_list_open(db, &rows, err))
        return false;
    while (q_mapping_list_more(&rows, &row, &ok, err))
        *add_row(a, out) = (struct stored_mapping){.creditor_id = row.creditor_id,
                                                   .name = arena_str(a, row.name),
                                                   .version = row.version,
                                                   .list = arena_str(a, row.list),
                                                   .at_ms = row.at_ms,
                                                   .actor_id = row.actor_id,
                                                   .headers = row.headers};
    db_done(&rows);
    return ok;
}

bool mapping_versions(struct db *db, struct arena *a, const struct stored_mapping *of,
                      struct stored_mappings *out, struct err *err)
{
    const struct q_mapping_versions_in in = {of->creditor_id, of->name};
    struct db_rows rows;
    struct q_mapping_versions_row row;
    bool ok = true;
    *out = (struct stored_mappings){0};
    if (!q_mapping_versions_open(db, &in, &rows, err))
        return false;
    while (q_mapping_versions_more(&rows, &row, &ok, err)) {
        struct str list = arena_str(a, row.list);
        *add_row(a, out) = (struct stored_mapping){.creditor_id = of->creditor_id,
                                                   .name = of->name,
                                                   .version = row.version,
                                                   .list = list,
                                                   .body = row.known == 1 ? list : STR(""),
                                                   .at_ms = row.at_ms,
                                                   .actor_id = row.actor_id};
    }
    db_done(&rows);
    return ok;
}

/* ---- headers ---- */

bool mapping_headers(struct db *db, struct arena *a, int64_t creditor_id,
                     struct mapping_headers *out, struct err *err)
{
    const struct q_mapping_headers_in in = {creditor_id};
    struct db_rows rows;
    struct q_mapping_headers_row row;
    bool ok = true;
    *out = (struct mapping_headers){0};
    if (!q_mapping_headers_open(db, &in, &rows, err))
        return false;
    while (q_mapping_headers_more(&rows, &row, &ok, err)) {
        size_t n = out->count++;
        if ((n & (n - 1)) == 0)
            out->rows = arena_grow(a, out->rows, n, n == 0 ? 1 : 2 * n, sizeof *out->rows);
        struct mapping_header *h = &out->rows[n];
        *h =
            (struct mapping_header){.creditor_id = row.creditor_id, .name = arena_str(a, row.name)};
        if (row.signature.n == sizeof h->signature)
            memcpy(h->signature, row.signature.p, sizeof h->signature);
    }
    db_done(&rows);
    return ok;
}

bool mapping_header_note(struct db *db, const struct mapping_header *h, int64_t at_ms,
                         struct err *err)
{
    struct str signature = {(const char *)h->signature, sizeof h->signature};
    const struct q_mapping_header_last_in get = {h->creditor_id, signature};
    struct q_mapping_header_last_row row = {0};
    struct arena scratch;
    bool found = false;
    arena_init(&scratch, 0);
    bool ok = q_mapping_header_last(db, &get, &scratch, &row, &found, err);
    bool same = found && str_eq(row.name, h->name);
    arena_release(&scratch);
    if (!ok || same)
        return ok;
    const struct q_mapping_header_insert_in in = {h->creditor_id, signature, row.seq + 1, h->name,
                                                  at_ms};
    return q_mapping_header_insert(db, &in, NULL, err);
}

bool import_mapping_add(struct db *db, int64_t import_id, const struct stored_mapping *m,
                        struct err *err)
{
    const struct q_import_mapping_insert_in in = {import_id, m->creditor_id, m->name, m->version};
    return q_import_mapping_insert(db, &in, NULL, err);
}

/* ---- the list nobody could read ---- */

bool unread_list_put(struct db *db, const struct unread_list *l, struct err *err)
{
    const struct q_unread_put_in in = {l->creditor_id, l->file,  l->texts,
                                       l->samples,     l->at_ms, l->actor_id};
    return q_unread_put(db, &in, NULL, err);
}

bool unread_list_all(struct db *db, struct arena *a, struct unread_lists *out, struct err *err)
{
    struct db_rows rows;
    struct q_unread_list_row row;
    bool ok = true;
    *out = (struct unread_lists){0};
    if (!q_unread_list_open(db, &rows, err))
        return false;
    while (q_unread_list_more(&rows, &row, &ok, err)) {
        size_t n = out->count++;
        if ((n & (n - 1)) == 0)
            out->rows = arena_grow(a, out->rows, n, n == 0 ? 1 : 2 * n, sizeof *out->rows);
        out->rows[n] = (struct unread_list){.creditor_id = row.creditor_id,
                                            .file = arena_str(a, row.file),
                                            .texts = arena_str(a, row.texts),
                                            .samples = arena_str(a, row.samples),
                                            .at_ms = row.at_ms,
                                            .actor_id = row.actor_id};
    }
    db_done(&rows);
    return ok;
}

bool unread_list_drop(struct db *db, int64_t creditor_id, struct err *err)
{
    const struct q_unread_drop_in in = {creditor_id};
    return q_unread_drop(db, &in, NULL, err);
}
