/* The claim view: interest on what was left, one rounding, and what keeps it from being given. */
#include "support/unit.h"

#include "claim/statement.h"

static struct arena arena;
static struct law_curve curve;

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, 0);
    struct law_curve_terms terms = {.kind = LAW_CURVE_BUSINESS,
                                    .from = day_ymd(2023, 1, 1),
                                    .to = day_ymd(2026, 12, 31),
                                    .more_from = DAY_NONE};
    curve = law_curve_build(law_tables_compiled(), &terms, &arena);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static struct statement_item invoice(int64_t minor, struct day due)
{
    return (struct statement_item){.kind = ITEM_INVOICE,
                                   .role = LEDGER_CUSTOMER,
                                   .due = {due, DUE_COMPUTED},
                                   .amount_minor = minor};
}

static struct statement_line ask(const struct statement_item *item, enum statement_debtor debtor,
                                 struct day on)
{
    struct statement_terms terms = {debtor, on, 4000, &curve};
    return statement_of(&arena, item, &terms);
}

/* WE-01 and WE-02 of the law's worked examples: paid in full on the last day. */
static void interest_runs_from_the_day_after_to_the_day_of_payment(void **state)
{
    (void)state;
    struct statement_payment paid = {day_ymd(2025, 10, 15), 1200000};
    struct statement_item item = invoice(1200000, day_ymd(2025, 8, 31));
    item.payments = &paid;
    item.payment_count = 1;
    struct statement_line line = ask(&item, STATEMENT_BUSINESS, day_ymd(2026, 3, 1));
    assert_int_equal(line.late_days, 45);
    assert_int_equal(line.interest_minor, 17975);
    assert_int_equal(line.indemnity_minor, 4000);
    assert_int_equal(line.open_minor, 0);
    item = invoice(845060, day_ymd(2024, 11, 30));
    assert_int_equal(ask(&item, STATEMENT_BUSINESS, day_ymd(2025, 3, 20)).interest_minor, 34279);
}

/* 10,000.00 due 2025-01-31, 4,000.00 allocated on 2025-03-15: principal falls by all of it (ledger
 * imputation, unlike WE-08). 43 d and 107 d at 13.15 %, 31 d at 12.15 %. */
static void a_payment_lowers_the_base_from_the_next_day(void **state)
{
    (void)state;
    struct statement_payment paid = {day_ymd(2025, 3, 15), 400000};
    struct statement_item item = invoice(1000000, day_ymd(2025, 1, 31));
    item.payments = &paid;
    item.payment_count = 1;
    struct statement_line line = ask(&item, STATEMENT_BUSINESS, day_ymd(2025, 7, 31));
    /* 154.917808 + 6000 x .1315 x 107/365 = 231.295890 + 6000 x .1215 x 31/365 = 61.915068 */
    assert_int_equal(line.interest_minor, 44813);
    assert_int_equal(line.open_minor, 600000);
}

static void paid_in_time_owes_nothing(void **state)
{
    (void)state;
    struct statement_payment paid = {day_ymd(2025, 1, 31), 1000000};
    struct statement_item item = invoice(1000000, day_ymd(2025, 1, 31));
    item.payments = &paid;
    item.payment_count = 1;
    struct statement_line line = ask(&item, STATEMENT_BUSINESS, day_ymd(2025, 7, 31));
    assert_int_equal(line.interest_minor, 0);
    assert_int_equal(line.indemnity_minor, 0);
}

static void what_is_not_known_is_not_claimed(void **state)
{
    (void)state;
    struct day on = day_ymd(2026, 1, 31);
    struct statement_item item = invoice(1000000, day_ymd(2025, 1, 31));
    assert_int_equal(ask(&item, STATEMENT_UNKNOWN, on).gap, GAP_DEBTOR_KIND);
    assert_int_equal(ask(&item, STATEMENT_PUBLIC, on).gap, GAP_RECEIPT_DATE);
    assert_int_equal(ask(&item, STATEMENT_CONSUMER, on).gap, GAP_NONE);
    assert_int_equal(ask(&item, STATEMENT_CONSUMER, on).interest_minor, 0);
    assert_int_equal(ask(&item, STATEMENT_CONSUMER, on).indemnity_minor, 0);
    item.due.source = DUE_ASSUMED;
    assert_int_equal(ask(&item, STATEMENT_BUSINESS, on).gap, GAP_DUE_DATE);
    assert_int_equal(ask(&item, STATEMENT_BUSINESS, on).interest_minor, 0);
    item.kind = ITEM_OPENING;
    assert_int_equal(ask(&item, STATEMENT_BUSINESS, on).gap, GAP_OPENING);
}

static void a_missing_rate_stops_interest_and_says_so(void **state)
{
    (void)state;
    struct statement_item item = invoice(1000000, day_ymd(2026, 11, 30));
    struct statement_line to_the_end = ask(&item, STATEMENT_BUSINESS, day_ymd(2026, 12, 31));
    struct statement_line beyond = ask(&item, STATEMENT_BUSINESS, day_ymd(2027, 6, 30));
    assert_int_equal(to_the_end.gap, GAP_NONE);
    assert_int_equal(beyond.gap, GAP_RATE_MISSING);
    assert_int_equal(beyond.interest_minor, to_the_end.interest_minor);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(interest_runs_from_the_day_after_to_the_day_of_payment),
        cmocka_unit_test(a_payment_lowers_the_base_from_the_next_day),
        cmocka_unit_test(paid_in_time_owes_nothing),
        cmocka_unit_test(what_is_not_known_is_not_claimed),
        cmocka_unit_test(a_missing_rate_stops_interest_and_says_so),
    };
    return cmocka_run_group_tests_name("claim statement", tests, set_up, tear_down);
}
