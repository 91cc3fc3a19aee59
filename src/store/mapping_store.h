/* Mappings as stored: texts in YAML by creditor and name, one version behind the other, none ever
 * changed; the headers they were used on; the list that nobody could read. */
#ifndef RELANCE_STORE_MAPPING_STORE_H
#define RELANCE_STORE_MAPPING_STORE_H

#include "base/arena.h"
#include "base/err.h"
#include "db.h"

enum { MAPPING_SIGNATURE_BYTES = 32, MAPPING_OF_ALL = 0 };

struct stored_mapping {
    int64_t creditor_id; /* MAPPING_OF_ALL: of every creditor */
    struct str name;
    int64_t version; /* 0: there is none */
    struct str list; /* "open-items" or "customers" */
    struct str body; /* YAML; empty: forgotten */
    int64_t at_ms, actor_id;
    int64_t headers; /* it was used on; in lists only */
};

struct stored_mappings {
    struct stored_mapping *rows;
    size_t count;
};

/* Adds the version inside the caller's write transaction. Errors: ERR_DB_CONSTRAINT when somebody
 * else has just added the same one. */
MUST_CHECK bool mapping_add(struct db *db, const struct stored_mapping *m, struct err *err);
/* The version in force of this very creditor; out->version 0 when there is none. In the arena. */
MUST_CHECK bool mapping_latest(struct db *db, struct arena *a, struct stored_mapping *out,
                               struct err *err);
/* creditor_id, name and version are given; version 0 afterwards: there is no such version. */
MUST_CHECK bool mapping_version(struct db *db, struct arena *a, struct stored_mapping *out,
                                struct err *err);
/* In force, by creditor and name, without their bodies. */
MUST_CHECK bool mapping_list(struct db *db, struct arena *a, struct stored_mappings *out,
                             struct err *err);
/* Every version of one, the newest first, without bodies (that of a forgotten one is empty, of the
 * others its list stands for it). */
MUST_CHECK bool mapping_versions(struct db *db, struct arena *a, const struct stored_mapping *of,
                                 struct stored_mappings *out, struct err *err);

struct mapping_header {
    int64_t creditor_id;
    uint8_t signature[MAPPING_SIGNATURE_BYTES];
    struct str name;
};
struct mapping_headers {
    struct mapping_header *rows;
    size_t count;
};
/* What is known of headers for a creditor: his own first, then those of all; of one header the last
 * word first. */
MUST_CHECK bool mapping_headers(struct db *db, struct arena *a, int64_t creditor_id,
                                struct mapping_headers *out, struct err *err);
/* Says that lists with this header are read with the mapping of that name, unless it is the last
 * word already. */
MUST_CHECK bool mapping_header_note(struct db *db, const struct mapping_header *h, int64_t at_ms,
                                    struct err *err);

MUST_CHECK bool import_mapping_add(struct db *db, int64_t import_id, const struct stored_mapping *m,
                                   struct err *err);

enum { UNREAD_SAMPLES = 3, UNREAD_SAMPLE_BYTES = 60 };
struct unread_list {
    int64_t creditor_id;
    struct str file;
    struct str texts; /* of its header, one a line */
    /* Under each of them up to UNREAD_SAMPLES values of its column, a tab between two; one a line.
     * n 0: none were kept. */
    struct str samples;
    int64_t at_ms, actor_id;
};
MUST_CHECK bool unread_list_put(struct db *db, const struct unread_list *l, struct err *err);
struct unread_lists {
    struct unread_list *rows;
    size_t count;
};
/* The last one first. */
MUST_CHECK bool unread_list_all(struct db *db, struct arena *a, struct unread_lists *out,
                                struct err *err);
MUST_CHECK bool unread_list_drop(struct db *db, int64_t creditor_id, struct err *err);

#endif
