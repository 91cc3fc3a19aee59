#include "wire.h"

#include <errno.h>
#include <unistd.h>

#include "intake/clean.h"

enum { HEAD_BYTES = 8 };

/* Every record of a kind has just so many numbers and texts. */
static const struct {
    uint8_t numbers, texts;
} shapes[WIRE_KIND_COUNT] = {
    [WIRE_HELLO] = {1, 0},
    [WIRE_PROGRESS] = {1, 0},
    [WIRE_FORMAT] = {1, 0},
    [WIRE_REFUSED] = {3, 3},
    [WIRE_FEC_SUMMARY] = {16, 0},
    [WIRE_FEC_JOURNAL] = {2, 2},
    [WIRE_FEC_LINE] = {10, 10},
    [WIRE_TABLE_SUMMARY] = {5, 0},
    [WIRE_ROW_REFUSED] = {3, 3},
    [WIRE_CUSTOMER] = {4, 15},
    [WIRE_MAIL] = {5, 1},
    [WIRE_END] = {1, 0},
    [WIRE_OPEN_SUMMARY] = {8, 0},
    [WIRE_OPEN_BAND] = {2, 0},
    [WIRE_OPEN_TOTAL] = {4, 0},
    [WIRE_OPEN_ITEM] = {17, 5},
    [WIRE_PDF_SUMMARY] = {3, 0},
    [WIRE_ZIP_SUMMARY] = {2, 0},
    [WIRE_MEMBER] = {2, 1},
    [WIRE_MEMBER_BYTES] = {0, 1},
    [WIRE_MEMBER_END] = {1, 0},
    [WIRE_MEMBER_REFUSED] = {3, 3},
    [WIRE_FIRST_ROWS] = {1, 0},
    [WIRE_FIRST_ROW] = {2, 0},
    [WIRE_FIRST_TEXT] = {0, 1},
    [WIRE_MAPPING] = {10, 1},
    [WIRE_MAPPING_COLUMN] = {4, 1},
    [WIRE_MAPPING_WORD] = {2, 1},
    [WIRE_MAPPING_IGNORED] = {0, 1},
    [WIRE_REQUEST] = {2, 0},
};

void wire_begin(struct wire_record *r, enum wire_kind kind)
{
    r->kind = kind;
    r->number_count = 0;
    r->text_count = 0;
}

void wire_number(struct wire_record *r, int64_t v)
{
    ASSERT(r->number_count < WIRE_NUMBERS_MAX);
    r->numbers[r->number_count++] = v;
}

void wire_text(struct wire_record *r, struct str s)
{
    ASSERT(r->text_count < WIRE_TEXTS_MAX);
    r->texts[r->text_count++] = s;
}

/* ---- the child's side ---- */

void wire_writer_init(struct wire_writer *w, int fd, struct arena *a)
{
    *w = (struct wire_writer){.fd = fd, .batch = arena_alloc(a, WIRE_BATCH_BYTES)};
}

bool wire_flush(struct wire_writer *w)
{
    size_t sent = 0;
    while (sent < w->n) {
        ssize_t r = write(w->fd, w->batch + sent, w->n - sent);
        if (r < 0 && errno == EINTR)
            continue;
        if (r < 0)
            return false;
        sent += (size_t)r;
    }
    w->n = 0;
    return true;
}

bool wire_put(struct wire_writer *w, const struct wire_record *r)
{
    ASSERT(r->number_count == shapes[r->kind].numbers);
    ASSERT(r->text_count == shapes[r->kind].texts);
    size_t bytes = r->number_count * sizeof(int64_t) + r->text_count * sizeof(uint32_t);
    for (size_t i = 0; i < r->text_count; i++)
        bytes += r->texts[i].n;
    ASSERT(bytes + HEAD_BYTES <= LIMIT_RECORD_BYTES);
    if (w->n + HEAD_BYTES + bytes > WIRE_BATCH_BYTES && !wire_flush(w))
        return false;
    char *p = w->batch + w->n;
    uint32_t size = (uint32_t)bytes;
    memcpy(p, &size, sizeof size);
    p[4] = (char)r->kind;
    p[5] = (char)r->number_count;
    p[6] = (char)r->text_count;
    p[7] = 0;
    p += HEAD_BYTES;
    memcpy(p, r->numbers, r->number_count * sizeof(int64_t));
    p += r->number_count * sizeof(int64_t);
    for (size_t i = 0; i < r->text_count; i++, p += sizeof(uint32_t)) {
        uint32_t length = (uint32_t)r->texts[i].n;
        memcpy(p, &length, sizeof length);
    }
    for (size_t i = 0; i < r->text_count; i++) {
        if (r->texts[i].n > 0)
            memcpy(p, r->texts[i].p, r->texts[i].n);
        p += r->texts[i].n;
    }
    w->n += HEAD_BYTES + bytes;
    return true;
}

/* ---- the parent's side ---- */

bool wire_measure(struct str bytes, size_t *whole, struct err *err)
{
    *whole = 0;
    if (bytes.n < HEAD_BYTES)
        return true;
    uint32_t size;
    memcpy(&size, bytes.p, sizeof size);
    unsigned char kind = (unsigned char)bytes.p[4];
    if (kind >= WIRE_KIND_COUNT || (unsigned char)bytes.p[5] != shapes[kind].numbers ||
        (unsigned char)bytes.p[6] != shapes[kind].texts || bytes.p[7] != 0 ||
        size > LIMIT_RECORD_BYTES - HEAD_BYTES)
        return err_set(err, ERR_CHILD_LIED, "head of a record");
    if (bytes.n - HEAD_BYTES >= size)
        *whole = HEAD_BYTES + size;
    return true;
}

bool wire_read(struct str whole, struct wire_record *out, struct err *err)
{
    ASSERT(whole.n >= HEAD_BYTES);
    wire_begin(out, (enum wire_kind)(unsigned char)whole.p[4]);
    out->number_count = (unsigned char)whole.p[5];
    out->text_count = (unsigned char)whole.p[6];
    const char *p = whole.p + HEAD_BYTES;
    size_t left = whole.n - HEAD_BYTES;
    size_t fixed = out->number_count * sizeof(int64_t) + out->text_count * sizeof(uint32_t);
    if (left < fixed)
        return err_set(err, ERR_CHILD_LIED, "record too short");
    memcpy(out->numbers, p, out->number_count * sizeof(int64_t));
    const char *lengths = p + out->number_count * sizeof(int64_t);
    p += fixed;
    left -= fixed;
    struct str all = {p, left};
    for (size_t i = 0; i < out->text_count; i++) {
        uint32_t length;
        memcpy(&length, lengths + i * sizeof length, sizeof length);
        if (length > left)
            return err_set(err, ERR_CHILD_LIED, "text too long");
        out->texts[i] = (struct str){p, length};
        p += length;
        left -= length;
    }
    if (left != 0)
        return err_set(err, ERR_CHILD_LIED, "bytes behind the texts");
    if (out->kind == WIRE_MEMBER_BYTES || clean_is_plain(all))
        return true;
    for (size_t i = 0; i < out->text_count; i++) {
        if (!clean_is_clean(out->texts[i]))
            return err_set(err, ERR_CHILD_LIED, "text with control characters or bad UTF-8");
    }
    return true;
}
