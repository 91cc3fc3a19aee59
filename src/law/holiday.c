#include "holiday.h"

enum { MINUTES_A_DAY = 24 * 60, SEARCH_DAYS_MAX = 31, FRIDAY = 5 };

struct day law_easter(int32_t year)
{
    int32_t a = year % 19;
    int32_t b = year / 100;
    int32_t c = year % 100;
    int32_t g = (8 * b + 13) / 25;
    int32_t h = (19 * a + b - b / 4 - g + 15) % 30;
    int32_t l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    int32_t m = (a + 11 * h + 19 * l) / 433;
    int32_t month = (h + l - 7 * m + 90) / 25;
    int32_t day = (h + l - 7 * m + 33 * month + 19) % 32;
    return day_ymd(year, month, day);
}

static struct day row_day(const struct law_holiday_row *row, int32_t year)
{
    if (row->month == 0) {
        return day_add(law_easter(year), row->easter_offset_days);
    }
    return day_ymd(year, row->month, row->day_of_month);
}

static bool row_applies(const struct law_holiday_row *row, enum law_region region, struct day day)
{
    bool here = row->region == LAW_REGION_MAINLAND || row->region == region;
    return here && law_note_covers(&row->note, day);
}

size_t law_holidays(const struct law_tables *t, int32_t year, enum law_region region,
                    struct law_holiday out[LAW_HOLIDAYS_MAX])
{
    size_t n = 0;
    for (size_t i = 0; i < t->holiday_count && n < LAW_HOLIDAYS_MAX; i++) {
        struct day day = row_day(&t->holidays[i], year);
        if (!row_applies(&t->holidays[i], region, day)) {
            continue;
        }
        size_t at = n;
        while (at > 0 && out[at - 1].day.n > day.n) {
            at--;
        }
        if (at > 0 && out[at - 1].day.n == day.n) {
            continue; /* 1 May may be Ascension */
        }
        memmove(&out[at + 1], &out[at], (n - at) * sizeof(out[0]));
        out[at] = (struct law_holiday){day, &t->holidays[i]};
        n++;
    }
    return n;
}

const struct law_holiday_row *law_holiday_on(const struct law_tables *t, struct day day,
                                             enum law_region region)
{
    int32_t year = day_to(day).year;
    for (size_t i = 0; i < t->holiday_count; i++) {
        if (row_day(&t->holidays[i], year).n == day.n &&
            row_applies(&t->holidays[i], region, day)) {
            return &t->holidays[i];
        }
    }
    return NULL;
}

bool law_weekend(struct day day) { return day_weekday(day) > FRIDAY; }

bool law_working_day(const struct law_tables *t, struct day day, enum law_region region)
{
    return !law_weekend(day) && law_holiday_on(t, day, region) == NULL;
}

struct day law_working_days_after(const struct law_tables *t, struct day day, int32_t count,
                                  enum law_region region)
{
    while (count > 0) {
        day = day_add(day, 1);
        count -= law_working_day(t, day, region);
    }
    return day;
}

bool law_hours_known(const struct law_tables *t, struct str preset)
{
    for (size_t i = 0; i < t->hours_count; i++) {
        if (str_is(preset, t->hours[i].preset)) {
            return true;
        }
    }
    return false;
}

/* The row is in force and lets one call on this day. */
static bool row_day_allows(const struct law_tables *t, const struct law_hours_row *row,
                           struct day day, enum law_region region)
{
    int weekday = day_weekday(day);
    return weekday >= row->weekday_first && weekday <= row->weekday_last &&
           law_note_covers(&row->note, day) &&
           (row->on_holidays || law_holiday_on(t, day, region) == NULL);
}

bool law_hours_allow(const struct law_tables *t, struct str preset, struct law_moment at)
{
    for (size_t i = 0; i < t->hours_count; i++) {
        const struct law_hours_row *row = &t->hours[i];
        if (str_is(preset, row->preset) && at.minute >= row->start_minute &&
            at.minute < row->end_minute && row_day_allows(t, row, at.day, at.region)) {
            return true;
        }
    }
    return false;
}

/* The first minute of a day, from `minute` on, that a row of the preset allows; or MINUTES_A_DAY.
 */
static int first_minute(const struct law_tables *t, struct str preset, struct law_moment at)
{
    int best = MINUTES_A_DAY;
    for (size_t i = 0; i < t->hours_count; i++) {
        const struct law_hours_row *row = &t->hours[i];
        int minute = at.minute > row->start_minute ? at.minute : row->start_minute;
        if (str_is(preset, row->preset) && minute < row->end_minute && minute < best &&
            row_day_allows(t, row, at.day, at.region)) {
            best = minute;
        }
    }
    return best;
}

bool law_hours_next(const struct law_tables *t, struct str preset, struct law_moment at,
                    struct law_moment *out)
{
    for (int i = 0; i <= SEARCH_DAYS_MAX; i++) {
        int minute = first_minute(t, preset, at);
        if (minute < MINUTES_A_DAY) {
            *out = (struct law_moment){at.day, minute, at.region};
            return true;
        }
        at.day = day_add(at.day, 1);
        at.minute = 0;
    }
    return false;
}
