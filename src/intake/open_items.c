#include "open_items.h"

#include "open_item_row.h"

enum { PROGRESS_ROWS = 4096 };

/* ---- the plan ---- */

static bool open_sheet(struct sheet *s, const struct item_file *file, const struct item_header *h,
                       struct arena *a, struct err *err)
{
    if (file->book != NULL)
        return sheet_open_book(s, file->book, err);
    sheet_open_text(s, file->source, file->encoding, h->separator, a);
    return true;
}

static bool skip_to_rows(struct sheet *s, const struct item_header *h, struct err *err)
{
    bool have = true;
    while (have && s->line < h->line) {
        if (!sheet_next(s, &have, err))
            return false;
    }
    return have || err_set(err, ERR_FILE_CHANGED, NULL);
}

struct learning {
    struct item_plan *plan;
    struct currency stated; /* the only one; 0: none so far */
    bool several;
    int64_t orphans, headings; /* items without a customer; rows that may be headings */
};

static void learn_currency(struct learning *l, const struct sheet *s)
{
    struct currency currency;
    struct err ignored = {0};
    struct str text = sheet_cell(s, l->plan->header.at[ITEM_CURRENCY]).text;
    if (text.n == 0 || !currency_parse(text, &currency, &ignored))
        return;
    l->several |= l->stated.code != 0 && l->stated.code != currency.code;
    l->stated = currency;
}

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
    learn_currency(l, s);
    l->orphans += row_lacks_customer(plan, s);
    l->headings += row_may_head(h, s);
}

static bool learn(struct learning *l, const struct item_file *file, struct sheet *s,
                  struct err *err)
{
    if (!skip_to_rows(s, &l->plan->header, err))
        return false;
    for (int64_t row = 1;; row++) {
        bool have;
        if (!sheet_next(s, &have, err))
            return false;
        if (!have)
            break;
        if (!item_header_repeated(&l->plan->header, s))
            learn_row(l, s);
        if (file->progress != NULL && row % PROGRESS_ROWS == 0)
            file->progress->tell(file->progress->with, s->at);
    }
    return habits_settle(&l->plan->habits, l->plan->header.french, err);
}

bool open_items_plan(const struct item_file *file, struct arena *a, struct item_plan **out,
                     struct err *err)
{
    struct item_plan *plan = ARENA_NEW(a, struct item_plan);
    struct sheet *s = ARENA_NEW(a, struct sheet);
    struct learning l = {.plan = plan};
    bool found;
    if (!item_header_find(file, a, &plan->header, &found, err))
        return false;
    if (!found)
        return err_set(err, ERR_FILE_UNKNOWN_FORMAT, NULL);
    bool ok = open_sheet(s, file, &plan->header, a, err) && learn(&l, file, s, err);
    sheet_close(s);
    plan->grouped = l.orphans > 0 && l.headings > 0;
    plan->currency = plan->header.currency;
    if (plan->currency.code == 0)
        plan->currency = l.stated.code != 0 && !l.several ? l.stated : CURRENCY_EUR;
    *out = plan;
    return ok;
}

/* ---- headings, subtotals ---- */

bool open_items_open(struct open_items *o, const struct item_file *file,
                     const struct item_plan *plan, struct arena *a, struct err *err)
{
    *o = (struct open_items){.plan = plan};
    return open_sheet(&o->sheet, file, &plan->header, a, err) &&
           skip_to_rows(&o->sheet, &plan->header, err);
}

void open_items_close(struct open_items *o) { sheet_close(&o->sheet); }

static void keep(char *to, size_t room, struct str text)
{
    struct str cut = str_cut_utf8(text, room - 1);
    if (cut.n > 0)
        memcpy(to, cut.p, cut.n);
    to[cut.n] = '\0';
}

static bool has_digit(struct str s)
{
    bool digit = false;
    for (size_t i = 0; i < s.n; i++)
        digit |= s.p[i] >= '0' && s.p[i] <= '9';
    return digit;
}

/* "C12", "Alpha SARL" in two cells, or "Client : C12 Alpha SARL" in one. */
static void take_heading(struct open_items *o)
{
    struct str texts[2] = {{"", 0}, {"", 0}};
    int n = 0;
    for (int i = 0; i < o->sheet.count && n < 2; i++) {
        struct str text = o->sheet.cells[i].text;
        struct str said = item_heading(text);
        bool only_word = said.n == text.n && text.n > 0 && text.p[text.n - 1] == ':';
        if (text.n > 0 && !only_word)
            texts[n++] = said;
    }
    ptrdiff_t blank = n == 1 ? str_find(texts[0], ' ') : -1;
    if (blank > 0 && has_digit(str_slice(texts[0], 0, (size_t)blank))) {
        struct str all = texts[0];
        texts[0] = str_slice(all, 0, (size_t)blank);
        texts[1] = str_trim(str_slice(all, (size_t)blank, all.n));
        if (texts[1].n > 2 && texts[1].p[0] == '-')
            texts[1] = str_trim(str_slice(texts[1], 1, texts[1].n));
        n = 2;
    }
    bool only_name = n == 1 && !has_digit(texts[0]);
    keep(o->account, sizeof o->account, only_name ? (struct str){"", 0} : texts[0]);
    keep(o->name, sizeof o->name, only_name ? texts[0] : texts[1]);
    o->group_minor = 0;
}

static bool check_total(struct open_items *o, struct err *err)
{
    struct open_item total = {.currency = o->summed.code != 0 ? o->summed : o->plan->currency};
    struct err why = {0};
    bool filled;
    bool read = row_open_amount(o->plan, &o->sheet, &total, &filled, &why);
    int64_t group = o->group_minor;
    o->group_minor = 0;
    if (o->doubtful || !read || !filled)
        return true;
    if (total.open_minor == group || total.open_minor == o->grand_minor)
        return true;
    const struct item_header *h = &o->plan->header;
    int position = -1;
    for (int i = 0, at; row_money_column(h, i, &at) && position < 0; i++)
        position = sheet_cell(&o->sheet, at).text.n > 0 ? at : -1;
    return row_refuse(h, &o->sheet, position, ERR_TOTAL_DIFFERS, err);
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
    out->kind = open_kind_of(o->sheet.scratch, text_of(o, ITEM_KIND));
    bool aged = o->plan->header.band_count > 0 && o->plan->header.at[ITEM_NUMBER] < 0 &&
                o->plan->header.at[ITEM_DUE] < 0;
    out->kind = aged ? OPEN_AGED : out->kind;
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
    bool credit = item->kind == OPEN_CREDIT_NOTE || item->kind == OPEN_PAYMENT;
    bool sided = h->at[ITEM_SIDE] >= 0 || (h->at[ITEM_DEBIT] >= 0 && h->at[ITEM_CREDIT] >= 0) ||
                 o->plan->has_negative;
    return !credit || sided || item->open_minor <= 0;
}

static bool read_item(const struct open_items *o, struct open_item *out, struct err *refused)
{
    bool filled = false;
    *out = (struct open_item){.line = o->sheet.line};
    if (!read_customer(o, out, refused) || !read_texts(o, out, refused) ||
        !read_dates(o, out, refused) || !read_currency(o, out, refused) ||
        !row_open_amount(o->plan, &o->sheet, out, &filled, refused))
        return false;
    int position = -1;
    for (int i = 0, at; row_money_column(&o->plan->header, i, &at) && position < 0; i++)
        position = at;
    if (!filled)
        return row_refuse(&o->plan->header, &o->sheet, position, ERR_FIELD_EMPTY, refused);
    if (out->open_minor > LIMIT_AMOUNT_MINOR || out->open_minor < -LIMIT_AMOUNT_MINOR)
        return row_refuse(&o->plan->header, &o->sheet, position, ERR_AMOUNT_TOO_LARGE, refused);
    return side_is_told(o, out) || refuse_at(o, ITEM_KIND, ERR_BAD_SENS, refused);
}

bool open_items_next(struct open_items *o, struct open_item *out, struct err *refused, bool *have,
                     struct err *err)
{
    err_clear(refused);
    for (;;) {
        if (!sheet_next(&o->sheet, have, err))
            return false;
        if (!*have)
            return true;
        enum row_kind kind = row_kind(o->plan, &o->sheet);
        if (kind == ROW_HEADING)
            take_heading(o);
        else if (kind == ROW_TOTAL && !check_total(o, err))
            return false;
        if (kind == ROW_ITEM)
            break;
    }
    if (read_item(o, out, refused))
        return add_up(o, out, err);
    o->doubtful = true;
    return true;
}
