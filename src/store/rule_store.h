/* Rules as stored: whole texts, one version behind the other, none ever changed. */
#ifndef RELANCE_STORE_RULE_STORE_H
#define RELANCE_STORE_RULE_STORE_H

#include "base/arena.h"
#include "db.h"
#include "law_store.h"

struct stored_rules {
    struct str name, kind;
    int64_t version; /* from 1 */
    int64_t loaded_ms, actor_id;
    uint8_t digest[LAW_DIGEST_BYTES]; /* law_digest of body */
    struct str body;
};

/* Adds a version inside the caller's write transaction; the digest is made here. Errors:
 * ERR_DB_CONSTRAINT when somebody else has just added the same one. */
MUST_CHECK bool rule_set_add(struct db *db, const struct stored_rules *rules, struct err *err);
/* The newest version of every text that has one, by name; in the arena. Errors: ERR_DB_DAMAGED when
 * a text is not the one that was loaded. */
MUST_CHECK bool rule_sets_in_force(struct db *db, struct arena *a, struct stored_rules **out,
                                   size_t *count, struct err *err);
/* One version. Errors: ERR_DB_DAMAGED. */
MUST_CHECK bool rule_set_find(struct db *db, struct arena *a, struct stored_rules *out, bool *found,
                              struct err *err);
/* Versions kept, and those whose digest is not that of their text or with one missing before. */
MUST_CHECK bool rule_sets_verify(struct db *db, struct law_store_report *out, struct err *err);

#endif
