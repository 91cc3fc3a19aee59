/* A new list (or an entry made by hand) against what is known of one account: which rows are new
 * items, which change known ones, and which known items a complete list no longer holds. */
#ifndef RELANCE_CLAIM_TOLD_COMPARE_H
#define RELANCE_CLAIM_TOLD_COMPARE_H

#include "told.h"

/* What becomes of a row. */
enum told_fate {
    TOLD_NEW,
    TOLD_CHANGED,
    TOLD_SAME,
    TOLD_NOTHING, /* nothing is open and nobody knew it */
};

struct told_row {
    enum item_kind kind;
    enum ledger_role role;
    struct str piece, label;
    struct day issued, due; /* as stated, or DAY_NONE */
    int64_t open_minor;     /* signed */
    bool has_original;
    int64_t original_minor;
    bool has_band;
    int32_t band_from;
    int64_t position; /* line of the file */
    enum told_fate fate;
};

struct told_list {
    struct told_row *rows; /* of one account, in the order of the file; fates are set */
    size_t count;
    int64_t import_id, import_seq;
    struct day as_of;
    bool complete; /* mode state: what it does not hold is closed */
    enum told_origin origin;
};

struct told_said {
    int64_t told_id;
    struct told_word word; /* of this import, or pinned to a later list */
};

struct told_difference {
    struct told_item *items; /* new ones, each with its first word */
    size_t item_count;
    struct told_said *words;
    size_t word_count;
    size_t gone_count; /* known items that were open and that the list no longer holds */
};

struct told_known {
    struct told_item *items; /* words sorted */
    size_t count;
    struct told_books books; /* without this import */
};

/* Of a row that is no known item. */
enum told_fate told_fate_new(const struct told_row *row);
/* Rows are recognised by number, dates and side, then by number and side alone; rows without a
 * number by everything they say. Results in the arena; texts point into the rows'. */
void told_compare(struct arena *a, const struct told_known *known, const struct told_list *list,
                  struct told_difference *out);
/* What is known afterwards, words sorted: in the arena, *count items. */
struct told_item *told_apply(struct arena *a, const struct told_known *known,
                             const struct told_difference *difference, size_t *count);

/* An import is taken back: the words that keep later complete lists saying what they said. The
 * known books no longer hold it; the items' words still do. */
void told_take_back(struct arena *a, const struct told_known *known, int64_t import_id,
                    struct told_difference *out);

#endif
