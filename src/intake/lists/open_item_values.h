/* Dates and amounts of open-items lists. How a list writes them (day or month first, comma or
 * point) is decided from all of its cells before one is read. */
#ifndef RELANCE_INTAKE_OPEN_ITEM_VALUES_H
#define RELANCE_INTAKE_OPEN_ITEM_VALUES_H

#include "base/arena.h"
#include "base/err.h"
#include "intake/formats/sheet.h"

/* What the cells seen so far say about the way they are written. */
struct value_habits {
    int64_t day_first, month_first; /* dates that can be read in one way only */
    int64_t either_line;            /* the first date that reads as two different days; 0: none */
    int32_t either_column;
    int64_t commas, points; /* amounts whose decimal mark is sure */
    int64_t mark_line;      /* the first "1.234", which may be either; 0: none */
    int32_t mark_column;
};

void habits_see_date(struct value_habits *h, struct cell cell, int64_t line, int32_t column);
void habits_see_amount(struct value_habits *h, struct cell cell, int64_t line, int32_t column);
struct mapping;
/* What a mapping says about dates and decimal marks stands against what was seen. */
void habits_impose(struct value_habits *h, const struct mapping *m);
/* French lists write the day first, so their dates are never doubtful. Errors, with the place:
 * ERR_DATE_ORDER (nothing tells day from month), ERR_DECIMAL_MARK (nothing tells "1.234" from
 * 1234). */
MUST_CHECK bool habits_settle(struct value_habits *h, bool french, struct err *err);

/* DD/MM/YYYY, DD/MM/YY, MM/DD/..., YYYY-MM-DD, YYYYMMDD, a spreadsheet's date or serial number;
 * a time of day behind is dropped; "30 octobre 2026", "Oct 30, 2026". Two digits of a year: 1970 to
 * 2069. Empty: DAY_NONE. Errors: ERR_BAD_DATE. */
MUST_CHECK bool value_date(const struct value_habits *h, struct cell cell, struct day *out,
                           struct err *err);
/* In minor units. A currency's sign or code, parentheses and a minus (negative), and D or C behind
 * the figure are understood. Long binary fractions of a workbook are rounded, half up; a real
 * decimal beyond the currency's digits is an error. Errors: those of amount_parse. */
MUST_CHECK bool value_amount(const struct value_habits *h, struct cell cell, int digits,
                             int64_t *out, struct err *err);

#endif
