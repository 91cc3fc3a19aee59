#include "letter_words.h"

#include "base/buf.h"
#include "base/limits.h"

static const char *const months[] = {"janvier",   "février", "mars",     "avril",
                                     "mai",       "juin",    "juillet",  "août",
                                     "septembre", "octobre", "novembre", "décembre"};
static const char *const weekdays[] = {"lundi",    "mardi",  "mercredi", "jeudi",
                                       "vendredi", "samedi", "dimanche"};

static void add_day(struct buf *b, struct day d)
{
    struct ymd v = day_to(d);
    buf_add_int(b, v.day);
    buf_add_c(b, v.day == 1 ? "er\u00a0" : "\u00a0");
    buf_add_c(b, months[v.month - 1]);
    buf_add_char(b, ' ');
    buf_add_int(b, v.year);
}

struct str letter_day(struct arena *a, struct day d)
{
    struct buf b;
    buf_init(&b, a, 64);
    if (day_is(d))
        add_day(&b, d);
    return buf_str(&b);
}

struct str letter_weekday(struct arena *a, struct day d)
{
    struct buf b;
    buf_init(&b, a, 64);
    if (day_is(d)) {
        buf_add_c(&b, weekdays[day_weekday(d) - 1]);
        buf_add_char(&b, ' ');
        add_day(&b, d);
    }
    return buf_str(&b);
}

struct str letter_short_day(struct arena *a, struct day d)
{
    struct buf b;
    buf_init(&b, a, 32);
    if (day_is(d))
        buf_add_day_fr(&b, d);
    return buf_str(&b);
}

struct str letter_money(struct arena *a, struct money m)
{
    struct buf b;
    buf_init(&b, a, 64);
    buf_add_money_fr(&b, m);
    return buf_str(&b);
}

struct str letter_days(struct arena *a, int32_t n)
{
    struct buf b;
    buf_init(&b, a, 32);
    buf_add_int(&b, n);
    buf_add_c(&b, n > 1 ? "\u00a0jours" : "\u00a0jour");
    return buf_str(&b);
}

struct str letter_rate(struct arena *a, struct rate r)
{
    struct buf b;
    buf_init(&b, a, 64);
    buf_add_rate_fr(&b, r);
    buf_add_c(&b, "\u00a0% l’an");
    return buf_str(&b);
}

struct str letter_iban(struct arena *a, struct str compact)
{
    struct buf b;
    buf_init(&b, a, LIMIT_REF_BYTES);
    for (size_t i = 0; i < compact.n; i++) {
        if (i > 0 && i % 4 == 0)
            buf_add_c(&b, " ");
        buf_add_char(&b, compact.p[i]);
    }
    return buf_str(&b);
}

static bool is_postcode(struct str s, size_t at)
{
    for (size_t i = 0; i < 5; i++) {
        if (at + i >= s.n || s.p[at + i] < '0' || s.p[at + i] > '9')
            return false;
    }
    bool begins = at == 0 || s.p[at - 1] == ' ';
    return begins && at + 5 < s.n && s.p[at + 5] == ' ';
}

struct str letter_town(struct str address)
{
    for (size_t at = address.n; at-- > 0;) {
        if (is_postcode(address, at))
            return str_trim(str_slice(address, at + 6, address.n));
    }
    return STR("");
}
