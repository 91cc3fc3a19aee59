/* Private to import_open_items.c: the rows of a list in memory, by account. */
#ifndef RELANCE_APP_LIST_ROWS_H
#define RELANCE_APP_LIST_ROWS_H

#include "claim/told_compare.h"
#include "importing.h"

/* One account of the list: rows[from..to) of the told rows. */
struct list_account {
    size_t from, to;
};

struct list_rows {
    struct told_row *rows; /* by account, then as in the file */
    size_t count;
    struct account_wanted *wanted; /* one per account */
    struct list_account *accounts; /* beside them */
    size_t account_count;
};

/* Reads every record of the file. Lettered rows whose group balances are not open; in other groups
 * credits go to debits oldest first. A balance by age becomes one row a band. Errors: refused rows
 * (importing_reject), those of intake_next. */
MUST_CHECK bool list_rows_read(struct importing *w, struct list_rows *out, struct err *err);

#endif
