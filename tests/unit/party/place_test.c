/* Where a postcode lies: region, time zone, summer time. */
#include "support/unit.h"

#include "party/place.h"

static void a_postcode_gives_region_and_time(void **state)
{
    (void)state;
    /* 2026-07-01 and 2026-12-01, 12:00 UTC */
    const int64_t summer = (int64_t)day_ymd(2026, 7, 1).n * 86400000 + 12 * 3600000;
    const int64_t winter = (int64_t)day_ymd(2026, 12, 1).n * 86400000 + 12 * 3600000;
    static const struct {
        const char *country, *postcode;
        enum law_region region;
        bool known;
        int summer_hour, winter_hour;
    } rows[] = {
        {"", "75011", LAW_REGION_MAINLAND, true, 14, 13},
        {"FR", "20 090", LAW_REGION_MAINLAND, true, 14, 13},
        {"france", "67000", LAW_REGION_ALSACE_MOSELLE, true, 14, 13},
        {"", "57100", LAW_REGION_ALSACE_MOSELLE, true, 14, 13},
        {"", "68100", LAW_REGION_ALSACE_MOSELLE, true, 14, 13},
        {"", "97110", LAW_REGION_GUADELOUPE, true, 8, 8},
        {"", "97133", LAW_REGION_MAINLAND, true, 8, 8},
        {"", "97200", LAW_REGION_MARTINIQUE, true, 8, 8},
        {"", "97300", LAW_REGION_GUYANE, true, 9, 9},
        {"", "97400", LAW_REGION_LA_REUNION, true, 16, 16},
        {"RE", "", LAW_REGION_LA_REUNION, true, 16, 16},
        {"", "97500", LAW_REGION_MAINLAND, true, 10, 9},
        {"", "97600", LAW_REGION_MAYOTTE, true, 15, 15},
        {"", "98600", LAW_REGION_MAINLAND, true, 0, 0},
        {"", "98714", LAW_REGION_MAINLAND, true, 2, 2},
        {"", "98800", LAW_REGION_MAINLAND, true, 23, 23},
        {"", "98000", LAW_REGION_MAINLAND, true, 14, 13},
        {"DE", "67000", LAW_REGION_MAINLAND, false, 14, 13},
        {"", "6700", LAW_REGION_MAINLAND, false, 14, 13},
        {"", "", LAW_REGION_MAINLAND, false, 14, 13},
        {"", "670000", LAW_REGION_MAINLAND, false, 14, 13},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct place p = place_of(str_of(rows[i].country), str_of(rows[i].postcode));
        assert_int_equal(p.region, rows[i].region);
        assert_int_equal(p.known, rows[i].known);
        assert_int_equal(zone_civil(p.zone, summer).minute, rows[i].summer_hour * 60);
        assert_int_equal(zone_civil(p.zone, winter).minute, rows[i].winter_hour * 60);
    }
}

static void the_local_day_is_the_debtor_s(void **state)
{
    (void)state;
    int64_t evening = (int64_t)day_ymd(2026, 12, 1).n * 86400000 + 20 * 3600000;
    struct place reunion = place_of(STR(""), STR("97400"));
    struct place tahiti = place_of(STR(""), STR("98714"));
    assert_int_equal(zone_civil(reunion.zone, evening).day.n, day_ymd(2026, 12, 2).n);
    assert_int_equal(zone_civil(tahiti.zone, evening).day.n, day_ymd(2026, 12, 1).n);
}

static void american_summer_time_begins_and_ends_at_two(void **state)
{
    (void)state;
    struct zone zone = place_of(STR(""), STR("97500")).zone;
    /* 2026: 8 March 05:00 UTC, 1 November 04:00 UTC */
    int64_t in = (int64_t)day_ymd(2026, 3, 8).n * 86400000 + 5 * 3600000;
    int64_t out = (int64_t)day_ymd(2026, 11, 1).n * 86400000 + 4 * 3600000;
    assert_int_equal(zone_civil(zone, in - 60000).minute, 1 * 60 + 59);
    assert_int_equal(zone_civil(zone, in).minute, 3 * 60);
    assert_int_equal(zone_civil(zone, out - 60000).minute, 1 * 60 + 59);
    assert_int_equal(zone_civil(zone, out).minute, 1 * 60);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_postcode_gives_region_and_time),
        cmocka_unit_test(the_local_day_is_the_debtor_s),
        cmocka_unit_test(american_summer_time_begins_and_ends_at_two),
    };
    return cmocka_run_group_tests_name("party place", tests, NULL, NULL);
}
