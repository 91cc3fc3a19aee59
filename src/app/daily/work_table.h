/* Files to work on as a table for files: the list of the day, those that wait, all of them. */
#ifndef RELANCE_APP_WORK_TABLE_H
#define RELANCE_APP_WORK_TABLE_H

#include "app/lists/save_table.h"
#include "list_work.h"

struct work_rows {
    const struct work_row *const *rows; /* in the order of the list */
    size_t count;
};

/* Every row with its reference, amount and state: the action and its reasons, or why not today and
 * when to look again. In the arena. */
void work_table(struct table_view *out, struct arena *a, const struct work_rows *rows,
                const struct table_reader *reader);
/* The two parts of a list as the two tables of one file: the rows given, and the blocked ones. */
void work_tables(struct table_view out[2], struct arena *a, const struct work_rows *called,
                 const struct work_list *list, const struct table_reader *reader);

#endif
