/* Reads the law tables from their files (rules/law/NAME.csv) and refuses what does not hold
 * together. The same checks run when the binary is built and when `law update` brings a newer
 * table. */
#ifndef RELANCE_LAW_TABLES_READ_H
#define RELANCE_LAW_TABLES_READ_H

#include "base/arena.h"
#include "base/check.h"
#include "base/err.h"
#include "base/limits.h"
#include "base/str.h"
#include "tables.h"

enum {
    LAW_TABLE_BYTES_MAX = 1 << 20, /* of a file */
    LAW_TABLE_ROWS_MAX = 2000,
    LAW_TEXT_BYTES_MAX = LIMIT_LABEL_BYTES, /* of one field */
};

enum law_table {
    LAW_TABLE_ECB,
    LAW_TABLE_LEGAL,
    LAW_TABLE_RULES,
    LAW_TABLE_LIMITATION,
    LAW_TABLE_TERMS,
    LAW_TABLE_HOLIDAYS,
    LAW_TABLE_HOURS,
    LAW_TABLE_COUNT
};

/* "ecb", "legal-interest", "rules", "limitation", "payment-terms", "holidays", "contact-hours":
 * the file is this name with .csv. */
const char *law_table_name(enum law_table table);
/* The table whose header line the text begins with; false: none. */
MUST_CHECK bool law_table_detect(struct str csv, enum law_table *out);

/* The columns of its header line, in order, ended by NULL. */
const char *const *law_table_columns(enum law_table table);
/* "points", "eur"...; "" for LAW_UNIT_NONE. */
const char *law_unit_code(enum law_unit unit);
int law_unit_decimals(enum law_unit unit);
/* The i-th flag of the limitation table and its word, or NULL behind the last one. */
const char *law_limitation_flag(size_t i, unsigned *flag);

/* Replaces one table of *t by the rows of a file: UTF-8, a fixed header line, comma separated,
 * quotes doubled inside quoted fields. Rates must follow each other without a gap or an overlap;
 * no two rows may hold for the same thing on the same day; every row needs an article, a source,
 * the day it was checked and a confidence (H, M or L). Texts have no control characters.
 * Errors: ERR_TABLE_INVALID with line and column name. Rows and texts live in the arena. */
MUST_CHECK bool law_table_read(enum law_table table, struct str csv, struct arena *arena,
                               struct law_tables *t, struct err *err);

/* True if the set is complete: every table has rows, every rule and payment term is there.
 * Errors: ERR_TABLE_INVALID (field = the table, arg = what is missing). */
MUST_CHECK bool law_tables_check(const struct law_tables *t, struct err *err);

#endif
