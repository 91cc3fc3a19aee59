/* Documents of debtors, with the items they are about. A body never changes once stored; its hash
 * is checked whenever it is read. Everything that writes runs inside the caller's write
 * transaction. */
#ifndef RELANCE_STORE_DOCUMENT_STORE_H
#define RELANCE_STORE_DOCUMENT_STORE_H

#include "base/arena.h"
#include "base/day.h"
#include "base/ident.h"
#include "base/limits.h"
#include "claim/document.h"
#include "db.h"
#include "ledger_store.h"
#include "sighting_store.h"

enum { DOCUMENT_HASH_BYTES = 32 };

struct document_hash {
    uint8_t bytes[DOCUMENT_HASH_BYTES]; /* BLAKE2b-256 of the body */
};

struct document_hash document_hash_of(struct str body);
bool document_hash_eq(struct document_hash a, struct document_hash b);
/* From a column; false when it is no hash. */
MUST_CHECK bool document_hash_read(struct str column, struct document_hash *out);

struct new_document {
    struct account_key key; /* account_id 0: of the debtor as a whole */
    enum document_kind kind;
    struct str file; /* the name it is shown and offered under */
    struct str mime; /* "application/pdf" */
    struct str body; /* 1 to LIMIT_DOCUMENT_BYTES bytes */
    struct day made; /* the business day it bears */
    int64_t at_ms, actor_id;
    int64_t import_id;      /* that brought it; 0: none */
    struct import_ids seen; /* imports that hold it; none: import_id alone */
    int64_t number;         /* of P-...; 0: the next one is taken */
    bool as_sent;           /* what left the house */
};

struct document {
    int64_t debtor_id, id, number;
    int64_t account_id; /* 0: of the debtor as a whole */
    enum document_kind kind;
    bool as_sent;
    bool withdrawn; /* confirmed once; no import that counts holds it any more */
    struct str file, mime;
    int64_t bytes;
    struct document_hash hash;
    struct day made;
    int64_t at_ms, actor_id;
    int64_t import_id; /* that brought it; 0: none */
};

/* *id and *number (either may be NULL) are those of the new row. Errors: ERR_FILE_EMPTY,
 * ERR_FILE_TOO_LARGE, ERR_TOO_LONG (file or mime). */
struct document_made {
    int64_t id, number;
};
MUST_CHECK bool document_add(struct db *db, struct id_source *ids, const struct new_document *doc,
                             struct document_made *out, struct err *err);

/* By the number of P-...; out->id is 0 when there is none (or its import is not done yet). Texts in
 * the arena. */
MUST_CHECK bool document_find(struct db *db, struct arena *a, int64_t number, struct document *out,
                              struct err *err);
struct documents {
    struct document *rows;
    size_t count;
};
/* Of a debtor, whatever the account, oldest first. */
MUST_CHECK bool documents_of_debtor(struct db *db, struct arena *a, int64_t debtor_id,
                                    struct documents *out, struct err *err);
/* The body, in the arena. Errors: ERR_DB_DAMAGED when it is not there or not what its hash says. */
MUST_CHECK bool document_read_body(struct db *db, struct arena *a, const struct document *doc,
                                   struct str *out, struct err *err);
/* The documents with this body in the accounts of a creditor, also those that no import that counts
 * holds (withdrawn): debtor_id, id, number, account_id, withdrawn. */
struct document_body {
    int64_t creditor_id;
    struct document_hash hash;
};
MUST_CHECK bool documents_same(struct db *db, struct arena *a, struct document_body wanted,
                               struct documents *out, struct err *err);
/* Why a document may have to stay. */
struct document_reasons {
    int64_t number;
    int64_t held; /* imports of whatever state */
    int64_t kept; /* items for which it is confirmed */
};
MUST_CHECK bool document_reasons(struct db *db, const struct document *doc,
                                 struct document_reasons *out, struct err *err);
/* Gone with its links and sightings: only for what nobody has confirmed. */
MUST_CHECK bool document_delete(struct db *db, const struct document *doc, struct err *err);

/* ---- links ---- */

struct document_item {
    int64_t debtor_id, document_id, account_id, item_id;
    enum document_link state;
    enum document_how how;
    int64_t at_ms, actor_id;
};
struct document_items {
    struct document_item *rows;
    size_t count;
};

/* *added (may be NULL) is false when the link was there, in whatever state. */
MUST_CHECK bool document_item_add(struct db *db, const struct document_item *link, bool *added,
                                  struct err *err);
/* Sets state, at_ms and actor_id of a link that is there. */
MUST_CHECK bool document_item_decide(struct db *db, const struct document_item *link,
                                     struct err *err);
/* All links of a debtor, by document. */
MUST_CHECK bool document_items_of_debtor(struct db *db, struct arena *a, int64_t debtor_id,
                                         struct document_items *out, struct err *err);

/* Of one document: debtor_id and id are looked at. */
MUST_CHECK bool document_items_of(struct db *db, struct arena *a, const struct document *doc,
                                  struct document_items *out, struct err *err);

/* ---- verify ---- */

struct document_report {
    int64_t documents, bad;
};
/* Recomputes every hash, also of what waits in the inbox. */
MUST_CHECK bool documents_verify(struct db *db, struct document_report *out, struct err *err);

#endif
