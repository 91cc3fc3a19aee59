/* Reading, for the daily run, what decides about every account: the account, its open items, the
 * facts about its debtor, attempts to reach him, what was done about each item, what people said,
 * and the row that holds now. Each table is read once, piece by piece, in the order it lies on
 * disk, from a debtor on; of debtors who are wanted, from one to the next. Also for one account
 * alone. */
#ifndef RELANCE_STORE_RUN_WALK_H
#define RELANCE_STORE_RUN_WALK_H

#include "account_walk.h"
#include "base/arena.h"
#include "claim/item_limit.h"
#include "claim/mailing.h"
#include "owner_store.h"
#include "work_store.h"

struct run_fact {
    int64_t account_id; /* 0: of the person */
    struct str kind, value;
    /* when it was said; a way to reach somebody who was contacted: since when it is told */
    struct day on;
    bool of_the_same; /* said of another debtor who is the same person (same_store.h) */
};
struct run_contact {
    int64_t account_id;
    struct str code, channel;
    struct day on;
    bool of_the_same; /* with him as another debtor */
};
struct run_item_contact {
    int64_t item_id;
    int32_t level;
    bool pre_due;
    struct day on;
};

/* A letter to the debtor, on whichever of his accounts; its days and where it is. */
struct run_letter {
    int64_t account_id, id;
    bool of_the_same; /* to him as another debtor */
    struct mailing mail;
    bool by_mail; /* it went by e-mail */
};
/* An item that one of them names. level 0: only named. */
struct run_letter_item {
    size_t letter; /* its place among the letters */
    int64_t item_id;
    int32_t level;
};
struct run_letters {
    struct run_letter *rows; /* by account, in the order they were made */
    size_t count;
    struct run_letter_item *items; /* by letter */
    size_t item_count;
};

struct run_account {
    /* key, creditor_id, currency, capacity, debtor_kind, and the items that are open; when
     * has_objects the caller reads the account in full */
    struct walked_account account;
    struct day later;  /* when the first item dated later begins to count; DAY_NONE: none does */
    bool has_objects;  /* something was agreed with this debtor */
    bool new_customer; /* as run_new_customer says; the caller's to ask */
    bool new_asked;
    bool looked, old_customer, any_payment; /* the walk has looked already: an item of a customer
                                               who is no new one, a payment is in the books */
    const struct item_limits *limits;       /* of its items (item_limits.h); NULL: nobody asked; the
                                               caller's, as well */
    const struct run_fact *facts; /* of the debtor, and of those who are the same person */
    size_t fact_count;
    const struct run_contact *contacts; /* with the person, over all accounts and creditors */
    size_t contact_count;
    struct run_letters letters;          /* to the debtor, over all accounts */
    const struct run_item_contact *done; /* by item */
    size_t done_count;
    const struct work_word *words; /* in the order they were said */
    size_t word_count;
    struct owner owner;         /* whose it is on the day */
    struct stored_work now;     /* from_run 0: none holds */
    struct stored_work pending; /* what a later run has decided already; from_run 0: none has */
};

struct run_walk;

/* Whose payments will probably be asked for, so that a server is asked once for many: accounts with
 * nothing overdue and something due by soon, and those with an item settled in part that is due by
 * old. DAY_NONE: none. */
struct run_likely {
    struct day soon, old, old_of_consumers;
};

struct run_walk_start {
    int64_t debtor_id; /* the first debtor */
    struct day today;
    int64_t published;     /* the run whose rows hold; 0: none */
    const int64_t *wanted; /* these debtors only, each once, in their order; NULL: every one */
    size_t wanted_count;
    struct run_likely likely;
};
/* The walk lives in the arena. */
MUST_CHECK bool run_walk_open(struct db *db, struct arena *a, const struct run_walk_start *start,
                              struct run_walk **out, struct err *err);
/* The memory is the walk's, until the first account of another debtor was given. */
MUST_CHECK bool run_walk_next(struct run_walk *walk, struct run_account *out, bool *have,
                              struct err *err);

/* The same piece by piece, for several walks that begin at the same start, each in a transaction
 * that sees the same: one says where the next piece begins and ends, any of them reads it. */
struct run_piece_wanted {
    int64_t from_debtor, to_debtor; /* both in it */
    const int64_t *ids;             /* of these only, ascending; NULL: of everybody between them */
    size_t id_count;
    const int64_t *only; /* what is read of others is left out, ascending; NULL: of nobody */
    size_t only_count;
    size_t accounts; /* how many it holds; with ids: how many debtors */
    struct day today;
    int64_t published; /* rows of the run that hold behind it */
    struct run_likely likely;
};
/* *have false: there is no more. Debtors are the start's, as long as that is. */
MUST_CHECK bool run_walk_bound(struct run_walk *walk, struct run_piece_wanted *out, bool *have,
                               struct err *err);
bool run_walk_ended(const struct run_walk *walk); /* nothing follows the last piece bounded */
/* Then run_walk_step gives its accounts. */
MUST_CHECK bool run_walk_piece(struct run_walk *walk, const struct run_piece_wanted *piece,
                               struct err *err);
MUST_CHECK bool run_walk_step(struct run_walk *walk, struct run_account *out, bool *have,
                              struct err *err);
void run_walk_close(struct run_walk *walk); /* NULL is fine */

/* Whether the customer of an account never paid an invoice and is not older than its books. */
MUST_CHECK bool run_new_customer(struct db *db, struct arena *a, struct account_key key, bool *out,
                                 struct err *err);

/* Whether a payment of his is in the books. */
MUST_CHECK bool run_any_payment(struct db *db, struct arena *a, struct account_key key, bool *out,
                                struct err *err);

/* One account that was read (account_read into out->account): everything else about it, in the
 * arena. published: as above. */
struct run_account_wanted {
    struct day today;
    int64_t published;
};
MUST_CHECK bool run_account_read(struct db *db, struct arena *a,
                                 const struct run_account_wanted *wanted, struct run_account *out,
                                 struct err *err);

#endif
