/* The debtors of a piece of the tables, with all that decides about them, table by table, each put
 * where it belongs: for run_walk alone. */
#ifndef RELANCE_STORE_RUN_PIECE_H
#define RELANCE_STORE_RUN_PIECE_H

#include "gen/work_sql.h"
#include "run_walk.h"

/* Rows of one kind, one behind the other. */
struct piece_list {
    void *rows;
    size_t count, room;
};

/* Those that belong to one debtor or account. */
struct piece_slice {
    size_t from, count;
};

struct piece_debtor {
    int64_t id;
    struct str kind;
    struct piece_slice facts, contacts, letters, letter_items;
    bool has_objects;
};

struct piece_account {
    struct account_key key;
    size_t debtor; /* its place among the debtors */
    int64_t creditor_id;
    struct currency currency;
    struct str capacity;
    struct day later;
    bool likely, settled, paid; /* run_likely; what was found of it */
    struct piece_slice items, done, words, works, owners;
};

struct run_piece {
    struct arena texts;             /* of this piece; the lists are kept from piece to piece */
    struct piece_list debtors;      /* struct piece_debtor */
    struct piece_list accounts;     /* struct piece_account, by key */
    struct piece_list items;        /* struct walked_item: open, dated up to today */
    struct piece_list facts;        /* struct run_fact */
    struct piece_list contacts;     /* struct run_contact */
    struct piece_list letters;      /* struct q_run_letter_row */
    struct piece_list letter_items; /* struct q_run_letter_item_row */
    struct piece_list done;         /* struct run_item_contact */
    struct piece_list words;        /* struct work_word */
    struct piece_list works;        /* struct stored_work */
    struct piece_list owners;       /* struct owner_word, without its text */
};

void run_piece_init(struct run_piece *piece);
void run_piece_release(struct run_piece *piece);

MUST_CHECK bool run_piece_read(struct db *db, struct run_piece *piece,
                               const struct run_piece_wanted *wanted, struct err *err);

#endif
