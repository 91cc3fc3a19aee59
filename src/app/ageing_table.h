/* The aged balance as a table for files. */
#ifndef RELANCE_APP_AGEING_TABLE_H
#define RELANCE_APP_AGEING_TABLE_H

#include "list_ageing.h"
#include "save_table.h"

/* The lines in their order, with a total when they share one currency. In the arena. */
void ageing_table(struct table_view *out, struct arena *a, const struct ageing_query *query,
                  const struct ageing_lines *lines, const struct table_reader *reader);

#endif
