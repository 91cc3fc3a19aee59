/* Everything known of one account's books, as claim/account_fold.h folds it: ledger lines, what
 * lists and people told, and the choices people made. Rows <-> structs; nothing is decided here. */
#ifndef RELANCE_STORE_BOOKS_STORE_H
#define RELANCE_STORE_BOOKS_STORE_H

#include "base/arena.h"
#include "claim/account_fold.h"
#include "db.h"
#include "ledger_store.h"

/* The books of every creditor: imports that speak for all of its accounts. */
struct creditor_books {
    int64_t creditor_id;
    struct told_books books;
};
struct all_books {
    struct creditor_books *rows;
    size_t count;
};
/* In the arena. counted_id: an import that counts though its row does not say so yet; 0: none. */
MUST_CHECK bool books_load(struct db *db, struct arena *a, int64_t counted_id,
                           struct all_books *out, struct err *err);
/* None when nothing of that creditor was imported. */
struct told_books books_of(const struct all_books *all, int64_t creditor_id);

/* One account. */
struct known_books {
    struct known_lines ledger;
    struct told_item *told; /* by id; words sorted */
    size_t told_count;
    struct told_choice *choices; /* those not taken back, by (entered, id) */
    size_t choice_count;
};
struct books_wanted {
    struct account_key key;
    int64_t counted_id, counted_seq; /* as above: the import and its number; 0: none */
};
MUST_CHECK bool books_load_account(struct db *db, struct arena *a,
                                   const struct books_wanted *wanted, struct known_books *out,
                                   struct err *err);
/* As account_fold takes it: lines and told items are copies in the arena. */
struct account_books books_copy(struct arena *a, const struct known_books *known,
                                struct told_books books);

struct new_told {
    struct account_key key;
    const struct told_item *item; /* with its first word */
};
MUST_CHECK bool told_add_items(struct db *db, const struct new_told *rows, size_t count,
                               struct err *err);
struct new_word {
    struct account_key key;
    int64_t told_id;
    struct told_word word;
};
MUST_CHECK bool told_add_words(struct db *db, const struct new_word *rows, size_t count,
                               struct err *err);

struct new_pairing {
    struct account_key key;
    int64_t batch_id;
    struct told_choice choice;
    int64_t reverses; /* 0: none */
    int64_t actor_id, at_ms;
};
MUST_CHECK bool pairing_add(struct db *db, const struct new_pairing *rows, size_t count,
                            struct err *err);

#endif
