/* Law tables as stored: whole files, one version behind the other, none ever changed. */
#ifndef RELANCE_STORE_LAW_STORE_H
#define RELANCE_STORE_LAW_STORE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"
#include "db.h"

enum { LAW_DIGEST_BYTES = 32 };

struct stored_law_table {
    struct str name; /* law_table_name() */
    int64_t version; /* from 1 */
    int64_t loaded_ms, actor_id;
    uint8_t digest[LAW_DIGEST_BYTES]; /* BLAKE2b-256 of body */
    struct str body;                  /* the file */
};

/* BLAKE2b-256. */
void law_digest(struct str body, uint8_t out[LAW_DIGEST_BYTES]);
/* `kept`, as stored, is the digest of body. */
bool law_digest_is(struct str kept, struct str body);
/* Adds a version inside the caller's write transaction. Errors: ERR_DB_CONSTRAINT when somebody
 * else has just added the same one. */
MUST_CHECK bool law_table_add(struct db *db, const struct stored_law_table *table, struct err *err);
/* The newest version of every table that has one; texts in the arena. */
MUST_CHECK bool law_tables_in_force(struct db *db, struct arena *a, struct stored_law_table **out,
                                    size_t *count, struct err *err);

struct law_store_report {
    int64_t versions;
    int64_t bad; /* versions whose digest is not that of their body, or with one missing before */
};
/* Versions of named texts, by name and version: each follows the one before, and is what its digest
 * says. `last` is empty at first. For law tables and rules (rule_store.h). */
struct versions_walk {
    struct buf last; /* name of the version before */
    int64_t version;
    struct law_store_report *report;
};
struct stored_version {
    struct str name, digest, body;
    int64_t version;
};
void versions_look(struct versions_walk *w, const struct stored_version *version);
MUST_CHECK bool law_tables_verify(struct db *db, struct law_store_report *out, struct err *err);

#endif
