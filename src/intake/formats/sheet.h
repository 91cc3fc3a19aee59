/* Rows of typed cells, whether they come from a text file or from a workbook. */
#ifndef RELANCE_INTAKE_SHEET_H
#define RELANCE_INTAKE_SHEET_H

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/limits.h"
#include "sniff.h"
#include "table.h"

enum cell_type {
    CELL_TEXT,   /* also what a text file holds, whatever it means */
    CELL_NUMBER, /* the decimal text a workbook stores, "1234.5600000000001", "1.2E3" */
    CELL_DATE,   /* a number that its format shows as a date */
    CELL_FLAG,   /* TRUE or FALSE */
    CELL_ERROR   /* #REF!, #N/A... */
};

struct cell {
    enum cell_type type;
    struct str text; /* UTF-8, trimmed, no control characters; a date in ISO form */
    struct day day;  /* CELL_DATE */
};

struct xlsx;

struct sheet {
    struct table *table; /* one of both is set */
    struct xlsx *book;
    struct arena *scratch; /* of the current row */
    struct cell cells[LIMIT_COLUMNS];
    int count;
    int64_t line; /* of the text file, or row number of the sheet, from 1 */
    int64_t at;   /* bytes read so far, about */
};

struct mapping;

struct sheet_file {
    const struct source *source; /* a text file; NULL: the workbook */
    enum encoding encoding;
    struct xlsx *book;
    const struct sniff_progress *progress; /* may be NULL */
    const struct mapping *mapping;         /* how a list is laid out; NULL: the reader finds out */
};

/* The separator is that of a text file. The file and the arena outlive the sheet. A workbook begins
 * its first visible sheet again. Errors: those of xlsx_rewind. */
MUST_CHECK bool sheet_open(struct sheet *s, const struct sheet_file *file, char separator,
                           struct arena *a, struct err *err);
/* The next row that is not blank; its texts live until the next call. Errors: those of table_next
 * and xlsx_next. */
MUST_CHECK bool sheet_next(struct sheet *s, bool *have, struct err *err);
void sheet_close(struct sheet *s);

/* The cell at a position, empty if the row or the table has none (position -1). */
struct cell sheet_cell(const struct sheet *s, int position);

#endif
