/* Private to the workbook reader: what is known of a workbook before its sheet is read. */
#ifndef RELANCE_INTAKE_XLSX_BOOK_H
#define RELANCE_INTAKE_XLSX_BOOK_H

#include "xlsx_part.h"

enum { BOOK_STYLES_MAX = 70000, BOOK_STRINGS_MAX = 4000000 };

#define BOOK_STRING_BYTES_MAX (INT64_C(96) << 20)

struct book_facts {
    bool from_1904;
    const char *sheet_name; /* of the part with the sheet */
    bool *style_is_date;    /* by index of cell format */
    size_t style_count;
    struct arena strings_arena;
    uint64_t *string_ends; /* in `strings`, by index */
    size_t string_count;
    char *strings;
};

/* Errors: as xlsx_open. */
MUST_CHECK bool book_read(const struct archive *z, struct str sheet, struct arena *a,
                          struct book_facts *out, struct err *err);
struct str book_string(const struct book_facts *b, int32_t index);

#endif
