/* What SQLite, PostgreSQL and Citus do not share, or do differently without a word, is refused
 * while the program is built (the rules: sql/README.md). Checked is only what can be
 * checked without guessing; that a statement fits the schema is checked by preparing it on both
 * engines in tests/store. */
#ifndef SQLGEN_LINT_H
#define SQLGEN_LINT_H

#include "schema.h"

/* Keys hold the distribution column, foreign keys stay on one shard. */
void lint_schema(const struct schema *s);
/* Words outside the shared subset; sums that PostgreSQL would return as numeric; order of NULLs;
 * a distributed table whose key is neither given nor joined. */
void lint_statements(const struct statements *all, const struct schema *s);

#endif
