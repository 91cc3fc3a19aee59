/* Open items, files, payments or what was done as a list: a page at a time from a key on, forwards
 * and backwards, with what the whole of it comes to. A page looks at so many rows and no more,
 * however many there are: where that does not reach the end, the list says so instead of a figure.
 */
#ifndef RELANCE_APP_LIST_LINES_H
#define RELANCE_APP_LIST_LINES_H

#include "app/context.h"
#include "app/people/house.h"
#include "list_filter.h"
#include "store/account_store.h"
#include "store/work_store.h"

enum {
    LIST_LOOK_ITEMS = 3000, /* items looked at for a page, and again for its total */
    LIST_LOOK_DEEDS = 1000, /* deeds, the same: each is looked up in several tables */
    LIST_LOOK_NAMES = 400,  /* files by name, the same */
    LIST_LOOK_PLACES = 128, /* files in the order of work: the first have the most items; sixteen
                               of other people or actions count as one, a thousand items, too */
    LIST_FILE_ROWS_MAX = 50000, /* rows of a list as a file */
    LIST_CURRENCIES_MAX = 8,    /* that a total tells apart */
};

struct list_asked {
    const struct list_filter *filter;
    const int64_t *scope; /* creditor ids the person may see; NULL: all */
    size_t scope_count;
    struct str after, before; /* keys of a page shown before; at most one; empty: the first page */
    size_t rows;              /* of a page */
    bool whole;               /* for a file: however many rows must be looked at; no total */
    bool to_the_end;          /* the same for a page: its total is that of all rows */
};

struct list_sums { /* by currency, as they came */
    struct money rows[LIST_CURRENCIES_MAX];
    size_t count;
};
struct list_total {
    int64_t count;
    bool whole;            /* else there are more */
    struct list_sums open; /* of payments: what came; of actions: nothing */
    /* of files, when the filter or a column asks for them */
    struct list_sums promised, planned, disputed;
};

struct list_lines {
    struct listed_row *rows;
    size_t count;
    struct str before, after; /* keys of the neighbouring pages; empty: there is none */
    bool short_of;            /* so many rows were looked at that the search stopped */
    struct list_total total;
    /* what the words of a line need */
    struct creditors creditors;
    struct house house;
    struct run_row run; /* whose decisions; number 0: none */
    bool run_stands;    /* nothing has changed since that would change what it decided */
};

/* In the arena. Errors: ERR_UNKNOWN_CREDITOR (also one the person may not see), ERR_UNKNOWN_USER,
 * ERR_UNKNOWN_TEAM, those of account_find. A key that leads nowhere gives the first page. */
MUST_CHECK bool list_lines(struct app *app, struct arena *a, const struct list_asked *asked,
                           struct list_lines *out, struct err *err);

#endif
