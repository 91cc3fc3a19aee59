/* Files that belong to no debtor yet: no number was found in them, or more than one. They wait for
 * a person, or for an import that tells more. Everything that writes runs inside the caller's write
 * transaction. */
#ifndef RELANCE_STORE_INBOX_STORE_H
#define RELANCE_STORE_INBOX_STORE_H

#include "document_store.h"

struct new_inbox {
    int64_t creditor_id;
    enum document_kind kind; /* none that leaves the house */
    struct str file, mime, body;
    struct day made;
    int64_t at_ms, actor_id, import_id;
    struct import_ids seen; /* imports that hold it; none: import_id alone */
    struct str text;        /* of it, as far as it was read, without zero bytes; may be empty */
    int64_t number;         /* of P-...; 0: the next one is taken */
    bool refused;           /* a person has put it away already */
};

struct inbox_document {
    int64_t id, number, creditor_id;
    enum document_kind kind;
    bool refused; /* by a person: kept, so that the same file is not proposed again */
    struct str file, mime;
    int64_t bytes;
    struct document_hash hash;
    struct day made;
    int64_t at_ms, actor_id, import_id;
    int64_t import_number; /* of I-..., the first that counts and holds it; 0: none does */
};
struct inbox_documents {
    struct inbox_document *rows;
    size_t count;
};

/* Errors: ERR_FILE_EMPTY, ERR_FILE_TOO_LARGE, ERR_TOO_LONG,
 * ERR_DB_CONSTRAINT when this creditor's inbox holds the same body. */
MUST_CHECK bool inbox_add(struct db *db, struct id_source *ids, const struct new_inbox *doc,
                          struct document_made *out, struct err *err);
/* By the number of P-..., if an import that counts holds it; by creditor and body, whatever holds
 * it. out->id is 0 when there is none. */
MUST_CHECK bool inbox_find(struct db *db, struct arena *a, int64_t number,
                           struct inbox_document *out, struct err *err);
MUST_CHECK bool inbox_find_body(struct db *db, struct arena *a, struct document_body wanted,
                                struct inbox_document *out, struct err *err);
/* Those that wait and that an import that counts holds, of every creditor, by number. */
MUST_CHECK bool inbox_list(struct db *db, struct arena *a, struct inbox_documents *out,
                           struct err *err);
MUST_CHECK bool inbox_read_body(struct db *db, struct arena *a, const struct inbox_document *doc,
                                struct str *out, struct err *err);
/* Its text, in the arena; empty when none is known. */
MUST_CHECK bool inbox_read_text(struct db *db, struct arena *a, int64_t inbox_id, struct str *out,
                                struct err *err);
/* Nothing will be looked for in it again: its text goes. */
MUST_CHECK bool inbox_refuse(struct db *db, int64_t inbox_id, struct err *err);
/* With its candidates, sightings and text: it became a document, or its import was undone. */
MUST_CHECK bool inbox_delete(struct db *db, int64_t inbox_id, struct err *err);

struct inbox_candidate {
    struct account_key key;
    int64_t item_id;
    enum document_how how;
};
struct inbox_candidates {
    struct inbox_candidate *rows;
    size_t count;
};
MUST_CHECK bool inbox_candidates(struct db *db, struct arena *a, int64_t inbox_id,
                                 struct inbox_candidates *out, struct err *err);
/* The same items, in whatever order and however found. */
bool inbox_candidates_same(const struct inbox_candidates *a, const struct inbox_candidates *b);
/* In the place of those that were there. */
MUST_CHECK bool inbox_set_candidates(struct db *db, int64_t inbox_id,
                                     const struct inbox_candidates *candidates, struct err *err);

#endif
