/* When a server makes a backup by itself: clocks of mainland France, nights in which they move,
 * hours that were missed, a try that failed, another hour said meanwhile. */
#include "support/unit.h"

#include "app/system/plan_backups.h"
#include "base/zone.h"

static int64_t utc(int month, int day, int hour, int minute)
{
    return ((int64_t)day_ymd(2026, month, day).n * 24 * 60 + hour * 60 + minute) * 60 * 1000;
}

static void moments(void **state)
{
    /* hour, now in UTC; the last moment and the next one in UTC */
    static const struct {
        int hour, now[4], last[4], next[4];
    } cases[] = {
        {3, {11, 28, 1, 59}, {11, 27, 2, 0}, {11, 28, 2, 0}},
        {3, {11, 28, 2, 0}, {11, 28, 2, 0}, {11, 29, 2, 0}},
        {0, {11, 27, 23, 0}, {11, 27, 23, 0}, {11, 28, 23, 0}}, /* the next civil day there */
        {23, {7, 1, 20, 0}, {6, 30, 21, 0}, {7, 1, 21, 0}},     /* summer */
        {2, {3, 29, 0, 30}, {3, 28, 1, 0}, {3, 29, 1, 0}},      /* skipped: 3 o'clock */
        {2, {3, 29, 1, 0}, {3, 29, 1, 0}, {3, 30, 0, 0}},
        {2, {10, 25, 0, 10}, {10, 25, 0, 0}, {10, 26, 1, 0}}, /* comes twice: the first */
        {2, {10, 25, 1, 10}, {10, 25, 0, 0}, {10, 26, 1, 0}},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const int *n = cases[i].now, *l = cases[i].last, *x = cases[i].next;
        int64_t now = utc(n[0], n[1], n[2], n[3]);
        assert_int_equal(backup_slot(cases[i].hour, now), utc(l[0], l[1], l[2], l[3]));
        assert_int_equal(backup_slot_after(cases[i].hour, now), utc(x[0], x[1], x[2], x[3]));
    }
}

static void a_missed_one_is_caught_up_once(void **state)
{
    struct backup_plan plan = {.at = {.hour = 3, .since_ms = utc(11, 20, 12, 0)}};
    int64_t slot = 0;
    (void)state;
    assert_false(backup_plan_due(&plan, utc(11, 20, 12, 5), &slot)); /* before anybody wished it */
    assert_int_equal(backup_plan_next(&plan, utc(11, 20, 12, 5)), utc(11, 21, 2, 0));
    assert_true(backup_plan_due(&plan, utc(11, 24, 9, 0), &slot)); /* three were missed */
    assert_int_equal(slot, utc(11, 24, 2, 0));
    assert_int_equal(backup_plan_next(&plan, utc(11, 24, 9, 0)), utc(11, 24, 9, 0));
    assert_true(backup_plan_due(&plan, utc(11, 24, 9, 0), &plan.slot_ms));
    assert_int_equal(plan.slot_ms, slot);
    assert_false(backup_plan_due(&plan, utc(11, 24, 9, 1), &slot));
    assert_false(backup_plan_due(&plan, utc(11, 25, 1, 59), &slot));
    assert_true(backup_plan_due(&plan, utc(11, 25, 2, 0), &slot));
}

static void a_failed_one_waits(void **state)
{
    struct backup_plan plan = {.at = {.hour = 3, .again_ms = utc(11, 24, 2, 10)}};
    int64_t slot = 0;
    (void)state;
    assert_false(backup_plan_due(&plan, utc(11, 24, 2, 9), &slot));
    assert_int_equal(backup_plan_next(&plan, utc(11, 24, 2, 9)), utc(11, 24, 2, 10));
    assert_true(backup_plan_due(&plan, utc(11, 24, 2, 10), &slot));
}

static void nobody_wants_one(void **state)
{
    struct backup_plan plan = {.at.hour = TIMETABLE_NO_HOUR};
    int64_t slot = 0;
    (void)state;
    assert_false(backup_plan_due(&plan, utc(11, 24, 2, 9), &slot));
    assert_int_equal(backup_plan_next(&plan, utc(11, 24, 2, 9)), 0);
    assert_int_equal(backup_plan_kept(&plan), BACKUPS_KEPT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(moments),
        cmocka_unit_test(a_missed_one_is_caught_up_once),
        cmocka_unit_test(a_failed_one_waits),
        cmocka_unit_test(nobody_wants_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
