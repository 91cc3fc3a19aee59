/* The migrations sql/schema/NNNN_name.sql: expanded for each engine, hashed, and read far enough
 * to know every table, its columns and its keys. Types are written {int} {text} {blob}, the end
 * of a table {table} or {rowless}. Beside each table a line says where its rows lie:
 *   -- citus: distributed COLUMN | reference | local
 * and, for a table whose rows never change nor go:
 *   -- append: only
 * and, for a table whose rows hold whole files:
 *   -- rows: wide
 * An index that only PostgreSQL keeps ends with {server}. */
#ifndef SQLGEN_SCHEMA_H
#define SQLGEN_SCHEMA_H

#include "statement.h"

enum placement { PLACE_DISTRIBUTED, PLACE_REFERENCE, PLACE_LOCAL };

struct names {
    char **all;
    size_t count;
};

struct foreign_key {
    struct names columns;
    char *table;
    struct names target;
    int line;
};

struct table {
    const char *path;
    int line;
    char *name;
    enum placement placement;
    char *distribution; /* column, else NULL */
    bool append_only, wide;
    struct field *columns;
    size_t column_count;
    struct names primary_key;
    struct names *uniques; /* unique constraints and unique indexes */
    size_t unique_count;
    struct foreign_key *references;
    size_t reference_count;
};

struct migration {
    int number;
    char *name;
    char *sqlite, *postgres;
    unsigned char hash[32]; /* BLAKE2b-256 of the file as it stands */
};

struct schema {
    struct table *tables; /* in the order of their creation */
    size_t table_count;
    struct migration *migrations;
    size_t migration_count;
};

/* Adds one migration file; files come in the order of their numbers, without a gap. Refuses what
 * the three engines do not share. */
void schema_read(struct schema *s, const char *path);
const struct table *schema_table(const struct schema *s, const char *name); /* NULL: none */
const struct field *table_column(const struct table *t, const char *name);  /* NULL: none */
bool names_have(const struct names *n, const char *name);

#endif
