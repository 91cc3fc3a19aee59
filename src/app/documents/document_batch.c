#include "document_batch.h"

#include "app/clock.h"
#include "app/imports/file_digest.h"
#include "intake/formats/pdf_text.h"
#include "intake/formats/unnamed_file.h"

#include <errno.h>
#include <unistd.h>

struct document_batch {
    struct app *app;
    struct arena *arena;
    struct arena scratch; /* of the current document */
    int fd;               /* the bytes and texts, one document behind the other */
    int64_t end;          /* of what is in it */
    int64_t bytes;        /* without texts */
    struct batch_document *documents;
    size_t count;
    int64_t texts_absent, texts_failed;
    int64_t lost_ms; /* on texts that failed */
};

struct document_batch *batch_open(struct app *app, struct arena *a)
{
    struct document_batch *b = ARENA_NEW(a, struct document_batch);
    *b = (struct document_batch){.app = app, .arena = a, .fd = -1};
    arena_init(&b->scratch, 0);
    return b;
}

void batch_close(struct document_batch *b)
{
    if (b->fd >= 0)
        close(b->fd);
    arena_release(&b->scratch);
}

/* ---- one document ---- */

static bool read_bytes(int fd, int64_t at, char *to, int64_t bytes, struct err *err)
{
    int64_t got = 0;
    while (got < bytes) {
        ssize_t n = pread(fd, to + got, (size_t)(bytes - got), at + got);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return err_set(err, ERR_FILE_UNREADABLE, NULL);
        if (n == 0)
            return err_set(err, ERR_FILE_CHANGED, NULL);
        got += n;
    }
    return true;
}

/* A second copy, in a file nobody else writes to. */
static bool keep_bytes(struct document_batch *b, const struct intake_file *file,
                       struct batch_document *d, struct err *err)
{
    char *bytes = arena_alloc(&b->scratch, (size_t)file->bytes);
    struct str body = {bytes, (size_t)file->bytes};
    if (b->bytes + file->bytes > LIMIT_ARCHIVE_BYTES)
        return err_set(err, ERR_FILE_TOO_LARGE, NULL);
    if (b->fd < 0)
        b->fd = unnamed_file_open();
    if (b->fd < 0)
        return err_set(err, ERR_FILE_WRITE, "a temporary file");
    if (!read_bytes(file->fd, 0, bytes, file->bytes, err) ||
        !unnamed_file_write(b->fd, b->end, body, err))
        return false;
    d->hash = document_hash_of(body);
    d->at = b->end;
    d->bytes = file->bytes;
    b->end += file->bytes;
    b->bytes += file->bytes;
    return true;
}

static bool read_text(struct document_batch *b, int fd, struct str *text, struct err *err)
{
    enum pdf_text how;
    *text = STR("");
    if (b->texts_absent > 0) { /* it will not come meanwhile */
        b->texts_absent++;
        return true;
    }
    if (b->lost_ms > INT64_C(1000) * LIMIT_TEXTS_FAILED_SECONDS) { /* somebody means it */
        b->texts_failed++;
        return true;
    }
    const int64_t begun_ms = clock_now_ms();
    if (!pdf_text_read(&b->scratch, fd, text, &how, err))
        return false;
    b->lost_ms += how == PDF_TEXT_FAILED ? clock_now_ms() - begun_ms : 0;
    b->texts_absent += how == PDF_TEXT_ABSENT;
    b->texts_failed += how == PDF_TEXT_FAILED;
    return true;
}

/* As much as is looked at, without the zero bytes that no text of a database can hold. */
static bool keep_text(struct document_batch *b, struct str text, struct batch_document *d,
                      struct err *err)
{
    struct str kept = str_cut_utf8(text, COPY_TEXT_BYTES_MAX);
    char *bytes = arena_alloc(&b->scratch, kept.n);
    for (size_t i = 0; i < kept.n; i++)
        bytes[i] = kept.p[i] == '\0' ? ' ' : kept.p[i];
    if (!unnamed_file_write(b->fd, b->end, (struct str){bytes, kept.n}, err))
        return false;
    d->text_bytes = (int64_t)kept.n;
    b->end += d->text_bytes;
    return true;
}

bool batch_add(struct document_batch *b, const struct given_file *f, struct err *err)
{
    struct batch_document d = {0};
    struct str text;
    arena_clear(&b->scratch);
    d.file = arena_str(b->arena, str_cut_utf8(file_base_name(f->file.name), LIMIT_NAME_BYTES));
    if (!keep_bytes(b, &f->file, &d, err) || !read_text(b, f->file.fd, &text, err) ||
        !keep_text(b, text, &d, err))
        return false;
    size_t n = b->count++;
    if ((n & (n - 1)) == 0)
        b->documents = arena_grow(b->arena, b->documents, n, n == 0 ? 1 : n * 2, sizeof d);
    b->documents[n] = d;
    return true;
}

static bool read_items(struct document_batch *b, int64_t creditor_id, struct copy_items **items,
                       struct err *err)
{
    if (!db_begin(b->app->db, DB_READ, err))
        return false;
    bool ok = copy_items_read(b->app, b->arena, creditor_id, items, err);
    db_rollback(b->app->db); /* nothing was written */
    return ok;
}

bool batch_match(struct document_batch *b, int64_t creditor_id, struct err *err)
{
    struct copy_items *items;
    if (!read_items(b, creditor_id, &items, err))
        return false;
    for (size_t i = 0; i < b->count; i++) {
        struct copy_names names = {.file = b->documents[i].file};
        arena_clear(&b->scratch);
        if (!batch_read_text(b, i, &b->scratch, &names.text, err))
            return false;
        copy_items_match(items, b->arena, &names, &b->documents[i].found);
    }
    return true;
}

/* ---- what was taken ---- */

size_t batch_count(const struct document_batch *b) { return b->count; }
int64_t batch_bytes(const struct document_batch *b) { return b->bytes; }

const struct batch_document *batch_at(const struct document_batch *b, size_t i)
{
    ASSERT(i < b->count);
    return &b->documents[i];
}

bool batch_read(const struct document_batch *b, size_t i, struct arena *a, struct str *body,
                struct err *err)
{
    const struct batch_document *d = batch_at(b, i);
    char *bytes = arena_alloc(a, (size_t)d->bytes);
    *body = (struct str){bytes, (size_t)d->bytes};
    return read_bytes(b->fd, d->at, bytes, d->bytes, err);
}

bool batch_read_text(const struct document_batch *b, size_t i, struct arena *a, struct str *text,
                     struct err *err)
{
    const struct batch_document *d = batch_at(b, i);
    char *bytes = arena_alloc(a, (size_t)d->text_bytes);
    *text = (struct str){bytes, (size_t)d->text_bytes};
    return d->text_bytes == 0 || read_bytes(b->fd, d->at + d->bytes, bytes, d->text_bytes, err);
}

int64_t batch_texts_absent(const struct document_batch *b) { return b->texts_absent; }
int64_t batch_texts_failed(const struct document_batch *b) { return b->texts_failed; }

struct document_hash batch_hash(const struct document_batch *b)
{
    struct arena a;
    arena_init(&a, 0);
    char *hashes = arena_array(&a, b->count, DOCUMENT_HASH_BYTES);
    for (size_t i = 0; i < b->count; i++)
        memcpy(hashes + i * DOCUMENT_HASH_BYTES, b->documents[i].hash.bytes, DOCUMENT_HASH_BYTES);
    struct document_hash hash =
        document_hash_of((struct str){hashes, b->count * DOCUMENT_HASH_BYTES});
    arena_release(&a);
    return hash;
}
