/* From the lines of a customer's ledger to items, allocations and opening differences.
 *
 * A line is what one or several imported files say; which of them is believed is decided here
 * (ledger_standing). Items and allocations are then a pure function of the lines: importing files
 * in another order, twice, split or undone gives the same figures because the lines are the same.
 *
 * Ledger view only: principal, as the creditor booked it (DESIGN.md 5, 6; docs/export-facts.md). */
#ifndef RELANCE_CLAIM_LEDGER_H
#define RELANCE_CLAIM_LEDGER_H

#include "base/arena.h"
#include "base/day.h"
#include "base/str.h"
#include "due.h"
#include "plan.h"

/* What an item is. Closed list (docs/codes.md). */
enum item_kind {
    ITEM_INVOICE,
    ITEM_CREDIT_NOTE,
    ITEM_PAYMENT,
    ITEM_OPENING,
    ITEM_OPENING_DIFFERENCE,
    ITEM_BILL,
    ITEM_DEPOSIT,
    ITEM_RETENTION,
    ITEM_ADJUSTMENT, /* neither sales nor treasury: transfers, corrections */
    ITEM_SETTLEMENT, /* closed (or, with the other sign, taken back) according to a list: means
                        unknown */
    ITEM_TO_DETAIL,  /* a balance by age whose invoices are not known */
    ITEM_WRITE_OFF,
    ITEM_ASSIGNMENT,       /* sold to the factor: no payment (< 0); or taken back from him (> 0) */
    ITEM_PAYMENT_RETURNED, /* a payment the bank took back (returned.h): no new debt */
    ITEM_KIND_COUNT
};
const char *item_kind_code(enum item_kind kind);
MUST_CHECK bool item_kind_parse(struct str code, enum item_kind *out);

/* What the journal of a line is for, known from the other lines of its journal; or, of one line,
 * that its entry books it against the factor (C. civ. 1321, 1346-1; CMF L313-23): no money came.
 * Stored by number: append only. */
enum journal_use {
    JOURNAL_OTHER,
    JOURNAL_SALES,
    JOURNAL_TREASURY,
    JOURNAL_ASSIGNMENT,
    JOURNAL_USE_COUNT
};
const char *journal_use_code(enum journal_use use); /* "sales"... */

/* What one import says of one line. */
struct line_sighting {
    int64_t import_seq;   /* order of the imports, unique per creditor */
    struct day known_day; /* how far the file reaches: its last entry, lettering or validation */
    bool vanished;        /* a period import of its time no longer holds the line */
    bool undone;          /* its import was undone */
    struct str letter;    /* "" = none */
    struct day letter_day, valid_day, opening_day;
    struct str entry_number;
    int64_t position; /* line of the file */
    enum journal_use use;
};

struct ledger_line {
    int64_t id; /* from its fingerprint: the same in every database */
    enum ledger_role role;
    struct str ledger_account, journal, piece, label;
    struct day entry_day, piece_day;
    int64_t debit_minor, credit_minor;
    /* set by ledger_standing */
    bool in_force;
    struct str letter, entry_number;
    struct day letter_day, valid_day, opening_day;
    int64_t position;
    enum journal_use use;
    /* set by ledger_fold */
    bool superseded; /* an opening line that repeats known lines */
};

/* Decides what holds for a line from its sightings, those not undone: whether it is in force by the
 * latest import that saw it or missed it; its lettering, number and opening by the file that
 * reaches furthest (known_day), then by the latest import; its position is the smallest. */
void ledger_standing(struct ledger_line *line, const struct line_sighting *sightings, size_t count);

/* The dates of an item before a day on which a list said otherwise. */
struct item_dates {
    struct day until;
    struct day issued;
    struct day due; /* DAY_NONE: by the terms */
    enum due_source due_source;
};
enum { ITEM_DATES_MAX = 16 }; /* the latest changes */

struct item {
    int64_t id;      /* the line's id; of an opening difference: its first opening line's */
    int64_t line_id; /* 0 for an opening difference and for what lists and people tell */
    int64_t base_id; /* of what a list settled or showed again: the item it is of; else 0 */
    enum item_kind kind;
    enum ledger_role role;
    struct day on;        /* entry date */
    struct day issued;    /* piece date, else entry date; of an invoice taken back from the factor:
                             the invoice's */
    int64_t amount_minor; /* > 0 owed by the customer, < 0 in his favour */
    int64_t open_minor;   /* what lettering leaves, same sign or 0 */
    struct str piece, label;
    bool letter_unbalanced; /* its lettered group does not balance */
    bool by_hand;           /* a person entered it; no file holds it */
    struct day due;         /* as a list or a person told it; DAY_NONE: by the terms */
    enum due_source due_source;
    const struct item_dates *before; /* oldest first; at most ITEM_DATES_MAX */
    size_t before_count;
};

/* Who says that a credit belongs to a debit. Closed list (docs/codes.md). */
enum allocation_source {
    ALLOCATION_LETTERING, /* the creditor's ledger */
    ALLOCATION_LIST,      /* what two lists show between them */
    ALLOCATION_PERSON,
    ALLOCATION_PROPOSAL, /* ours, accepted by a person */
    ALLOCATION_RETURNED, /* a payment, against the entry by which the bank took it back */
    ALLOCATION_SOURCE_COUNT
};
const char *allocation_source_code(enum allocation_source source);
MUST_CHECK bool allocation_source_parse(struct str code, enum allocation_source *out);

struct allocation {
    int64_t credit_item, debit_item;
    int64_t amount_minor; /* > 0 */
    struct day on;        /* never before either item's day */
    struct str letter;
    enum allocation_source source;
};

struct opening_gap {
    struct day opening_day;
    int64_t difference_minor;
};

struct ledger_fold {
    struct item *items; /* by (on, position, id), opening differences last */
    size_t item_count;
    struct allocation *allocations;
    size_t allocation_count;
    struct opening_gap *gaps; /* opening differences met, for a warning */
    size_t gap_count;
    size_t letter_count, unbalanced_count; /* lettered groups, and those that leave a rest */
    int64_t unbalanced_minor;              /* the sum of these rests, each without its sign */
};

/* Folds the lines of one account (any order; sorted in place by entry day, position, id). All
 * results in the arena; texts point into the lines' texts. */
void ledger_fold(struct arena *a, struct ledger_line *lines, size_t count, struct ledger_fold *out);

#endif
