/* The vocabulary of open-items lists: open_item_words.def, looked up. */
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

#define ITEM_BAND_LAST ((struct open_band){INT32_MAX, INT32_MAX})

struct item_word {
    enum item_column column;
    int rank;    /* of two columns for the same field the one with the lower rank is meant */
    bool french; /* the word is French and no English one */
    struct open_band band;
    struct currency currency; /* named in the header, or 0 */
    bool in_minor;            /* the name says that amounts are in cents */
};

/* What a column is, by its name in UTF-8. Scratch memory from the arena, here and below. */
struct item_word item_word_of(struct arena *scratch, struct str name);
enum open_kind open_kind_of(struct arena *scratch, struct str text);
/* What the beginning of a label says where the list has no kinds: "Retenue de garantie 5 %",
 * "Acompte reçu"; else OPEN_UNKNOWN. */
enum open_kind open_kind_of_label(struct arena *scratch, struct str label);
/* 1 debit, -1 credit, 0: neither word. */
int item_side_of(struct arena *scratch, struct str text);
/* An age band by its name: "Non échu", "1 à 30 jours", "> 90 j"; ITEM_BAND_LAST for "Older", whose
 * days follow from the band before it. */
bool item_band_of(struct arena *scratch, struct str name, struct open_band *out);
/* "Total", "Sous-total", "Total général 411ALPHA": the line sums others. *rest, folded: what stands
 * behind the word, as in "TOTAL ENERGIES". */
bool item_is_total(struct arena *scratch, struct str text, struct str *rest);
/* "Édité le...", "Page 2": nothing to read. */
bool item_is_footer(struct arena *scratch, struct str text);
/* "A reporter", "Report": what was summed on the pages before. */
bool item_is_carried(struct arena *scratch, struct str text);
/* "Percentage of total": a row of shares. */
bool item_is_share(struct arena *scratch, struct str text);

enum item_label {
    LABEL_NONE,
    LABEL_ACCOUNT,
    LABEL_NAME,
    LABEL_OTHER /* of a heading, and not read */
};

/* "Client : C12", "Name:", "Nom            Alpha": what the label of a heading announces; *rest:
 * the text behind it, perhaps empty. A label ends with a colon
 * or several blanks. */
enum item_label item_label_of(struct arena *scratch, struct str text, struct str *rest);

#endif
