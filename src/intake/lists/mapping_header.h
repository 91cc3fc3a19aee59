/* Finding, in a list, the header and the columns a mapping tells of. */
#ifndef RELANCE_INTAKE_MAPPING_HEADER_H
#define RELANCE_INTAKE_MAPPING_HEADER_H

#include "intake/formats/sheet.h"
#include "mapping.h"

struct mapped_header {
    char separator; /* 0: a workbook */
    int64_t line;   /* 0: the list has no header */
    int columns;    /* of the header row */
    struct str names[LIMIT_COLUMNS];
    int at[MAPPING_COLUMNS_MAX]; /* position of each column of the mapping, from 0 */
};

/* The list has a mapping. Texts live in the arena. Errors: ERR_COLUMN_MISSING (field: the text that
 * no header has; the line of the row that has most of them), ERR_COLUMN_TWICE; those of
 * sheet_next. */
MUST_CHECK bool mapping_find_header(const struct sheet_file *file, struct arena *a,
                                    struct mapped_header *out, struct err *err);
/* True: the mapping says that such a row is none. m may be NULL. */
bool mapping_ignores(const struct mapping *m, const struct sheet *s);

#endif
