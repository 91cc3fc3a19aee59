/* Public holidays of France and of its regions, and whether a moment lies within a preset of
 * contact hours. No text fixes hours for collection calls: presets are a choice, not law. */
#ifndef RELANCE_LAW_HOLIDAY_H
#define RELANCE_LAW_HOLIDAY_H

#include "base/check.h"
#include "base/day.h"
#include "base/str.h"
#include "tables.h"

enum { LAW_HOLIDAYS_MAX = 32 };

struct law_holiday {
    struct day day;
    const struct law_holiday_row *row;
};

/* Easter Sunday of a year, Gregorian (Meeus/Butcher). */
struct day law_easter(int32_t year);
/* The holidays of a year in order of day, each day once; returns how many. */
size_t law_holidays(const struct law_tables *t, int32_t year, enum law_region region,
                    struct law_holiday out[LAW_HOLIDAYS_MAX]);
/* The holiday on a day, or NULL. */
const struct law_holiday_row *law_holiday_on(const struct law_tables *t, struct day day,
                                             enum law_region region);

/* A Saturday or a Sunday. */
bool law_weekend(struct day day);
/* A working day (jour ouvré): no weekend, no holiday there. */
bool law_working_day(const struct law_tables *t, struct day day, enum law_region region);
/* The count-th working day after `day`; with 0 the day itself. */
struct day law_working_days_after(const struct law_tables *t, struct day day, int32_t count,
                                  enum law_region region);

struct law_moment {
    struct day day;
    int minute; /* since midnight, local time of the person called: 0..1439 */
    enum law_region region;
};

/* A preset exists: "prudent" (as for cold calls) or "outer" (as for service of acts). */
bool law_hours_known(const struct law_tables *t, struct str preset);
/* True if a preset lets one call or send an SMS at this moment. An unknown preset allows nothing.
 */
bool law_hours_allow(const struct law_tables *t, struct str preset, struct law_moment at);
/* The first allowed moment at or after `at`, at most 31 days later; false: none. */
MUST_CHECK bool law_hours_next(const struct law_tables *t, struct str preset, struct law_moment at,
                               struct law_moment *out);

#endif
