/* Private to import_open_items.c: the rows of a list in memory, by account. Packed, as a list may
 * have millions; unpacked account by account. */
#ifndef RELANCE_APP_LIST_ROWS_H
#define RELANCE_APP_LIST_ROWS_H

#include "claim/told_compare.h"
#include "importing.h"

struct packed_row;
struct packed_piece;

/* One account of the list: order[from..to) are its rows. */
struct list_account {
    size_t from, to;
};

struct list_rows {
    struct packed_piece **pieces; /* rows as they came */
    size_t count;
    uint32_t *order;               /* rows by account, then as in the file */
    struct account_wanted *wanted; /* one per account, by number and currency */
    struct list_account *accounts; /* beside them */
    size_t account_count;
};

/* Reads every record of the file. A balance by age becomes one row a band. Errors: refused rows
 * (importing_reject), those of intake_next. */
MUST_CHECK bool list_rows_read(struct importing *w, struct list_rows *out, struct err *err);

/* The rows of one account, *count of them, with the fates kept; in the arena, but for texts, which
 * live as long as the list. Lettered rows whose group balances are not open; in other groups
 * credits go to debits oldest first. */
struct told_row *list_rows_of(const struct list_rows *list, size_t account, struct arena *a,
                              size_t *count);
void list_rows_keep_fates(struct list_rows *list, size_t account, const struct told_row *rows);
/* Of one row, by its place in the file, from 0. */
struct list_fate {
    int64_t position;
    enum told_fate fate;
};
struct list_fate list_rows_fate(const struct list_rows *list, size_t row);

#endif
