/* What lists and people tell of single items, as opposed to lines of a ledger: a row of an
 * open-items list (échéancier, grand livre auxiliaire, balance âgée), an invoice or payment typed
 * in by hand.
 *
 * A told item never changes; what each file says of it is a word: so much was open on the day of
 * the file, or the file no longer holds it. The words of one item form a timeline by (day, import),
 * and a complete list (mode `state`) that says the same as before leaves no word of its own: what
 * held before is carried on. That is exact because whoever inserts or takes back a word first pins
 * the carried value onto the next complete list (told_pin). So the order of files, repeats and undo
 * give the same figures, and a list of every morning costs only what changed.
 *
 * Pure: the caller loads and stores. */
#ifndef RELANCE_CLAIM_TOLD_H
#define RELANCE_CLAIM_TOLD_H

#include "base/arena.h"
#include "base/day.h"
#include "base/str.h"
#include "ledger.h"

enum told_origin { TOLD_LIST, TOLD_HAND, TOLD_ORIGIN_COUNT };
const char *told_origin_code(enum told_origin origin); /* "list", "hand" */
MUST_CHECK bool told_origin_parse(struct str code, enum told_origin *out);

/* One import that speaks for the books of its creditor as a whole. */
struct told_book {
    int64_t import_id;
    int64_t import_seq;
    struct day reach; /* of a ledger: its last entry; of a list: its day */
    bool ledger;      /* a ledger (FEC); else a complete list (mode state) */
};

struct told_books {
    const struct told_book *rows; /* of one creditor, those not undone, by (reach, import_seq) */
    size_t count;
};
/* Sorts by (reach, import_seq). */
void told_books_sort(struct arena *a, struct told_book *rows, size_t count);
/* How far the ledgers reach; DAY_NONE: there is none. */
struct day told_ledger_reach(const struct told_books *books);

/* What an import says of one item. */
struct told_word {
    int64_t import_id;
    int64_t import_seq;
    struct day as_of;   /* of the import */
    bool undone;        /* its import was undone */
    bool gone;          /* the list of that day no longer holds the item */
    int64_t open_minor; /* signed: < 0 in the customer's favour; 0 if gone */
    bool has_original;
    int64_t original_minor; /* of the whole piece */
    struct day issued, due; /* as stated, or DAY_NONE */
    int64_t position;       /* line of the file */
};

struct told_item {
    int64_t id;
    enum told_origin origin;
    enum item_kind kind;
    enum ledger_role role;
    struct str piece, label;
    struct day issued; /* as first told; DAY_NONE: not told */
    bool has_band;     /* a balance to detail: days after the due date, when first told */
    int32_t band_from;
    struct told_word *words; /* at least one; by (as_of, import_seq) once told_sort was called */
    size_t word_count;
};

/* Orders the words of an item. */
void told_sort(struct arena *a, struct told_item *item);
/* What held for the item just before (as_of, import_seq): NULL when nothing was told yet. Gone
 * words count as told. Undone words do not. */
const struct told_word *told_before(const struct told_item *item, struct day as_of,
                                    int64_t import_seq);
/* Two words that come to the same: gone, open, original, due, and issue date where both have one.
 */
bool told_same(const struct told_word *a, const struct told_word *b);
/* Before the word of `at` is inserted (or after it was undone): the complete list that follows and
 * says nothing of its own of this item, so that what held before must be pinned to it; NULL: there
 * is none. */
const struct told_book *told_pin(const struct told_item *item, const struct told_books *books,
                                 const struct told_word *at);

#endif
