/* A table as a text file (CSV) for spreadsheets: UTF-8 with a byte order mark, semicolons, CRLF;
 * amounts with a decimal comma and without grouping, days in ISO form. Title and notes are left
 * out, so that the first line holds the names of the columns; so is the total.
 *
 * A text that a spreadsheet would take for a formula (=, +, -, @, tab, CR at its beginning) is
 * preceded by an apostrophe. */
#ifndef RELANCE_COURIER_CSV_H
#define RELANCE_COURIER_CSV_H

#include "base/buf.h"
#include "base/check.h"
#include "base/err.h"
#include "table_view.h"

/* Byte order mark and names of the columns; one row. For tables too long to be held in memory. */
void csv_head(const struct table_column *columns, size_t count, struct buf *out);
void csv_row(const struct table_cell *cells, size_t count, struct buf *out);
/* Adds the whole file to *out, whose maximum is the limit. Errors: ERR_EXPORT_TOO_LARGE. */
MUST_CHECK bool csv_write(const struct table_view *v, struct buf *out, struct err *err);

#endif
