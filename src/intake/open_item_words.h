/* The vocabulary of open-items lists: open_item_columns.def, looked up. */
#ifndef RELANCE_INTAKE_OPEN_ITEM_WORDS_H
#define RELANCE_INTAKE_OPEN_ITEM_WORDS_H

#include "base/arena.h"
#include "open_item.h"

enum item_column {
    ITEM_ACCOUNT,
    ITEM_NAME,
    ITEM_EITHER, /* "Client": the number or the name, whichever has no column of its own */
    ITEM_NUMBER,
    ITEM_ISSUED,
    ITEM_DUE,
    ITEM_AMOUNT,
    ITEM_OPEN,
    ITEM_ORIGINAL,
    ITEM_PAID,
    ITEM_DEBIT,
    ITEM_CREDIT,
    ITEM_SIDE,
    ITEM_CURRENCY,
    ITEM_KIND,
    ITEM_LABEL,
    ITEM_LETTER,
    ITEM_COUNT,
    ITEM_BAND, /* an age band; which one is told beside */
    ITEM_UNKNOWN
};

struct item_word {
    enum item_column column;
    int rank;    /* of two columns for the same field the one with the lower rank is meant */
    bool french; /* the word is French and no English one */
    struct open_band band;
    struct currency currency; /* named in the header, or 0 */
};

/* What a column is, by its name in UTF-8. Scratch memory from the arena, here and below. */
struct item_word item_word_of(struct arena *scratch, struct str name);
enum open_kind open_kind_of(struct arena *scratch, struct str text);
/* 1 debit, -1 credit, 0: neither word. */
int item_side_of(struct arena *scratch, struct str text);
/* "Total", "Sous-total", "Total général 411ALPHA": the line sums others. *rest, folded: what stands
 * behind the word, as in "TOTAL ENERGIES". */
bool item_is_total(struct arena *scratch, struct str text, struct str *rest);
/* "Édité le...", "Page 2": nothing to read. */
bool item_is_footer(struct arena *scratch, struct str text);
/* "Client : C12 Alpha SARL": behind the word, or all of it. */
struct str item_heading(struct str text);

#endif
