/* Writing workbooks (XLSX): one sheet a table, made for reading and for further work. Amounts are
 * numbers with the digits of their currency, days are dates, texts and references stay texts
 * whatever they begin with (=, +, -, @ never make a formula). The header is bold, stays in sight
 * and is printed on every page; it carries a filter; widths suit what stands in the columns.
 *
 * The same tables and the same day give the same bytes. Rows go to a temporary file as they come,
 * so memory does not grow with them beyond the result. */
#ifndef RELANCE_COURIER_XLSX_H
#define RELANCE_COURIER_XLSX_H

#include "base/buf.h"
#include "base/check.h"
#include "base/err.h"
#include "table_view.h"

enum { XLSX_SHEETS_MAX = 50, XLSX_ROWS_MAX = 1048576 };

#define XLSX_MIME "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

struct xlsx_book {
    const struct table_view *sheets; /* 1 to XLSX_SHEETS_MAX */
    size_t sheet_count;
    struct day created; /* written into the properties of the file */
};

/* Adds the whole file to *out, whose maximum is the limit. Errors: ERR_EXPORT_TOO_LARGE (rows or
 * bytes), ERR_SYSTEM. */
MUST_CHECK bool xlsx_write(const struct xlsx_book *book, struct buf *out, struct err *err);

#endif
