/* The claim view: what the tables of tests/law/statement.tab cannot say: segments, movements,
 * other currencies, reversals. */
#include "support/unit.h"

#include "claim/statement.h"

static struct arena arena;
static struct arena scratch;

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, 0);
    arena_init(&scratch, 0);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_release(&arena);
    arena_release(&scratch);
    return 0;
}

static struct statement_item item(enum item_kind kind, int64_t minor, struct day on)
{
    return (struct statement_item){.kind = kind,
                                   .role = LEDGER_CUSTOMER,
                                   .on = on,
                                   .issued = on,
                                   .due = {day_add(on, 30), DUE_COMPUTED},
                                   .received = DAY_NONE,
                                   .amount_minor = minor};
}

static struct statement_input input(const struct statement_item *items, size_t count)
{
    return (struct statement_input){
        .on = day_ymd(2025, 7, 31),
        .scratch = &scratch,
        .terms = {.debtor = STATEMENT_BUSINESS,
                  .formal_notice = DAY_NONE,
                  .judgment_served = DAY_NONE,
                  .insolvency = DAY_NONE,
                  .currency = CURRENCY_EUR,
                  .tables = law_tables_compiled()},
        .items = items,
        .item_count = count,
    };
}

/* 10,000.00 due 2025-01-31, 4,000.00 allocated on 2025-03-15. */
static void segments_follow_what_was_left(void **state)
{
    (void)state;
    struct statement_item items[] = {item(ITEM_INVOICE, 1000000, day_ymd(2025, 1, 1)),
                                     item(ITEM_PAYMENT, -400000, day_ymd(2025, 3, 15))};
    struct statement_allocation al = {1, 0, 400000, day_ymd(2025, 3, 15), false};
    struct statement_input in = input(items, 2);
    struct statement s;
    in.allocations = &al;
    in.allocation_count = 1;
    assert_true(statement_fold(&arena, &in, &s, NULL));
    const struct law_interest *law = s.lines[0].law;
    assert_int_equal(law->segment_count, 3);
    assert_int_equal(law->segments[0].days, 43);
    assert_int_equal(law->segments[0].interest_micro, 154917808);
    assert_int_equal(law->segments[1].base_minor, 600000);
    assert_int_equal(law->segments[1].interest_micro, 231295890);
    assert_int_equal(law->segments[2].interest_micro, 61915068);
    assert_int_equal(s.lines[0].late_days, 181);
    assert_int_equal(s.lines[0].interest_minor, 44813);
    assert_int_equal(s.movement_count, 1);
    assert_int_equal(s.movements[0].paid.principal, 400000);
    assert_int_equal(s.lines[1].principal_minor, 0);
}

static void by_law_the_payment_says_what_it_paid(void **state)
{
    (void)state;
    struct statement_item items[] = {item(ITEM_INVOICE, 1000000, day_ymd(2025, 1, 1)),
                                     item(ITEM_PAYMENT, -400000, day_ymd(2025, 3, 15))};
    struct statement_input in = input(items, 2);
    struct statement s;
    in.terms.imputation = IMPUTATION_LEGAL;
    assert_true(statement_fold(&arena, &in, &s, NULL));
    assert_int_equal(s.movement_count, 1);
    assert_int_equal(s.movements[0].paid.interest, 15492);
    assert_int_equal(s.movements[0].paid.principal, 384508);
    assert_int_equal(s.differences[DIFFERENCE_IMPUTATION], -384508);
    assert_int_equal(s.differences[DIFFERENCE_UNALLOCATED], 400000);
    assert_int_equal(s.differences[DIFFERENCE_INTEREST], 30078);
    assert_int_equal(s.differences[DIFFERENCE_INDEMNITY], 4000);
}

static void what_was_reversed_never_happened(void **state)
{
    (void)state;
    struct statement_item items[] = {item(ITEM_INVOICE, 1000000, day_ymd(2025, 1, 1)),
                                     item(ITEM_PAYMENT, -400000, day_ymd(2025, 3, 15))};
    struct day on = day_ymd(2025, 3, 15);
    struct statement_allocation als[] = {{1, 0, 400000, on, false}, {1, 0, -400000, on, false}};
    struct statement_input in = input(items, 2);
    struct statement s;
    in.allocations = als;
    in.allocation_count = 2;
    assert_true(statement_fold(&arena, &in, &s, NULL));
    assert_int_equal(s.movement_count, 0);
    assert_int_equal(s.lines[0].principal_minor, 1000000);
    assert_int_equal(s.ledger_unallocated_minor, 400000);
}

/* The indemnity is in euros: beside the claim of an account in another currency. */
static void the_indemnity_keeps_its_currency(void **state)
{
    (void)state;
    struct statement_item items[] = {item(ITEM_INVOICE, 1000000, day_ymd(2025, 1, 1)),
                                     item(ITEM_INVOICE, 1000, day_ymd(2025, 1, 1))};
    struct statement_input in = input(items, 2);
    struct statement s;
    assert_true(currency_parse(STR("USD"), &in.terms.currency, NULL));
    assert_true(statement_fold(&arena, &in, &s, NULL));
    assert_int_equal(s.indemnity_minor, 0);
    assert_int_equal(s.indemnity_euro_minor, 8000);
    assert_int_equal(statement_total(&s), 1001000 + s.interest_minor);
}

static void what_does_not_count_stays_out_of_the_sums(void **state)
{
    (void)state;
    struct statement_item items[] = {item(ITEM_INVOICE, 1000000, day_ymd(2025, 1, 1)),
                                     item(ITEM_RETENTION, 50000, day_ymd(2025, 1, 1)),
                                     item(ITEM_OPENING, 70000, day_ymd(2025, 1, 1))};
    struct statement_input in = input(items, 3);
    struct statement s;
    items[0].role = LEDGER_ACCRUED;
    items[1].role = LEDGER_RETENTION;
    assert_true(statement_fold(&arena, &in, &s, NULL));
    assert_int_equal(s.ledger_minor, 120000);
    assert_int_equal(s.interest_minor, 0);
    assert_int_equal(s.lines[1].gap, GAP_NONE);
    assert_int_equal(s.lines[2].gap, GAP_OPENING);
    assert_false(s.complete);
}

/* 10,000.00 due 2025-01-31, sold on 2025-02-10, given back on 2025-05-20, 4,000.00 of it paid on
 * 2025-06-15. */
static void what_the_factor_gave_back_is_the_invoice_again(void **state)
{
    (void)state;
    struct statement_item items[] = {item(ITEM_INVOICE, 1000000, day_ymd(2025, 1, 1)),
                                     item(ITEM_ASSIGNMENT, -1000000, day_ymd(2025, 2, 10)),
                                     item(ITEM_ASSIGNMENT, 1000000, day_ymd(2025, 5, 20)),
                                     item(ITEM_PAYMENT, -400000, day_ymd(2025, 6, 15))};
    const struct statement_allocation all[] = {{1, 0, 1000000, day_ymd(2025, 2, 10), false},
                                               {3, 2, 400000, day_ymd(2025, 6, 15), false}};
    struct statement_input in = input(items, 2);
    struct statement s;
    for (size_t i = 0; i < 4; i++) {
        items[i].id = (int64_t)i + 1;
        items[i].piece = i < 3 ? STR("F1") : STR("R1");
    }
    items[2].issued = items[0].issued;
    items[2].due = items[0].due;
    in.on = day_ymd(2025, 5, 19);
    in.allocations = all;
    in.allocation_count = 2;
    assert_true(statement_fold(&arena, &in, &s, NULL));
    assert_int_equal(s.lines[0].principal_minor, 0);
    assert_int_equal(s.lines[0].late_days, 10); /* while it was ours */
    for (int mode = 0; mode < IMPUTATION_COUNT; mode++) {
        struct statement plain;
        struct statement_item same[] = {items[0], items[3]};
        struct statement_allocation paid = {1, 0, 400000, day_ymd(2025, 6, 15), false};
        struct statement_input like = input(same, 2);
        like.allocations = &paid;
        like.allocation_count = 1;
        like.terms.imputation = (enum imputation_mode)mode;
        assert_true(statement_fold(&arena, &like, &plain, NULL));
        in = input(items, 4);
        in.allocations = all;
        in.allocation_count = 2;
        in.terms.imputation = (enum imputation_mode)mode;
        assert_true(statement_fold(&arena, &in, &s, NULL));
        assert_int_equal(s.lines[2].ledger_minor, 600000);
        assert_int_equal(s.lines[0].ledger_minor, 0);
        assert_int_equal(s.lines[2].principal_minor, 0);
        assert_int_equal(s.lines[0].principal_minor, plain.lines[0].principal_minor);
        assert_int_equal(s.lines[0].interest_minor, plain.lines[0].interest_minor);
        assert_int_equal(s.indemnity_minor, plain.indemnity_minor);
        assert_int_equal(s.lines[0].law->segments[0].from.n, day_ymd(2025, 2, 1).n);
        assert_int_equal(statement_total(&s), statement_total(&plain));
        int64_t differences = 0;
        for (int d = 0; d < DIFFERENCE_COUNT; d++)
            differences += s.differences[d];
        assert_int_equal(s.ledger_minor + differences, statement_total(&s));
        assert_true(s.complete);
    }
}

static void of_what_came_back_unknown_only_the_principal_is_given(void **state)
{
    (void)state;
    struct statement_item items[] = {item(ITEM_ASSIGNMENT, 1000000, day_ymd(2025, 1, 1))};
    struct statement_input in = input(items, 1);
    struct statement s;
    items[0].piece = STR("F1");
    assert_true(statement_fold(&arena, &in, &s, NULL));
    assert_int_equal(s.lines[0].gap, GAP_OPENING);
    assert_int_equal(s.lines[0].principal_minor, 1000000);
    assert_int_equal(s.interest_minor + s.indemnity_minor, 0);
    assert_false(s.complete);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(segments_follow_what_was_left),
        cmocka_unit_test(by_law_the_payment_says_what_it_paid),
        cmocka_unit_test(what_was_reversed_never_happened),
        cmocka_unit_test(the_indemnity_keeps_its_currency),
        cmocka_unit_test(what_the_factor_gave_back_is_the_invoice_again),
        cmocka_unit_test(of_what_came_back_unknown_only_the_principal_is_given),
        cmocka_unit_test(what_does_not_count_stays_out_of_the_sums),
    };
    return cmocka_run_group_tests_name("claim statement", tests, set_up, tear_down);
}
