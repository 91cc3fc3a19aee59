/* The C code made of the statements and the schema. */
#ifndef SQLGEN_EMIT_H
#define SQLGEN_EMIT_H

#include "schema.h"

/* OUT/NAME_sql.h and OUT/NAME_sql.c for the statements read from `path`. */
void emit_statements(const struct statements *all, const char *path, const char *out);
/* OUT/sql_registry.h and .c: every statement, those of the schema behind the others. */
void emit_registry(const struct statements *all, const struct schema *s, const char *out);
/* OUT/schema_sql.h and .c: the migrations, and every table with the statements that read all of
 * it in key order and write it in bulk. */
void emit_schema(const struct schema *s, const char *out, size_t first_index);

#endif
