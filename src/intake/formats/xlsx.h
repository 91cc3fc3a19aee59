/* Workbooks (XLSX): the rows of the first visible sheet or of one named, in memory that does not
 * grow with them.
 *
 * Shared and inline strings, the 1900 and 1904 calendars, number formats that mean dates; a cell
 * merged downwards counts for each of its rows; hidden sheets are skipped, hidden rows are data.
 * Nothing is unpacked to disk, document types and entities are refused, and every size has a limit,
 * as a small archive may swell to any size.
 *
 * Source: ISO/IEC 29500-1, SpreadsheetML. */
#ifndef RELANCE_INTAKE_XLSX_H
#define RELANCE_INTAKE_XLSX_H

#include "sheet.h"

/* Reads what is not the sheet: the list of sheets, styles, shared strings. `sheet`: its name,
 * hidden or not; empty: the first visible one. *book lives in the arena and is closed by
 * xlsx_close. *book is NULL, without an error, for an archive that is no workbook or no archive at
 * all. Errors: ERR_FILE_DAMAGED (arg: the part), ERR_SWOLLEN_ARCHIVE, ERR_NO_SHEET,
 * ERR_SHEET_MISSING, ERR_FIELD_TOO_LONG. */
MUST_CHECK bool xlsx_open(const struct source *source, struct str sheet, struct arena *a,
                          struct xlsx **book, struct err *err);
/* Begins the sheet again. Errors: ERR_FILE_DAMAGED. */
MUST_CHECK bool xlsx_rewind(struct xlsx *book, struct err *err);
/* The next row that is not blank: cells, count, line, at. Errors, with line: ERR_FILE_DAMAGED,
 * ERR_SWOLLEN_ARCHIVE, ERR_TOO_MANY_COLUMNS, ERR_FIELD_TOO_LONG, ERR_TOO_MANY_LINES. */
MUST_CHECK bool xlsx_next(struct xlsx *book, struct sheet *out, bool *have, struct err *err);
struct arena *xlsx_scratch(struct xlsx *book);
void xlsx_close(struct xlsx *book);

#endif
