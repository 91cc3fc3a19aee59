/* A program that is newer than a loaded table may ask for rules that table does not know yet. */
#ifndef RELANCE_LAW_TABLES_FILL_H
#define RELANCE_LAW_TABLES_FILL_H

#include "base/arena.h"
#include "tables.h"

/* Adds to *t, from `defaults`, the rows of every rule, payment term and claim of which *t has
 * none; what *t has stays as it is. The new arrays live in the arena. */
void law_tables_fill(struct law_tables *t, const struct law_tables *defaults, struct arena *arena);

#endif
