/* Policies: the last word of each thing, the amount asked, when a file closes. */
#include "support/unit.h"

#include "claim/policy.h"

static const struct policy_words silent = {NULL, 0};

static struct day day(int month, int d) { return day_ymd(2026, month, d); }

static void nothing_said_is_computed_only_as_booked(void **state)
{
    (void)state;
    struct policy p = policy_on(silent, silent, day(6, 1));
    struct rate rate;
    assert_int_equal(p.penalty, PENALTY_COMPUTED);
    assert_int_equal(p.imputation, IMPUTATION_LEDGER);
    assert_false(p.rest_claimed);
    assert_false(policy_rate(silent, silent, day(6, 1), &rate));
}

static void the_account_speaks_after_the_creditor(void **state)
{
    (void)state;
    struct policy_word creditor[] = {
        {.from = day(1, 1), .has_penalty = true, .penalty = PENALTY_CLAIMED},
        {.from = day(1, 1), .has_imputation = true, .imputation = IMPUTATION_LEGAL},
    };
    struct policy_word account[] = {
        {.from = day(3, 1), .has_penalty = true, .penalty = PENALTY_REMINDED}};
    struct policy_words c = {creditor, 2};
    struct policy_words a = {account, 1};
    assert_int_equal(policy_on(c, a, day(2, 1)).penalty, PENALTY_CLAIMED);
    assert_int_equal(policy_on(c, a, day(3, 1)).penalty, PENALTY_REMINDED);
    assert_int_equal(policy_on(c, a, day(3, 1)).imputation, IMPUTATION_LEGAL);
}

/* Said later about an earlier day: what holds from a later day still holds. */
static void an_earlier_day_does_not_undo_a_later_one(void **state)
{
    (void)state;
    struct policy_word account[] = {
        {.from = day(5, 1), .has_penalty = true, .penalty = PENALTY_CLAIMED},
        {.from = day(2, 1), .has_penalty = true, .penalty = PENALTY_REMINDED},
        {.from = day(5, 1), .has_penalty = true, .penalty = PENALTY_INVOICED},
    };
    struct policy_words a = {account, 3};
    assert_int_equal(policy_on(silent, a, day(4, 30)).penalty, PENALTY_REMINDED);
    assert_int_equal(policy_on(silent, a, day(5, 1)).penalty, PENALTY_INVOICED);
}

static void a_rate_holds_for_invoices_issued_since(void **state)
{
    (void)state;
    struct policy_word account[] = {
        {.from = day(1, 1), .has_rate = true, .rate = {12000000}},
        {.from = day(4, 1), .has_rate = true, .rate = {15000000}},
        {.from = day(7, 1), .has_rate = true, .rate = {0}},
    };
    struct policy_words a = {account, 3};
    struct rate rate;
    assert_false(policy_rate(silent, a, day_ymd(2025, 12, 31), &rate));
    assert_true(policy_rate(silent, a, day(3, 31), &rate));
    assert_int_equal(rate.micro, 12000000);
    assert_true(policy_rate(silent, a, day(4, 1), &rate));
    assert_int_equal(rate.micro, 15000000);
    assert_false(policy_rate(silent, a, day(7, 1), &rate));
}

static void penalties_are_asked_from_the_formal_notice(void **state)
{
    (void)state;
    struct policy claimed = {.penalty = PENALTY_CLAIMED};
    struct policy computed = {.penalty = PENALTY_COMPUTED};
    struct policy rest = {.penalty = PENALTY_REMINDED, .rest_claimed = true};
    assert_false(policy_asks(&claimed, DAY_NONE, day(6, 1)));
    assert_false(policy_asks(&claimed, day(6, 2), day(6, 1)));
    assert_true(policy_asks(&claimed, day(6, 1), day(6, 1)));
    assert_false(policy_asks(&computed, day(1, 1), day(6, 1)));
    assert_true(policy_asks(&rest, DAY_NONE, day(6, 1)));
}

/* peers: paying the principal alone must not waive interest in silence. */
static void a_file_closes_on_what_its_policy_asks(void **state)
{
    (void)state;
    struct policy_sums paid = {.ledger_minor = 0, .claim_minor = 21975};
    struct policy_sums open = {.ledger_minor = 100, .claim_minor = 100, .open_debit = true};
    struct policy_sums over = {.ledger_minor = -30000, .claim_minor = -8025};
    assert_true(policy_closes(&paid, false));
    assert_false(policy_closes(&paid, true));
    assert_int_equal(policy_amount_asked(&paid, false), 0);
    assert_int_equal(policy_amount_asked(&paid, true), 21975);
    assert_false(policy_closes(&open, false));
    assert_true(policy_closes(&over, true));
    assert_int_equal(policy_amount_asked(&over, true), 0);
    /* By law a payment went to interest first: what is not claimed is not asked that way either. */
    struct policy_sums legal = {.ledger_minor = 600000, .claim_minor = 649570, .open_debit = true};
    assert_int_equal(policy_amount_asked(&legal, false), 600000);
    assert_int_equal(policy_amount_asked(&legal, true), 649570);
}

static void the_rest_is_claimed_until_a_later_word(void **state)
{
    (void)state;
    struct policy_word account[] = {
        {.from = day(2, 1), .claim_rest = true},
        {.from = day(3, 1), .has_imputation = true, .imputation = IMPUTATION_LEGAL},
        {.from = day(4, 1), .has_penalty = true, .penalty = PENALTY_COMPUTED},
    };
    struct policy_words a = {account, 3};
    assert_false(policy_on(silent, a, day(1, 31)).rest_claimed);
    assert_true(policy_on(silent, a, day(3, 31)).rest_claimed);
    assert_false(policy_on(silent, a, day(4, 1)).rest_claimed);
}

static void codes_are_read_back(void **state)
{
    (void)state;
    enum penalty_policy penalty;
    enum imputation_mode mode;
    enum payment_order order;
    for (int i = 0; i < PENALTY_COUNT; i++) {
        assert_true(
            penalty_policy_parse(str_of(penalty_policy_code((enum penalty_policy)i)), &penalty));
        assert_int_equal(penalty, i);
    }
    for (int i = 0; i < IMPUTATION_COUNT; i++)
        assert_true(
            imputation_mode_parse(str_of(imputation_mode_code((enum imputation_mode)i)), &mode));
    for (int i = 0; i < ORDER_COUNT; i++)
        assert_true(payment_order_parse(str_of(payment_order_code((enum payment_order)i)), &order));
    assert_false(penalty_policy_parse(STR("free"), &penalty));
    assert_false(imputation_mode_parse(STR(""), &mode));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_said_is_computed_only_as_booked),
        cmocka_unit_test(the_account_speaks_after_the_creditor),
        cmocka_unit_test(an_earlier_day_does_not_undo_a_later_one),
        cmocka_unit_test(a_rate_holds_for_invoices_issued_since),
        cmocka_unit_test(penalties_are_asked_from_the_formal_notice),
        cmocka_unit_test(a_file_closes_on_what_its_policy_asks),
        cmocka_unit_test(the_rest_is_claimed_until_a_later_word),
        cmocka_unit_test(codes_are_read_back),
    };
    return cmocka_run_group_tests_name("claim policy", tests, NULL, NULL);
}
