/* The gate: may this account be contacted today, about which items, and if not, why.
 *
 * First honest rule (grown with promises, disputes, insolvency, hours and pressure): vetoes on
 * the contact, blocks on single items, each with a stable code and its article. An item stays
 * raisable when only the contact is blocked. Pure: facts in, answer out. */
#ifndef RELANCE_STRATEGY_GATE_H
#define RELANCE_STRATEGY_GATE_H

#include "base/arena.h"
#include "base/day.h"
#include "claim/due.h"
#include "claim/plan.h"
#include "codes.h"

struct gate_item {
    enum ledger_role role;
    struct due due;
    int64_t open_minor; /* signed: < 0 in the customer's favour */
};

struct gate_facts {
    struct day today;
    bool has_phone;
    const struct gate_item *items;
    size_t item_count;
};

struct item_answer {
    bool raisable;
    int64_t raisable_minor;
    enum block blocks[4];
    size_t block_count;
};

struct gate_answer {
    bool contact_allowed;
    enum block blocks[BLOCK_COUNT];
    size_t block_count;
    struct item_answer *items; /* one per item of the facts, in the arena */
    enum action action;
    enum reason reasons[REASON_COUNT];
    size_t reason_count;
    int64_t open_minor;        /* gross open debits that count */
    int64_t overdue_minor;     /* open debits past due, without retention and bills not due */
    int64_t unallocated_minor; /* open credits, >= 0 */
    int64_t net_overdue_minor; /* overdue less unallocated credits, >= 0 */
    int32_t oldest_days;       /* since the due date of the oldest overdue item; 0 = none */
    struct day next_change;    /* when the answer changes by itself; DAY_NONE = never */
};

void gate_ask(struct arena *a, const struct gate_facts *facts, struct gate_answer *out);

#endif
