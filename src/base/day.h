/* Civil days without a time zone: the number of days since 1970-01-01, Gregorian calendar.
 * The pure rooms never ask what day it is: `today` is always a parameter. */
#ifndef RELANCE_BASE_DAY_H
#define RELANCE_BASE_DAY_H

#include "buf.h"
#include "check.h"
#include "err.h"
#include "str.h"

struct day {
    int32_t n;
};

struct ymd {
    int32_t year, month, day; /* month 1..12, day 1..31 */
};

enum { DAY_YEAR_MIN = 1900, DAY_YEAR_MAX = 2199 };
#define DAY_NONE_N INT32_MIN
#define DAY_NONE ((struct day){DAY_NONE_N})

static inline bool day_is(struct day d) { return d.n != DAY_NONE_N; }
static inline bool day_before(struct day a, struct day b) { return a.n < b.n; }
static inline struct day day_min(struct day a, struct day b) { return a.n < b.n ? a : b; }
static inline struct day day_max(struct day a, struct day b) { return a.n > b.n ? a : b; }

bool day_valid(struct ymd v);      /* a real date between DAY_YEAR_MIN and DAY_YEAR_MAX */
struct day day_from(struct ymd v); /* v must be valid: else BUG */
struct day day_ymd(int32_t year, int32_t month, int32_t day); /* the same, three numbers */
struct ymd day_to(struct day d);
struct day day_add(struct day d, int32_t days);
/* The same day of the month n months later (or earlier), cut to the month's last day:
 * 2020-02-29 + 60 months = 2025-02-28; 2025-01-31 + 1 = 2025-02-28. */
struct day day_add_months(struct day d, int32_t months);
struct day day_month_end(struct day d);
int day_weekday(struct day d);         /* 1 = Monday ... 7 = Sunday */
int32_t day_year_length(int32_t year); /* 365 or 366 */

/* "2026-11-23" exactly. Errors: ERR_BAD_DATE (arg = the text). */
MUST_CHECK bool day_parse_iso(struct str s, struct day *out, struct err *err);
/* "20261123" exactly. Errors: ERR_BAD_DATE. */
MUST_CHECK bool day_parse_compact(struct str s, struct day *out, struct err *err);
void buf_add_day(struct buf *b, struct day d);    /* 2026-11-23; "" for DAY_NONE */
void buf_add_day_fr(struct buf *b, struct day d); /* 23/11/2026 */

#endif
