#include "law_store.h"

#include "base/buf.h"
#include "base/limits.h"
#include "gen/law_sql.h"

#include <sodium.h>

void law_digest(struct str body, uint8_t out[LAW_DIGEST_BYTES])
{
    crypto_generichash(out, LAW_DIGEST_BYTES, (const unsigned char *)body.p, body.n, NULL, 0);
}

bool law_table_add(struct db *db, const struct stored_law_table *table, struct err *err)
{
    ASSERT(db_in_transaction(db));
    ASSERT(table->version > 0);
    struct q_law_table_insert_in in = {
        .name = table->name,
        .version = table->version,
        .loaded_ms = table->loaded_ms,
        .actor_id = table->actor_id,
        .digest = {(const char *)table->digest, sizeof table->digest},
        .body = table->body,
    };
    return q_law_table_insert(db, &in, NULL, err);
}

bool law_digest_is(struct str kept, struct str body)
{
    uint8_t made[LAW_DIGEST_BYTES];
    law_digest(body, made);
    return kept.n == sizeof made && memcmp(kept.p, made, sizeof made) == 0;
}

/* A body that is not the one that was checked must not make figures. */
static bool copy_row(const struct q_law_table_in_force_row *row, struct arena *a,
                     struct stored_law_table *out, struct err *err)
{
    if (!law_digest_is(row->digest, row->body))
        return err_set(err, ERR_DB_DAMAGED, "law_table: digest");
    *out = (struct stored_law_table){.name = arena_str(a, row->name),
                                     .version = row->version,
                                     .loaded_ms = row->loaded_ms,
                                     .actor_id = row->actor_id,
                                     .body = arena_str(a, row->body)};
    memcpy(out->digest, row->digest.p, sizeof out->digest);
    return true;
}

bool law_tables_in_force(struct db *db, struct arena *a, struct stored_law_table **out,
                         size_t *count, struct err *err)
{
    struct db_rows rows;
    size_t room = 8;
    *out = ARENA_ARRAY(a, room, struct stored_law_table);
    *count = 0;
    if (!q_law_table_in_force_open(db, &rows, err))
        return false;
    bool ok = true;
    struct q_law_table_in_force_row row;
    while (q_law_table_in_force_more(&rows, &row, &ok, err)) {
        if (*count == room) {
            *out = arena_grow(a, *out, room, 2 * room, sizeof **out);
            room *= 2;
        }
        ok = copy_row(&row, a, &(*out)[*count], err);
        if (!ok)
            break;
        (*count)++;
    }
    db_done(&rows);
    return ok;
}

void versions_look(struct versions_walk *w, const struct stored_version *version)
{
    w->version = str_eq(version->name, buf_str(&w->last)) ? w->version + 1 : 1;
    buf_clear(&w->last);
    buf_add(&w->last, version->name);
    w->report->versions++;
    if (version->version != w->version || !law_digest_is(version->digest, version->body))
        w->report->bad++;
    w->version = version->version;
}

bool law_tables_verify(struct db *db, struct law_store_report *out, struct err *err)
{
    struct db_rows rows;
    struct arena a;
    *out = (struct law_store_report){0};
    if (!q_law_table_all_open(db, &rows, err))
        return false;
    arena_init(&a, 0);
    struct versions_walk w = {.report = out};
    buf_init(&w.last, &a, LIMIT_NAME_BYTES);
    bool ok = true;
    struct q_law_table_all_row row;
    while (q_law_table_all_more(&rows, &row, &ok, err))
        versions_look(&w, &(struct stored_version){row.name, row.digest, row.body, row.version});
    db_done(&rows);
    arena_release(&a);
    return ok;
}
