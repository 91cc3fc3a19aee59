/* E-mails on their way: what is uncertain is never queued again, what was taken is never sent
 * again, every state but the last has a way out. */
#include "support/unit.h"

#include "claim/dispatch.h"

static void nothing_leads_back_to_the_queue_that_may_have_left(void **state)
{
    (void)state;
    assert_false(dispatch_may(DISPATCH_IS_UNCERTAIN, DISPATCH_IS_QUEUED));
    assert_false(dispatch_may(DISPATCH_IS_UNCERTAIN, DISPATCH_IS_CLAIMED));
    assert_false(dispatch_may(DISPATCH_IS_ACCEPTED, DISPATCH_IS_QUEUED));
    assert_false(dispatch_may(DISPATCH_IS_ACCEPTED, DISPATCH_IS_CLAIMED));
    assert_false(dispatch_may(DISPATCH_IS_ACCEPTED, DISPATCH_IS_UNCERTAIN));
}

static void only_what_is_queued_is_claimed(void **state)
{
    (void)state;
    for (int from = 0; from < DISPATCH_STATE_COUNT; from++)
        assert_int_equal(dispatch_may((enum dispatch_state)from, DISPATCH_IS_CLAIMED),
                         from == DISPATCH_IS_QUEUED);
    for (int to = 0; to < DISPATCH_STATE_COUNT; to++)
        assert_false(dispatch_may(DISPATCH_IS_STOPPED, (enum dispatch_state)to));
}

static void only_one_refused_whose_letter_waits_is_tried_again(void **state)
{
    (void)state;
    for (int s = 0; s < DISPATCH_STATE_COUNT; s++)
        assert_int_equal(dispatch_may_again((enum dispatch_state)s, MAILING_STATE_COUNT),
                         s == DISPATCH_IS_REFUSED);
    for (int l = 0; l < MAILING_STATE_COUNT; l++)
        assert_int_equal(dispatch_may_again(DISPATCH_IS_REFUSED, (enum mailing_state)l),
                         l == MAILING_IS_TO_PRINT);
}

static void codes_lead_back(void **state)
{
    enum dispatch_state s;
    enum dispatch_kind k;
    (void)state;
    for (int i = 0; i < DISPATCH_STATE_COUNT; i++) {
        assert_true(dispatch_state_parse(str_of(dispatch_state_code((enum dispatch_state)i)), &s));
        assert_int_equal(s, i);
    }
    for (int i = 0; i < DISPATCH_KIND_COUNT; i++) {
        assert_true(dispatch_kind_parse(str_of(dispatch_kind_code((enum dispatch_kind)i)), &k));
        assert_int_equal(k, i);
    }
    assert_false(dispatch_state_parse(STR("sent"), &s));
}

static void the_wait_grows_and_ends(void **state)
{
    int64_t all = 0;
    (void)state;
    assert_int_equal(dispatch_wait_ms(1), 60000);
    assert_int_equal(dispatch_wait_ms(2), 120000);
    assert_int_equal(dispatch_wait_ms(1000), 240 * 60000);
    for (int64_t i = 1; i < DISPATCH_TRIES_MAX; i++)
        all += dispatch_wait_ms(i);
    assert_true(all > 12 * 3600000 && all < 48 * 3600000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_leads_back_to_the_queue_that_may_have_left),
        cmocka_unit_test(only_what_is_queued_is_claimed),
        cmocka_unit_test(only_one_refused_whose_letter_waits_is_tried_again),
        cmocka_unit_test(codes_lead_back),
        cmocka_unit_test(the_wait_grows_and_ends),
    };
    return cmocka_run_group_tests_name("claim dispatch", tests, NULL, NULL);
}
