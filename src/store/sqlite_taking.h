/* Columns of SQLite as the structs of rows hold them, and rows given to whoever takes them.
 *
 * A row given back by a step costs more than the step; so each statements say SELECT
 * relance_each(column, ...) FROM ..., an aggregate that takes the columns where they lie. */
#ifndef RELANCE_STORE_SQLITE_TAKING_H
#define RELANCE_STORE_SQLITE_TAKING_H

#include "driver.h"

struct sqlite3;
struct sqlite3_value;

enum sql_kind sqlite_kind(struct sqlite3_value *value);
/* The value is of the kind declared (enum sql_kind, SQL_NULLABLE). */
bool sqlite_fits(unsigned declared, struct sqlite3_value *value);
/* One that fits, into its member; bytes stay SQLite's. */
void sqlite_fill(void *place, unsigned declared, struct sqlite3_value *value);

/* Who takes the rows of the statement that runs. */
struct taking {
    const struct sql_statement *st; /* NULL: none runs */
    const struct db_taker *taker;
    struct err *err;
    int64_t last; /* of the first column */
    bool first;   /* no row has come yet */
    bool ended;   /* a row behind it has come */
    bool failed;  /* err says why */
    struct row_room row;
};

/* Makes relance_each known to the connection, as long as taking lives. */
MUST_CHECK bool sqlite_taking_open(struct sqlite3 *handle, struct taking *taking);

#endif
