#include "moment.h"

enum { DAY_BYTES = 10, MINUTES_A_DAY = 24 * 60 };

/* Exactly two digits at the front, at most `max`. */
static bool two_digits(struct str *s, int32_t max, int32_t *out)
{
    if (s->n < 2 || s->p[0] < '0' || s->p[0] > '9' || s->p[1] < '0' || s->p[1] > '9')
        return false;
    *out = (s->p[0] - '0') * 10 + (s->p[1] - '0');
    *s = str_slice(*s, 2, s->n);
    return *out <= max;
}

static bool skip(struct str *s, char c)
{
    if (s->n == 0 || s->p[0] != c)
        return false;
    *s = str_slice(*s, 1, s->n);
    return true;
}

static bool seconds(struct str *s)
{
    int32_t second = 0;
    if (!skip(s, ':'))
        return true; /* none */
    if (!two_digits(s, 60, &second))
        return false;
    if (!skip(s, '.'))
        return true;
    size_t n = 0;
    while (n < s->n && s->p[n] >= '0' && s->p[n] <= '9')
        n++;
    *s = str_slice(*s, n, s->n);
    return n > 0;
}

/* Minutes ahead of UTC; *has: an offset was written at all. */
static bool offset(struct str *s, int32_t *minutes, bool *has)
{
    int32_t hour = 0;
    int32_t minute = 0;
    *has = s->n > 0;
    *minutes = 0;
    if (s->n == 0 || skip(s, 'Z') || skip(s, 'z'))
        return true;
    int32_t sign = s->p[0] == '-' ? -1 : 1;
    if (!skip(s, '+') && !skip(s, '-'))
        return false;
    if (!two_digits(s, 14, &hour))
        return false;
    (void)skip(s, ':');
    if (!two_digits(s, 59, &minute))
        return false;
    *minutes = sign * (hour * 60 + minute);
    return true;
}

static bool read(struct str s, struct civil *out)
{
    int32_t hour = 0;
    int32_t minute = 0;
    int32_t ahead = 0;
    bool has = false;
    if (!day_parse_iso(str_slice(s, 0, DAY_BYTES), &out->day, NULL))
        return false;
    out->minute = MOMENT_NO_MINUTE;
    s = str_slice(s, DAY_BYTES, s.n);
    if (s.n == 0)
        return true;
    if (!skip(&s, 'T') && !skip(&s, 't') && !skip(&s, ' '))
        return false;
    if (!two_digits(&s, 23, &hour) || !skip(&s, ':') || !two_digits(&s, 59, &minute) ||
        !seconds(&s) || !offset(&s, &ahead, &has) || s.n > 0)
        return false;
    out->minute = hour * 60 + minute;
    if (has) {
        int64_t utc = (int64_t)out->day.n * MINUTES_A_DAY + out->minute - ahead;
        *out = zone_paris(utc * 60 * 1000);
    }
    return true;
}

bool moment_parse(struct str s, struct civil *out, struct err *err)
{
    return read(s, out) || err_set_field(err, ERR_BAD_DATE, NULL, s);
}

void moment_add(struct buf *out, struct civil at)
{
    buf_add_day(out, at.day);
    if (at.minute == MOMENT_NO_MINUTE)
        return;
    buf_add_char(out, 'T');
    buf_add_int_padded(out, at.minute / 60, 2);
    buf_add_char(out, ':');
    buf_add_int_padded(out, at.minute % 60, 2);
}
