/* The shape of the tables generated from sql/schema (gen/schema_sql.h): every migration, and every
 * table with the statements that read all of it in key order and write it in bulk. */
#ifndef RELANCE_STORE_SCHEMA_H
#define RELANCE_STORE_SCHEMA_H

#include "db.h"

enum { SCHEMA_HASH_BYTES = 32 };

struct schema_migration {
    int number;
    const char *name;
    const char *const *sqlite, *const *postgres; /* its statements, ended by NULL */
    uint8_t hash[SCHEMA_HASH_BYTES];
};

/* Where the rows of a table lie on several machines. */
enum schema_placement { SCHEMA_DISTRIBUTED, SCHEMA_REFERENCE, SCHEMA_LOCAL };

struct schema_table {
    const char *name;
    enum schema_placement placement;
    const char *distribution;                /* column, NULL unless distributed */
    const struct sql_statement *dump, *load; /* the same columns in the same order */
};

#endif
