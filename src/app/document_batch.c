#include "document_batch.h"

#include "base/money.h"
#include "file_digest.h"
#include "gen/document_sql.h"
#include "intake/pdf_text.h"
#include "intake/unnamed_file.h"
#include "store/account_store.h"

#include <errno.h>
#include <unistd.h>

struct document_batch {
    struct app *app;
    struct arena *arena;
    struct arena scratch; /* of the current document */
    struct str creditor;
    bool items_read;
    struct copy_item *items;
    struct inbox_candidate *keys; /* of the items, in the same order */
    size_t item_count;
    struct copy_index *index;
    int fd; /* the bytes, one document behind the other */
    int64_t bytes;
    struct batch_document *documents;
    size_t count;
    int64_t texts_absent, texts_failed;
};

struct document_batch *batch_open(struct app *app, struct arena *a, struct str creditor)
{
    struct document_batch *b = ARENA_NEW(a, struct document_batch);
    *b = (struct document_batch){.app = app, .arena = a, .creditor = creditor, .fd = -1};
    arena_init(&b->scratch, 0);
    return b;
}

void batch_close(struct document_batch *b)
{
    if (b->fd >= 0)
        close(b->fd);
    arena_release(&b->scratch);
}

/* ---- the items ---- */

static void keep_item(struct document_batch *b, const struct q_copy_item_scan_row *row)
{
    size_t n = b->item_count++;
    struct currency currency;
    if ((n & (n - 1)) == 0) { /* full at every power of two */
        size_t room = n == 0 ? 1 : n * 2;
        b->items = arena_grow(b->arena, b->items, n, room, sizeof *b->items);
        b->keys = arena_grow(b->arena, b->keys, n, room, sizeof *b->keys);
    }
    bool two_decimals =
        currency_parse(row->currency, &currency, NULL) && currency_digits(currency) == 2;
    b->items[n] = (struct copy_item){.account_id = row->account_id,
                                     .number = arena_str(b->arena, row->piece),
                                     .amount_minor = two_decimals ? row->amount_minor : 0};
    b->keys[n] =
        (struct inbox_candidate){.key = {row->debtor_id, row->account_id}, .item_id = row->item_id};
}

static bool scan_items(struct document_batch *b, int64_t creditor_id, struct err *err)
{
    struct q_copy_item_scan_in in = {creditor_id};
    struct db_rows rows;
    if (!q_copy_item_scan_open(b->app->db, &in, &rows, err))
        return false;
    bool ok = true;
    for (;;) {
        struct q_copy_item_scan_row row;
        bool have = false;
        ok = q_copy_item_scan_next(&rows, &row, &have, err);
        if (!ok || !have)
            break;
        keep_item(b, &row);
    }
    db_done(&rows);
    return ok;
}

static bool read_items(struct document_batch *b, struct err *err)
{
    struct creditor creditor;
    if (b->items_read)
        return true;
    if (!db_begin(b->app->db, DB_READ, err))
        return false;
    bool ok = creditor_find(b->app->db, b->arena, b->creditor, &creditor, err) &&
              (creditor.id == 0 || scan_items(b, creditor.id, err));
    db_rollback(b->app->db); /* nothing was written */
    b->index = copy_index_make(b->arena, b->items, b->item_count);
    b->items_read = ok;
    return ok;
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
        !unnamed_file_write(b->fd, b->bytes, body, err))
        return false;
    d->hash = document_hash_of(body);
    d->at = b->bytes;
    d->bytes = file->bytes;
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
    if (!pdf_text_read(&b->scratch, fd, text, &how, err))
        return false;
    b->texts_absent += how == PDF_TEXT_ABSENT;
    b->texts_failed += how == PDF_TEXT_FAILED;
    return true;
}

static void find_items(struct document_batch *b, struct str text, struct batch_document *d)
{
    struct copy_match *m = ARENA_NEW(&b->scratch, struct copy_match);
    copy_match(&b->scratch, b->index, d->file, text, m);
    d->verdict = m->verdict;
    d->kind = m->kind;
    d->items.rows = ARENA_ARRAY(b->arena, m->count, struct inbox_candidate);
    d->items.count = m->count;
    for (size_t i = 0; i < m->count; i++) {
        d->items.rows[i] = b->keys[m->found[i].item];
        d->items.rows[i].how = m->found[i].how;
    }
}

bool batch_add(struct document_batch *b, const struct given_file *f, struct err *err)
{
    struct batch_document d = {0};
    struct str text;
    arena_clear(&b->scratch);
    d.file = arena_str(b->arena, str_cut_utf8(file_base_name(f->file.name), LIMIT_NAME_BYTES));
    if (!read_items(b, err) || !keep_bytes(b, &f->file, &d, err) ||
        !read_text(b, f->file.fd, &text, err))
        return false;
    find_items(b, text, &d);
    size_t n = b->count++;
    if ((n & (n - 1)) == 0)
        b->documents = arena_grow(b->arena, b->documents, n, n == 0 ? 1 : n * 2, sizeof d);
    b->documents[n] = d;
    return true;
}

/* ---- what was taken ---- */

size_t batch_count(const struct document_batch *b) { return b->count; }

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
