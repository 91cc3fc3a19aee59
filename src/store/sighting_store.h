/* Which imports hold a document: one that an import brought stands as long as an import that counts
 * holds it. Documents of debtors and those that wait in the inbox alike. Everything that writes
 * runs inside the caller's write transaction. */
#ifndef RELANCE_STORE_SIGHTING_STORE_H
#define RELANCE_STORE_SIGHTING_STORE_H

#include "base/arena.h"
#include "db.h"

struct import_ids {
    int64_t *rows;
    size_t count;
};
void import_ids_add(struct arena *a, struct import_ids *ids, int64_t import_id);

/* debtor_id 0: document_id is that of the inbox. */
struct sighting {
    int64_t debtor_id, document_id, import_id;
};

/* *added (may be NULL) is false when the import was known to hold it. */
MUST_CHECK bool sighting_add(struct db *db, const struct sighting *s, bool *added, struct err *err);
/* All of a document at once; s->import_id is not looked at. */
MUST_CHECK bool sighting_add_all(struct db *db, const struct sighting *s,
                                 const struct import_ids *ids, struct err *err);
MUST_CHECK bool sighting_list(struct db *db, struct arena *a, const struct sighting *s,
                              struct import_ids *out, struct err *err);
MUST_CHECK bool sighting_delete(struct db *db, const struct sighting *s, struct err *err);
MUST_CHECK bool sighting_delete_all(struct db *db, const struct sighting *s, struct err *err);

struct sightings {
    struct sighting *rows;
    size_t count;
};
/* Those of the creditor's imports that do not count, at most `most` of each kind. An import under
 * way is among them: nobody's may be. */
struct sightings_wanted {
    int64_t creditor_id;
    int64_t most;
};
MUST_CHECK bool sightings_left(struct db *db, struct arena *a, struct sightings_wanted wanted,
                               struct sightings *out, struct err *err);

#endif
