/* What somebody wants to see in a list of open items, of files, of payments or of what was done
 * (actions): said as an address says it (creditor=AAA&age=d31_60), so that every figure elsewhere
 * can lead to its rows. What a list knows nothing of is dropped when it is read. */
#ifndef RELANCE_APP_LIST_FILTER_H
#define RELANCE_APP_LIST_FILTER_H

#include "base/arena.h"
#include "base/err.h"
#include "claim/stage.h"
#include "store/listing_store.h"
#include "strategy/codes.h"

enum list_of { LIST_OF_ITEMS, LIST_OF_ACCOUNTS, LIST_OF_PAYMENTS, LIST_OF_ACTIONS, LIST_OF_COUNT };
enum list_age {
    LIST_AGE_NOT_DUE,
    LIST_AGE_1_30,
    LIST_AGE_31_60,
    LIST_AGE_61_90,
    LIST_AGE_OVER_90,
    LIST_AGE_COUNT
};
enum list_side { LIST_DEBITS, LIST_CREDITS, LIST_BOTH_SIDES, LIST_SIDE_COUNT };
enum list_whose {
    LIST_OWN,       /* on somebody's list: of the agent or team named, or of anybody */
    LIST_NOBODYS,   /* on everybody's list */
    LIST_UNDECIDED, /* the run has not decided on them yet */
    LIST_WHOSE_COUNT
};
enum list_promise { LIST_BROKEN, LIST_PROMISE_COUNT };
enum list_dispute { LIST_DISPUTED, LIST_UNDISPUTED, LIST_DISPUTE_COUNT };

const char *list_of_code(enum list_of of); /* "items" */
const char *list_age_code(enum list_age age);
const char *list_side_code(enum list_side side);
const char *list_dispute_code(enum list_dispute dispute);
const char *list_whose_code(enum list_whose whose);
const char *list_promise_code(enum list_promise promise);
const char *list_order_code(enum listing_order order);

/* Each value that counts all of its kind (…_COUNT), -1, DAY_NONE, an empty text, 0 columns or idle
 * days: whichever. */
struct list_filter {
    enum list_of of;
    struct str creditor; /* its code */
    /* login, code: on the list of this agent, of one of this team (both: of this agent if he is of
     * it), or on everybody's */
    struct str agent, team;
    enum list_whose whose;
    struct str currency;         /* "EUR" */
    struct str text;             /* each word begins a word of the name or of the item's number */
    enum list_age age;           /* of files: of the oldest open invoice; payments have none */
    struct day due_from, due_to; /* of payments: when the money came; of actions: their day */
    /* in units of the currency, "1500,50": what is open; of files the balance, of payments what
     * came */
    struct str least, most;
    int64_t least_fine, most_fine; /* the same, with LIST_FINE_DIGITS decimals */
    enum list_side side;           /* items only; debits when nothing is said */
    enum item_kind kind;           /* items only */
    enum action action;
    int64_t level;
    enum block block;
    enum account_stage stage; /* set by a person */
    enum list_dispute dispute;
    struct day dispute_from, dispute_to; /* when those counted were made */
    enum list_promise promise;
    /* a standing promise, a line of an agreed plan falls on one of these days */
    struct day promise_from, promise_to, plan_from, plan_to;
    int64_t idle; /* overdue, and nobody tried, was promised or wrote anything in so many days */
    /* actions only, which know of the above creditor, text and due days */
    enum deed deed;
    struct str by;   /* login of who did it */
    struct str file; /* C-... */
    enum listing_order order;
    uint64_t columns; /* bits of the list's columns (lines_table.h); 0: the usual ones */
};
enum { LIST_FINE_DIGITS = 3 /* of a unit */, LIST_IDLE_MAX = 999 };
/* Nothing said. */
struct list_filter list_filter_none(enum list_of of);

struct list_param {
    struct str name, value;
};
struct list_params {
    const struct list_param *rows;
    size_t count;
};

/* Unknown names are somebody else's. *out is filled also when a value is wrong: what it says then
 * is whichever. Errors: ERR_BAD_OPTION_VALUE with the name. */
MUST_CHECK bool list_filter_read(const struct list_params *params, enum list_of of,
                                 struct list_filter *out, struct err *err);
/* What differs from asking nothing, in the arena; of columns one row each ("col"). */
struct list_params list_filter_write(struct arena *a, const struct list_filter *filter);
/* The days items of an age fall due, as seen on a day; DAY_NONE: without end. */
struct list_days {
    struct day from, to;
};
struct list_days list_age_days(enum list_age age, struct day today);

#endif
