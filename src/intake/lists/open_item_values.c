#include "open_item_values.h"

#include "base/money.h"
#include "base/text.h"
#include "mapping.h"

/* Serial numbers of days from 1927 to 2119; day 0 of a spreadsheet is 1899-12-30. */
enum { SERIAL_MIN = 10000, SERIAL_MAX = 80000, SERIAL_OF_1970 = 25569, YEAR_PIVOT = 70 };

/* ---- dates ---- */

struct date_parts {
    int32_t n[3];
    int digits[3];
    char mark;
};

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* Three numbers between the same marks; what follows a blank or a T is a time of day. */
static bool cut_date(struct str text, struct date_parts *out)
{
    *out = (struct date_parts){0};
    int part = 0;
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (is_digit(c)) {
            if (++out->digits[part] > 4)
                return false;
            out->n[part] = out->n[part] * 10 + (c - '0');
        } else if ((c == ' ' || c == 'T') && part == 2 && out->digits[2] > 0) {
            break;
        } else if ((c == '/' || c == '-' || c == '.') && part < 2 &&
                   (part == 0 || c == out->mark)) {
            out->mark = c;
            part++;
        } else {
            return false;
        }
    }
    return part == 2 && out->digits[0] > 0 && out->digits[1] > 0 && out->digits[2] > 0;
}

static bool year_first(const struct date_parts *p)
{
    return p->digits[0] == 4 && p->digits[1] <= 2 && p->digits[2] <= 2;
}

static bool year_last(const struct date_parts *p)
{
    return p->digits[0] <= 2 && p->digits[1] <= 2 && (p->digits[2] == 2 || p->digits[2] == 4);
}

static bool make_day(int32_t year, int year_digits, int32_t month, int32_t day, struct day *out)
{
    if (year_digits == 2)
        year += year < YEAR_PIVOT ? 2000 : 1900;
    struct ymd v = {year, month, day};
    if (!day_valid(v))
        return false;
    *out = day_from(v);
    return true;
}

static const struct month_word {
    int32_t month;
    const char *beginning;
} month_words[] = {
#define MONTH(number, text) {number, text},
#include "open_item_words.def"
};

/* The next word of a date in words: letters, lower case without accents, or digits. */
static size_t next_word(struct str *rest, char *word, size_t room)
{
    size_t n = 0;
    uint32_t c;
    struct str after = *rest;
    while (utf8_next(&after, &c)) {
        bool digit = c < 128 && is_digit((char)c), letter = c >= 128 || (c | 0x20) - 'a' < 26;
        if (n > 0 && (digit || letter) && digit != is_digit(word[0]))
            break;
        *rest = after;
        if (!digit && !letter && n > 0)
            break;
        if ((!digit && !letter) || n + 1 == room)
            continue;
        c |= digit ? 0 : 0x20;
        word[n++] = c == 0xe9 ? 'e' : c == 0xfb ? 'u' : c < 128 ? (char)c : '?';
    }
    word[n] = '\0';
    return n;
}

static int32_t month_of(const char *word)
{
    for (size_t i = 0; i < COUNT_OF(month_words); i++) {
        if (str_starts(str_of(word), str_of(month_words[i].beginning)))
            return month_words[i].month;
    }
    return 0;
}

/* "Oct 30, 2026", "30 octobre 2026", "30-oct.-26": a day, the month, a year. */
static bool read_words(struct str text, struct day *out)
{
    enum { WORD_BYTES = 12 };
    char words[3][WORD_BYTES];
    for (int i = 0; i < 3; i++) {
        if (next_word(&text, words[i], WORD_BYTES) == 0)
            return false;
    }
    int at = is_digit(words[0][0]) ? 1 : 0; /* of the month */
    int32_t month = month_of(words[at]), n[2] = {0, 0};
    const char *numbers[2] = {words[1 - at], words[2]};
    for (int i = 0; i < 2; i++) {
        size_t digits = strlen(numbers[i]);
        if (!is_digit(numbers[i][0]) || (i == 0 ? digits > 2 : digits != 2 && digits != 4))
            return false;
        for (size_t d = 0; d < digits; d++)
            n[i] = n[i] * 10 + (numbers[i][d] - '0');
    }
    return month > 0 && str_trim(text).n == 0 &&
           make_day(n[1], (int)strlen(numbers[1]), month, n[0], out);
}

void habits_see_date(struct value_habits *h, struct cell cell, int64_t line, int32_t column)
{
    struct date_parts p;
    if (cell.type != CELL_TEXT || !cut_date(cell.text, &p) || !year_last(&p))
        return;
    struct day day;
    bool as_day_first = make_day(p.n[2], p.digits[2], p.n[1], p.n[0], &day);
    bool as_month_first = make_day(p.n[2], p.digits[2], p.n[0], p.n[1], &day);
    if (as_day_first && as_month_first && p.n[0] != p.n[1] && p.mark != '.') {
        if (h->either_line == 0) {
            h->either_line = line;
            h->either_column = column;
        }
        return;
    }
    h->day_first += as_day_first && (!as_month_first || p.mark == '.');
    h->month_first += as_month_first && !as_day_first;
}

static bool read_serial(struct str text, struct day *out)
{
    int32_t n = 0;
    size_t i = 0;
    for (; i < text.n && i < 5 && is_digit(text.p[i]); i++)
        n = n * 10 + (text.p[i] - '0');
    bool whole = i == text.n || (i < text.n && text.p[i] == '.');
    if (i != 5 || !whole || n < SERIAL_MIN || n > SERIAL_MAX)
        return false;
    out->n = n - SERIAL_OF_1970;
    return true;
}

bool value_date(const struct value_habits *h, struct cell cell, struct day *out, struct err *err)
{
    struct date_parts p;
    struct err ignored = {0};
    *out = cell.type == CELL_DATE ? cell.day : DAY_NONE;
    if (cell.type == CELL_DATE || cell.text.n == 0)
        return true;
    if (cell.type == CELL_NUMBER || cell.type == CELL_TEXT) {
        if (read_serial(cell.text, out) ||
            (cell.text.n == 8 && day_parse_compact(cell.text, out, &ignored)))
            return true;
    }
    bool read = cell.type == CELL_TEXT && cut_date(cell.text, &p);
    if (read && year_first(&p))
        read = make_day(p.n[0], 4, p.n[1], p.n[2], out);
    else if (read && year_last(&p))
        read = h->month_first > 0 && p.mark != '.'
                   ? make_day(p.n[2], p.digits[2], p.n[0], p.n[1], out)
                   : make_day(p.n[2], p.digits[2], p.n[1], p.n[0], out);
    else
        read = cell.type == CELL_TEXT && read_words(cell.text, out);
    return read || err_set_field(err, ERR_BAD_DATE, NULL, cell.text);
}

/* ---- amounts ---- */

struct stripped {
    struct str text;
    bool negative;
};

static bool ends_with_nocase(struct str s, const char *tail)
{
    size_t n = strlen(tail);
    return s.n > n && str_is_nocase(str_slice(s, s.n - n, s.n), tail);
}

/* Without the sign or code of a currency, parentheses, and D or C behind the figure. */
static struct stripped strip(struct str text)
{
    static const char *const tails[] = {"\xe2\x82\xac", "EUR", "$",  "USD",
                                        "\xc2\xa3",     "GBP", "CHF"};
    static const char *const heads[] = {"\xe2\x82\xac", "EUR", "$", "\xc2\xa3"};
    struct stripped out = {str_trim(text), false};
    for (size_t i = 0; i < COUNT_OF(tails); i++) {
        if (ends_with_nocase(out.text, tails[i])) {
            out.text = str_trim(str_slice(out.text, 0, out.text.n - strlen(tails[i])));
            break;
        }
    }
    if (out.text.n > 2 && out.text.p[0] == '(' && out.text.p[out.text.n - 1] == ')') {
        out.text = str_trim(str_slice(out.text, 1, out.text.n - 1));
        out.negative = true;
    }
    if (ends_with_nocase(out.text, "C") || ends_with_nocase(out.text, "D")) {
        out.negative ^= ends_with_nocase(out.text, "C");
        out.text = str_trim(str_slice(out.text, 0, out.text.n - 1));
    }
    for (size_t i = 0; i < COUNT_OF(heads); i++) {
        if (str_starts(out.text, str_of(heads[i])))
            out.text = str_trim(str_slice(out.text, strlen(heads[i]), out.text.n));
    }
    return out;
}

void habits_see_amount(struct value_habits *h, struct cell cell, int64_t line, int32_t column)
{
    if (cell.type != CELL_TEXT)
        return;
    struct str text = strip(cell.text).text;
    int marks = 0;
    char last = 0, other = 0;
    size_t behind = 0; /* digits behind the last mark */
    for (size_t i = 0; i < text.n; i++) {
        behind += is_digit(text.p[i]);
        if (text.p[i] != ',' && text.p[i] != '.')
            continue;
        other = last != 0 && last != text.p[i] ? last : other;
        last = text.p[i];
        behind = 0;
        marks++;
    }
    if (marks == 0)
        return;
    bool groups = marks > 1 && other == 0; /* 1.234.567: the mark stands between thousands */
    if (groups)
        last = last == ',' ? '.' : ',';
    if (groups || other != 0 || behind != 3) {
        *(last == ',' ? &h->commas : &h->points) += 1;
    } else if (h->mark_line == 0) {
        h->mark_line = line;
        h->mark_column = column;
    }
}

void habits_impose(struct value_habits *h, const struct mapping *m)
{
    if (m->dates != DATES_LEARNT) {
        h->either_line = 0;
        h->day_first = m->dates == DATES_DAY_FIRST;
        h->month_first = m->dates == DATES_MONTH_FIRST;
    }
    if (m->decimal != 0) {
        h->mark_line = 0;
        h->commas = m->decimal == ',';
        h->points = m->decimal == '.';
    }
}

bool habits_settle(struct value_habits *h, bool french, struct err *err)
{
    enum err_code code = ERR_NONE;
    bool mixed_marks = (h->commas > 0) == (h->points > 0);
    bool mixed_days = (h->day_first > 0) == (h->month_first > 0);
    if (h->either_line > 0 && mixed_days && !(french && h->month_first == 0))
        code = ERR_DATE_ORDER;
    if (h->day_first >= h->month_first)
        h->month_first = 0;
    if (code != ERR_NONE) {
        err_set(err, code, NULL);
        err_at(err, h->either_line, h->either_column, NULL);
        return false;
    }
    if (h->mark_line > 0 && mixed_marks) {
        err_set(err, ERR_DECIMAL_MARK, NULL);
        err_at(err, h->mark_line, h->mark_column, NULL);
        return false;
    }
    return true;
}

/* ---- numbers of a workbook ---- */

__extension__ typedef __int128 wide;

enum { MANTISSA_DIGITS_MAX = 17, LONG_DIGITS = 15, GUARD_DIGITS = 5, GUARD = 100000 };

struct decimal {
    wide mantissa;
    int exponent, digits;
    bool negative;
};

static bool read_exponent(struct str s, int *exponent)
{
    bool negative = s.n > 0 && s.p[0] == '-';
    int v = 0;
    if (s.n > 0 && (s.p[0] == '-' || s.p[0] == '+'))
        s = str_slice(s, 1, s.n);
    if (s.n == 0 || s.n > 3)
        return false;
    for (size_t i = 0; i < s.n; i++) {
        if (!is_digit(s.p[i]))
            return false;
        v = v * 10 + (s.p[i] - '0');
    }
    *exponent += negative ? -v : v;
    return true;
}

static bool read_decimal(struct str s, struct decimal *out)
{
    bool point = false, any = false;
    *out = (struct decimal){.negative = s.n > 0 && s.p[0] == '-'};
    for (size_t i = out->negative; i < s.n; i++) {
        char c = s.p[i];
        if (c == 'E' || c == 'e')
            return any && read_exponent(str_slice(s, i + 1, s.n), &out->exponent);
        if (c == '.' && !point) {
            point = true;
            continue;
        }
        if (!is_digit(c))
            return false;
        any = true;
        if (out->digits == MANTISSA_DIGITS_MAX) {
            out->exponent += !point;
            continue;
        }
        out->digits += out->mantissa > 0 || c != '0';
        out->mantissa = out->mantissa * 10 + (c - '0');
        out->exponent -= point;
    }
    return any;
}

static wide round_tenths(wide v, int tenths)
{
    for (; tenths > 1 && v > 0; tenths--)
        v /= 10;
    return tenths > 0 ? (v + 5) / 10 : v;
}

static bool number_amount(struct str text, int digits, int64_t *out, struct err *err)
{
    struct decimal d;
    if (!read_decimal(text, &d))
        return err_set_field(err, ERR_BAD_AMOUNT, NULL, text);
    int shift = d.exponent + digits + GUARD_DIGITS;
    wide guarded = d.mantissa;
    const wide most = (wide)LIMIT_AMOUNT_MINOR * GUARD;
    for (; shift > 0 && guarded > 0 && guarded <= most; shift--)
        guarded *= 10;
    if (shift < 0)
        guarded = round_tenths(guarded, -shift);
    if (guarded > most)
        return err_set_field(err, ERR_AMOUNT_TOO_LARGE, NULL, text);
    wide minor = (guarded + GUARD / 2) / GUARD;
    wide apart = guarded - minor * GUARD;
    bool rounded = shift < 0 || apart != 0;
    wide near = d.digits >= LONG_DIGITS ? 1 : 0;
    if (rounded &&
        (apart > near || apart < -near || (d.digits < LONG_DIGITS && shift < 0 && minor != 0)))
        return err_set_field(err, ERR_TOO_MANY_DECIMALS, NULL, text);
    *out = d.negative ? -(int64_t)minor : (int64_t)minor;
    return true;
}

bool value_amount(const struct value_habits *h, struct cell cell, int digits, int64_t *out,
                  struct err *err)
{
    if (cell.type == CELL_NUMBER)
        return number_amount(cell.text, digits, out, err);
    if (cell.type != CELL_TEXT)
        return err_set_field(err, ERR_BAD_AMOUNT, NULL, cell.text);
    struct stripped s = strip(cell.text);
    bool one_mark = (h->commas > 0) != (h->points > 0);
    struct amount_style style = {.thousands = true, .trailing_sign = true};
    if (one_mark)
        style.decimal = h->commas > 0 ? ',' : '.';
    if (!amount_parse(s.text, style, digits, out, err))
        return false;
    *out = s.negative ? -*out : *out;
    return true;
}
