/* Reading every account with its items as they stood on a day, in the order they lie on disk:
 * accounts, items, allocations and telephone numbers are read side by side, once. */
#ifndef RELANCE_STORE_ACCOUNT_WALK_H
#define RELANCE_STORE_ACCOUNT_WALK_H

#include "base/arena.h"
#include "base/money.h"
#include "claim/due.h"
#include "claim/ledger.h"
#include "db.h"
#include "ledger_store.h"

struct walked_item {
    int64_t id;
    enum item_kind kind;
    enum ledger_role role;
    struct day on, issued;
    struct due due;
    int64_t amount_minor;
    int64_t open_minor; /* amount less the allocations dated up to the day */
    struct str piece, label;
    bool letter_unbalanced;
};

/* A credit set against a debit, net of what was taken back. */
struct walked_allocation {
    int64_t credit_item, debit_item;
    int64_t amount_minor; /* > 0 */
    struct day on;
};

struct walked_account {
    struct account_key key;
    int64_t number, debtor_number, creditor_id;
    struct str ledger_number, capacity, terms, debtor_kind, name; /* terms may be empty */
    struct str phone;                                             /* p NULL = none known */
    struct currency currency;
    struct walked_item *items; /* standing, dated up to the day; by id */
    size_t item_count;
    struct walked_allocation *allocations; /* dated up to the day, in the order they were made */
    size_t allocation_count, allocation_room;
};

struct account_walk;

/* day: items and allocations dated later are left out. Open inside a transaction if several reads
 * must agree. The walk lives in the arena. */
MUST_CHECK bool account_walk_open(struct db *db, struct arena *a, struct day day,
                                  struct account_walk **out, struct err *err);
/* The account's memory is the walk's, until the next call. */
MUST_CHECK bool account_walk_next(struct account_walk *walk, struct walked_account *out, bool *have,
                                  struct err *err);
void account_walk_close(struct account_walk *walk); /* NULL is fine */

/* One account alone, in the caller's arena; out->key is the account wanted. Errors:
 * ERR_DB_DAMAGED when a directory entry leads nowhere. */
MUST_CHECK bool account_read(struct db *db, struct arena *a, struct day day,
                             struct walked_account *out, struct err *err);

#endif
