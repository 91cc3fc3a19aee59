#include "columns.h"

#include "base/text.h"

enum { GAP = 2, CELL_BYTES_MAX = 4096 };

static size_t width_of(struct str s)
{
    size_t n = 0;
    uint32_t code;
    while (utf8_next(&s, &code)) {
        n++;
    }
    return n;
}

static void blanks(struct buf *out, size_t n)
{
    while (n-- > 0) {
        buf_add_char(out, ' ');
    }
}

void columns_begin(struct columns *t, struct arena *arena, const char *align)
{
    *t = (struct columns){.arena = arena, .align = align, .count = strlen(align)};
    ASSERT(t->count > 0);
    ASSERT(t->count <= COLUMNS_COUNT_MAX);
    buf_init(&t->cell, arena, CELL_BYTES_MAX);
}

void columns_next(struct columns *t)
{
    ASSERT(t->cell_count < COLUMNS_CELLS_MAX);
    if (t->cell_count == t->room) {
        size_t room = t->room * 2 + 64;
        t->cells = arena_grow(t->arena, t->cells, t->room, room, sizeof(*t->cells));
        t->room = room;
    }
    t->cells[t->cell_count++] = arena_str(t->arena, buf_str(&t->cell));
    buf_clear(&t->cell);
}

void columns_text(struct columns *t, const char *text)
{
    buf_add_c(&t->cell, text);
    columns_next(t);
}

static void print_row(const struct columns *t, const struct str *row, const size_t *widths,
                      struct buf *out)
{
    size_t pending = 0; /* blanks not printed yet: dropped at the end of the line */
    for (size_t i = 0; i < t->count; i++) {
        size_t pad = widths[i] - width_of(row[i]);
        pending += t->align[i] == 'r' ? pad : 0;
        if (row[i].n > 0) {
            blanks(out, pending);
            buf_add(out, row[i]);
            pending = 0;
        }
        pending += (t->align[i] == 'r' ? 0 : pad) + GAP;
    }
    buf_add_char(out, '\n');
}

void columns_end(struct columns *t, size_t indent, struct buf *out)
{
    size_t widths[COLUMNS_COUNT_MAX] = {0};
    ASSERT(t->cell_count % t->count == 0);
    for (size_t i = 0; i < t->cell_count; i++) {
        size_t width = width_of(t->cells[i]);
        size_t *widest = &widths[i % t->count];
        *widest = width > *widest ? width : *widest;
    }
    for (size_t i = 0; i < t->cell_count; i += t->count) {
        blanks(out, indent);
        print_row(t, &t->cells[i], widths, out);
    }
}
