/* Private to list_lines.c: which of the rows that were read are wanted. */
#ifndef RELANCE_APP_LIST_WISH_H
#define RELANCE_APP_LIST_WISH_H

#include "list_filter.h"

struct list_wish {
    const struct list_filter *filter;
    struct day today;
    int64_t *agents; /* whose files; NULL: anybody's */
    size_t agent_count;
    struct str words;         /* of the filter, folded */
    struct list_days days;    /* when what is wanted falls due, came or was done */
    struct currency currency; /* when the filter names one */
};

static inline bool days_wanted(struct day from, struct day to)
{
    return day_is(from) || day_is(to);
}
/* scratch: for as long as the row is looked at. */
bool list_wants(const struct list_wish *wish, struct arena *scratch, const struct listed_row *line);

#endif
