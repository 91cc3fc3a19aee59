#include "money.h"

#include "limits.h"

__extension__ typedef __int128 wide;

static bool in_range(wide v) { return v <= LIMIT_AMOUNT_MINOR && v >= -LIMIT_AMOUNT_MINOR; }

static bool result(wide v, struct currency currency, struct money *out, struct err *err)
{
    if (!in_range(v))
        return err_set(err, ERR_OVERFLOW, "amount");
    *out = (struct money){(int64_t)v, currency};
    return true;
}

bool money_add(struct money a, struct money b, struct money *out, struct err *err)
{
    ASSERT(currency_eq(a.currency, b.currency));
    return result((wide)a.minor + b.minor, a.currency, out, err);
}

bool money_sub(struct money a, struct money b, struct money *out, struct err *err)
{
    ASSERT(currency_eq(a.currency, b.currency));
    return result((wide)a.minor - b.minor, a.currency, out, err);
}

int64_t scale_round(int64_t a, int64_t num, int64_t den, enum rounding how)
{
    ASSERT(den > 0);
    wide product = (wide)a * num;
    wide quotient = product / den; /* towards zero */
    wide rest = product % den;
    wide size = rest < 0 ? -rest : rest;
    switch (how) {
    case ROUND_HALF_UP:
        if (size * 2 >= den)
            quotient += product < 0 ? -1 : 1;
        break;
    case ROUND_CEILING:
        if (rest > 0)
            quotient++;
        break;
    case ROUND_DOWN:
        break;
    }
    ASSERT(quotient <= INT64_MAX);
    ASSERT(quotient >= INT64_MIN);
    return (int64_t)quotient;
}

/* ---- reading ---- */

/* Bytes of a mark that may stand between thousands at the start of s, 0 = none. */
static size_t group_mark(struct str s, char decimal)
{
    char other = decimal == ',' ? '.' : ',';
    if (s.p[0] == ' ' || s.p[0] == '\'' || (decimal != 0 && s.p[0] == other))
        return 1;
    if (str_starts(s, STR("\xc2\xa0")))
        return 2;
    return str_starts(s, STR("\xe2\x80\xaf")) || str_starts(s, STR("\xe2\x80\x99")) ? 3 : 0;
}

/* The decimal mark when the style leaves it open: the last of the two that is met, unless it is
 * met several times, which makes it a thousands mark. */
static char find_decimal(struct str s)
{
    ptrdiff_t comma = -1;
    ptrdiff_t point = -1;
    int commas = 0;
    int points = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == ',') {
            comma = (ptrdiff_t)i;
            commas++;
        } else if (s.p[i] == '.') {
            point = (ptrdiff_t)i;
            points++;
        }
    }
    if (comma > point)
        return commas == 1 ? ',' : '.';
    return points <= 1 ? '.' : ',';
}

static struct str strip_sign(struct str s, bool trailing, bool *negative)
{
    *negative = false;
    if (s.n == 0)
        return s;
    if (s.p[0] == '-' || s.p[0] == '+') {
        *negative = s.p[0] == '-';
        return str_trim(str_slice(s, 1, s.n));
    }
    if (str_starts(s, STR("\xe2\x88\x92"))) { /* U+2212 */
        *negative = true;
        return str_trim(str_slice(s, 3, s.n));
    }
    if (trailing && (s.p[s.n - 1] == '-' || s.p[s.n - 1] == '+')) {
        *negative = s.p[s.n - 1] == '-';
        return str_trim(str_slice(s, 0, s.n - 1));
    }
    return s;
}

struct amount_reading {
    int64_t value;
    int decimals; /* -1 = no mark yet */
    size_t digits;
    size_t group; /* digits since the last mark between thousands, or since the start */
    bool grouped, too_fine, too_large;
};

static void read_digit(struct amount_reading *r, char c, int digits)
{
    r->digits++;
    if (r->decimals >= digits) { /* beyond the currency's digits only zeros may follow */
        r->too_fine = r->too_fine || c != '0';
        return;
    }
    if (r->decimals >= 0)
        r->decimals++;
    else
        r->group++;
    if (r->value > LIMIT_AMOUNT_MINOR) {
        r->too_large = true;
        return;
    }
    r->value = r->value * 10 + (c - '0');
}

/* Thousands come in threes: "12 50" is two numbers, not 1250. */
static bool group_ends_well(const struct amount_reading *r)
{
    return r->grouped ? r->group == 3 : true;
}

/* Bytes of a mark between thousands that may stand here, 0 = none may. */
static size_t take_group_mark(struct amount_reading *r, struct str rest, char decimal)
{
    if (r->decimals >= 0 || r->digits == 0 || !group_ends_well(r) || r->group > 3)
        return 0;
    r->grouped = true;
    r->group = 0;
    return group_mark(rest, decimal);
}

static bool read_digits(struct str s, struct amount_style style, int digits,
                        struct amount_reading *r)
{
    char decimal = style.decimal != 0 ? style.decimal : find_decimal(s);
    for (size_t i = 0; i < s.n;) {
        char c = s.p[i];
        if (c >= '0' && c <= '9') {
            read_digit(r, c, digits);
            i++;
        } else if (c == decimal && r->decimals < 0) {
            r->decimals = 0;
            i++;
        } else {
            size_t mark = style.thousands ? take_group_mark(r, str_slice(s, i, s.n), decimal) : 0;
            if (mark == 0)
                return false;
            i += mark;
        }
    }
    return r->digits > 0 && group_ends_well(r);
}

bool amount_parse(struct str s, struct amount_style style, int digits, int64_t *out,
                  struct err *err)
{
    bool negative;
    struct str t = strip_sign(str_trim(s), style.trailing_sign, &negative);
    struct amount_reading r = {.decimals = -1};
    if (!read_digits(t, style, digits, &r))
        return err_set_field(err, ERR_BAD_AMOUNT, NULL, s);
    if (r.too_fine)
        return err_set_field(err, ERR_TOO_MANY_DECIMALS, NULL, s);
    for (int d = r.decimals < 0 ? 0 : r.decimals; d < digits && !r.too_large; d++) {
        r.too_large = r.value > LIMIT_AMOUNT_MINOR;
        r.value *= 10;
    }
    if (r.too_large || r.value > LIMIT_AMOUNT_MINOR)
        return err_set_field(err, ERR_AMOUNT_TOO_LARGE, NULL, s);
    *out = negative ? -r.value : r.value;
    return true;
}

/* ---- writing ---- */

static uint64_t size_of(int64_t v) { return v < 0 ? 0 - (uint64_t)v : (uint64_t)v; }

static uint64_t power_of_ten(int n)
{
    uint64_t v = 1;
    while (n-- > 0)
        v *= 10;
    return v;
}

void buf_add_amount(struct buf *b, struct money m) { buf_add_amount_mark(b, m, '.'); }

void buf_add_amount_mark(struct buf *b, struct money m, char mark)
{
    int digits = currency_digits(m.currency);
    uint64_t unit = power_of_ten(digits);
    if (m.minor < 0)
        buf_add_char(b, '-');
    buf_add_int(b, (int64_t)(size_of(m.minor) / unit));
    if (digits > 0) {
        buf_add_char(b, mark);
        buf_add_int_padded(b, (int64_t)(size_of(m.minor) % unit), digits);
    }
}

void buf_add_amount_fr(struct buf *b, struct money m)
{
    int digits = currency_digits(m.currency);
    uint64_t unit = power_of_ten(digits);
    if (m.minor < 0)
        buf_add_c(b, "\xe2\x88\x92");
    buf_add_grouped(b, size_of(m.minor) / unit, "\xe2\x80\xaf");
    if (digits > 0) {
        buf_add_char(b, ',');
        buf_add_int_padded(b, (int64_t)(size_of(m.minor) % unit), digits);
    }
}

void buf_add_money_fr(struct buf *b, struct money m)
{
    buf_add_amount_fr(b, m);
    buf_add_c(b, "\xc2\xa0");
    if (currency_eq(m.currency, CURRENCY_EUR)) {
        buf_add_c(b, "\xe2\x82\xac");
    } else {
        char text[4];
        currency_text(m.currency, text);
        buf_add_c(b, text);
    }
}

void buf_add_money_en(struct buf *b, struct money m)
{
    int digits = currency_digits(m.currency);
    uint64_t unit = power_of_ten(digits);
    if (m.minor < 0)
        buf_add_c(b, "\xe2\x88\x92");
    if (currency_eq(m.currency, CURRENCY_EUR)) {
        buf_add_c(b, "\xe2\x82\xac");
    } else {
        char text[4];
        currency_text(m.currency, text);
        buf_add_c(b, text);
        buf_add_c(b, "\xc2\xa0");
    }
    buf_add_grouped(b, size_of(m.minor) / unit, ",");
    if (digits > 0) {
        buf_add_char(b, '.');
        buf_add_int_padded(b, (int64_t)(size_of(m.minor) % unit), digits);
    }
}
