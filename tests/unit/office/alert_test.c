/* Alerts and departments. */
#include "support/unit.h"

#include "office/alert.h"
#include "office/department.h"

static void an_unanswered_alert_is_overdue_the_day_after(void **state)
{
    (void)state;
    struct day by = day_ymd(2026, 11, 24);
    assert_int_equal(alert_status(ALERT_IS_OPEN, by, by), ALERT_IS_OPEN);
    assert_int_equal(alert_status(ALERT_IS_OPEN, by, day_add(by, 1)), ALERT_IS_OVERDUE);
    assert_int_equal(alert_status(ALERT_IS_ANSWERED, by, day_add(by, 1)), ALERT_IS_ANSWERED);
    assert_int_equal(alert_status(ALERT_IS_CLOSED, by, day_add(by, 1)), ALERT_IS_CLOSED);
}

static void lists_read_what_they_write(void **state)
{
    (void)state;
    for (int i = 0; i < ALERT_KIND_COUNT; i++) {
        enum alert_kind kind;
        assert_true(alert_kind_parse(str_of(alert_kind_code((enum alert_kind)i)), &kind));
        assert_int_equal(kind, i);
    }
    for (int i = 0; i < ALERT_STATUS_COUNT; i++) {
        enum alert_status status;
        assert_true(alert_status_parse(str_of(alert_status_code((enum alert_status)i)), &status));
        assert_int_equal(status, i);
    }
    for (int i = 0; i < DEPARTMENT_COUNT; i++) {
        enum department department;
        assert_true(department_parse(str_of(department_code((enum department)i)), &department));
        assert_int_equal(department, i);
    }
}

static void a_dispute_has_somebody_to_answer_it(void **state)
{
    (void)state;
    assert_int_equal(department_of_dispute(DISPUTE_ALREADY_PAID), DEPARTMENT_CASH);
    assert_int_equal(department_of_dispute(DISPUTE_INVOICE_ERROR), DEPARTMENT_BILLING);
    assert_int_equal(department_of_dispute(DISPUTE_TIME_BARRED), DEPARTMENT_LEGAL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_unanswered_alert_is_overdue_the_day_after),
        cmocka_unit_test(lists_read_what_they_write),
        cmocka_unit_test(a_dispute_has_somebody_to_answer_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
