/* The first rows of a list as texts, one of which is its header: what a person needs to say what
 * each column is, and what tells lists of the same origin by. */
#ifndef RELANCE_INTAKE_FIRST_ROWS_H
#define RELANCE_INTAKE_FIRST_ROWS_H

#include "base/arena.h"
#include "base/err.h"
#include "base/limits.h"
#include "sheet.h"

/* In the order they are tried. */
#define LIST_SEPARATORS ";,\t|"

enum { FIRST_ROWS_MAX = 30, FIRST_ROWS_TEXT_BYTES = 120 };

struct first_row {
    int64_t line;
    int count;
    struct str *texts; /* cut to FIRST_ROWS_TEXT_BYTES, each followed by a zero byte */
};

struct first_rows {
    struct first_row rows[FIRST_ROWS_MAX];
    int count;
};

/* The first rows, cut at the separator that makes the most even table, in the arena. A row that
 * cannot be read ends them. Errors: those of sheet_open. */
MUST_CHECK bool first_rows_read(const struct sheet_file *file, struct arena *a,
                                struct first_rows *out, struct err *err);

#endif
