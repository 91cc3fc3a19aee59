/* What can be said of allocations in a ledger: groups of whole lines that cancel out, each with a
 * letter. A ledger knows no amount beside a letter, so a group is told only when
 *   - every item of it is a line of the ledger, all on one ledger account,
 *   - its lines add up to nothing and are allocated to the last cent,
 *   - no line of it could be taken for an equal one outside (same journal, dates, piece, label and
 *     amounts), as a file cannot name one of the two.
 * Groups the ledger lettered itself keep their words; others get a letter that the account does not
 * use yet, and the day of their last allocation. */
#ifndef RELANCE_CLAIM_LETTERING_H
#define RELANCE_CLAIM_LETTERING_H

#include "base/arena.h"
#include "ledger.h"

/* An allocation that stands: neither reversed nor a reversal. */
struct standing_allocation {
    int64_t id, credit_item, debit_item;
    int64_t amount_minor; /* > 0 */
    struct day on;
    struct str source, letter;
    bool from_ledger; /* follows from lettering in the ledger */
};

struct lettering_input {
    const struct ledger_line *lines; /* of one account, folded, any order */
    size_t line_count;
    const struct standing_allocation *allocations;
    size_t allocation_count;
};

struct lettered_line {
    const struct ledger_line *line;
    struct str letter;
    struct day letter_day;
};

struct lettering {
    struct lettered_line *rows; /* by entry day, position, id: equal lines in the order of their
                                   file */
    size_t count;
    size_t group_count, left_out; /* groups told, and groups that cannot be told */
};

/* In the arena; texts point into the lines' texts where they can. */
void lettering_of(struct arena *a, const struct lettering_input *in, struct lettering *out);

#endif
