#include "zone.h"

#define HOUR_MS INT64_C(3600000)
#define DAY_MS (24 * HOUR_MS)

/* 01:00 UTC on the last Sunday of the month. */
static int64_t change_ms(int32_t year, int32_t month)
{
    struct day last = day_month_end(day_ymd(year, month, 1));
    struct day sunday = day_add(last, -(day_weekday(last) % 7));
    return (int64_t)sunday.n * DAY_MS + HOUR_MS;
}

struct civil zone_paris(int64_t utc_ms)
{
    int64_t days = utc_ms >= 0 ? utc_ms / DAY_MS : (utc_ms - DAY_MS + 1) / DAY_MS;
    int32_t year = day_to((struct day){(int32_t)days}).year;
    bool summer = utc_ms >= change_ms(year, 3) && utc_ms < change_ms(year, 10);
    int64_t local = utc_ms + (summer ? 2 : 1) * HOUR_MS;
    int64_t local_day = local >= 0 ? local / DAY_MS : (local - DAY_MS + 1) / DAY_MS;
    return (struct civil){{(int32_t)local_day}, (int32_t)((local - local_day * DAY_MS) / 60000)};
}
