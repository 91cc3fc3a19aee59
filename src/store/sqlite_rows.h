/* Many rows into one table of SQLite at once. A prepared INSERT a row spends most of its time on
 * beginning and ending; so bulk statements say INSERT INTO t (...) SELECT c0, c1, ... FROM
 * relance_rows, a table that exists in the connection only and gives the rows put here. */
#ifndef RELANCE_STORE_SQLITE_ROWS_H
#define RELANCE_STORE_SQLITE_ROWS_H

#include "base/check.h"
#include "db.h"

struct sqlite3;
struct sqlite_rows;

enum { SQLITE_ROWS_COLUMNS_MAX = 32 };

/* Makes the table known to the connection, which must be closed before sqlite_rows_free. NULL: the
 * connection says why not. */
struct sqlite_rows *sqlite_rows_open(struct sqlite3 *handle);
void sqlite_rows_free(struct sqlite_rows *rows); /* NULL is fine */

/* Forgets the rows; those that follow have so many columns. */
void sqlite_rows_clear(struct sqlite_rows *rows, size_t column_count);
/* Copies one row. True: enough wait now, insert them and clear. */
bool sqlite_rows_put(struct sqlite_rows *rows, const struct sql_value *values);
size_t sqlite_rows_count(const struct sqlite_rows *rows);

#endif
