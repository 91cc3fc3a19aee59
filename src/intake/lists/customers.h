/* Customer lists: which row is the header, which column is what, and one customer a row. */
#ifndef RELANCE_INTAKE_CUSTOMERS_H
#define RELANCE_INTAKE_CUSTOMERS_H

#include "base/arena.h"
#include "base/err.h"
#include "customer.h"
#include "customer_words.h"
#include "intake/formats/sheet.h"

struct customers_header {
    char separator; /* 0: a workbook */
    int64_t line;
    int at[COL_COUNT];               /* position of the column from 0; -1: none */
    int columns;                     /* named in the header */
    struct str names[LIMIT_COLUMNS]; /* as in the file, in the arena */
    int twice;                       /* position of a column that is there twice; -1: none */
};

struct customers {
    const struct mapping *mapping; /* of the file; may be NULL */
    struct sheet sheet;
    struct customers_header header;
};

/* Looks for the header among the first 30 rows: a column for the number and one for the name, none
 * of invoices. Errors: those of sheet_open and sheet_next. */
MUST_CHECK bool customers_find(const struct sheet_file *file, struct arena *a,
                               struct customers_header *out, bool *found, struct err *err);
/* True if the start of a text file, as UTF-8, is that of a customer list. */
bool customers_know(struct arena *scratch, struct str start);

/* Reads the header, or the one that the mapping tells of. Errors: ERR_FILE_EMPTY,
 * ERR_COLUMN_MISSING (no header), ERR_COLUMN_TWICE; those of customers_find and
 * mapping_find_header. */
MUST_CHECK bool customers_open(struct customers *c, const struct sheet_file *file, struct arena *a,
                               struct err *err);
/* The next row; *have is false at the end. The header of a further page, its foot
 * and what a mapping ignores are none. A
 * row that cannot be taken sets *refused (else clear) and is no error of the file:
 * ERR_COLUMN_COUNT, ERR_FIELD_EMPTY (number, name), ERR_FIELD_TOO_LONG, ERR_BAD_IDENTIFIER (SIREN,
 * SIRET, French VAT number), ERR_BAD_CHOICE (type, body). Texts live until the next call. Errors:
 * those of sheet_next. */
MUST_CHECK bool customers_next(struct customers *c, struct customer_record *out,
                               struct err *refused, bool *have, struct err *err);
void customers_close(struct customers *c);

/* The first pass: counts rows. *first_refused is clear if none is. Errors: those of customers_open
 * and customers_next; ERR_FILE_EMPTY (no row). */
MUST_CHECK bool customers_survey(const struct sheet_file *file, struct arena *a,
                                 struct table_summary *out, struct err *first_refused,
                                 struct err *err);

#endif
