#include "open_item_row.h"

static const enum item_column money_columns[] = {ITEM_DEBIT,  ITEM_CREDIT,   ITEM_OPEN,
                                                 ITEM_AMOUNT, ITEM_ORIGINAL, ITEM_PAID};

static struct str text_at(const struct sheet *s, const struct item_header *h, enum item_column c)
{
    return sheet_cell(s, h->at[c]).text;
}

bool row_refuse(const struct item_header *h, const struct sheet *s, int position,
                enum err_code code, struct err *err)
{
    const char *name = position < 0 || position >= h->columns ? NULL : h->names[position].p;
    err_set_field(err, code, name, sheet_cell(s, position).text);
    err_at(err, s->line, position + 1, NULL);
    return false;
}

bool row_money_column(const struct item_header *h, int index, int *position)
{
    int fixed = (int)COUNT_OF(money_columns);
    if (index >= fixed + h->band_count)
        return false;
    *position = index < fixed ? h->at[money_columns[index]] : h->band_at[index - fixed];
    return true;
}

static bool has_money(const struct item_header *h, const struct sheet *s)
{
    int position;
    for (int i = 0; row_money_column(h, i, &position); i++) {
        if (sheet_cell(s, position).text.n > 0)
            return true;
    }
    return false;
}

/* ---- what a row is ---- */

static bool is_dated(const struct item_header *h, const struct sheet *s)
{
    static const enum item_column own[] = {ITEM_ISSUED, ITEM_DUE};
    struct day day;
    struct err ignored = {0};
    const struct value_habits day_first = {0}, month_first = {.month_first = 1};
    for (size_t i = 0; i < COUNT_OF(own); i++) {
        struct cell cell = sheet_cell(s, h->at[own[i]]);
        if (cell.text.n > 0 && (value_date(&day_first, cell, &day, &ignored) ||
                                value_date(&month_first, cell, &day, &ignored)))
            return true;
    }
    return false;
}

static int filled_cells(const struct sheet *s, struct str *first)
{
    int filled = 0;
    for (int i = 0; i < s->count; i++) {
        if (s->cells[i].text.n > 0 && filled++ == 0)
            *first = s->cells[i].text;
    }
    return filled;
}

bool row_may_head(const struct item_header *h, const struct sheet *s)
{
    struct str first = {"", 0};
    int filled = filled_cells(s, &first);
    if (filled == 0 || filled > 3 || has_money(h, s) || is_dated(h, s))
        return false;
    return !item_is_footer(s->scratch, first);
}

bool row_lacks_customer(const struct item_plan *plan, const struct sheet *s)
{
    const struct item_header *h = &plan->header;
    struct str first = {"", 0}, rest;
    (void)filled_cells(s, &first);
    return has_money(h, s) && text_at(s, h, ITEM_ACCOUNT).n == 0 &&
           text_at(s, h, ITEM_NAME).n == 0 && !item_is_total(s->scratch, first, &rest);
}

/* The word stands first in the row, or in a cell of text with nothing before it but the customer;
 * a customer of that name has a number, a date or a piece in its row. */
static bool is_total(const struct item_header *h, const struct sheet *s)
{
    static const enum item_column places[] = {ITEM_ACCOUNT, ITEM_NAME,   ITEM_LABEL,
                                              ITEM_NUMBER,  ITEM_ISSUED, ITEM_DUE};
    struct str first = {"", 0}, rest = {"", 0};
    if (filled_cells(s, &first) == 0 || is_dated(h, s))
        return false;
    bool total = item_is_total(s->scratch, first, &rest);
    bool named =
        total && rest.n > 0 && h->at[ITEM_NAME] >= 0 && str_eq(first, text_at(s, h, ITEM_NAME));
    for (size_t i = 0; i < COUNT_OF(places) && !total; i++) {
        struct str text = text_at(s, h, places[i]);
        total = text.n > 0 && item_is_total(s->scratch, text, &rest) &&
                (rest.n == 0 || places[i] != ITEM_NAME);
    }
    bool piece = text_at(s, h, ITEM_NUMBER).n > 0 && !str_eq(first, text_at(s, h, ITEM_NUMBER)) &&
                 !item_is_total(s->scratch, text_at(s, h, ITEM_NUMBER), &rest);
    return total && !piece && !named;
}

enum row_kind row_kind(const struct item_plan *plan, const struct sheet *s)
{
    const struct item_header *h = &plan->header;
    struct str first = {"", 0};
    int filled = filled_cells(s, &first);
    if (filled == 0 || item_header_repeated(h, s))
        return ROW_NOTHING;
    if (is_total(h, s))
        return ROW_TOTAL;
    if (filled <= 2 && !has_money(h, s) && !is_dated(h, s) && item_is_footer(s->scratch, first))
        return ROW_NOTHING;
    return plan->grouped && row_may_head(h, s) ? ROW_HEADING : ROW_ITEM;
}

/* ---- what is open ---- */

struct reading {
    const struct item_plan *plan;
    const struct sheet *sheet;
    int digits;
    struct err *err;
};

/* *there is false for an empty cell, which counts as 0. */
static bool read_money(const struct reading *r, int position, int64_t *out, bool *there)
{
    const struct item_header *h = &r->plan->header;
    struct cell cell = sheet_cell(r->sheet, position);
    *out = 0;
    if (cell.text.n == 0)
        return true;
    *there = true;
    struct err why = {0};
    if (value_amount(&r->plan->habits, cell, r->digits, out, &why))
        return true;
    return row_refuse(h, r->sheet, position, why.code, r->err);
}

static bool difference(const struct reading *r, enum item_column plus, enum item_column minus,
                       int64_t *out, bool *there)
{
    const struct item_header *h = &r->plan->header;
    int64_t a, b;
    if (!read_money(r, h->at[plus], &a, there) || !read_money(r, h->at[minus], &b, there))
        return false;
    *out = a - b;
    return true;
}

static bool read_bands(const struct reading *r, struct open_item *out, int64_t *sum, bool *there)
{
    const struct item_header *h = &r->plan->header;
    *sum = 0;
    for (int i = 0; i < h->band_count; i++) {
        if (!read_money(r, h->band_at[i], &out->bands_minor[i], there))
            return false;
        *sum += out->bands_minor[i];
    }
    return true;
}

/* One amount and, perhaps, its side. */
static bool signed_amount(const struct reading *r, enum item_column column, int64_t *out,
                          bool *there)
{
    const struct item_header *h = &r->plan->header;
    if (!read_money(r, h->at[column], out, there))
        return false;
    if (h->at[ITEM_SIDE] < 0 || !*there)
        return true;
    int side = item_side_of(r->sheet->scratch, text_at(r->sheet, h, ITEM_SIDE));
    if (side == 0)
        return row_refuse(h, r->sheet, h->at[ITEM_SIDE], ERR_BAD_SENS, r->err);
    /* an amount with its own minus already says its side; the column repeats it */
    *out = side < 0 && *out > 0 ? -*out : *out;
    return true;
}

static bool one_amount(const struct reading *r, int64_t *out, bool *there)
{
    const struct item_header *h = &r->plan->header;
    if (h->at[ITEM_DEBIT] >= 0 && h->at[ITEM_CREDIT] >= 0) {
        if (!difference(r, ITEM_DEBIT, ITEM_CREDIT, out, there) || *there)
            return !err_is(r->err);
    }
    if (h->at[ITEM_OPEN] >= 0)
        return signed_amount(r, ITEM_OPEN, out, there);
    if (h->at[ITEM_ORIGINAL] >= 0 && h->at[ITEM_PAID] >= 0)
        return difference(r, ITEM_ORIGINAL, ITEM_PAID, out, there);
    enum item_column column = h->at[ITEM_AMOUNT] >= 0 ? ITEM_AMOUNT : ITEM_ORIGINAL;
    return signed_amount(r, column, out, there);
}

bool row_open_amount(const struct item_plan *plan, const struct sheet *s, struct open_item *out,
                     bool *filled, struct err *err)
{
    const struct item_header *h = &plan->header;
    const struct reading r = {plan, s, currency_digits(out->currency), err};
    int64_t amount, bands;
    bool there = false, banded = false, original = false;
    if (!one_amount(&r, &amount, &there) || !read_bands(&r, out, &bands, &banded) ||
        !read_money(&r, h->at[ITEM_ORIGINAL], &out->original_minor, &original))
        return false;
    if (there && banded && amount != bands)
        return row_refuse(h, s, h->band_at[0], ERR_TOTAL_DIFFERS, err);
    out->open_minor = there ? amount : bands;
    out->has_original = original;
    *filled = there || banded;
    return true;
}
