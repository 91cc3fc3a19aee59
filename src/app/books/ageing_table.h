/* The aged balance as a table for files. */
#ifndef RELANCE_APP_AGEING_TABLE_H
#define RELANCE_APP_AGEING_TABLE_H

#include "app/lists/save_table.h"
#include "list_ageing.h"

/* The lines in their order, with a total when they share one currency. In the arena. */
void ageing_table(struct table_view *out, struct arena *a, const struct ageing_query *query,
                  const struct ageing_lines *lines, const struct table_reader *reader);

#endif
