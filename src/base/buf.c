#include "buf.h"

void buf_init(struct buf *b, struct arena *a, size_t max_bytes)
{
    *b = (struct buf){.arena = a, .max = max_bytes};
}

static bool make_room(struct buf *b, size_t more)
{
    if (more > b->max - b->n) {
        b->full = true;
        return false;
    }
    if (b->n + more + 1 > b->room) {
        size_t room = b->room == 0 ? 64 : b->room * 2;
        if (room < b->n + more + 1)
            room = b->n + more + 1;
        b->p = arena_grow(b->arena, b->p, b->n, room, 1);
        b->room = room;
    }
    return true;
}

void buf_add(struct buf *b, struct str s)
{
    if (s.n == 0 || !make_room(b, s.n))
        return;
    memcpy(b->p + b->n, s.p, s.n);
    b->n += s.n;
    b->p[b->n] = '\0';
}

void buf_add_c(struct buf *b, const char *text) { buf_add(b, str_of(text)); }

void buf_add_char(struct buf *b, char c) { buf_add(b, (struct str){&c, 1}); }

void buf_add_int(struct buf *b, int64_t v) { buf_add_int_padded(b, v, 1); }

void buf_add_int_padded(struct buf *b, int64_t v, int digits)
{
    char text[40];
    size_t at = sizeof text;
    uint64_t rest = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
    for (int i = 0; (rest > 0 || i < digits) && at > 1; i++) {
        text[--at] = (char)('0' + rest % 10);
        rest /= 10;
    }
    if (v < 0)
        text[--at] = '-';
    buf_add(b, (struct str){text + at, sizeof text - at});
}

void buf_add_grouped(struct buf *b, uint64_t v, const char *between)
{
    if (v >= 1000) {
        buf_add_grouped(b, v / 1000, between);
        buf_add_c(b, between);
        buf_add_int_padded(b, (int64_t)(v % 1000), 3);
    } else {
        buf_add_int(b, (int64_t)v);
    }
}

void buf_add_hex(struct buf *b, const void *bytes, size_t n)
{
    static const char hex[] = "0123456789abcdef";
    const unsigned char *p = bytes;
    for (size_t i = 0; i < n; i++) {
        buf_add_char(b, hex[p[i] >> 4]);
        buf_add_char(b, hex[p[i] & 15]);
    }
}

void buf_clear(struct buf *b)
{
    b->n = 0;
    b->full = false;
    if (b->p != NULL)
        b->p[0] = '\0';
}

struct str buf_str(const struct buf *b) { return (struct str){b->p, b->n}; }

const char *buf_cstr(struct buf *b) { return b->p == NULL ? "" : b->p; }
