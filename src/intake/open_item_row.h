/* Private to the reader of open items: what one row of the sheet is, and what it says. */
#ifndef RELANCE_INTAKE_OPEN_ITEM_ROW_H
#define RELANCE_INTAKE_OPEN_ITEM_ROW_H

#include "open_items.h"

enum row_kind {
    ROW_ITEM,
    ROW_HEADING, /* a customer, above its items */
    ROW_TOTAL,   /* sums the rows above */
    ROW_NOTHING  /* a header again, a page number */
};

/* A row of a list whose customers stand in headings may be one; in others it is a faulty item. */
enum row_kind row_kind(const struct item_plan *plan, const struct sheet *s);
/* True: the row has an amount but neither number nor name of a customer. */
bool row_lacks_customer(const struct item_plan *plan, const struct sheet *s);
/* True: it names a customer, or could be a heading, and holds no amount, date or number. */
bool row_may_head(const struct item_header *h, const struct sheet *s);
/* The cells of money of the header, one after the other: false behind the last. */
bool row_money_column(const struct item_header *h, int index, int *position);

/* What is open according to the row, signed. *filled is false if all its cells of money are empty.
 * Errors: those of value_amount, ERR_BAD_SENS, ERR_TOTAL_DIFFERS; the place is set. */
MUST_CHECK bool row_open_amount(const struct item_plan *plan, const struct sheet *s,
                                struct open_item *out, bool *filled, struct err *err);
/* Sets an error at a column, with its name and the cell. Returns false. */
bool row_refuse(const struct item_header *h, const struct sheet *s, int position,
                enum err_code code, struct err *err);

#endif
