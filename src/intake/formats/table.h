/* A table in a text file (CSV): rows of cells, whatever the separator, the quotes, the encoding and
 * the line ends.
 *
 * A cell that begins with a quotation mark ends at the next single one; two in a row stand for one,
 * and line ends inside belong to the cell. Elsewhere a quotation mark is data. The line "sep=;"
 * that spreadsheets put first is honoured. Blank rows are skipped. */
#ifndef RELANCE_INTAKE_TABLE_H
#define RELANCE_INTAKE_TABLE_H

#include "base/arena.h"
#include "base/err.h"
#include "base/limits.h"
#include "base/text.h"
#include "reader.h"

struct table {
    struct reader reader;
    enum encoding encoding;
    char separator;
    struct arena scratch; /* the current row */
    struct str cells[LIMIT_COLUMNS];
    int count;    /* cells of the current row */
    int64_t line; /* its first line in the file, from 1 */
};

/* How many of a header's cells are known names, for each separator: the format decides. */
typedef int table_knows(struct arena *scratch, struct str header, char separator);
/* The separator of ; , tab | under which the header holds most known names; 0: none is known. */
char table_separator(struct arena *scratch, struct str header, table_knows *knows);
/* The line "sep=;" of a spreadsheet: its separator, or 0. */
char table_announced(struct str line);

void table_open(struct table *t, const struct source *source, enum encoding encoding,
                struct arena *a);
/* The first row that is not blank, as a whole line of UTF-8, to find the separator; the caller sets
 * it before table_next. *announced: by a "sep=" line before it, or 0. *have false: no such row. */
MUST_CHECK bool table_header(struct table *t, struct str *line, char *announced, bool *have,
                             struct err *err);
/* Cuts the header just given. Errors: those of table_next. */
MUST_CHECK bool table_cut_header(struct table *t, struct str line, struct err *err);
/* The next row; its cells are UTF-8, trimmed, without control characters, and live until the next
 * call. Errors, with line: ERR_TOO_MANY_COLUMNS, ERR_FIELD_TOO_LONG, ERR_FILE_TRUNCATED (a quoted
 * cell is never closed), ERR_FILE_ENCODING; those of reader_next. */
MUST_CHECK bool table_next(struct table *t, bool *have, struct err *err);
void table_close(struct table *t);

#endif
