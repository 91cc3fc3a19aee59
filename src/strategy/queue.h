/* The order of the day's list.
 *
 * First rule: the largest overdue amount net of credits first, inside one currency; every tenth
 * place goes to the oldest file without action, so that small old debts are not forgotten.
 * Currencies are not mixed: without a dated rate each ranks in its own, euros first. */
#ifndef RELANCE_STRATEGY_QUEUE_H
#define RELANCE_STRATEGY_QUEUE_H

#include "base/arena.h"
#include "base/day.h"
#include "base/money.h"

enum { QUEUE_RESERVED_EVERY = 10 };

struct queue_entry {
    int64_t account_id;
    struct money net_overdue;
    int32_t oldest_days;
    bool acted;    /* some action was done on this file */
    bool reserved; /* set: it holds a place kept for old files */
};

/* Puts the entries into the order of work, in place. Ties: older first, then account id. */
void queue_order(struct arena *a, struct queue_entry *entries, size_t count);

#endif
