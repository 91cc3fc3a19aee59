/* Private to the reader of open items: the words of rows and bands, WORD of open_item_words.def. */
#ifndef RELANCE_INTAKE_OPEN_ITEM_LISTS_H
#define RELANCE_INTAKE_OPEN_ITEM_LISTS_H

#include "base/str.h"

enum item_list {
    LIST_TOTAL,
    LIST_FILLER,
    LIST_CARRIED,
    LIST_SHARE,
    LIST_FOOTER,
    LIST_HEAD_ACCOUNT,
    LIST_HEAD_NAME,
    LIST_HEAD_OTHER,
    LIST_NOT_DUE,
    LIST_DAY_FILLER,
    LIST_BAND_FILLER,
    LIST_BAND_ABOVE,
    LIST_BAND_LAST,
    LIST_NO_AMOUNT,
    LIST_OTHER_MONEY
};

/* `folded` is one of the words. */
bool item_list_has(enum item_list list, struct str folded);
/* `folded` begins with one of the words, whole: takes the first that does. */
bool item_list_take(enum item_list list, struct str *folded);
/* `text` holds one of the words anywhere. */
bool item_list_within(enum item_list list, struct str text);

#endif
