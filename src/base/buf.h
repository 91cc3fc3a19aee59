/* A growing text with a maximum chosen at the start. Reaching the maximum sets `full` and drops
 * what does not fit; the one who finishes the text checks it. Memory comes from an arena. */
#ifndef RELANCE_BASE_BUF_H
#define RELANCE_BASE_BUF_H

#include "arena.h"
#include "check.h"
#include "str.h"

struct buf {
    struct arena *arena;
    char *p; /* always followed by a zero byte once something was added */
    size_t n, room, max;
    bool full;
};

void buf_init(struct buf *b, struct arena *a, size_t max_bytes);
void buf_add(struct buf *b, struct str s);
void buf_add_c(struct buf *b, const char *text);
void buf_add_char(struct buf *b, char c);
void buf_add_int(struct buf *b, int64_t v);
/* v with at least `digits` digits, zero padded on the left. */
void buf_add_int_padded(struct buf *b, int64_t v, int digits);
/* v with `between` before every three digits: 1 234 567. */
void buf_add_grouped(struct buf *b, uint64_t v, const char *between);
void buf_add_hex(struct buf *b, const void *bytes, size_t n);
void buf_clear(struct buf *b); /* empty again, memory kept */
struct str buf_str(const struct buf *b);
const char *buf_cstr(struct buf *b); /* never NULL */

#endif
