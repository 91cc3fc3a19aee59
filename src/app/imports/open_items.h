/* Private to import_open_items.c and compare_open_items.c: a list being taken in. */
#ifndef RELANCE_APP_OPEN_ITEMS_H
#define RELANCE_APP_OPEN_ITEMS_H

#include "list_rows.h"
#include "store/books_store.h"

/* What changes in a known account. */
struct change {
    struct account_key key;
    struct told_difference difference;
};

struct open_items_import {
    struct importing *w;
    struct list_rows list;
    struct all_books books; /* before this import */
    size_t *news;           /* rows that say something new, per account that nobody knew */
    struct change *changes; /* in accounts that are known */
    size_t change_count, change_room;
    bool effects_wanted;
};

/* Inside a transaction: what the list says anew of each account; counts the fates of its rows. */
MUST_CHECK bool open_items_compare(struct importing *w, struct err *err);
/* Some rows of it, as they are compared with what is known. */
struct told_list open_items_told(const struct importing *w, struct told_row *rows, size_t count);
/* An account as it will be, once this list is believed; in the arena. */
void open_items_fold(struct open_items_import *oi, struct arena *a, const struct known_books *known,
                     const struct told_difference *d, struct account_fold *out);

#endif
