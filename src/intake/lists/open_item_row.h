/* Private to the reader of open items: what one row of the sheet is, and what it says. */
#ifndef RELANCE_INTAKE_OPEN_ITEM_ROW_H
#define RELANCE_INTAKE_OPEN_ITEM_ROW_H

#include "open_items.h"

enum row_kind {
    ROW_ITEM,
    ROW_HEADING, /* a customer, above its items */
    ROW_TOTAL,   /* sums the rows above */
    ROW_CARRIED, /* sums the pages above */
    ROW_NOTHING  /* titles or a header again, a page number, shares */
};

/* A row of a list whose customers stand in headings may be one; in others it is a faulty item. */
enum row_kind row_kind(const struct open_items *o);

/* By the mapping's words, then by ours. */
enum open_kind row_item_kind(const struct item_plan *plan, const struct sheet *s);

/* What a row would be if customers stood in headings. */
enum row_shape {
    SHAPE_OTHER,
    SHAPE_ORPHAN,   /* an amount but neither number nor name of a customer */
    SHAPE_HEADING,  /* a label of a customer, or few cells without amount, date and number */
    SHAPE_SUM_ABOVE /* a text in the column without a name, amounts, no date */
};
enum row_shape row_shape(const struct item_plan *plan, const struct sheet *s);
bool row_has_amount(const struct item_header *h, const struct sheet *s); /* a digit in one */
/* A date in the columns of dates, or in the column without a name before them. */
bool row_is_dated(const struct item_header *h, const struct sheet *s);
/* The cells of money of the header, one after the other: false behind the last. */
bool row_money_column(const struct item_header *h, int index, int *position);

/* What is open according to the row, signed. *filled is false if all its cells of money are empty.
 * Errors: those of value_amount, ERR_BAD_SENS, ERR_TOTAL_DIFFERS; the place is set. */
MUST_CHECK bool row_open_amount(const struct item_plan *plan, const struct sheet *s,
                                struct open_item *out, bool *filled, struct err *err);
/* "C12", "Alpha SARL" in two cells, "Client : C12 Alpha SARL" in one, or labels and what stands
 * behind them: the customer of the rows below. */
void heading_take(struct open_items *o);
void item_keep(char *to, size_t room, struct str text); /* cut to the room, with its zero */
/* The row has a cell that labels the number or the name of a customer. */
bool heading_is_labelled(const struct sheet *s);
/* Sets an error at a column, with its name and the cell. Returns false. */
bool row_refuse(const struct item_header *h, const struct sheet *s, int position,
                enum err_code code, struct err *err);

#endif
