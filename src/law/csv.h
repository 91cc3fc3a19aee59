/* The lines and fields of a law table, read in place: comma separated, quotes around a field that
 * holds commas, doubled quotes inside. Only for our own small files; a customer's CSV is read by
 * the intake room. */
#ifndef RELANCE_LAW_CSV_H
#define RELANCE_LAW_CSV_H

#include "base/arena.h"
#include "base/check.h"
#include "base/str.h"

enum { LAW_CSV_FIELDS_MAX = 12 };

struct law_csv {
    struct str rest;
    struct arena *arena; /* for fields with doubled quotes */
    int64_t line;        /* of the row last read, from 1 */
};

struct law_csv_row {
    struct str fields[LAW_CSV_FIELDS_MAX];
    size_t count;
};

/* Next row that is not empty; false at the end. A row with more fields than the maximum has
 * count = LAW_CSV_FIELDS_MAX + 1; an open quote swallows the rest of its line. */
bool law_csv_next(struct law_csv *csv, struct law_csv_row *row);

#endif
