/* Documents taken in together: their bytes kept aside, their numbers looked for among the items of
 * the creditor. Nothing is written to the database here. */
#ifndef RELANCE_APP_DOCUMENT_BATCH_H
#define RELANCE_APP_DOCUMENT_BATCH_H

#include "base/arena.h"
#include "claim/copy_match.h"
#include "context.h"
#include "given_files.h"
#include "store/document_store.h"
#include "store/inbox_store.h"

struct batch_document {
    struct str file; /* its name, without folders */
    enum document_kind kind;
    enum copy_verdict verdict;
    int64_t at, bytes; /* in the batch's own file */
    struct document_hash hash;
    struct inbox_candidates items; /* what it may be about, the likeliest first */
};

struct document_batch;

/* creditor: its code; empty: the only one. In the arena. */
struct document_batch *batch_open(struct app *app, struct arena *a, struct str creditor);
/* A file that intake found to be a document. Errors: ERR_FILE_TOO_LARGE (all of them together),
 * ERR_FILE_CHANGED, ERR_FILE_UNREADABLE, ERR_DISK_FULL, ERR_FILE_WRITE, ERR_CREDITOR_NEEDED; the
 * database's, with which no transaction may be open. */
MUST_CHECK bool batch_add(struct document_batch *b, const struct given_file *f, struct err *err);
size_t batch_count(const struct document_batch *b);
const struct batch_document *batch_at(const struct document_batch *b, size_t i);
/* The bytes of one, in the arena. Errors: ERR_FILE_UNREADABLE. */
MUST_CHECK bool batch_read(const struct document_batch *b, size_t i, struct arena *a,
                           struct str *body, struct err *err);
/* Documents whose text could not be looked at: there is no pdftotext; it failed. */
int64_t batch_texts_absent(const struct document_batch *b);
int64_t batch_texts_failed(const struct document_batch *b);
/* Of all bytes, to know the batch again. */
struct document_hash batch_hash(const struct document_batch *b);
void batch_close(struct document_batch *b);

#endif
