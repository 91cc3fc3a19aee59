/* The order of the list: amounts first, every tenth place for the oldest file without action. */
#include "support/unit.h"

#include "strategy/queue.h"

static void large_amounts_first_and_ties_by_age(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 0);
    struct queue_entry e[] = {
        {.account_id = 1, .net_overdue = eur(100), .oldest_days = 5},
        {.account_id = 2, .net_overdue = eur(900), .oldest_days = 5},
        {.account_id = 3, .net_overdue = eur(100), .oldest_days = 50},
    };
    queue_order(&a, e, COUNT_OF(e));
    assert_int_equal(e[0].account_id, 2);
    assert_int_equal(e[1].account_id, 3);
    assert_int_equal(e[2].account_id, 1);
    arena_release(&a);
}

static void every_tenth_place_goes_to_the_oldest(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 0);
    struct queue_entry e[25];
    for (int i = 0; i < 25; i++)
        e[i] = (struct queue_entry){.account_id = i + 1,
                                    .net_overdue = eur(10000 - 100 * i),
                                    .oldest_days = 10 + i,
                                    .acted = i == 24};
    queue_order(&a, e, COUNT_OF(e));
    assert_true(e[9].reserved);
    assert_int_equal(e[9].account_id, 24); /* 25 is older, but somebody acted on it */
    assert_true(e[19].reserved);
    assert_int_equal(e[19].account_id, 23);
    int64_t seen = 0;
    for (int i = 0; i < 25; i++)
        seen += e[i].account_id;
    assert_int_equal(seen, 325);
    assert_int_equal(e[8].account_id, 9);
    assert_int_equal(e[10].account_id, 10);
    arena_release(&a);
}

static void currencies_are_not_mixed(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 0);
    struct queue_entry e[] = {
        {.account_id = 1, .net_overdue = {99999, {0x555344}}},
        {.account_id = 2, .net_overdue = eur(1)},
    };
    queue_order(&a, e, COUNT_OF(e));
    assert_int_equal(e[0].account_id, 2);
    arena_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(large_amounts_first_and_ties_by_age),
        cmocka_unit_test(every_tenth_place_goes_to_the_oldest),
        cmocka_unit_test(currencies_are_not_mixed),
    };
    return cmocka_run_group_tests_name("strategy queue", tests, NULL, NULL);
}
