/* A list of open items, files, payments or actions as a table: what a page shows and a file holds
 * are the same cells.
 */
#ifndef RELANCE_APP_LINES_TABLE_H
#define RELANCE_APP_LINES_TABLE_H

#include "list_lines.h"
#include "save_table.h"

enum lines_column {
    LINES_DEBTOR,
    LINES_REF,
    LINES_CREDITOR,
    LINES_PIECE,
    LINES_KIND,
    LINES_LABEL,
    LINES_ISSUED,
    LINES_DUE,
    LINES_DUE_SOURCE,
    LINES_LATE,
    LINES_AMOUNT,
    LINES_OPEN,
    LINES_BALANCE,
    LINES_OVERDUE,
    LINES_CREDIT,
    LINES_ITEMS,
    LINES_AGENT,
    LINES_ACTION,
    LINES_LEVEL,
    LINES_BLOCK,
    LINES_STAGE,
    LINES_DISPUTES,
    LINES_AGAIN,
    LINES_RECEIVED_ON,
    LINES_RECEIVED,
    LINES_LOOSE,
    LINES_DISPUTED,
    LINES_PROMISED,
    LINES_PLANNED,
    LINES_ACTED,
    LINES_DID_ON,
    LINES_DID,
    LINES_RESULT,
    LINES_DID_BY,
    LINES_DID_AMOUNT,
    LINES_FOR_DAY,
    LINES_NOTE,
    LINES_CURRENCY,
    LINES_COLUMN_COUNT
};

const char *lines_column_code(enum lines_column column); /* "due": as addresses say it */
const char *lines_column_text(enum lines_column column, enum lang lang);
const char *lines_name(enum list_of of, enum lang lang);         /* of a list: "Pièces" */
bool lines_column_of(enum lines_column column, enum list_of of); /* the list can show it */
/* The columns asked for; else the usual ones and those the filter speaks of: bits. */
uint64_t lines_columns(const struct list_filter *filter);

struct lines_shown {
    const struct list_filter *filter;
    const struct list_lines *lines;
    bool file; /* amounts then have their currency in a column beside them; a page writes it out */
};
/* Lines in their order; only columns that are shown. In the arena. */
void lines_table(struct table_view *out, struct arena *a, const struct lines_shown *what,
                 const struct table_reader *reader);

#endif
