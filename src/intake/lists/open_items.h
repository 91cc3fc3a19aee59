/* Open-items lists: which row is the header, which column is what, and one item a row.
 *
 * Taken as packages write them: titles above the header (it stands in the first 30 rows), the
 * customer in columns of its own or in a heading above its items, subtotals and totals (checked,
 * then dropped), headers, titles and carried sums repeated on each page, shares of the total, an
 * aged balance or balances without invoices. A customer's balance without invoices has the kind
 * OPEN_AGED; without bands, OPEN_OPENING.
 *
 * What is open: debit less credit; else the column of what is open; else the whole amount less what
 * is paid; else the amount; else the sum of the bands. The column of the side (D or C) gives the
 * sign of an amount that has none. */
#ifndef RELANCE_INTAKE_OPEN_ITEMS_H
#define RELANCE_INTAKE_OPEN_ITEMS_H

#include "intake/formats/first_rows.h"
#include "intake/formats/sheet.h"
#include "mapping.h"
#include "open_item.h"
#include "open_item_values.h"
#include "open_item_words.h"

enum { ITEM_TITLES_MAX = FIRST_ROWS_MAX }; /* rows among which the header stands */

struct item_header {
    char separator; /* 0: a workbook */
    int64_t line;
    int at[ITEM_COUNT]; /* position from 0; -1: none */
    int lead;           /* position of the column without a name before the named ones; -1: none */
    int columns;        /* named in the header */
    struct str names[LIMIT_COLUMNS];
    int band_count;
    int band_at[OPEN_BANDS_MAX];
    struct open_band bands[OPEN_BANDS_MAX];
    bool french;
    struct currency currency;           /* named in a header, or 0 */
    int title_count;                    /* rows above the header */
    struct str titles[ITEM_TITLES_MAX]; /* their first texts */
    bool in_minor;                      /* amounts are in cents */
};

/* Finds the header, if the file has the one of such a list, or the one its mapping tells of. Texts
 * live in the arena. Errors: ERR_COLUMN_TWICE; those of sheet_next and mapping_find_header. */
MUST_CHECK bool item_header_find(const struct sheet_file *file, struct arena *a,
                                 struct item_header *out, bool *found, struct err *err);
/* Same text as in the header: the header of the next page. */
bool item_header_repeated(const struct item_header *h, const struct sheet *s);
/* The titles above the header come again, one after the other, at the next page. *next: how many
 * of them came just before, to begin with 0. */
bool item_titles_take(const struct item_header *h, const struct sheet *s, int *next);
struct str item_first_text(const struct sheet *s); /* of the row; empty if there is none */

/* How one list is to be read: learnt from all of it, before any row is. */
struct item_plan {
    struct item_header header;
    const struct mapping *mapping; /* of the file; may be NULL */
    struct value_habits habits;
    struct currency currency; /* of rows that name none */
    bool grouped;             /* customers stand in headings above their items */
    bool sums_above;          /* the heading of a customer also holds the sum of his items */
    bool has_negative;        /* some amount has a minus: then none is missing */
};

/* True if the start of a text file, as UTF-8, is that of an open-items list. */
bool open_items_know(struct arena *scratch, struct str start);
/* Errors: ERR_FILE_UNKNOWN_FORMAT (no header), ERR_DATE_ORDER, ERR_DECIMAL_MARK, and those of
 * item_header_find. */
MUST_CHECK bool open_items_plan(const struct sheet_file *file, struct arena *a,
                                struct item_plan **out, struct err *err);

struct open_items {
    const struct item_plan *plan;
    struct sheet sheet;
    char account[LIMIT_REF_BYTES + 1], name[LIMIT_NAME_BYTES + 1]; /* of the heading */
    char last_name[LIMIT_NAME_BYTES + 1];                          /* of the item before */
    bool labelled;  /* headings label what they say */
    int next_title; /* of a page that begins */
    bool announced; /* the heading gave the sum of its items: */
    int64_t announced_minor;
    int64_t heading_line;
    int64_t group_minor, grand_minor; /* since the last subtotal, and all told */
    struct currency summed;           /* of what was summed; 0: nothing yet */
    bool doubtful;                    /* a refused row or two currencies: totals prove nothing */
};

/* The plan, the file and the arena outlive the reader. */
MUST_CHECK bool open_items_open(struct open_items *o, const struct sheet_file *file,
                                const struct item_plan *plan, struct arena *a, struct err *err);
/* The next item; *have is false at the end. A row that cannot be taken sets *refused (else clear):
 * ERR_FIELD_EMPTY (customer, amount), ERR_BAD_DATE, ERR_BAD_AMOUNT, ERR_TOO_MANY_DECIMALS,
 * ERR_AMOUNT_TOO_LARGE, ERR_BAD_CURRENCY, ERR_BAD_SENS (a credit note or payment without a minus),
 * ERR_FIELD_TOO_LONG, ERR_TOTAL_DIFFERS (bands against their total). Texts live until the next
 * call. Errors of the file: ERR_TOTAL_DIFFERS (a subtotal or total), those of sheet_next. */
MUST_CHECK bool open_items_next(struct open_items *o, struct open_item *out, struct err *refused,
                                bool *have, struct err *err);
void open_items_close(struct open_items *o);

/* The day the titles above the header say the list was drawn up for ("Balance âgée au 30/09/2026",
 * "As of Oct 30, 2026"); else the only day they name; DAY_NONE: none, or several that nobody tells
 * apart. To be proposed, never taken. */
struct day open_items_stated_day(const struct sheet_file *file, const struct item_plan *plan,
                                 struct arena *a);
/* What is known of the list before its items are: everything of a summary but counts and totals. */
void open_items_outline(const struct sheet_file *file, const struct item_plan *plan,
                        struct arena *a, struct open_summary *out);
/* The outline, and by a pass over the items counts and totals. Errors: ERR_FILE_EMPTY (no
 * item), ERR_TOO_MANY_CURRENCIES, ERR_OVERFLOW, those of open_items_next. */
MUST_CHECK bool open_items_survey(const struct sheet_file *file, const struct item_plan *plan,
                                  struct arena *a, struct open_summary *out, struct err *err);

#endif
