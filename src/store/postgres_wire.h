/* Values in PostgreSQL's binary format: parameters, results and COPY. Whole numbers are int8,
 * texts UTF-8 bytes, blobs bytea; smaller integers and booleans of a result are widened. */
#ifndef RELANCE_STORE_POSTGRES_WIRE_H
#define RELANCE_STORE_POSTGRES_WIRE_H

#include "base/check.h"
#include "base/err.h"

#include "db.h"

#include <libpq-fe.h>

/* Type numbers of pg_type.dat; they never change. */
enum {
    WIRE_BOOL = 16,
    WIRE_BYTEA = 17,
    WIRE_INT8 = 20,
    WIRE_INT2 = 21,
    WIRE_INT4 = 23,
    WIRE_TEXT = 25,
    WIRE_VARCHAR = 1043,
};

/* Parameters as libpq takes them; texts and blobs stay the caller's. */
struct wire_parameters {
    int count;
    Oid types[UINT8_MAX];
    const char *values[UINT8_MAX];
    int lengths[UINT8_MAX];
    int formats[UINT8_MAX];
    uint8_t numbers[UINT8_MAX][8];
};
void wire_types(const struct sql_statement *st, struct wire_parameters *out);
/* False when a value is longer than PostgreSQL takes. Calls wire_types itself. */
bool wire_parameters(const struct sql_statement *st, const struct sql_value *in,
                     struct wire_parameters *out);

/* Every column of the result is of a type the declared kind can hold. *column: the first that is
 * not. */
bool wire_result_fits(const struct sql_statement *st, const PGresult *result, int *column);
/* One row of a result that fits; texts and blobs point into the result. False: a value is missing
 * that may not be. */
bool wire_values(const struct sql_statement *st, const PGresult *result, int row,
                 struct sql_value *out);
/* The same into the statement's struct. */
bool wire_row(const struct sql_statement *st, const PGresult *result, int row, void *out);

/* COPY BINARY, gathered and sent in pieces. */
enum { WIRE_COPY_BYTES = 128 * 1024 };
struct wire_copy {
    PGconn *connection;
    size_t n;
    char bytes[WIRE_COPY_BYTES];
};
/* False: the connection failed. */
MUST_CHECK bool wire_copy_begin(struct wire_copy *c);
MUST_CHECK bool wire_copy_row(struct wire_copy *c, const struct sql_value *in, int count);
MUST_CHECK bool wire_copy_end(struct wire_copy *c);

#endif
