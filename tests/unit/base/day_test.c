/* Civil days against an independent walk through the calendar, and local time in Paris. */
#include "support/unit.h"

#include "base/day.h"
#include "base/zone.h"

static int length_of(int32_t year, int32_t month)
{
    if (month == 2)
        return year % 400 == 0 || (year % 4 == 0 && year % 100 != 0) ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

static void every_day_of_three_centuries(void **state)
{
    (void)state;
    int32_t n = -25567; /* 1900-01-01 */
    int weekday = 1;    /* a Monday */
    for (int32_t year = DAY_YEAR_MIN; year <= DAY_YEAR_MAX; year++) {
        int32_t first = n;
        for (int32_t month = 1; month <= 12; month++) {
            int32_t end = n + length_of(year, month) - 1;
            for (int32_t day = 1; day <= length_of(year, month); day++, n++) {
                struct day d = day_ymd(year, month, day);
                struct ymd v = day_to(d);
                assert_int_equal(d.n, n);
                assert_true(v.year == year && v.month == month && v.day == day);
                assert_int_equal(day_weekday(d), weekday);
                assert_int_equal(day_month_end(d).n, end);
                weekday = weekday % 7 + 1;
            }
        }
        assert_int_equal(day_year_length(year), n - first);
    }
    assert_int_equal(n, day_ymd(2199, 12, 31).n + 1);
}

static void what_is_no_date(void **state)
{
    (void)state;
    static const struct ymd rows[] = {
        {1899, 12, 31}, {2200, 1, 1},  {2026, 0, 1},  {2026, 13, 1},
        {2026, 1, 0},   {2026, 1, 32}, {2026, 2, 29}, {2100, 2, 29},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_false(day_valid(rows[i]));
    assert_true(day_valid((struct ymd){2000, 2, 29}));
}

static void months_are_cut_to_the_last_day(void **state)
{
    (void)state;
    static const struct {
        struct ymd from;
        int32_t months;
        struct ymd to;
    } rows[] = {
        {{2020, 2, 29}, 60, {2025, 2, 28}},  {{2025, 1, 31}, 1, {2025, 2, 28}},
        {{2024, 1, 31}, 1, {2024, 2, 29}},   {{2025, 3, 31}, -1, {2025, 2, 28}},
        {{2025, 1, 15}, -1, {2024, 12, 15}}, {{2025, 12, 31}, 2, {2026, 2, 28}},
        {{2025, 8, 31}, 0, {2025, 8, 31}},   {{2024, 2, 29}, 48, {2028, 2, 29}},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_int_equal(day_add_months(day_from(rows[i].from), rows[i].months).n,
                         day_from(rows[i].to).n);
}

static void dates_are_read_and_written(void **state)
{
    (void)state;
    struct arena a;
    struct buf b;
    struct day d;
    struct err err = {0};
    arena_init(&a, 0);
    buf_init(&b, &a, 100);
    assert_true(day_parse_iso(STR("2026-11-23"), &d, &err));
    assert_int_equal(d.n, day_ymd(2026, 11, 23).n);
    buf_add_day(&b, d);
    buf_add_char(&b, ' ');
    buf_add_day_fr(&b, d);
    buf_add_day(&b, DAY_NONE);
    assert_string_equal(buf_cstr(&b), "2026-11-23 23/11/2026");
    assert_true(day_parse_compact(STR("20240229"), &d, &err));
    assert_int_equal(d.n, day_ymd(2024, 2, 29).n);
    static const char *const bad_iso[] = {"",           "2026-11-2", "2026-11-231", "2026/11/23",
                                          "2026-02-29", "20261123",  " 2026-11-23", "2026-1a-23"};
    for (size_t i = 0; i < COUNT_OF(bad_iso); i++) {
        struct err e = {0};
        assert_false(day_parse_iso(str_of(bad_iso[i]), &d, &e));
        assert_int_equal(e.code, ERR_BAD_DATE);
        assert_string_equal(e.arg, bad_iso[i]);
    }
    static const char *const bad_compact[] = {"", "2026112", "00000000", "20261301", "2026-1-1"};
    for (size_t i = 0; i < COUNT_OF(bad_compact); i++)
        assert_false(day_parse_compact(str_of(bad_compact[i]), &d, NULL));
    assert_int_equal(err.code, ERR_NONE);
    arena_release(&a);
}

static int64_t utc(struct ymd v, int64_t minutes)
{
    return (int64_t)day_from(v).n * 86400000 + minutes * 60000;
}

static void paris_changes_its_clock_on_the_last_sundays(void **state)
{
    (void)state;
    static const struct {
        struct ymd utc;
        int32_t minute;
        struct ymd local;
        int32_t local_minute;
    } rows[] = {
        {{2026, 3, 29}, 59, {2026, 3, 29}, 119},    /* 01:59 */
        {{2026, 3, 29}, 60, {2026, 3, 29}, 180},    /* 03:00 */
        {{2026, 10, 25}, 59, {2026, 10, 25}, 179},  /* 02:59, summer */
        {{2026, 10, 25}, 60, {2026, 10, 25}, 120},  /* 02:00, winter */
        {{2026, 7, 14}, 1319, {2026, 7, 14}, 1439}, /* 23:59 */
        {{2026, 7, 14}, 1320, {2026, 7, 15}, 0},    /* midnight */
        {{2026, 12, 31}, 1380, {2027, 1, 1}, 0},    /* midnight in winter */
        {{1969, 12, 31}, 1439, {1970, 1, 1}, 59},   /* before the epoch */
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct civil c = zone_paris(utc(rows[i].utc, rows[i].minute));
        assert_int_equal(c.day.n, day_from(rows[i].local).n);
        assert_int_equal(c.minute, rows[i].local_minute);
    }
}

static void a_clock_that_is_read_leads_back_to_its_instant(void **state)
{
    (void)state;
    static const struct zone zones[] = {{60, ZONE_SUMMER_EUROPE},
                                        {240, ZONE_NO_SUMMER}, /* La Réunion */
                                        {-180, ZONE_SUMMER_AMERICA} /* Saint-Pierre-et-Miquelon */};
    for (size_t z = 0; z < COUNT_OF(zones); z++) {
        for (int64_t hour = 0; hour < 2 * 366 * 24; hour++) {
            int64_t instant = utc((struct ymd){2026, 1, 1}, hour * 60 + 17);
            struct civil at = zone_civil(zones[z], instant);
            int64_t back = zone_instant(zones[z], at);
            struct civil again = zone_civil(zones[z], back);
            /* an hour that is shown twice: the first of them */
            assert_true(back == instant || back == instant - 3600000);
            assert_int_equal(again.day.n, at.day.n);
            assert_int_equal(again.minute, at.minute);
        }
    }
    /* 02:30 on the day clocks go forward does not exist: the instant at which it would be winter */
    struct civil skipped = {day_from((struct ymd){2026, 3, 29}), 150};
    assert_int_equal(zone_instant(ZONE_PARIS, skipped), utc((struct ymd){2026, 3, 29}, 90));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_of_three_centuries),
        cmocka_unit_test(what_is_no_date),
        cmocka_unit_test(months_are_cut_to_the_last_day),
        cmocka_unit_test(dates_are_read_and_written),
        cmocka_unit_test(paris_changes_its_clock_on_the_last_sundays),
        cmocka_unit_test(a_clock_that_is_read_leads_back_to_its_instant),
    };
    return cmocka_run_group_tests_name("base day", tests, NULL, NULL);
}
