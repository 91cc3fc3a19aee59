/* Private to list_rows.c: one row of a list in as few bytes as will do, and the customers it names.
 */
#ifndef RELANCE_APP_LIST_PACK_H
#define RELANCE_APP_LIST_PACK_H

#include "list_rows.h"

struct packed_row {
    const char *texts; /* number, label and letter, one behind the other */
    int64_t open_minor, original_minor;
    int32_t issued, due, band_from;
    uint32_t line;    /* of the file */
    uint32_t account; /* place among the accounts as they came */
    uint16_t label_bytes;
    uint8_t number_bytes, letter_bytes;
    uint8_t kind, role, fate;
    uint8_t has_original : 1, has_band : 1;
};

enum { PACKED_PIECE_ROWS = 4096 };
struct packed_piece {
    struct packed_row rows[PACKED_PIECE_ROWS];
};

/* Texts one behind the other, in the arena. */
struct text_pool {
    struct arena *arena;
    char *next;
    size_t left;
};
/* n bytes that nobody else has; no more than 64 KiB. */
char *text_pool_take(struct text_pool *pool, size_t n);

/* One customer of the list in one currency. */
struct named_account {
    struct str account, name;
    struct currency currency;
    bool by_name;
};

/* The accounts a list names, in the order in which they come. */
struct account_names {
    struct arena *arena;
    struct text_pool *texts;
    struct arena slots_arena; /* its own: a grown table replaces the old one */
    uint32_t *slots;          /* place + 1, 0: free */
    size_t room;              /* power of 2 */
    struct named_account **pieces;
    size_t piece_room, count;
};
void account_names_init(struct account_names *names, struct arena *a, struct text_pool *texts);
/* The place of an account; a new one keeps copies of the texts. */
uint32_t account_names_place(struct account_names *names, const struct named_account *wanted);
const struct named_account *account_names_at(const struct account_names *names, uint32_t place);
/* Their places by number and currency, in the arena. */
uint32_t *account_names_sorted(const struct account_names *names, struct arena *a);
void account_names_release(struct account_names *names);

#endif
