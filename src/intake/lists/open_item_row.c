#include "open_item_row.h"

#include "mapping_header.h"

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

bool row_has_amount(const struct item_header *h, const struct sheet *s)
{
    int position;
    for (int i = 0; row_money_column(h, i, &position); i++) {
        struct str text = sheet_cell(s, position).text;
        for (size_t c = 0; c < text.n; c++) {
            if (text.p[c] >= '0' && text.p[c] <= '9')
                return true;
        }
    }
    return false;
}

/* ---- what a row is ---- */

enum open_kind row_item_kind(const struct item_plan *plan, const struct sheet *s)
{
    struct str text = text_at(s, &plan->header, ITEM_KIND);
    int kind;
    return mapping_word_of(plan->mapping, WORDS_KIND, text, s->scratch, &kind)
               ? (enum open_kind)kind
               : open_kind_of(s->scratch, text);
}

bool row_is_dated(const struct item_header *h, const struct sheet *s)
{
    const int own[] = {h->at[ITEM_ISSUED], h->at[ITEM_DUE], h->lead};
    struct day day;
    struct err ignored = {0};
    const struct value_habits day_first = {0}, month_first = {.month_first = 1};
    for (size_t i = 0; i < COUNT_OF(own); i++) {
        struct cell cell = sheet_cell(s, own[i]);
        if (cell.text.n > 0 && (value_date(&day_first, cell, &day, &ignored) ||
                                value_date(&month_first, cell, &day, &ignored)))
            return true;
    }
    return false;
}

static int filled_cells(const struct sheet *s)
{
    int filled = 0;
    for (int i = 0; i < s->count; i++)
        filled += s->cells[i].text.n > 0;
    return filled;
}

static bool is_customer_blank(const struct item_header *h, const struct sheet *s)
{
    return text_at(s, h, ITEM_ACCOUNT).n == 0 && text_at(s, h, ITEM_NAME).n == 0;
}

enum row_shape row_shape(const struct item_plan *plan, const struct sheet *s)
{
    const struct item_header *h = &plan->header;
    struct str first = item_first_text(s), rest;
    if (first.n == 0)
        return SHAPE_OTHER;
    bool money = has_money(h, s);
    if (money && !is_customer_blank(h, s) && row_is_dated(h, s))
        return SHAPE_OTHER; /* most rows */
    bool label = item_label_of(s->scratch, first, &rest) == LABEL_ACCOUNT && rest.n == 0;
    if (label || (!money && heading_is_labelled(s)))
        return SHAPE_HEADING;
    if (!money)
        return filled_cells(s) <= 3 && !row_is_dated(h, s) && !item_is_footer(s->scratch, first)
                   ? SHAPE_HEADING
                   : SHAPE_OTHER;
    bool orphan = is_customer_blank(h, s);
    if (!orphan && sheet_cell(s, h->lead).text.n == 0)
        return SHAPE_OTHER;
    if (item_is_total(s->scratch, first, &rest) && rest.n == 0)
        return SHAPE_OTHER;
    bool above = h->at[ITEM_NAME] < 0 && text_at(s, h, ITEM_ACCOUNT).n == 0 &&
                 (h->at[ITEM_NUMBER] == h->lead || text_at(s, h, ITEM_NUMBER).n == 0) &&
                 sheet_cell(s, h->lead).text.n > 0 && !row_is_dated(h, s);
    if (above)
        return SHAPE_SUM_ABOVE;
    return orphan ? SHAPE_ORPHAN : SHAPE_OTHER;
}

/* What stands behind "Total" is the customer of the rows above. */
static bool sums_customer(const struct open_items *o, struct str rest)
{
    struct arena *scratch = o->sheet.scratch;
    return rest.n > 0 && (str_eq(rest, text_fold(scratch, str_of(o->name))) ||
                          str_eq(rest, text_fold(scratch, str_of(o->account))) ||
                          str_eq(rest, text_fold(scratch, str_of(o->last_name))));
}

/* "Total Alpha" where Alpha is a customer whose name begins with Total. */
static bool is_name(const struct open_items *o, struct str first, struct str rest)
{
    const struct item_header *h = &o->plan->header;
    if (rest.n == 0 || sums_customer(o, rest))
        return false;
    return !has_money(h, &o->sheet) || o->plan->sums_above ||
           (h->at[ITEM_NAME] >= 0 && str_eq(first, text_at(&o->sheet, h, ITEM_NAME)));
}

/* The word stands first in the row, or in a cell of text with nothing before it but the customer;
 * a customer of that name has a number, a date or a piece in its row. */
static bool is_total(const struct open_items *o)
{
    static const enum item_column places[] = {ITEM_ACCOUNT, ITEM_NAME,   ITEM_LABEL,
                                              ITEM_NUMBER,  ITEM_ISSUED, ITEM_DUE};
    const struct item_header *h = &o->plan->header;
    const struct sheet *s = &o->sheet;
    struct str first = item_first_text(s), rest = {"", 0};
    if (row_is_dated(h, s))
        return false;
    bool total = item_is_total(s->scratch, first, &rest);
    bool named = total && is_name(o, first, rest);
    for (size_t i = 0; i < COUNT_OF(places) && !total; i++) {
        struct str text = text_at(s, h, places[i]);
        total = text.n > 0 && item_is_total(s->scratch, text, &rest) &&
                (rest.n == 0 || places[i] != ITEM_NAME);
    }
    bool piece = text_at(s, h, ITEM_NUMBER).n > 0 && !str_eq(first, text_at(s, h, ITEM_NUMBER)) &&
                 !item_is_total(s->scratch, text_at(s, h, ITEM_NUMBER), &rest);
    return total && !piece && !named;
}

/* Packages that leave their sums without a word: nothing in the row but amounts and a currency. */
static bool is_bare_sum(const struct open_items *o)
{
    const struct item_header *h = &o->plan->header;
    int amounts = 0, position;
    for (int i = 0; row_money_column(h, i, &position); i++)
        amounts += sheet_cell(&o->sheet, position).text.n > 0;
    bool currency = text_at(&o->sheet, h, ITEM_CURRENCY).n > 0;
    return amounts > 0 && filled_cells(&o->sheet) == amounts + currency;
}

/* Amounts that are percentages. */
static bool is_share(const struct open_items *o)
{
    const struct sheet *s = &o->sheet;
    int amounts = 0, shares = 0, position;
    for (int i = 0; row_money_column(&o->plan->header, i, &position); i++) {
        struct str text = sheet_cell(s, position).text;
        amounts += text.n > 0;
        shares += text.n > 0 && text.p[text.n - 1] == '%';
    }
    return (amounts > 0 && shares == amounts) || item_is_share(s->scratch, item_first_text(s));
}

/* A line drawn with characters. */
static bool is_rule(struct str text)
{
    for (size_t i = 0; i < text.n; i++) {
        if (strchr("-=_+ ", text.p[i]) == NULL)
            return false;
    }
    return text.n >= 3;
}

static bool is_carried(const struct open_items *o)
{
    static const enum item_column places[] = {ITEM_LABEL, ITEM_NUMBER, ITEM_ISSUED, ITEM_DUE};
    const struct item_header *h = &o->plan->header;
    if (row_is_dated(h, &o->sheet) || !has_money(h, &o->sheet))
        return false;
    bool carried = item_is_carried(o->sheet.scratch, item_first_text(&o->sheet)) &&
                   text_at(&o->sheet, h, ITEM_NAME).n == 0;
    for (size_t i = 0; i < COUNT_OF(places) && !carried && is_customer_blank(h, &o->sheet); i++)
        carried = item_is_carried(o->sheet.scratch, text_at(&o->sheet, h, places[i]));
    return carried;
}

/* Something beside the list, under none of its columns. */
static bool is_beside(const struct item_header *h, const struct sheet *s)
{
    for (int i = 0; i < s->count && i < h->columns; i++) {
        if (s->cells[i].text.n > 0)
            return false;
    }
    return true;
}

/* Without an amount and a date: the foot of a page, or the band that the next rows belong to. */
static bool is_remark(const struct open_items *o, int filled)
{
    const struct sheet *s = &o->sheet;
    struct open_band band;
    if (filled > 2 || has_money(&o->plan->header, s) || row_is_dated(&o->plan->header, s))
        return false;
    struct str first = item_first_text(s);
    return item_is_footer(s->scratch, first) ||
           (filled == 1 && item_band_of(s->scratch, first, &band));
}

enum row_kind row_kind(const struct open_items *o)
{
    const struct item_plan *plan = o->plan;
    const struct sheet *s = &o->sheet;
    const struct item_header *h = &plan->header;
    bool amount = row_has_amount(h, s);
    if (mapping_ignores(plan->mapping, s))
        return ROW_NOTHING;
    if (amount && row_is_dated(h, s))
        return ROW_ITEM; /* most rows */
    if (is_beside(h, s) || item_header_repeated(h, s) || (!amount && is_rule(item_first_text(s))))
        return ROW_NOTHING;
    if (is_total(o) || is_bare_sum(o))
        return ROW_TOTAL;
    if (is_carried(o))
        return ROW_CARRIED;
    if (is_share(o) || is_remark(o, filled_cells(s)))
        return ROW_NOTHING;
    enum row_shape shape = row_shape(plan, s);
    return (plan->grouped && shape == SHAPE_HEADING) ||
                   (plan->sums_above && shape == SHAPE_SUM_ABOVE)
               ? ROW_HEADING
               : ROW_ITEM;
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
    if (value_amount(&r->plan->habits, cell, h->in_minor ? 0 : r->digits, out, &why))
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
    struct str text = text_at(r->sheet, h, ITEM_SIDE);
    int side;
    if (!mapping_word_of(r->plan->mapping, WORDS_SIDE, text, r->sheet->scratch, &side))
        side = item_side_of(r->sheet->scratch, text);
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

/* The list writes what a customer owes with a minus. */
static void turn_signs(const struct item_header *h, struct open_item *out)
{
    out->open_minor = -out->open_minor;
    out->original_minor = -out->original_minor;
    for (int i = 0; i < h->band_count; i++)
        out->bands_minor[i] = -out->bands_minor[i];
}

bool row_open_amount(const struct item_plan *plan, const struct sheet *s, struct open_item *out,
                     bool *filled, struct err *err)
{
    const struct item_header *h = &plan->header;
    const struct reading r = {plan, s, currency_digits(out->currency), err};
    int64_t amount, bands;
    bool there = false, banded = false, original = false;
    if (!one_amount(&r, &amount, &there) || !read_bands(&r, out, &bands, &banded) ||
        !signed_amount(&r, ITEM_ORIGINAL, &out->original_minor, &original))
        return false;
    if (there && banded && amount != bands)
        return row_refuse(h, s, h->band_at[0], ERR_TOTAL_DIFFERS, err);
    out->open_minor = there ? amount : bands;
    out->has_original = original;
    *filled = there || banded;
    if (plan->mapping != NULL && plan->mapping->credit_positive)
        turn_signs(h, out);
    return true;
}
