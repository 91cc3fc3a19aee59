#include "open_items.h"

#include "mapping_header.h"
#include "open_item_row.h"

enum { PROGRESS_ROWS = 4096 };

/* ---- the plan ---- */

/* Up to the header. A list without a column for its customers may name the first one above it. */
static bool skip_to_rows(struct open_items *o, struct err *err)
{
    const struct item_header *h = &o->plan->header;
    bool have = true, columns = h->at[ITEM_ACCOUNT] >= 0 || h->at[ITEM_NAME] >= 0;
    while (have && o->sheet.line < h->line) {
        if (!sheet_next(&o->sheet, &have, err))
            return false;
        if (have && o->sheet.line < h->line && !columns && heading_is_labelled(&o->sheet))
            heading_take(o);
    }
    return have || err_set(err, ERR_FILE_CHANGED, NULL);
}

struct learning {
    struct item_plan *plan;
    int64_t shapes[SHAPE_SUM_ABOVE + 1]; /* rows of each */
    int64_t dated, lead_dated;           /* rows with a date; with one in the column without name */
    int next_title;
};

static void learn_row(struct learning *l, const struct sheet *s)
{
    struct item_plan *plan = l->plan;
    const struct item_header *h = &plan->header;
    static const enum item_column dates[] = {ITEM_ISSUED, ITEM_DUE};
    for (size_t i = 0; i < COUNT_OF(dates); i++)
        habits_see_date(&plan->habits, sheet_cell(s, h->at[dates[i]]), s->line,
                        h->at[dates[i]] + 1);
    int position;
    for (int i = 0; row_money_column(h, i, &position); i++) {
        struct cell cell = sheet_cell(s, position);
        habits_see_amount(&plan->habits, cell, s->line, position + 1);
        plan->has_negative |= str_find(cell.text, '-') >= 0 || str_find(cell.text, '(') >= 0 ||
                              str_contains(cell.text, STR("\xe2\x88\x92"));
    }
    l->shapes[row_shape(plan, s)]++;
    l->dated += row_is_dated(h, s);
    struct day day;
    struct err ignored = {0};
    struct cell lead = sheet_cell(s, h->lead);
    l->lead_dated += lead.text.n > 0 && value_date(&plan->habits, lead, &day, &ignored);
}

static bool learn(struct learning *l, const struct sheet_file *file, struct open_items *o,
                  struct err *err)
{
    struct sheet *s = &o->sheet;
    if (!skip_to_rows(o, err))
        return false;
    l->shapes[SHAPE_HEADING] += o->labelled;
    for (int64_t row = 1;; row++) {
        bool have;
        if (!sheet_next(s, &have, err))
            return false;
        if (!have)
            break;
        if (!item_header_repeated(&l->plan->header, s) &&
            !item_titles_take(&l->plan->header, s, &l->next_title) &&
            !mapping_ignores(file->mapping, s))
            learn_row(l, s);
        if (file->progress != NULL && row % PROGRESS_ROWS == 0)
            file->progress->tell(file->progress->with, s->at);
    }
    if (file->mapping != NULL)
        habits_impose(&l->plan->habits, file->mapping);
    return habits_settle(&l->plan->habits, l->plan->header.french, err);
}

/* Where the customers stand. The column without a name holds them alone, or above their items, with
 * the sum of these; it then also holds the dates or the numbers of the items. */
static void settle_customers(const struct learning *l)
{
    struct item_plan *plan = l->plan;
    int *at = plan->header.at;
    plan->grouped = l->shapes[SHAPE_ORPHAN] > 0 && l->shapes[SHAPE_HEADING] > 0;
    if (l->shapes[SHAPE_SUM_ABOVE] == 0)
        return;
    if (l->dated == 0) {
        at[ITEM_NAME] = plan->header.lead;
        return;
    }
    plan->grouped = plan->sums_above = true;
    at[ITEM_ACCOUNT] = -1; /* of the general ledger */
    if (l->lead_dated > 0 && at[ITEM_ISSUED] < 0)
        at[ITEM_ISSUED] = plan->header.lead;
    else if (at[ITEM_NUMBER] < 0)
        at[ITEM_NUMBER] = plan->header.lead;
}

bool open_items_plan(const struct sheet_file *file, struct arena *a, struct item_plan **out,
                     struct err *err)
{
    struct item_plan *plan = ARENA_NEW(a, struct item_plan);
    struct open_items *o = ARENA_NEW(a, struct open_items);
    struct learning l = {.plan = plan};
    o->plan = plan;
    plan->mapping = file->mapping;
    bool found;
    if (!item_header_find(file, a, &plan->header, &found, err))
        return false;
    if (!found)
        return err_set(err, ERR_FILE_UNKNOWN_FORMAT, NULL);
    bool ok =
        sheet_open(&o->sheet, file, plan->header.separator, a, err) && learn(&l, file, o, err);
    sheet_close(&o->sheet);
    settle_customers(&l);
    plan->currency = plan->header.currency;
    if (plan->currency.code == 0)
        plan->currency = CURRENCY_EUR;
    *out = plan;
    return ok;
}

/* ---- headings, subtotals ---- */

bool open_items_open(struct open_items *o, const struct sheet_file *file,
                     const struct item_plan *plan, struct arena *a, struct err *err)
{
    *o = (struct open_items){.plan = plan};
    return sheet_open(&o->sheet, file, plan->header.separator, a, err) && skip_to_rows(o, err);
}

void open_items_close(struct open_items *o) { sheet_close(&o->sheet); }

/* What a row of sums says; *filled false: nothing that can be read, or nothing it can prove. */
static int64_t read_sum(const struct open_items *o, bool *filled)
{
    struct open_item sum = {.currency = o->summed.code != 0 ? o->summed : o->plan->currency};
    struct err why = {0};
    *filled = row_open_amount(o->plan, &o->sheet, &sum, filled, &why) && *filled && !o->doubtful;
    return sum.open_minor;
}

static bool sum_differs(const struct open_items *o, struct err *err)
{
    const struct item_header *h = &o->plan->header;
    int position = -1;
    for (int i = 0, at; row_money_column(h, i, &at) && position < 0; i++)
        position = sheet_cell(&o->sheet, at).text.n > 0 ? at : -1;
    return row_refuse(h, &o->sheet, position, ERR_TOTAL_DIFFERS, err);
}

/* The sum that the heading gave, once its items are read. */
static bool check_announced(struct open_items *o, struct err *err)
{
    bool announced = o->announced && !o->doubtful;
    o->announced = false;
    if (!announced || o->announced_minor == o->group_minor)
        return true;
    err_set_field(err, ERR_TOTAL_DIFFERS, NULL, str_of(o->name));
    err_at(err, o->heading_line, 0, NULL);
    return false;
}

static bool take_heading(struct open_items *o, struct err *err)
{
    if (!check_announced(o, err))
        return false;
    heading_take(o);
    o->group_minor = 0;
    o->heading_line = o->sheet.line;
    if (o->plan->sums_above)
        o->announced_minor = read_sum(o, &o->announced);
    return true;
}

static bool check_total(struct open_items *o, struct err *err)
{
    bool filled;
    int64_t sum = read_sum(o, &filled), group = o->group_minor;
    if (!check_announced(o, err))
        return false;
    o->group_minor = 0;
    return !filled || sum == group || sum == o->grand_minor || sum_differs(o, err);
}

/* The pages above, of this customer or of all; the items go on. */
static bool check_carried(const struct open_items *o, struct err *err)
{
    bool filled;
    int64_t sum = read_sum(o, &filled);
    return !filled || sum == o->group_minor || sum == o->grand_minor || sum_differs(o, err);
}

static bool add_up(struct open_items *o, const struct open_item *item, struct err *err)
{
    if (o->summed.code != 0 && o->summed.code != item->currency.code)
        o->doubtful = true;
    o->summed = item->currency;
    if (__builtin_add_overflow(o->group_minor, item->open_minor, &o->group_minor) ||
        __builtin_add_overflow(o->grand_minor, item->open_minor, &o->grand_minor))
        return err_set(err, ERR_OVERFLOW, "sum of items");
    return true;
}

/* ---- items ---- */

static struct str text_of(const struct open_items *o, enum item_column column)
{
    return sheet_cell(&o->sheet, o->plan->header.at[column]).text;
}

static bool refuse_at(const struct open_items *o, enum item_column column, enum err_code code,
                      struct err *refused)
{
    return row_refuse(&o->plan->header, &o->sheet, o->plan->header.at[column], code, refused);
}

static bool read_customer(const struct open_items *o, struct open_item *out, struct err *refused)
{
    out->account = text_of(o, ITEM_ACCOUNT);
    out->name = text_of(o, ITEM_NAME);
    if (out->account.n == 0 && out->name.n == 0 && o->plan->grouped) {
        out->account = str_of(o->account);
        out->name = str_of(o->name);
    }
    enum item_column wanted = o->plan->header.at[ITEM_ACCOUNT] >= 0 ? ITEM_ACCOUNT : ITEM_NAME;
    if (out->account.n == 0 && out->name.n == 0)
        return refuse_at(o, wanted, ERR_FIELD_EMPTY, refused);
    if (out->account.n > LIMIT_REF_BYTES)
        return refuse_at(o, ITEM_ACCOUNT, ERR_FIELD_TOO_LONG, refused);
    return out->name.n <= LIMIT_NAME_BYTES || refuse_at(o, ITEM_NAME, ERR_FIELD_TOO_LONG, refused);
}

static bool read_texts(const struct open_items *o, struct open_item *out, struct err *refused)
{
    out->number = text_of(o, ITEM_NUMBER);
    out->label = text_of(o, ITEM_LABEL);
    out->letter = text_of(o, ITEM_LETTER);
    out->kind = row_item_kind(o->plan, &o->sheet);
    const struct item_header *h = &o->plan->header;
    if (h->at[ITEM_NUMBER] < 0 && h->at[ITEM_DUE] < 0 && h->band_count > 0)
        out->kind = OPEN_AGED;
    else if (h->at[ITEM_NUMBER] < 0 && h->at[ITEM_DUE] < 0 && h->at[ITEM_ISSUED] < 0)
        out->kind = OPEN_OPENING;
    if (out->number.n > LIMIT_REF_BYTES)
        return refuse_at(o, ITEM_NUMBER, ERR_FIELD_TOO_LONG, refused);
    if (out->label.n > LIMIT_LABEL_BYTES)
        return refuse_at(o, ITEM_LABEL, ERR_FIELD_TOO_LONG, refused);
    return out->letter.n <= LIMIT_REF_BYTES ||
           refuse_at(o, ITEM_LETTER, ERR_FIELD_TOO_LONG, refused);
}

static bool read_dates(const struct open_items *o, struct open_item *out, struct err *refused)
{
    const struct item_header *h = &o->plan->header;
    struct err why = {0};
    if (!value_date(&o->plan->habits, sheet_cell(&o->sheet, h->at[ITEM_ISSUED]), &out->issued,
                    &why))
        return refuse_at(o, ITEM_ISSUED, why.code, refused);
    return value_date(&o->plan->habits, sheet_cell(&o->sheet, h->at[ITEM_DUE]), &out->due, &why) ||
           refuse_at(o, ITEM_DUE, why.code, refused);
}

static bool read_currency(const struct open_items *o, struct open_item *out, struct err *refused)
{
    struct str text = text_of(o, ITEM_CURRENCY);
    struct err why = {0};
    out->currency = o->plan->currency;
    out->currency_stated = text.n > 0 || o->plan->header.currency.code != 0;
    return text.n == 0 || currency_parse(text, &out->currency, &why) ||
           refuse_at(o, ITEM_CURRENCY, why.code, refused);
}

/* Some packages list credit notes without a minus. A list without any minus whose rows say "avoir"
 * does not tell which way its amounts count. */
static bool side_is_told(const struct open_items *o, const struct open_item *item)
{
    const struct item_header *h = &o->plan->header;
    bool credit =
        item->kind == OPEN_CREDIT_NOTE || item->kind == OPEN_PAYMENT || item->kind == OPEN_DEPOSIT;
    bool sided = h->at[ITEM_SIDE] >= 0 || (h->at[ITEM_DEBIT] >= 0 && h->at[ITEM_CREDIT] >= 0) ||
                 o->plan->has_negative;
    return !credit || sided || item->open_minor <= 0;
}

/* Of a movement; a balance may well be given as both. */
static bool one_side(const struct open_items *o, struct err *refused)
{
    const struct item_header *h = &o->plan->header;
    struct cell debit = sheet_cell(&o->sheet, h->at[ITEM_DEBIT]);
    struct cell credit = sheet_cell(&o->sheet, h->at[ITEM_CREDIT]);
    int64_t a = 0, b = 0;
    struct err ignored = {0};
    bool movement = h->at[ITEM_NUMBER] >= 0 || h->at[ITEM_DUE] >= 0 || h->at[ITEM_ISSUED] >= 0;
    if (!movement || debit.text.n == 0 || credit.text.n == 0)
        return true;
    int digits = currency_digits(o->plan->currency);
    return !value_amount(&o->plan->habits, debit, digits, &a, &ignored) ||
           !value_amount(&o->plan->habits, credit, digits, &b, &ignored) || a == 0 || b == 0 ||
           refuse_at(o, ITEM_CREDIT, ERR_DEBIT_AND_CREDIT, refused);
}

/* A label decides where nothing else does and the amount agrees. */
static enum open_kind kind_by_label(const struct open_items *o, const struct open_item *item)
{
    enum open_kind kind = open_kind_of_label(o->sheet.scratch, item->label);
    int64_t amount = item->open_minor != 0 ? item->open_minor : item->original_minor;
    bool fits = kind == OPEN_RETENTION ? amount > 0 : kind == OPEN_DEPOSIT && amount < 0;
    return fits ? kind : OPEN_UNKNOWN;
}

static bool read_item(const struct open_items *o, struct open_item *out, struct err *refused)
{
    bool filled = false;
    *out = (struct open_item){.line = o->sheet.line};
    if (!read_customer(o, out, refused) || !read_texts(o, out, refused) ||
        !read_dates(o, out, refused) || !read_currency(o, out, refused) ||
        !row_open_amount(o->plan, &o->sheet, out, &filled, refused))
        return false;
    if (out->kind == OPEN_UNKNOWN)
        out->kind = kind_by_label(o, out);
    int position = -1;
    for (int i = 0, at; row_money_column(&o->plan->header, i, &at) && position < 0; i++)
        position = at;
    if (!filled)
        return row_refuse(&o->plan->header, &o->sheet, position, ERR_FIELD_EMPTY, refused);
    if (out->open_minor > LIMIT_AMOUNT_MINOR || out->open_minor < -LIMIT_AMOUNT_MINOR)
        return row_refuse(&o->plan->header, &o->sheet, position, ERR_AMOUNT_TOO_LARGE, refused);
    return (side_is_told(o, out) || refuse_at(o, ITEM_KIND, ERR_BAD_SENS, refused)) &&
           one_side(o, refused);
}

/* A row that is no item. */
static bool pass_row(struct open_items *o, enum row_kind kind, struct err *err)
{
    if (kind == ROW_HEADING)
        return take_heading(o, err);
    if (kind == ROW_TOTAL)
        return check_total(o, err);
    return kind != ROW_CARRIED || check_carried(o, err);
}

bool open_items_next(struct open_items *o, struct open_item *out, struct err *refused, bool *have,
                     struct err *err)
{
    err_clear(refused);
    for (;;) {
        if (!sheet_next(&o->sheet, have, err))
            return false;
        if (!*have)
            return check_announced(o, err);
        if (item_titles_take(&o->plan->header, &o->sheet, &o->next_title))
            continue;
        enum row_kind kind = row_kind(o);
        if (kind == ROW_ITEM)
            break;
        if (!pass_row(o, kind, err))
            return false;
    }
    if (read_item(o, out, refused)) {
        item_keep(o->last_name, sizeof o->last_name, out->name);
        return add_up(o, out, err);
    }
    o->doubtful = true;
    return true;
}
