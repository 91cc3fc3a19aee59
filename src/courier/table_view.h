/* A table for people as typed cells: what a list shows, before it is a workbook (xlsx.h) or a text
 * file (csv.h). The one who fills it knows what the figures mean; the ones who write it do not.
 *
 * Texts are UTF-8 and belong to the one who gives them: they live as long as the view. */
#ifndef RELANCE_COURIER_TABLE_VIEW_H
#define RELANCE_COURIER_TABLE_VIEW_H

#include "base/arena.h"
#include "base/day.h"
#include "base/limits.h"
#include "base/money.h"
#include "base/str.h"

enum table_kind {
    TABLE_EMPTY, /* what an unset cell is */
    TABLE_TEXT,
    TABLE_REF, /* a reference, a number of a paper: never counted with */
    TABLE_INT,
    TABLE_AMOUNT, /* with the digits of its currency */
    TABLE_DAY,
    TABLE_KIND_COUNT
};

struct table_column {
    struct str title;
    enum table_kind kind; /* of its cells, which may also be empty or a text; decides width, side */
    int width_chars;      /* 0: what the kind usually needs; never less than the title */
};

struct table_cell {
    enum table_kind kind; /* says which member counts */
    union {
        struct str text; /* TABLE_TEXT, TABLE_REF */
        int64_t number;  /* TABLE_INT */
        struct money amount;
        struct day day; /* DAY_NONE is an empty cell */
    };
};

struct table_view {
    struct arena *arena;
    struct str name;  /* of the sheet: at most 31 characters are kept; those of one book differ */
    struct str title; /* a line above the table; empty: none */
    const struct str *notes; /* further lines under the title */
    size_t note_count;
    const struct table_column *columns;
    size_t column_count;
    struct table_cell **rows; /* column_count cells each */
    size_t row_count, row_room;
    struct table_cell *total; /* a last row that stands out; NULL: none */
};

/* An empty table; at most LIMIT_COLUMNS columns, which outlive it. Everything else of *v may be set
 * afterwards. */
void table_view_init(struct table_view *v, struct arena *a, const struct table_column *columns,
                     size_t count);
/* A new last row of empty cells, to be filled. */
struct table_cell *table_view_add(struct table_view *v);
/* The same for the total; once. */
struct table_cell *table_view_total(struct table_view *v);

static inline struct table_cell table_text(struct str text)
{
    return (struct table_cell){.kind = TABLE_TEXT, .text = text};
}
static inline struct table_cell table_ref(struct str text)
{
    return (struct table_cell){.kind = TABLE_REF, .text = text};
}
static inline struct table_cell table_int(int64_t number)
{
    return (struct table_cell){.kind = TABLE_INT, .number = number};
}
static inline struct table_cell table_amount(struct money amount)
{
    return (struct table_cell){.kind = TABLE_AMOUNT, .amount = amount};
}
static inline struct table_cell table_day(struct day day)
{
    return (struct table_cell){.kind = TABLE_DAY, .day = day};
}

#endif
