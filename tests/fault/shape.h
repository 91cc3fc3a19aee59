/* What the exported facts do not show: how many rows every table of a database holds, the journal
 * among them, and what each import has counted. Two databases with the same facts and the same
 * shape are the same for these tests. */
#ifndef RELANCE_TESTS_FAULT_SHAPE_H
#define RELANCE_TESTS_FAULT_SHAPE_H

#include "stage.h"

/* One line a table; to be freed. */
char *shape_of(const struct place *p);
/* Whether two texts have the same lines, but for the tables of the search: they follow what they
 * index in transactions of their own. */
bool shape_same_but_search(const char *one, const char *other);
/* The first column of every row that `sql` finds, a line each, as text; to be freed. */
char *shape_column(const struct place *p, const char *sql);

#endif
