/* The stage of a file: what the facts say, and the last word of a person. */
#include "support/unit.h"

#include "claim/stage.h"

static const struct day on = {20000};

static struct stage_facts nothing(void)
{
    return (struct stage_facts){
        .formal_notice = DAY_NONE, .judgment_served = DAY_NONE, .insolvency = DAY_NONE};
}

static void the_facts_say_how_far_it_is(void **state)
{
    (void)state;
    struct stage_facts f = nothing();
    assert_int_equal(stage_from_facts(&f, on), STAGE_NOT_DUE);
    f.formal_notice = day_add(on, -5);
    assert_int_equal(stage_from_facts(&f, on), STAGE_NOT_DUE);
    f.overdue = true;
    assert_int_equal(stage_from_facts(&f, on), STAGE_PRE_LITIGATION);
    f.formal_notice = day_add(on, 1);
    assert_int_equal(stage_from_facts(&f, on), STAGE_REMINDER);
    f.on_plan = true;
    assert_int_equal(stage_from_facts(&f, on), STAGE_PLAN);
    f.disputed = true;
    assert_int_equal(stage_from_facts(&f, on), STAGE_DISPUTE);
    f.judgment_served = on;
    assert_int_equal(stage_from_facts(&f, on), STAGE_LITIGATION);
    f.insolvency = on;
    assert_int_equal(stage_from_facts(&f, on), STAGE_INSOLVENCY);
    f.closed = true;
    assert_int_equal(stage_from_facts(&f, on), STAGE_CLOSED);
}

static void the_last_word_of_the_latest_day_holds(void **state)
{
    (void)state;
    struct stage_word words[] = {
        {day_add(on, -9), false, STAGE_LITIGATION},
        {day_add(on, -9), false, STAGE_IRRECOVERABLE},
        {day_add(on, -20), false, STAGE_PLAN},
        {day_add(on, 3), true, STAGE_NOT_DUE},
    };
    assert_null(stage_word_on(words, 4, day_add(on, -30)));
    assert_int_equal(stage_word_on(words, 4, day_add(on, -10))->stage, STAGE_PLAN);
    assert_int_equal(stage_word_on(words, 4, on)->stage, STAGE_IRRECOVERABLE);
    assert_true(stage_word_on(words, 4, day_add(on, 3))->by_facts);
}

static void codes_are_read_back(void **state)
{
    (void)state;
    enum account_stage stage;
    for (int i = 0; i < STAGE_COUNT; i++) {
        assert_true(account_stage_parse(str_of(account_stage_code((enum account_stage)i)), &stage));
        assert_int_equal(stage, i);
    }
    assert_false(account_stage_parse(STR("lost"), &stage));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_facts_say_how_far_it_is),
        cmocka_unit_test(the_last_word_of_the_latest_day_holds),
        cmocka_unit_test(codes_are_read_back),
    };
    return cmocka_run_group_tests_name("claim stage", tests, NULL, NULL);
}
