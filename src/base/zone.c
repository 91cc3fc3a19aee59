#include "zone.h"

#define HOUR_MS INT64_C(3600000)
#define DAY_MS (24 * HOUR_MS)

/* The last Sunday of a month. */
static struct day last_sunday(int32_t year, int32_t month)
{
    struct day last = day_month_end(day_ymd(year, month, 1));
    return day_add(last, -(day_weekday(last) % 7));
}

/* The nth Sunday of a month, from 1. */
static struct day nth_sunday(int32_t year, int32_t month, int32_t n)
{
    struct day first = day_ymd(year, month, 1);
    return day_add(first, (7 - day_weekday(first)) % 7 + 7 * (n - 1));
}

static int64_t at_hour(struct day day, int64_t hour)
{
    return (int64_t)day.n * DAY_MS + hour * HOUR_MS;
}

static struct day day_of(int64_t ms)
{
    return (struct day){(int32_t)(ms >= 0 ? ms / DAY_MS : (ms - DAY_MS + 1) / DAY_MS)};
}

static bool is_summer(struct zone zone, int64_t utc_ms)
{
    int64_t winter_ms = utc_ms + (int64_t)zone.offset_minutes * 60000;
    int32_t year = day_to(day_of(winter_ms)).year;
    switch (zone.summer) {
    case ZONE_SUMMER_EUROPE:
        return utc_ms >= at_hour(last_sunday(year, 3), 1) &&
               utc_ms < at_hour(last_sunday(year, 10), 1);
    case ZONE_SUMMER_AMERICA: /* both changes in winter time: 02:00 in, 01:00 out */
        return winter_ms >= at_hour(nth_sunday(year, 3, 2), 2) &&
               winter_ms < at_hour(nth_sunday(year, 11, 1), 1);
    case ZONE_NO_SUMMER:
        break;
    }
    return false;
}

struct civil zone_civil(struct zone zone, int64_t utc_ms)
{
    int64_t local =
        utc_ms + (int64_t)zone.offset_minutes * 60000 + (is_summer(zone, utc_ms) ? HOUR_MS : 0);
    struct day day = day_of(local);
    return (struct civil){day, (int32_t)((local - (int64_t)day.n * DAY_MS) / 60000)};
}

struct civil zone_paris(int64_t utc_ms) { return zone_civil(ZONE_PARIS, utc_ms); }

int64_t zone_instant(struct zone zone, struct civil at)
{
    int64_t winter =
        (int64_t)at.day.n * DAY_MS + (at.minute - zone.offset_minutes) * INT64_C(60000);
    int64_t summer = winter - HOUR_MS;
    return is_summer(zone, summer) ? summer : winter;
}

int64_t zone_paris_hour(struct day day, int hour)
{
    const struct civil at = {day, hour * 60};
    return zone_instant(ZONE_PARIS, at);
}
