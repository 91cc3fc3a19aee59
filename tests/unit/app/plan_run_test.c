/* When a server makes the daily run by itself: working days of mainland France, an hour that was
 * missed, a day that was run already, a try that failed, another hour said meanwhile. */
#include "support/unit.h"

#include "app/daily/plan_run.h"
#include "app/legal/load_law.h"
#include "base/zone.h"

static struct law_in_force law;

/* In Paris in winter, 2026. */
static int64_t at(int month, int day, int hour, int minute)
{
    const struct civil civil = {day_ymd(2026, month, day), hour * 60 + minute};
    return zone_instant(ZONE_PARIS, civil);
}

static struct run_timetable fresh(void)
{
    return (struct run_timetable){
        .plan = {.hour = RUN_HOUR}, .last = {.day = DAY_NONE}, .anybody = true, .law = &law.tables};
}

static void days_and_hours(void **state)
{
    /* month, day, hour, minute; the day run last; is it due, when is the next (hour 0: now) */
    static const struct {
        int now[4], last[2];
        bool due;
        int next[3];
    } cases[] = {
        {{11, 24, 4, 59}, {11, 23}, false, {11, 24, 5}}, {{11, 24, 5, 0}, {11, 23}, true, {0}},
        {{11, 24, 17, 30}, {11, 23}, true, {0}},        /* missed, caught up */
        {{11, 24, 5, 0}, {11, 24}, false, {11, 25, 5}}, /* run by somebody before */
        {{11, 24, 3, 0}, {11, 24}, false, {11, 25, 5}}, /* the same, before the hour */
        {{11, 28, 9, 0}, {11, 26}, false, {11, 30, 5}}, /* a Saturday */
        {{12, 25, 9, 0}, {12, 24}, false, {12, 28, 5}}, /* Christmas, a Friday */
        {{5, 14, 9, 0}, {5, 13}, false, {5, 15, 5}},    /* Ascension */
        {{11, 24, 9, 0}, {11, 25}, true, {0}},          /* a day that is still to come */
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const int *n = cases[i].now, *x = cases[i].next;
        struct run_timetable t = fresh();
        t.last = (struct run_made){.number = 1,
                                   .day = day_ymd(2026, cases[i].last[0], cases[i].last[1])};
        int64_t now = at(n[0], n[1], n[2], n[3]);
        assert_int_equal(run_timetable_due(&t, now), cases[i].due);
        assert_int_equal(run_timetable_next(&t, now), x[0] == 0 ? now : at(x[0], x[1], x[2], 0));
    }
}

static void nobody_is_there(void **state)
{
    struct run_timetable t = fresh();
    (void)state;
    t.anybody = false;
    assert_false(run_timetable_due(&t, at(11, 24, 6, 0)));
    assert_int_equal(run_timetable_next(&t, at(11, 24, 6, 0)), 0);
    t = fresh();
    assert_true(run_timetable_due(&t, at(11, 24, 6, 0)));
}

static void another_hour_holds_from_then(void **state)
{
    struct run_timetable t = fresh();
    (void)state;
    t.plan.hour = 8;
    t.plan.since_ms = at(11, 24, 8, 30);
    assert_false(run_timetable_due(&t, at(11, 24, 9, 0)));
    assert_int_equal(run_timetable_next(&t, at(11, 24, 9, 0)), at(11, 25, 8, 0));
    t.plan.since_ms = at(11, 24, 7, 30);
    assert_true(run_timetable_due(&t, at(11, 24, 9, 0)));
    t.plan = (struct timetable){.hour = TIMETABLE_NO_HOUR};
    assert_false(run_timetable_due(&t, at(11, 24, 9, 0)));
    assert_int_equal(run_timetable_next(&t, at(11, 24, 9, 0)), 0);
}

static void a_failed_one_waits(void **state)
{
    struct run_timetable t = fresh();
    (void)state;
    t.plan.again_ms = at(11, 24, 5, 10);
    assert_false(run_timetable_due(&t, at(11, 24, 5, 9)));
    assert_int_equal(run_timetable_next(&t, at(11, 24, 5, 9)), at(11, 24, 5, 10));
    assert_true(run_timetable_due(&t, at(11, 24, 5, 10)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_and_hours),
        cmocka_unit_test(nobody_is_there),
        cmocka_unit_test(another_hour_holds_from_then),
        cmocka_unit_test(a_failed_one_waits),
    };
    load_law_compiled(&law);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
