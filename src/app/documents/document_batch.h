/* Documents taken in together: their bytes and texts kept aside, then compared with the items of
 * the creditor. Nothing is written to the database here. */
#ifndef RELANCE_APP_DOCUMENT_BATCH_H
#define RELANCE_APP_DOCUMENT_BATCH_H

#include "app/imports/given_files.h"
#include "copy_items.h"
#include "store/document_store.h"

struct batch_document {
    struct str file;           /* its name, without folders */
    int64_t at, bytes;         /* in the batch's own file */
    int64_t text_bytes;        /* behind the bytes */
    struct document_hash hash; /* of the bytes */
    struct copy_found found;   /* once batch_match was called */
};

struct document_batch;

/* In the arena. */
struct document_batch *batch_open(struct app *app, struct arena *a);
/* A file that intake found to be a document. Errors: ERR_FILE_TOO_LARGE (all of them together),
 * ERR_FILE_CHANGED, ERR_FILE_UNREADABLE, ERR_DISK_FULL, ERR_FILE_WRITE, ERR_SYSTEM. */
MUST_CHECK bool batch_add(struct document_batch *b, const struct given_file *f, struct err *err);
/* Looks for the numbers of the creditor's items; creditor_id 0: there are none yet. No transaction
 * may be open. Errors: ERR_FILE_UNREADABLE, the database's. */
MUST_CHECK bool batch_match(struct document_batch *b, int64_t creditor_id, struct err *err);

size_t batch_count(const struct document_batch *b);
int64_t batch_bytes(const struct document_batch *b); /* of all documents, without their texts */
const struct batch_document *batch_at(const struct document_batch *b, size_t i);
/* The bytes, or the text (valid UTF-8 without zero bytes, may be empty) of one, in the arena.
 * Errors: ERR_FILE_UNREADABLE. */
MUST_CHECK bool batch_read(const struct document_batch *b, size_t i, struct arena *a,
                           struct str *body, struct err *err);
MUST_CHECK bool batch_read_text(const struct document_batch *b, size_t i, struct arena *a,
                                struct str *text, struct err *err);
/* Documents whose text could not be looked at: there is no pdftotext; it failed. */
int64_t batch_texts_absent(const struct document_batch *b);
int64_t batch_texts_failed(const struct document_batch *b);
/* Of all bytes, to know the batch again. */
struct document_hash batch_hash(const struct document_batch *b);
void batch_close(struct document_batch *b);

#endif
