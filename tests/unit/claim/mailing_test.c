/* Letters on their way: which step from where, days in order, and what follows from them. */
#include "support/unit.h"

#include "claim/mailing.h"

static const struct day today = {20000};

static struct mailing letter(enum mailing_kind kind)
{
    return (struct mailing){.kind = kind,
                            .state = MAILING_IS_TO_PRINT,
                            .made = day_add(today, -20),
                            .printed = DAY_NONE,
                            .sent = DAY_NONE,
                            .presented = DAY_NONE,
                            .received = DAY_NONE,
                            .returned = DAY_NONE,
                            .why = MAILING_RETURN_COUNT};
}

static enum mailing_fault take(struct mailing *m, enum mailing_state to, int32_t days)
{
    struct mailing_step step = {to, day_add(today, days), MAILING_RETURN_COUNT};
    return mailing_take(m, &step, today);
}

static enum mailing_fault bring_back(struct mailing *m, enum mailing_return why, int32_t days)
{
    struct mailing_step step = {MAILING_IS_RETURNED, day_add(today, days), why};
    return mailing_take(m, &step, today);
}

static void a_letter_goes_its_way(void **state)
{
    (void)state;
    struct mailing m = letter(MAILING_FORMAL_NOTICE);
    assert_true(mailing_waits(&m));
    assert_false(mailing_left(&m));
    assert_int_equal(take(&m, MAILING_IS_PRINTED, -19), MAILING_FAULT_NONE);
    assert_true(mailing_waits(&m));
    assert_int_equal(take(&m, MAILING_IS_SENT, -18), MAILING_FAULT_NONE);
    assert_true(mailing_left(&m) && mailing_reached(&m));
    assert_false(day_is(mailing_notice(&m)));
    assert_int_equal(take(&m, MAILING_IS_PRESENTED, -15), MAILING_FAULT_NONE);
    assert_int_equal(mailing_notice(&m).n, today.n - 15);
    assert_int_equal(take(&m, MAILING_IS_RECEIVED, -14), MAILING_FAULT_NONE);
    assert_int_equal(m.state, MAILING_IS_RECEIVED);
    assert_int_equal(mailing_notice(&m).n, today.n - 15);
}

static void steps_have_their_place(void **state)
{
    (void)state;
    struct mailing m = letter(MAILING_REMINDER_1);
    assert_int_equal(take(&m, MAILING_IS_RECEIVED, -1), MAILING_FAULT_STATE);
    assert_int_equal(take(&m, MAILING_IS_PRESENTED, -1), MAILING_FAULT_STATE);
    assert_int_equal(take(&m, MAILING_IS_SENT, -21), MAILING_FAULT_DAY);
    assert_int_equal(take(&m, MAILING_IS_SENT, 1), MAILING_FAULT_DAY);
    assert_int_equal(take(&m, MAILING_IS_SENT, 0), MAILING_FAULT_NONE);
    assert_int_equal(take(&m, MAILING_IS_CANCELLED, 0), MAILING_FAULT_STATE);
    assert_int_equal(take(&m, MAILING_IS_PRINTED, 0), MAILING_FAULT_STATE);
    struct mailing gone = letter(MAILING_REMINDER_1);
    assert_int_equal(take(&gone, MAILING_IS_CANCELLED, 0), MAILING_FAULT_NONE);
    assert_int_equal(take(&gone, MAILING_IS_SENT, 0), MAILING_FAULT_STATE);
    assert_false(mailing_left(&gone) || mailing_waits(&gone));
}

static void a_later_word_corrects(void **state)
{
    (void)state;
    struct mailing m = letter(MAILING_FORMAL_NOTICE);
    assert_int_equal(take(&m, MAILING_IS_SENT, -10), MAILING_FAULT_NONE);
    assert_int_equal(take(&m, MAILING_IS_RECEIVED, -5), MAILING_FAULT_NONE);
    assert_int_equal(mailing_notice(&m).n, today.n - 5);
    assert_int_equal(take(&m, MAILING_IS_PRESENTED, -4), MAILING_FAULT_DAY);
    assert_int_equal(take(&m, MAILING_IS_PRESENTED, -7), MAILING_FAULT_NONE);
    assert_int_equal(m.state, MAILING_IS_RECEIVED);
    assert_int_equal(take(&m, MAILING_IS_SENT, -6), MAILING_FAULT_DAY);
    assert_int_equal(bring_back(&m, MAILING_RETURN_UNKNOWN, -2), MAILING_FAULT_NONE);
    assert_false(day_is(m.received));
    assert_false(day_is(mailing_notice(&m)));
    assert_int_equal(take(&m, MAILING_IS_RECEIVED, -1), MAILING_FAULT_NONE);
    assert_int_equal(mailing_notice(&m).n, today.n - 7);
    struct mailing_step again = {MAILING_IS_RECEIVED, day_add(today, -1), MAILING_RETURN_COUNT};
    assert_true(mailing_known(&m, &again));
}

/* Cass. 1re civ. 20 Jan. 2021, 19-20.680: not collected, it is a formal notice all the same. */
static void a_letter_nobody_took_stands(void **state)
{
    (void)state;
    static const struct {
        enum mailing_return why;
        bool stands;
    } cases[] = {{MAILING_RETURN_UNCLAIMED, true},
                 {MAILING_RETURN_REFUSED, true},
                 {MAILING_RETURN_UNKNOWN, false},
                 {MAILING_RETURN_BAD_ADDRESS, false}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct mailing m = letter(MAILING_FORMAL_NOTICE);
        assert_int_equal(take(&m, MAILING_IS_SENT, -18), MAILING_FAULT_NONE);
        assert_int_equal(take(&m, MAILING_IS_PRESENTED, -17), MAILING_FAULT_NONE);
        assert_int_equal(mailing_first_letter(&m).n, today.n - 18);
        assert_int_equal(bring_back(&m, cases[i].why, -1), MAILING_FAULT_NONE);
        assert_int_equal(mailing_reached(&m), cases[i].stands);
        assert_int_equal(mailing_lost(&m), !cases[i].stands);
        assert_int_equal(day_is(mailing_notice(&m)), cases[i].stands);
        assert_int_equal(day_is(mailing_first_letter(&m)), cases[i].stands);
    }
}

static void only_some_letters_start_something(void **state)
{
    (void)state;
    for (int k = 0; k < MAILING_KIND_COUNT; k++) {
        struct mailing m = letter((enum mailing_kind)k);
        assert_int_equal(take(&m, MAILING_IS_SENT, -5), MAILING_FAULT_NONE);
        assert_int_equal(take(&m, MAILING_IS_PRESENTED, -4), MAILING_FAULT_NONE);
        assert_int_equal(day_is(mailing_notice(&m)), k == MAILING_FORMAL_NOTICE);
        assert_int_equal(day_is(mailing_first_letter(&m)),
                         k == MAILING_FORMAL_NOTICE || k == MAILING_FIRST_LETTER);
    }
}

static void codes_are_read_back(void **state)
{
    (void)state;
    for (int i = 0; i < MAILING_KIND_COUNT; i++) {
        enum mailing_kind kind = MAILING_KIND_COUNT;
        assert_true(mailing_kind_parse(str_of(mailing_kind_code((enum mailing_kind)i)), &kind));
        assert_int_equal(kind, i);
    }
    for (int i = 0; i < MAILING_STATE_COUNT; i++) {
        enum mailing_state got = MAILING_STATE_COUNT;
        assert_true(mailing_state_parse(str_of(mailing_state_code((enum mailing_state)i)), &got));
        assert_int_equal(got, i);
    }
    for (int i = 0; i < MAILING_RETURN_COUNT; i++) {
        enum mailing_return why = MAILING_RETURN_COUNT;
        assert_true(
            mailing_return_parse(str_of(mailing_return_code((enum mailing_return)i)), &why));
        assert_int_equal(why, i);
    }
    enum mailing_kind none;
    assert_false(mailing_kind_parse(STR("lettre"), &none));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_letter_goes_its_way),
        cmocka_unit_test(steps_have_their_place),
        cmocka_unit_test(a_later_word_corrects),
        cmocka_unit_test(a_letter_nobody_took_stands),
        cmocka_unit_test(only_some_letters_start_something),
        cmocka_unit_test(codes_are_read_back),
    };
    return cmocka_run_group_tests_name("claim mailing", tests, NULL, NULL);
}
