/* Payment plans: sums, rounding, lines kept by money, the acceleration clause. */
#include "support/unit.h"

#include "claim/instalments.h"

static struct arena arena;
static struct means_rules rules;

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, 0);
    rules = means_rules_default();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

enum { F1 = 11 };

static const struct covered_item one_item = {.item_id = F1, .minor = 100001};
static struct instalment lines[3];

/* 1,000.01 in three lines by transfer: 5 January, 5 February, 5 March 2027. */
static struct instalments plan(void)
{
    struct instalments_spread spread = {100001, day_ymd(2027, 1, 5), 3, 1, 0};
    instalments_spread(&spread, lines);
    return (struct instalments){.state = INSTALMENTS_AGREED,
                                .means = MEANS_TRANSFER,
                                .c = {.items = {&one_item, 1},
                                      .made = day_ymd(2026, 11, 23),
                                      .wanted_minor = 100001,
                                      .word = {DAY_NONE, 0}},
                                .lines = lines,
                                .line_count = 3};
}

static struct instalments_answer judge(const struct instalments *p, struct receipt *rows,
                                       size_t count, struct day today)
{
    struct promise_ground ground = {
        today, today, &rules, {law_tables_compiled(), LAW_REGION_MAINLAND}};
    struct receipts receipts = {rows, count};
    return instalments_judge(&arena, p, &receipts, &ground);
}

static void the_last_line_takes_the_rounding(void **state)
{
    (void)state;
    struct instalments p = plan();
    assert_int_equal(lines[0].minor, 33333);
    assert_int_equal(lines[1].minor, 33333);
    assert_int_equal(lines[2].minor, 33335);
    assert_int_equal(lines[2].due.n, day_ymd(2027, 3, 5).n);
    assert_int_equal(instalments_check(&p, true), INSTALMENTS_SOUND);
    struct instalments_spread monthly = {100, day_ymd(2026, 10, 31), 5, 1, 0};
    struct instalment five[5];
    instalments_spread(&monthly, five);
    assert_int_equal(five[1].due.n, day_ymd(2026, 11, 30).n);
    assert_int_equal(five[2].due.n, day_ymd(2026, 12, 31).n); /* not the 30th for ever */
    struct instalments_spread weekly = {100, day_ymd(2026, 10, 31), 5, 0, 7};
    instalments_spread(&weekly, five);
    assert_int_equal(five[4].due.n, day_ymd(2026, 11, 28).n);
}

static void the_sum_is_what_the_items_owe(void **state)
{
    (void)state;
    struct instalments p = plan();
    p.line_count = 2;
    assert_int_equal(instalments_check(&p, false), INSTALMENTS_SUM);
    p.remainder_minor = 33335;
    assert_int_equal(instalments_check(&p, false), INSTALMENTS_SOUND);
    p.remainder_minor = -1;
    assert_int_equal(instalments_check(&p, false), INSTALMENTS_NEGATIVE);
    p = plan();
    lines[2].minor += 1000;
    assert_int_equal(instalments_check(&p, false), INSTALMENTS_SUM);
    p.c.extra_minor = 1000;
    assert_int_equal(instalments_check(&p, false), INSTALMENTS_SOUND);
    assert_int_equal(instalments_check(&p, true), INSTALMENTS_CONSUMER);
    p = plan();
    lines[1].due = lines[0].due;
    assert_int_equal(instalments_check(&p, false), INSTALMENTS_BAD_LINE);
    p = plan();
    lines[1].minor = 0;
    assert_int_equal(instalments_check(&p, false), INSTALMENTS_BAD_LINE);
    p.line_count = 0;
    assert_int_equal(instalments_check(&p, false), INSTALMENTS_NO_LINES);
}

static void a_proposal_suspends_nothing(void **state)
{
    (void)state;
    struct instalments p = plan();
    p.state = INSTALMENTS_DRAFT;
    assert_int_equal(judge(&p, NULL, 0, day_ymd(2026, 11, 24)).status, INSTALMENTS_IS_DRAFT);
    p.state = INSTALMENTS_PROPOSED;
    assert_false(judge(&p, NULL, 0, day_ymd(2026, 11, 24)).suspends);
    p.state = INSTALMENTS_ENDED;
    assert_false(judge(&p, NULL, 0, day_ymd(2026, 11, 24)).suspends);
    p.state = INSTALMENTS_AGREED;
    struct instalments_answer a = judge(&p, NULL, 0, day_ymd(2026, 11, 24));
    assert_int_equal(a.status, INSTALMENTS_IS_AGREED);
    assert_true(a.suspends);
    assert_int_equal(a.until.n, day_ymd(2027, 1, 7).n);
}

/* Trap: grace counted for the whole and not for its parts. */
static void every_line_has_its_grace(void **state)
{
    (void)state;
    struct instalments p = plan();
    struct instalments_answer a = judge(&p, NULL, 0, day_ymd(2027, 1, 7));
    assert_int_equal(a.status, INSTALMENTS_IS_RUNNING);
    assert_int_equal(a.lines[0].status, PROMISE_IS_OPEN);
    assert_int_equal(a.lines[1].last_day.n, day_ymd(2027, 2, 9).n); /* Friday + 2 */
    a = judge(&p, NULL, 0, day_ymd(2027, 1, 8));
    assert_int_equal(a.lines[0].status, PROMISE_IS_BROKEN);
    assert_int_equal(a.status, INSTALMENTS_IS_BROKEN);
    assert_false(a.suspends);
    assert_int_equal(a.due_now_minor, 33333);
    assert_int_equal(a.missed.n, day_ymd(2027, 1, 5).n);
    p.acceleration = true;
    assert_int_equal(judge(&p, NULL, 0, day_ymd(2027, 1, 8)).due_now_minor, 100001);
}

static void money_goes_to_the_oldest_line(void **state)
{
    (void)state;
    struct instalments p = plan();
    struct receipt rows[] = {{F1, day_ymd(2027, 1, 5), 40000, false, false},
                             {F1, day_ymd(2027, 2, 20), 26666, false, false},
                             {0, day_ymd(2027, 3, 5), 33335, false, false}};
    struct instalments_answer a = judge(&p, rows, 1, day_ymd(2027, 1, 20));
    assert_int_equal(a.lines[0].status, PROMISE_IS_KEPT);
    assert_int_equal(a.lines[1].paid_minor, 6667);
    assert_int_equal(a.lines[1].status, PROMISE_IS_OPEN);
    assert_true(a.suspends);
    assert_int_equal(a.rest_minor, 60001);
    a = judge(&p, rows, 2, day_ymd(2027, 2, 20));
    assert_int_equal(a.lines[1].status, PROMISE_IS_LATE);
    assert_int_equal(a.status, INSTALMENTS_IS_RUNNING);
    a = judge(&p, rows, 3, day_ymd(2027, 3, 20));
    assert_int_equal(a.status, INSTALMENTS_IS_KEPT);
    assert_int_equal(a.paid_minor, 100001);
    assert_false(a.suspends);
}

static void a_line_waits_for_the_books(void **state)
{
    (void)state;
    struct instalments p = plan();
    struct promise_ground ground = {day_ymd(2027, 1, 20),
                                    day_ymd(2027, 1, 6),
                                    &rules,
                                    {law_tables_compiled(), LAW_REGION_MAINLAND}};
    struct receipts none = {NULL, 0};
    struct instalments_answer a = instalments_judge(&arena, &p, &none, &ground);
    assert_int_equal(a.lines[0].status, PROMISE_IS_TO_VERIFY);
    assert_int_equal(a.status, INSTALMENTS_IS_RUNNING);
    assert_true(a.to_verify);
}

static void a_credit_note_shortens_the_end(void **state)
{
    (void)state;
    struct instalments p = plan();
    struct receipt rows[] = {{F1, day_ymd(2027, 1, 4), 40000, true, false}};
    struct instalments_answer a = judge(&p, rows, 1, day_ymd(2027, 1, 5));
    assert_int_equal(a.lines[0].wanted_minor, 33333);
    assert_int_equal(a.lines[1].wanted_minor, 26668);
    assert_int_equal(a.lines[2].wanted_minor, 0);
    assert_int_equal(a.rest_minor, 60001);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_last_line_takes_the_rounding),
        cmocka_unit_test(the_sum_is_what_the_items_owe),
        cmocka_unit_test(a_proposal_suspends_nothing),
        cmocka_unit_test(every_line_has_its_grace),
        cmocka_unit_test(money_goes_to_the_oldest_line),
        cmocka_unit_test(a_line_waits_for_the_books),
        cmocka_unit_test(a_credit_note_shortens_the_end),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
