/* Aged balance: edges of the buckets, credits, strict due dates; due dates from terms. */
#include "support/unit.h"

#include "claim/ageing.h"

static const struct day today = {20000};

static struct ageing one(int32_t days_late, enum due_source source, int64_t open, bool strict)
{
    struct ageing row = {0};
    ageing_add(&row, open, (struct due){{today.n - days_late}, source}, today, strict);
    return row;
}

static void buckets_begin_the_day_after_the_due_date(void **state)
{
    (void)state;
    assert_int_equal(one(-1, DUE_STATED, 100, false).not_due, 100);
    assert_int_equal(one(0, DUE_STATED, 100, false).not_due, 100);
    assert_int_equal(one(1, DUE_STATED, 100, false).d1_30, 100);
    assert_int_equal(one(30, DUE_STATED, 100, false).d1_30, 100);
    assert_int_equal(one(31, DUE_STATED, 100, false).d31_60, 100);
    assert_int_equal(one(60, DUE_STATED, 100, false).d31_60, 100);
    assert_int_equal(one(61, DUE_STATED, 100, false).d61_90, 100);
    assert_int_equal(one(90, DUE_STATED, 100, false).d61_90, 100);
    assert_int_equal(one(91, DUE_STATED, 100, false).over_90, 100);
}

static void credits_stand_apart(void **state)
{
    (void)state;
    struct ageing row = one(40, DUE_STATED, -250, false);
    assert_int_equal(row.unallocated, 250);
    assert_int_equal(ageing_total(&row), -250);
}

static void strict_keeps_only_stated_dates(void **state)
{
    (void)state;
    assert_int_equal(one(40, DUE_COMPUTED, 100, true).no_due_date, 100);
    assert_int_equal(one(40, DUE_ASSUMED, 100, true).no_due_date, 100);
    assert_int_equal(one(40, DUE_ASSUMED, 100, true).assumed, 0);
    assert_int_equal(one(40, DUE_STATED, 100, true).d31_60, 100);
    assert_int_equal(one(40, DUE_ASSUMED, 100, false).assumed, 100);
    assert_int_equal(one(40, DUE_COMPUTED, 100, false).assumed, 0);
}

static void sums_tie(void **state)
{
    (void)state;
    struct ageing total = {0};
    struct ageing a = one(95, DUE_ASSUMED, 700, false);
    struct ageing b = one(5, DUE_STATED, -200, false);
    ageing_sum(&total, &a);
    ageing_sum(&total, &b);
    assert_int_equal(ageing_total(&total), 500);
}

static void due_dates_come_from_terms_or_are_assumed(void **state)
{
    (void)state;
    struct day issued = day_ymd(2026, 2, 15);
    struct due due = due_of(issued, STR("eom45a"));
    assert_int_equal(due.source, DUE_COMPUTED);
    assert_int_equal(due.day.n, day_ymd(2026, 4, 30).n);
    due = due_of(issued, (struct str){0});
    assert_int_equal(due.source, DUE_ASSUMED);
    assert_int_equal(due.day.n, issued.n + 30);
    assert_int_equal(due_of(issued, STR("whenever")).source, DUE_ASSUMED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(buckets_begin_the_day_after_the_due_date),
        cmocka_unit_test(credits_stand_apart),
        cmocka_unit_test(strict_keeps_only_stated_dates),
        cmocka_unit_test(sums_tie),
        cmocka_unit_test(due_dates_come_from_terms_or_are_assumed),
    };
    return cmocka_run_group_tests_name("claim ageing", tests, NULL, NULL);
}
