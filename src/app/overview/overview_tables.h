/* The manager's page as tables: every figure with the list of its rows, whose total it is. The page
 * and its files show the same cells. */
#ifndef RELANCE_APP_OVERVIEW_TABLES_H
#define RELANCE_APP_OVERVIEW_TABLES_H

#include "app/lists/list_filter.h"
#include "app/lists/save_table.h"
#include "overview.h"

enum overview_table_code {
    OVERVIEW_FIGURES,
    OVERVIEW_BY_CREDITOR,
    OVERVIEW_BY_AGENT,
    OVERVIEW_MONTH,
    OVERVIEW_PROMISES,
    OVERVIEW_FORECAST,
    OVERVIEW_DISPUTES,
    OVERVIEW_BLOCKS,
    OVERVIEW_PROVISION,
    OVERVIEW_TABLE_COUNT
};

struct overview_cell {
    struct table_cell shown;
    const struct list_filter *to; /* NULL: it leads nowhere */
};
struct overview_row {
    struct currency currency;
    struct overview_cell *cells; /* of each column */
    bool total;
};
struct overview_table {
    struct str title, about;
    struct table_column *columns;
    size_t column_count;
    struct overview_row *rows;
    size_t row_count;
};

const char *overview_table_name(
    enum overview_table_code code); /* "creditors": as addresses say it */
bool overview_table_find(struct str name, enum overview_table_code *out);
/* All of them, in the arena. */
struct overview_table *overview_tables(struct arena *a, const struct overview *o,
                                       const struct table_reader *reader);
/* For a file: its currency stands beside each row. */
void overview_view(struct arena *a, const struct overview_table *table,
                   const struct table_reader *reader, struct table_view *out);

#endif
