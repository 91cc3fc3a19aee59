/* The order of the day's list.
 *
 * Pinned files first, as their agents put them; then what must be called today (a broken promise,
 * a missed instalment, a returned payment), then agreed callbacks; then by the value of a minute
 * (priority.h) inside one currency. Currencies are not mixed: without a dated rate each ranks in
 * its own, euros first. Every tenth place goes to the oldest file without action, so that small old
 * debts are not forgotten.
 *
 * A part of the debtors is drawn by lot each day, from the day and the debtor alone: within its
 * stratum of equal amounts such a file changes places with the others that were drawn. Without it
 * nothing could be learnt of what a contact changes; the chance that each file had of being among
 * the places of the day is logged with it. */
#ifndef RELANCE_STRATEGY_QUEUE_H
#define RELANCE_STRATEGY_QUEUE_H

#include "base/arena.h"
#include "base/day.h"
#include "base/money.h"

enum { QUEUE_RESERVED_EVERY = 10 };

enum queue_tier { QUEUE_BY_VALUE, QUEUE_CALLBACK, QUEUE_SAME_DAY, QUEUE_PINNED };

struct queue_entry {
    int64_t account_id, debtor_id;
    struct money net_overdue;
    int32_t oldest_days;
    double per_minute_minor; /* priority_value; 0 for all: by amount */
    enum queue_tier tier;
    bool acted; /* some action was done on this file */
    /* set */
    bool reserved;     /* it holds a place kept for old files */
    bool explored;     /* it was drawn by lot */
    double propensity; /* its chance to be among the places of the day, before the draw */
};

struct queue_day {
    struct day day;
    int32_t explore_permil; /* 0: no draw */
    size_t places;          /* that the day can hold; 0: all of them */
};

/* Puts the entries into the order of work, in place. Ties: the larger amount, the older file, the
 * smaller account id: the same facts give the same list. */
void queue_order(struct arena *a, const struct queue_day *day, struct queue_entry *entries,
                 size_t count);

/* What the lot says of a debtor on a day, made from both alone: he is drawn when his chance, 0 to
 * 999, is below explore_permil; those drawn take each other's places in the order of `place`. */
struct queue_lot {
    uint32_t chance, place;
};
struct queue_lot queue_lot(struct day day, int64_t debtor_id);

/* The draw alone, for the run: entries are put into the order of value. Only where the places of
 * the day end is anything drawn: in the strata that have files on both sides. before[i] and
 * after[i] are the files at place i without and with the draw; propensities lie strictly between 0
 * and 1 for the files of those strata. */
struct queue_drawn {
    struct queue_entry *before, *after; /* count of them, in the arena */
};
void queue_draw(struct arena *a, const struct queue_day *day, struct queue_entry *entries,
                size_t count, struct queue_drawn *out);

/* How many of the largest files make up a share of the whole, and what they make up: "58 files are
 * 55 % of the balance". Amounts are not negative. */
struct queue_top {
    size_t count;
    int64_t sum_minor, whole_minor;
};
struct queue_top queue_top_share(struct arena *a, const int64_t *amounts_minor, size_t count,
                                 int32_t percent);
/* The same for the first ones in the order given: X files of the list cover a share of it. */
struct queue_top queue_first_share(const int64_t *amounts_minor, size_t count, int32_t percent);

#endif
