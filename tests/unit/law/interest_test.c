/* What the tables of tests/law cannot say: other currencies, limits, days beyond the tables. */
#include "support/unit.h"

#include "base/arena.h"
#include "law/interest.h"

static struct law_interest compute(struct arena *arena, const struct law_case *c)
{
    struct law_interest r;
    struct err err = {0};
    assert_true(law_interest_compute(law_tables_compiled(), c, arena, &r, &err));
    return r;
}

static struct law_case business(int64_t minor, struct day due, struct day until)
{
    struct law_case c = law_case_empty();
    c.principal = eur(minor);
    c.due = due;
    c.until = until;
    return c;
}

/* The figure is given up to the last covered day, and the missing table is named. */
static void beyond_the_tables(void **state)
{
    struct arena arena;
    (void)state;
    arena_init(&arena, 0);
    struct law_case c = business(10000, day_ymd(2026, 11, 30), day_ymd(2027, 6, 30));
    struct law_interest r = compute(&arena, &c);
    assert_int_equal(r.missing_day.n, day_ymd(2027, 1, 1).n);
    assert_string_equal(r.missing_table, "ecb");
    assert_int_equal(r.days, 31);
    assert_int_equal(r.owed.interest, 105);
    arena_release(&arena);
}

/* Six decimals of the main unit, whatever the currency's digits; the 40 euros stay apart. */
static void other_currencies(void **state)
{
    struct arena arena;
    struct err err = {0};
    (void)state;
    arena_init(&arena, 0);
    struct law_case c = business(1000000, day_ymd(2025, 8, 31), day_ymd(2025, 11, 12));
    assert_true(currency_parse(STR("JPY"), &c.principal.currency, &err));
    struct law_interest r = compute(&arena, &c);
    assert_int_equal(r.owed.interest, 24300);
    assert_int_equal(r.segments[0].interest_micro, INT64_C(24300000000));
    assert_int_equal(r.owed.indemnity, 0);
    assert_true(currency_parse(STR("TND"), &c.principal.currency, &err));
    r = compute(&arena, &c);
    assert_int_equal(r.segments[0].interest_micro, INT64_C(24300000));
    arena_release(&arena);
}

static void absurd_amounts_are_errors(void **state)
{
    struct arena arena;
    struct law_interest r;
    struct err err = {0};
    (void)state;
    arena_init(&arena, 0);
    struct law_case c =
        business(INT64_C(1000000000000000), day_ymd(2013, 1, 1), day_ymd(2026, 12, 31));
    c.has_contract_rate = true;
    c.contract_rate.micro = INT64_C(1000000000);
    assert_false(law_interest_compute(law_tables_compiled(), &c, &arena, &r, &err));
    assert_int_equal(err.code, ERR_OVERFLOW);
    arena_release(&arena);
}

static void refusals_name_what_is_wrong(void **state)
{
    struct arena arena;
    struct law_interest r;
    struct err err = {0};
    (void)state;
    arena_init(&arena, 0);
    struct law_case c = business(750000, day_ymd(2018, 9, 30), day_ymd(2018, 12, 31));
    c.has_contract_rate = true;
    c.contract_rate.micro = 2500000;
    assert_false(law_interest_compute(law_tables_compiled(), &c, &arena, &r, &err));
    assert_string_equal(err.field, "contract-rate");
    assert_string_equal(err.arg, "2.64");
    err_clear(&err);
    c = business(100, DAY_NONE, day_ymd(2025, 1, 1));
    assert_false(law_interest_compute(law_tables_compiled(), &c, &arena, &r, &err));
    assert_int_equal(err.code, ERR_OPTION_MISSING);
    assert_string_equal(err.field, "due");
    err_clear(&err);
    c.debtor = LAW_DEBTOR_CONSUMER;
    c.received = day_ymd(2024, 1, 1);
    assert_false(law_interest_compute(law_tables_compiled(), &c, &arena, &r, &err));
    assert_int_equal(err.code, ERR_OPTION_CONFLICT);
    assert_string_equal(err.field, "received");
    assert_string_equal(err.arg, "--debtor consumer");
    arena_release(&arena);
}

/* A public term before the Commande publique code rests on a decree nobody read: it is marked. */
static void unverified_rules_are_marked_once(void **state)
{
    struct arena arena;
    (void)state;
    arena_init(&arena, 0);
    struct law_case c = business(100000, DAY_NONE, day_ymd(2018, 12, 31));
    c.debtor = LAW_DEBTOR_PUBLIC;
    c.received = day_ymd(2018, 3, 1);
    c.body = LAW_BODY_STATE;
    struct law_interest r = compute(&arena, &c);
    assert_int_equal(r.warning_count, 1);
    assert_int_equal(r.warnings[0].kind, LAW_WARN_RULE_UNVERIFIED);
    assert_string_equal(r.warnings[0].rule->note.article, "Décret 2013-269");
    assert_int_equal(r.owed.indemnity, 4000);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(beyond_the_tables),
        cmocka_unit_test(other_currencies),
        cmocka_unit_test(absurd_amounts_are_errors),
        cmocka_unit_test(refusals_name_what_is_wrong),
        cmocka_unit_test(unverified_rules_are_marked_once),
    };
    return cmocka_run_group_tests_name("law interest", tests, NULL, NULL);
}
