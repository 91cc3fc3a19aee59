/* What the dates of an item were until a later list said otherwise, as the text of its row:
 * "UNTIL ISSUED DUE SOURCE" with days as numbers, rows apart by ";", oldest first; empty: they
 * never changed. A statement of a past day is made with the dates of that day. */
#ifndef RELANCE_STORE_ITEM_DATES_H
#define RELANCE_STORE_ITEM_DATES_H

#include "base/arena.h"
#include "claim/ledger.h"

enum { ITEM_DATES_TEXT_BYTES = ITEM_DATES_MAX * 48 };

/* In the arena. terms: those of the account, for a due date nobody stated. */
struct str item_dates_text(struct arena *a, const struct item *item, struct str terms);

struct item_dates_row {
    struct day until; /* these dates held before this day */
    struct day issued;
    struct due due;
};
/* At most ITEM_DATES_MAX rows; the number of them. Errors: ERR_DB_DAMAGED. */
MUST_CHECK bool item_dates_read(struct str text, struct item_dates_row *rows, size_t *count,
                                struct err *err);
/* Puts the dates of a day in the place of today's, if they were others. Errors: ERR_DB_DAMAGED. */
MUST_CHECK bool item_dates_on(struct str text, struct day on, struct day *issued, struct due *due,
                              struct err *err);

#endif
