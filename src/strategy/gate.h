/* The gate: may this account be contacted, in this way, on this day, about which items, and if
 * not, why. Asked by the run without a time, and again with the time by everything that leaves.
 *
 * Two kinds of blocks. One takes an item, or a part of it, out of what may be asked for; the other
 * forbids the contact itself: then the items stay raisable, for they are what will be asked for
 * once the contact is possible. When nothing is left to ask for, the blocks of the items overdue
 * stand at the contact too.
 *
 * Every block has a code, an article ("" = a rule of the house), a scope and, where one is known,
 * the last day it holds. Pure: facts in, answer out. Sources: the articles in codes.def. */
#ifndef RELANCE_STRATEGY_GATE_H
#define RELANCE_STRATEGY_GATE_H

#include "base/arena.h"
#include "facts.h"

struct gate_block {
    enum block code;
    enum gate_scope scope;
    struct day until; /* last day it holds; DAY_NONE = until somebody acts or decides */
};

enum { GATE_ITEM_BLOCKS_MAX = 14, GATE_REASONS_MAX = 4 };

struct item_answer {
    bool raisable;
    bool time_barred; /* may only be named with the mention that it can no longer be sued for */
    int64_t raisable_minor; /* what is open less the parts disputed or held; 0 if not raisable */
    uint32_t block_count;
    struct gate_block blocks[GATE_ITEM_BLOCKS_MAX]; /* each code once */
};

struct gate_answer {
    bool contact_allowed;
    struct gate_block blocks[BLOCK_COUNT]; /* the one to be told first */
    size_t block_count;
    struct item_answer *items; /* one per item of the facts, in the arena */
    enum action action;        /* when no scenario says better */
    struct work_reason reasons[GATE_REASONS_MAX];
    size_t reason_count;
    int64_t open_minor;        /* gross open debits that count */
    int64_t overdue_minor;     /* open debits past due, without retention and bills not due */
    int64_t unallocated_minor; /* open credits, >= 0 */
    int64_t net_overdue_minor; /* overdue less unallocated credits, >= 0 */
    int64_t raisable_minor;    /* of the items asked for */
    int32_t oldest_days;       /* since the due date of the oldest overdue item; 0 = none */
    /* The next day the answer changes by itself; DAY_NONE = never. Hours that close later are not
     * counted, hours that open again are. */
    struct day next_change;
};

/* The facts must be whole: policy, debtor and account are not optional. */
void gate_ask(struct arena *a, const struct gate_facts *facts, const struct gate_intent *intent,
              struct gate_answer *out);

/* An item that counts, is past its due date and is neither retention money nor a bill that runs. */
bool gate_item_overdue(const struct gate_item *item, struct day day);
/* Whether such a contact weighs on the debtor: counted by the pressure block. */
bool gate_result_presses(enum gate_result result);

#endif
