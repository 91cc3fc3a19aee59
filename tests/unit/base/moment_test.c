/* Moments as people and programs write them. */
#include "support/unit.h"

#include "base/moment.h"

static void days_times_and_instants(void **state)
{
    (void)state;
    const struct {
        const char *text;
        struct day day;
        int32_t minute;
    } rows[] = {
        {"2026-11-23", day_ymd(2026, 11, 23), MOMENT_NO_MINUTE},
        {"2026-11-23T10:15", day_ymd(2026, 11, 23), 615},
        {"2026-11-23 10:15:59", day_ymd(2026, 11, 23), 615},
        {"2026-11-23T09:15:30.250Z", day_ymd(2026, 11, 23), 615},
        {"2026-11-23T10:15:30+01:00", day_ymd(2026, 11, 23), 615},
        {"2026-11-23T10:15+0100", day_ymd(2026, 11, 23), 615},
        {"2026-07-14T10:15Z", day_ymd(2026, 7, 14), 735},           /* summer time */
        {"2026-12-31T23:30Z", day_ymd(2027, 1, 1), 30},             /* the next year here */
        {"2026-11-23T00:10:00+05:30", day_ymd(2026, 11, 22), 1180}, /* the day before here */
        {"2026-11-23T10:15-04:00", day_ymd(2026, 11, 23), 915},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct civil at;
        struct err err = {0};
        assert_true(moment_parse(str_of(rows[i].text), &at, &err));
        assert_int_equal(at.day.n, rows[i].day.n);
        assert_int_equal(at.minute, rows[i].minute);
    }
}

static void what_is_no_moment_is_refused(void **state)
{
    (void)state;
    const char *const rows[] = {
        "",
        "yesterday",
        "2026-02-30",
        "2026-11-23T",
        "2026-11-23T10",
        "2026-11-23T24:00",
        "2026-11-23T10:60",
        "2026-11-23T10:15:",
        "2026-11-23T10:15:61",
        "2026-11-23T10:15:30.",
        "2026-11-23T10:15X",
        "2026-11-23T10:15+15:00",
        "2026-11-23T10:15+01:00Z",
        "2026-11-23T10:15Z ",
        "2026-11-2310:15",
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct civil at;
        struct err err = {0};
        assert_false(moment_parse(str_of(rows[i]), &at, &err));
        assert_int_equal(err.code, ERR_BAD_DATE);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_times_and_instants),
        cmocka_unit_test(what_is_no_moment_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
