/* Rows of each statements out of PostgreSQL by COPY: no cursor, no result in memory, and the server
 * goes on while rows are taken. */
#ifndef RELANCE_STORE_POSTGRES_TAKING_H
#define RELANCE_STORE_POSTGRES_TAKING_H

#include "driver.h"

#include <libpq-fe.h>

/* The statement's COPY with its values in it, to be read in the order of the key; given back with
 * db_free. COPY takes no parameters;
 * those of each statements are numbers. */
char *postgres_copy_text(const struct sql_statement *st, const struct sql_value *in,
                         const struct db_taker *taker);

/* Gives the rows of a COPY that has begun to the taker, and reads on to its end after an error,
 * too: the connection then has its result to give. Errors: the taker's, ERR_DB_FAILED. */
MUST_CHECK bool postgres_take_copy(PGconn *connection, const struct sql_statement *st,
                                   const struct db_taker *taker, struct err *err);

#endif
