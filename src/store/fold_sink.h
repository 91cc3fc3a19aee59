/* Private to fold_store.c: what folds change, waiting to be written. Packed, as the items of a
 * million rows may wait together. */
#ifndef RELANCE_STORE_FOLD_SINK_H
#define RELANCE_STORE_FOLD_SINK_H

#include "ledger_store.h"

enum sink_how {
    SINK_ADD,      /* an item nobody knew */
    SINK_RESTORE,  /* known, stands again */
    SINK_ALTER,    /* known, stands otherwise */
    SINK_WITHDRAW, /* known, no longer stands; only its id is set */
};

/* The account that what follows belongs to. */
void sink_account(struct fold_sink *sink, const struct folded_account *account);
/* Texts are copied. */
void sink_item(struct fold_sink *sink, const struct item *item, const struct due *due,
               enum sink_how how);

struct sink_allocation {
    int64_t credit_item, debit_item, amount_minor;
    int64_t reverses; /* 0: none */
    struct day on;
    enum allocation_source source;
    struct str letter;
};
void sink_allocation(struct fold_sink *sink, const struct sink_allocation *allocation);

struct db *sink_db(const struct fold_sink *sink);
struct fold_breaks *sink_breaks(const struct fold_sink *sink); /* NULL: nobody watches */
/* How many rows wait. */
size_t sink_count(const struct fold_sink *sink);
bool sink_holds(const struct fold_sink *sink);

#endif
