#include "rule_store.h"

#include "base/buf.h"
#include "base/limits.h"
#include "gen/rule_sql.h"

bool rule_set_add(struct db *db, const struct stored_rules *rules, struct err *err)
{
    uint8_t digest[LAW_DIGEST_BYTES];
    ASSERT(db_in_transaction(db));
    ASSERT(rules->version > 0);
    law_digest(rules->body, digest);
    struct q_rule_set_insert_in in = {
        .name = rules->name,
        .version = rules->version,
        .kind = rules->kind,
        .loaded_ms = rules->loaded_ms,
        .actor_id = rules->actor_id,
        .digest = {(const char *)digest, sizeof digest},
        .body = rules->body,
    };
    return q_rule_set_insert(db, &in, NULL, err);
}

/* A text that is not the one that was checked must decide nothing. */
static bool keep(struct arena *a, struct str digest, struct stored_rules *rules, struct err *err)
{
    if (!law_digest_is(digest, rules->body))
        return err_set(err, ERR_DB_DAMAGED, "rule_set: digest");
    memcpy(rules->digest, digest.p, sizeof rules->digest);
    rules->name = arena_str(a, rules->name);
    rules->kind = arena_str(a, rules->kind);
    rules->body = arena_str(a, rules->body);
    return true;
}

bool rule_sets_in_force(struct db *db, struct arena *a, struct stored_rules **out, size_t *count,
                        struct err *err)
{
    struct db_rows rows;
    *out = NULL;
    *count = 0;
    if (!q_rule_set_in_force_open(db, &rows, err))
        return false;
    bool ok = true;
    struct q_rule_set_in_force_row row;
    while (q_rule_set_in_force_more(&rows, &row, &ok, err)) {
        *out = arena_grow(a, *out, *count, *count + 1, sizeof **out);
        struct stored_rules *rules = &(*out)[*count];
        *rules = (struct stored_rules){.name = row.name,
                                       .kind = row.kind,
                                       .version = row.version,
                                       .loaded_ms = row.loaded_ms,
                                       .actor_id = row.actor_id,
                                       .body = row.body};
        ok = keep(a, row.digest, rules, err);
        if (!ok)
            break;
        (*count)++;
    }
    db_done(&rows);
    return ok;
}

bool rule_set_find(struct db *db, struct arena *a, struct stored_rules *out, bool *found,
                   struct err *err)
{
    struct q_rule_set_find_in in = {out->name, out->version};
    struct q_rule_set_find_row row;
    if (!q_rule_set_find(db, &in, a, &row, found, err))
        return false;
    if (!*found)
        return true;
    out->kind = row.kind;
    out->loaded_ms = row.loaded_ms;
    out->actor_id = row.actor_id;
    out->body = row.body;
    return keep(a, row.digest, out, err);
}

bool rule_sets_verify(struct db *db, struct law_store_report *out, struct err *err)
{
    struct db_rows rows;
    struct arena a;
    *out = (struct law_store_report){0};
    if (!q_rule_set_all_open(db, &rows, err))
        return false;
    arena_init(&a, 0);
    struct versions_walk w = {.report = out};
    buf_init(&w.last, &a, LIMIT_NAME_BYTES);
    bool ok = true;
    struct q_rule_set_all_row row;
    while (q_rule_set_all_more(&rows, &row, &ok, err))
        versions_look(&w, &(struct stored_version){row.name, row.digest, row.body, row.version});
    db_done(&rows);
    arena_release(&a);
    return ok;
}
