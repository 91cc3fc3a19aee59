/* Lists of accounts, of their open items, of payments and of what was done, read in pieces from a
 * place on, in their orders, each way. What stands behind the place is found by an index, so that a
 * piece costs what is in it. */
#ifndef RELANCE_STORE_LISTING_STORE_H
#define RELANCE_STORE_LISTING_STORE_H

#include "base/arena.h"
#include "base/money.h"
#include "claim/due.h"
#include "claim/ledger.h"
#include "claim/stage.h"
#include "db.h"
#include "ledger_store.h"
#include "strategy/codes.h"

enum listing_order {
    LISTING_BY_NAME,  /* of the debtor, folded */
    LISTING_BY_PLACE, /* the order of work; only accounts on which the run decided */
    LISTING_ORDER_COUNT
};

/* A place between rows: behind this account (item_id 0) or behind this item or deed of it, in the
 * sense of reading. account_id 0: before everything. */
struct listing_place {
    struct account_key key;
    int64_t item_id;
    struct str name_folded;
    int64_t tier, currency, value, amount; /* as in struct stored_work */
    struct day day;                        /* of a payment or a deed */
};

/* What was done on a file. The last ones are objects (object_store.h), made or changed. */
enum deed {
    DEED_CONTACT,
    DEED_LETTER, /* on paper */
    DEED_MAIL,
    DEED_PROMISE,
    DEED_PLAN,
    DEED_DISPUTE,
    DEED_HOLD,
    DEED_COVER,
    DEED_ALERT,
    DEED_ASSIGNMENT,
    DEED_COUNT
};
const char *deed_code(enum deed deed); /* "contact", "letter", "mail", "promise"... */

enum listing_rows {
    LISTING_ACCOUNTS, /* with the sums of what is open */
    LISTING_ITEMS,    /* that are open */
    LISTING_PAYMENTS, /* all of them, the last first, whatever order is asked for */
    LISTING_DEEDS,    /* the same */
    LISTING_ROWS_COUNT
};
/* From one day to another, both included. */
struct listing_span {
    struct day from, to;
};

struct listing_wanted {
    enum listing_rows rows;
    enum listing_order order;
    bool back; /* from the place towards the beginning */
    struct listing_place from;
    const int64_t *scope; /* of these creditors; NULL: of all */
    size_t scope_count;
    int64_t run; /* whose decisions; 0: none */
    struct day today;
    /* else those members are empty */
    bool with_stage, with_disputes, with_promises, with_plans, with_acts;
    struct listing_span disputes, promises, plans; /* made; to be kept; due */
    struct listing_span days;                      /* of payments and deeds: dated */
    enum deed deed;          /* of deeds: of this kind, or another object's; DEED_COUNT: any */
    int64_t actor_id;        /* done by; 0: anybody */
    struct account_key file; /* on this one; account_id 0: on any */
    struct str word;         /* of files by name: their folded names hold it; empty: any */
    /* Of files in the order of work: of others than these nothing is summed (items 0), they are
     * only passed by. Of those without action, it is begun behind all with one. */
    int64_t agent_id;   /* on his list or on everybody's; 0: on anybody's */
    enum action action; /* ACTION_COUNT: any */
    size_t most;        /* rows */
};

struct listed_account {
    struct account_key key;
    int64_t number, creditor_id;
    struct currency currency;
    struct str debtor_kind, name;
    struct listing_place place; /* of the account */
    bool decided;               /* the run said something; else the next five say nothing */
    int64_t agent_id;           /* on whose list it is; 0: everybody's */
    enum action action;
    uint64_t blocks; /* bit 1 << enum block */
    int32_t level;
    struct day next_change;
    bool broken; /* a promise was, or was kept in part */
    bool staged; /* a person set the stage that holds */
    enum account_stage stage;
    int64_t dispute_count, disputed_minor; /* open ones, and what they contest */
    bool promised, planned;                /* something was, for those days */
    int64_t promised_minor, planned_minor; /* how much; a promise may not say it */
    struct day acted;                      /* the last attempt, promise or letter */
};

struct listed_item {
    int64_t id;
    enum item_kind kind;
    enum ledger_role role;
    struct day on, issued;
    struct due due;
    int64_t amount_minor, open_minor;
    struct str piece, label;
};

struct listed_deed {
    int64_t id;
    enum deed deed;
    struct day on;
    int64_t actor_id;
    struct str code;  /* of a contact: its outcome; of a letter, an e-mail: its kind */
    struct str state; /* of a contact: the channel; of an object: after what was done */
    struct str why;   /* of a dispute, a hold, an alert: its reason as a code; else empty */
    struct str note;
    bool again;         /* the object was known before */
    int64_t minor;      /* promised, asked by a letter or an e-mail; 0: no amount */
    struct day for_day; /* promised for */
};

/* What is open on an account, ledger view. */
struct listed_sums {
    int64_t items;
    int64_t balance_minor; /* debits less credits */
    int64_t overdue_minor; /* debits past due, before credits */
    int64_t credit_minor;  /* credits nobody allocated, >= 0 */
    struct day oldest;     /* due date of the oldest open debit; DAY_NONE: none */
};

struct listed_row {
    const struct listed_account *account; /* the same one for items that stand behind each other */
    const struct listed_item *item;       /* NULL: a row of an account, or of a deed */
    const struct listed_deed *deed;       /* NULL: another row */
    struct listed_sums sums;              /* of a row of an account; items may be 0 */
};

struct listing_piece {
    struct listed_row *rows;
    size_t count;
    bool last;                  /* nothing stands behind it */
    struct listing_place after; /* where the next piece begins */
};

/* In the arena. */
MUST_CHECK bool listing_read(struct db *db, struct arena *a, const struct listing_wanted *wanted,
                             struct listing_piece *out, struct err *err);

/* Where an account stands in an order. */
struct listing_found {
    struct listing_place place; /* key and item are given, the rest is found */
    int64_t creditor_id;        /* 0: there is no such account, or it has no place in this order */
};
/* In the arena; of `wanted` order and run count. */
MUST_CHECK bool listing_place_find(struct db *db, struct arena *a,
                                   const struct listing_wanted *wanted, struct listing_found *out,
                                   struct err *err);

#endif
