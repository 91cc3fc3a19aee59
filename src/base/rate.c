#include "rate.h"

enum { RATE_DECIMALS = 6, RATE_PERCENT_MAX = 1000 };

bool rate_parse(struct str s, struct rate *out, struct err *err)
{
    struct str t = str_trim(s);
    bool negative = t.n > 0 && t.p[0] == '-';
    int64_t value = 0;
    int decimals = -1; /* -1: no mark yet */
    size_t digits = 0;
    for (size_t i = negative ? 1 : 0; i < t.n; i++) {
        char c = t.p[i];
        if ((c == '.' || c == ',') && decimals < 0) {
            decimals = 0;
            continue;
        }
        if (c < '0' || c > '9' || decimals == RATE_DECIMALS ||
            value > (int64_t)RATE_PERCENT_MAX * RATE_MICRO)
            return err_set_field(err, ERR_BAD_RATE, NULL, s);
        value = value * 10 + (c - '0');
        digits++;
        if (decimals >= 0)
            decimals++;
    }
    for (int d = decimals < 0 ? 0 : decimals; d < RATE_DECIMALS; d++)
        value *= 10;
    if (digits == 0 || decimals == 0 || value > (int64_t)RATE_PERCENT_MAX * RATE_MICRO)
        return err_set_field(err, ERR_BAD_RATE, NULL, s);
    out->micro = negative ? -value : value;
    return true;
}

static void add_rate(struct buf *b, struct rate r, char mark)
{
    int64_t v = r.micro < 0 ? -r.micro : r.micro;
    int64_t fraction = v % RATE_MICRO;
    int decimals = RATE_DECIMALS;
    while (decimals > 2 && fraction % 10 == 0) {
        fraction /= 10;
        decimals--;
    }
    if (r.micro < 0)
        buf_add_char(b, '-');
    buf_add_int(b, v / RATE_MICRO);
    buf_add_char(b, mark);
    buf_add_int_padded(b, fraction, decimals);
}

void buf_add_rate(struct buf *b, struct rate r) { add_rate(b, r, '.'); }
void buf_add_rate_fr(struct buf *b, struct rate r) { add_rate(b, r, ','); }
