/* A small table for people: columns as wide as their widest cell, counted in characters. */
#ifndef RELANCE_CMD_COLUMNS_H
#define RELANCE_CMD_COLUMNS_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

enum { COLUMNS_COUNT_MAX = 10, COLUMNS_CELLS_MAX = 64 * 1000 * 1000 };

struct columns {
    struct arena *arena;
    const char *align; /* one letter a column: l or r */
    size_t count;      /* columns */
    struct str *cells;
    size_t cell_count, room;
    struct buf cell; /* build the next cell here, then columns_next */
};

void columns_begin(struct columns *t, struct arena *arena, const char *align);
/* Ends the cell in t->cell and begins the next one. Cells fill the rows from left to right. */
void columns_next(struct columns *t);
/* Adds a cell of constant or longer-living text. */
void columns_text(struct columns *t, const char *text);
/* Prints all rows, each line behind `indent` blanks; no blanks at the ends of lines. */
void columns_end(struct columns *t, size_t indent, struct buf *out);

#endif
