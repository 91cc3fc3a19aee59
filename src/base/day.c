#include "day.h"

/* Days and civil dates by Howard Hinnant's algorithms ("chrono-Compatible Low-Level Date
 * Algorithms"): years begin in March, so that leap days come last. */

static bool is_leap(int32_t year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int32_t day_year_length(int32_t year) { return is_leap(year) ? 366 : 365; }

static int32_t month_length(int32_t year, int32_t month)
{
    static const int32_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : lengths[month - 1];
}

bool day_valid(struct ymd v)
{
    return v.year >= DAY_YEAR_MIN && v.year <= DAY_YEAR_MAX && v.month >= 1 && v.month <= 12 &&
           v.day >= 1 && v.day <= month_length(v.year, v.month);
}

struct day day_from(struct ymd v)
{
    ASSERT(day_valid(v));
    int32_t year = v.month <= 2 ? v.year - 1 : v.year;
    int32_t era = year / 400;
    int32_t year_of_era = year - era * 400;
    int32_t day_of_year = (153 * (v.month + (v.month > 2 ? -3 : 9)) + 2) / 5 + v.day - 1;
    int32_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return (struct day){era * 146097 + day_of_era - 719468};
}

struct day day_ymd(int32_t year, int32_t month, int32_t day)
{
    return day_from((struct ymd){year, month, day});
}

struct ymd day_to(struct day d)
{
    int64_t n = (int64_t)d.n + 719468;
    int64_t era = (n >= 0 ? n : n - 146096) / 146097;
    int64_t day_of_era = n - era * 146097;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month_from_march = (5 * day_of_year + 2) / 153;
    struct ymd v;
    v.day = (int32_t)(day_of_year - (153 * month_from_march + 2) / 5 + 1);
    v.month = (int32_t)(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
    v.year = (int32_t)(year_of_era + era * 400 + (v.month <= 2));
    return v;
}

struct day day_add(struct day d, int32_t days) { return (struct day){d.n + days}; }

struct day day_add_months(struct day d, int32_t months)
{
    struct ymd v = day_to(d);
    int32_t month = v.year * 12 + v.month - 1 + months;
    v.year = month / 12;
    v.month = month % 12 + 1;
    int32_t last = month_length(v.year, v.month);
    if (v.day > last)
        v.day = last;
    return day_from(v);
}

struct day day_month_end(struct day d)
{
    struct ymd v = day_to(d);
    v.day = month_length(v.year, v.month);
    return day_from(v);
}

int day_weekday(struct day d)
{
    /* 1970-01-01 was a Thursday */
    int r = (d.n + 3) % 7;
    return (r < 0 ? r + 7 : r) + 1;
}

/* Reads `count` digits at s.p + at. */
static bool digits(struct str s, size_t at, size_t count, int32_t *out)
{
    int32_t v = 0;
    for (size_t i = at; i < at + count; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
        v = v * 10 + (s.p[i] - '0');
    }
    *out = v;
    return true;
}

bool day_parse_iso(struct str s, struct day *out, struct err *err)
{
    struct ymd v;
    if (s.n != 10 || s.p[4] != '-' || s.p[7] != '-' || !digits(s, 0, 4, &v.year) ||
        !digits(s, 5, 2, &v.month) || !digits(s, 8, 2, &v.day) || !day_valid(v))
        return err_set_field(err, ERR_BAD_DATE, NULL, s);
    *out = day_from(v);
    return true;
}

bool day_parse_compact(struct str s, struct day *out, struct err *err)
{
    struct ymd v;
    if (s.n != 8 || !digits(s, 0, 4, &v.year) || !digits(s, 4, 2, &v.month) ||
        !digits(s, 6, 2, &v.day) || !day_valid(v))
        return err_set_field(err, ERR_BAD_DATE, NULL, s);
    *out = day_from(v);
    return true;
}

void buf_add_day(struct buf *b, struct day d)
{
    if (!day_is(d))
        return;
    struct ymd v = day_to(d);
    buf_add_int_padded(b, v.year, 4);
    buf_add_char(b, '-');
    buf_add_int_padded(b, v.month, 2);
    buf_add_char(b, '-');
    buf_add_int_padded(b, v.day, 2);
}

void buf_add_day_fr(struct buf *b, struct day d)
{
    if (!day_is(d))
        return;
    struct ymd v = day_to(d);
    buf_add_int_padded(b, v.day, 2);
    buf_add_char(b, '/');
    buf_add_int_padded(b, v.month, 2);
    buf_add_char(b, '/');
    buf_add_int_padded(b, v.year, 4);
}
