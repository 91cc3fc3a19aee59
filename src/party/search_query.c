#include "search_query.h"

#include "base/text.h"

enum { AMOUNT_DIGITS_MAX = 15, TAIL_LEAST = 2, UNITS_ALONE_LEAST = 2, GROUP_DIGITS = 3 };

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static struct str upper_case(struct arena *a, struct str text)
{
    struct buf out;
    buf_init(&out, a, text.n);
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        buf_add_char(&out, c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c);
    }
    return buf_str(&out);
}

struct str search_email(struct arena *a, struct str text)
{
    struct buf out;
    buf_init(&out, a, text.n);
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        buf_add_char(&out, c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c);
    }
    return buf_str(&out);
}

/* A blank that does not break the line (U+00A0, U+202F) stands at i; *bytes it has. */
static bool hard_blank(struct str text, size_t i, size_t *bytes)
{
    *bytes = str_starts(str_slice(text, i, text.n), STR("\xC2\xA0")) ? 2 : 3;
    return *bytes == 2 || str_starts(str_slice(text, i, text.n), STR("\xE2\x80\xAF"));
}

/* ---- numbers ---- */

struct str search_digits(struct arena *a, struct str text)
{
    struct buf out;
    size_t skip;
    text = str_trim(text);
    buf_init(&out, a, text.n + 1);
    bool abroad = str_starts(text, STR("+33")) || str_starts(text, STR("0033"));
    if (abroad) {
        text = str_slice(text, text.p[0] == '+' ? 3 : 4, text.n);
        buf_add_char(&out, '0');
        if (str_starts(str_trim(text), STR("(0)")))
            text = str_slice(str_trim(text), 3, text.n);
    }
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (is_digit(c))
            buf_add_char(&out, c);
        else if (hard_blank(text, i, &skip))
            i += skip - 1;
        else if (c == '\0' || strchr(" .-/()+", c) == NULL)
            return (struct str){0};
    }
    return buf_str(&out);
}

struct str search_number(struct arena *a, struct str text)
{
    struct str tight = text_fold_tight(a, text);
    for (size_t i = 0; i < tight.n; i++) {
        if (is_digit(tight.p[i]))
            return tight;
    }
    return (struct str){0};
}

struct str search_tail(struct arena *a, struct str text)
{
    size_t to = text.n;
    while (to > 0 && !is_digit(text.p[to - 1]))
        to--;
    size_t from = to;
    while (from > 0 && is_digit(text.p[from - 1]))
        from--;
    while (from < to && text.p[from] == '0')
        from++;
    if (to - from < TAIL_LEAST || str_eq(str_slice(text, from, to), text_fold_tight(a, text)))
        return (struct str){0};
    return arena_str(a, str_slice(text, from, to));
}

/* ---- amounts ---- */

static void add_canonical(struct buf *b, struct str units, struct str decimals)
{
    while (units.n > 1 && units.p[0] == '0')
        units = str_slice(units, 1, units.n);
    while (decimals.n > 0 && decimals.p[decimals.n - 1] == '0')
        decimals = str_slice(decimals, 0, decimals.n - 1);
    buf_add(b, units.n > 0 ? units : STR("0"));
    if (decimals.n > 0) {
        buf_add_char(b, '.');
        buf_add(b, decimals);
    }
}

void search_amount_add(struct buf *b, struct money amount)
{
    struct buf text;
    buf_init(&text, b->arena, 64);
    amount.minor = amount.minor < 0 ? -amount.minor : amount.minor;
    buf_add_amount(&text, amount);
    ptrdiff_t point = str_find(buf_str(&text), '.');
    size_t units = point < 0 ? text.n : (size_t)point;
    add_canonical(b, str_slice(buf_str(&text), 0, units),
                  str_slice(buf_str(&text), units + 1, text.n));
}

struct amount_read {
    struct buf digits;
    size_t marks;    /* points and commas */
    char mark;       /* the last of them */
    bool other_mark; /* one that is not like it came before */
    size_t behind;   /* digits behind it */
};

static void read_mark(struct amount_read *r, char c)
{
    r->other_mark = r->other_mark || (r->marks > 0 && r->mark != c);
    r->marks++;
    r->mark = c;
    r->behind = 0;
}

/* False: there is something that no amount has. */
static bool read_amount(struct str text, struct amount_read *r)
{
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        size_t skip;
        if (is_digit(c)) {
            buf_add_char(&r->digits, c);
            r->behind++;
        } else if (c == '.' || c == ',') {
            read_mark(r, c);
        } else if (hard_blank(text, i, &skip)) {
            i += skip - 1;
        } else if (c != ' ' && c != '\'') {
            return false;
        }
    }
    return r->digits.n > 0 && r->digits.n <= AMOUNT_DIGITS_MAX;
}

static struct str without_currency(struct str text)
{
    static const char *const signs[] = {"€", "EUR", "eur", "Eur", "euros", "EUROS"};
    for (size_t i = 0; i < COUNT_OF(signs); i++) {
        if (str_ends(text, str_of(signs[i])))
            return str_trim(str_slice(text, 0, text.n - strlen(signs[i])));
    }
    return text;
}

/* "1 234,5", "1.234,50", "1,234.50", "1234.50"; "1.234" is one thousand two hundred and 34. */
static struct str parse_amount(struct arena *a, struct str text)
{
    struct amount_read r = {0};
    struct buf out;
    text = without_currency(text);
    if (text.n > 0 && (text.p[0] == '-' || text.p[0] == '+'))
        text = str_slice(text, 1, text.n);
    buf_init(&r.digits, a, text.n);
    buf_init(&out, a, text.n + 2);
    if (!read_amount(text, &r))
        return (struct str){0};
    bool decimal = r.marks > 0 && r.behind > 0 && (r.marks == 1 || r.other_mark) &&
                   (r.behind < GROUP_DIGITS || r.other_mark);
    size_t units = r.digits.n - (decimal ? r.behind : 0);
    if (!decimal && units < UNITS_ALONE_LEAST)
        return (struct str){0};
    add_canonical(&out, str_slice(buf_str(&r.digits), 0, units),
                  str_slice(buf_str(&r.digits), units, r.digits.n));
    return buf_str(&out);
}

/* ---- all of it ---- */

void search_query_parse(struct arena *a, struct str text, struct search_query *out)
{
    *out = (struct search_query){.text = str_trim(str_cut_utf8(str_trim(text), SEARCH_TEXT_BYTES))};
    text = out->text;
    out->upper = upper_case(a, text);
    name_words(a, text_fold(a, text), &out->name);
    out->core = name_core(a, &out->name);
    out->digits = search_digits(a, text);
    out->number = search_number(a, text);
    out->amount = parse_amount(a, text);
    if (str_find(text, '@') > 0)
        out->email = search_email(a, text);
    if (out->digits.n < SEARCH_DIGITS_LEAST)
        out->digits = (struct str){0};
    if (out->number.n < SEARCH_NUMBER_LEAST)
        out->number = (struct str){0};
}
