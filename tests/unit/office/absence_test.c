/* Who is away on a day. */
#include "support/unit.h"

#include "office/absence.h"

static const struct absence absences[] = {
    {1, 7, {10}, {20}, 8, false},
    {2, 7, {15}, {16}, 9, false},
    {3, 7, {30}, {40}, 0, true},
    {4, 8, {10}, {10}, 0, false},
};

static int64_t away(int64_t user_id, int32_t day)
{
    const struct absence *a = absence_on(absences, COUNT_OF(absences), user_id, (struct day){day});
    return a == NULL ? 0 : a->id;
}

static void both_days_count(void **state)
{
    (void)state;
    assert_int_equal(away(7, 9), 0);
    assert_int_equal(away(7, 10), 1);
    assert_int_equal(away(7, 20), 1);
    assert_int_equal(away(7, 21), 0);
    assert_int_equal(away(8, 10), 4);
    assert_int_equal(away(9, 10), 0);
}

static void the_one_entered_last_holds(void **state)
{
    (void)state;
    assert_int_equal(away(7, 15), 2);
    assert_int_equal(away(7, 17), 1);
}

static void what_was_cancelled_never_was(void **state)
{
    (void)state;
    assert_int_equal(away(7, 35), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_days_count),
        cmocka_unit_test(the_one_entered_last_holds),
        cmocka_unit_test(what_was_cancelled_never_was),
    };
    return cmocka_run_group_tests_name("office absence", tests, NULL, NULL);
}
