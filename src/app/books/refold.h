/* Folding accounts again after something said of their lines changed: load, claim decides, save. */
#ifndef RELANCE_APP_REFOLD_H
#define RELANCE_APP_REFOLD_H

#include "app/context.h"
#include "claim/account_fold.h"
#include "store/account_store.h"
#include "store/books_store.h"

struct refold_request {
    int64_t import_id, import_seq; /* the import that makes it necessary; 0: none */
    struct fold_breaks *breaks; /* notes what no longer holds, its arena set; NULL: nobody asks */
    bool hold; /* write nothing before refold_save; the import counts, though its row does not say
                  so yet */
};

struct refold_result {
    struct fold_changes changes;
    int64_t repeated;           /* opening lines only this import holds, that repeat known lines */
    int64_t letters_unbalanced; /* lettered groups that leave a rest */
    int64_t letters_minor;      /* the sum of these rests, each without its sign */
    int64_t gaps;               /* accounts with an opening difference */
    int64_t gaps_minor;         /* the sum of these differences, each without its sign */
    int64_t told_matched;       /* told items that are an item of the ledger */
    int64_t told_superseded;    /* told items of days the ledger reaches and does not hold */
    int64_t reopened;           /* times a list showed more open than was thought */
};

/* Inside the caller's write transaction; keys sorted, each once. */
MUST_CHECK bool refold_accounts(struct app *app, const struct refold_request *request,
                                struct account_keys keys, struct refold_result *out,
                                struct err *err);

/* An account and its books as they are stored; of `as` all but the fold is set. */
struct stored_account {
    struct folded_account as;
    struct known_books known;
    int64_t creditor_id;
};
/* In the arena. Errors: ERR_DB_DAMAGED (there is no such account), those of books_load_account. */
MUST_CHECK bool refold_load(struct db *db, struct arena *a, const struct books_wanted *wanted,
                            struct stored_account *out, struct err *err);

/* The same step by step. With `hold` the accounts may be added in any transactions, also in those
 * that only read; refold_save is then right if nobody else changed them since. In the arena, and to
 * be closed. */
struct refold;
MUST_CHECK bool refold_open(struct app *app, struct arena *a, const struct refold_request *request,
                            struct refold **out, struct err *err);
MUST_CHECK bool refold_add(struct refold *r, struct account_key key, struct err *err);
/* An account as the caller knows it, and the books of its creditor, this import's words among both;
 * of *as all but the fold is set. */
MUST_CHECK bool refold_add_known(struct refold *r, const struct folded_account *as,
                                 const struct known_books *known, struct told_books books,
                                 struct err *err);
/* An account that the caller folded, by the books below. */
MUST_CHECK bool refold_add_folded(struct refold *r, const struct folded_account *folded,
                                  const struct account_fold *fold, struct err *err);
size_t refold_rows(const struct refold *r); /* that change, written or waiting */
struct told_books refold_books(const struct refold *r, int64_t creditor_id);
/* Writes what waits; *out: of all since it was opened. */
MUST_CHECK bool refold_save(struct refold *r, struct refold_result *out, struct err *err);
/* What refold_save would give now. */
struct refold_result refold_foreseen(const struct refold *r);
/* Instead of refold_save, with `hold` and once all accounts are added: in pieces, see
 * fold_sink_write; *last: nothing is left. */
struct refold_piece {
    size_t most;   /* rows, or a few more */
    int64_t after; /* in: the last debtor that is done; out: the same */
    bool last;
};
MUST_CHECK bool refold_write(struct refold *r, struct refold_piece *piece, struct err *err);
void refold_forget(struct refold *r);  /* drops what waits, as if it had not been added */
void refold_release(struct refold *r); /* holds no longer */
void refold_close(struct refold *r);   /* NULL is fine */

/* By debtor and account: <0, 0, >0. */
int account_key_cmp(struct account_key a, struct account_key b);
/* Sorts by debtor and account and drops repetitions. */
void account_keys_sort(struct arena *a, struct account_keys *keys);

#endif
