/* The rows of a law table in the words of its file (rules/law/NAME.csv): to compare two tables
 * field by field, and to write a file that somebody completes and gives to `law update`. What is
 * written reads back as the same table. */
#ifndef RELANCE_LAW_TABLES_WRITE_H
#define RELANCE_LAW_TABLES_WRITE_H

#include "base/arena.h"
#include "base/buf.h"
#include "csv.h"
#include "tables.h"
#include "tables_read.h"

struct law_fields {
    struct str field[LAW_CSV_FIELDS_MAX]; /* as many as the table has columns, in their order */
    size_t count;
};

/* Row i; texts in the arena or in the table. */
void law_table_fields(const struct law_tables *t, enum law_table table, size_t i,
                      struct arena *arena, struct law_fields *out);
/* Header line and all rows. out->full is for the caller to look at. */
void law_table_write(const struct law_tables *t, enum law_table table, struct buf *out);

#endif
