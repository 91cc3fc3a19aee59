/* Two rows of a law table that say something about the same thing on the same day: then nobody
 * could tell which of them holds. */
#ifndef RELANCE_LAW_TABLES_CLASH_H
#define RELANCE_LAW_TABLES_CLASH_H

#include "base/check.h"
#include "tables.h"
#include "tables_read.h"

/* True when there are such rows: *one and *other (the later in the table) are the first pair.
 *
 * Rates and rules are kept apart by their order already (tables_read.h). A claim has one period,
 * whatever the day: the limitation table holds one row for each code. Holidays are the same when
 * name and region are, contact hours when the preset is and days and times of day meet. */
bool law_table_clash(const struct law_tables *t, enum law_table table, size_t *one, size_t *other);

#endif
