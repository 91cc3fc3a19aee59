/* How many requests a client may make: bursts, filling again, others, silence, many clients. */
#include "support/unit.h"

#include <stdio.h>

#include "web/server/rate.h"

static struct arena arena;
enum { START_MS = 1000 };
static const struct rate_settings five_a_second = {.per_second = 5, .burst = 10};

static int asked(struct rate *rate, const char *who, int64_t at_ms, int times)
{
    int passed = 0;
    for (int i = 0; i < times; i++)
        passed += rate_ask(rate, str_of(who), at_ms) == 0;
    return passed;
}

static void a_burst_passes_and_no_more(void **state)
{
    (void)state;
    struct rate *rate = rate_new(&arena, five_a_second);
    assert_int_equal(asked(rate, "one", START_MS, 30), 10);
    assert_int_equal(rate_ask(rate, STR("one"), START_MS), 1);
    assert_int_equal(asked(rate, "other", START_MS, 30), 10);
}

static void it_fills_again(void **state)
{
    (void)state;
    struct rate *rate = rate_new(&arena, five_a_second);
    assert_int_equal(asked(rate, "one", START_MS, 10), 10);
    assert_int_equal(asked(rate, "one", START_MS + 199, 1), 0);
    assert_int_equal(asked(rate, "one", START_MS + 200, 2), 1);
    assert_int_equal(asked(rate, "one", START_MS + 1200, 30), 5);
}

static void silence_is_no_more_than_a_full_bucket(void **state)
{
    (void)state;
    struct rate *rate = rate_new(&arena, five_a_second);
    assert_int_equal(asked(rate, "one", START_MS, 10), 10);
    assert_int_equal(asked(rate, "one", INT64_MAX / 2, 30), 10);
    assert_int_equal(asked(rate, "one", START_MS, 1), 0); /* a clock set back gives nothing */
}

static void a_slow_rate_says_how_long(void **state)
{
    (void)state;
    struct rate *rate = rate_new(&arena, (struct rate_settings){.per_second = 1, .burst = 1});
    assert_int_equal(rate_ask(rate, STR("one"), START_MS), 0);
    assert_int_equal(rate_ask(rate, STR("one"), START_MS), 2);
    assert_int_equal(rate_ask(rate, STR("one"), START_MS + 500), 1);
    assert_int_equal(rate_ask(rate, STR("one"), START_MS + 1000), 0);
}

static void of_many_the_silent_are_forgotten(void **state)
{
    (void)state;
    struct rate *rate = rate_new(&arena, five_a_second);
    char name[20];
    for (int i = 0; i < 20000; i++) {
        snprintf(name, sizeof name, "client %d", i);
        assert_int_equal(rate_ask(rate, str_of(name), START_MS + i), 0);
    }
    assert_int_equal(asked(rate, name, START_MS + 20000, 30), 9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_burst_passes_and_no_more),
        cmocka_unit_test(it_fills_again),
        cmocka_unit_test(silence_is_no_more_than_a_full_bucket),
        cmocka_unit_test(a_slow_rate_says_how_long),
        cmocka_unit_test(of_many_the_silent_are_forgotten),
    };
    arena_init(&arena, 0);
    return cmocka_run_group_tests_name("web rate", tests, NULL, NULL);
}
