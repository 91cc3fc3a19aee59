/* How old the law tables are and until when they allow figures. */
#ifndef RELANCE_LAW_COVERAGE_H
#define RELANCE_LAW_COVERAGE_H

#include "base/buf.h"
#include "base/check.h"
#include "base/day.h"
#include "tables.h"
#include "tables_read.h"

struct law_coverage {
    size_t rows;
    struct day first, last;   /* days a figure can be given for; DAY_NONE: no bound is known */
    struct day checked_first; /* the row checked longest ago */
    size_t unverified;        /* rows that nobody verified */
};

enum { LAW_NOTICE_DAYS = 30 }; /* the administrator is told this long before figures stop */
/* Figures stop within that time, or have stopped. */
static inline bool law_coverage_ends(const struct law_coverage *v, struct day today)
{
    return day_is(v->last) && v->last.n - today.n <= LAW_NOTICE_DAYS;
}

struct law_coverage law_table_coverage(const struct law_tables *t, enum law_table table);

/* One row of any table in words: what it is about, its value, and its note. */
struct law_row_text {
    const char *name; /* a code, a French name or "" */
    const struct law_note *note;
};
/* Row i of a table; its value is added to `value`: "12.15 %", "30 days", "45 d"... */
struct law_row_text law_table_row(const struct law_tables *t, enum law_table table, size_t i,
                                  struct buf *value);

#endif
