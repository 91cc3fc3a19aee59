/* The order of the list: what must be called today, the value of a minute, every tenth place for
 * the oldest file without action, the draw. */
#include "support/unit.h"

#include "strategy/queue.h"

static struct arena arena;
static const struct queue_day no_draw = {.day = {20000}};

static struct queue_entry entry(int64_t id, int64_t minor, double per_minute)
{
    return (struct queue_entry){.account_id = id,
                                .debtor_id = 1000 + id,
                                .net_overdue = {minor, CURRENCY_EUR},
                                .oldest_days = 5,
                                .per_minute_minor = per_minute};
}

static void assert_order(const struct queue_entry *e, const int64_t *ids, size_t count)
{
    for (size_t i = 0; i < count; i++)
        assert_int_equal(e[i].account_id, ids[i]);
}

static void large_amounts_first_and_ties_by_age(void **state)
{
    (void)state;
    struct queue_entry e[] = {entry(1, 100, 0), entry(2, 900, 0), entry(3, 100, 0),
                              entry(4, 100, 0)};
    e[2].oldest_days = 50;
    queue_order(&arena, &no_draw, e, COUNT_OF(e));
    assert_order(e, (const int64_t[]){2, 3, 1, 4}, 4);
}

static void a_minute_is_worth_more_than_an_amount(void **state)
{
    (void)state;
    struct queue_entry e[] = {entry(1, 900, 10), entry(2, 100, 11), entry(3, 5000, -1)};
    queue_order(&arena, &no_draw, e, COUNT_OF(e));
    assert_order(e, (const int64_t[]){2, 1, 3}, 3);
}

static void what_must_be_called_today_comes_before_what_pays_best(void **state)
{
    (void)state;
    struct queue_entry e[] = {entry(1, 900, 90), entry(2, 10, 1), entry(3, 10, 2), entry(4, 10, 3),
                              entry(5, 10, 1)};
    e[1].tier = QUEUE_SAME_DAY;
    e[2].tier = QUEUE_CALLBACK;
    e[3].tier = QUEUE_PINNED;
    e[4].tier = QUEUE_SAME_DAY;
    queue_order(&arena, &no_draw, e, COUNT_OF(e));
    assert_order(e, (const int64_t[]){4, 2, 5, 3, 1}, 5);
}

static void every_tenth_place_goes_to_the_oldest(void **state)
{
    (void)state;
    struct queue_entry e[25];
    for (int i = 0; i < 25; i++) {
        e[i] = entry(i + 1, 10000 - 100 * i, 0);
        e[i].oldest_days = 10 + i;
        e[i].acted = i == 24;
    }
    queue_order(&arena, &no_draw, e, COUNT_OF(e));
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
    assert_false(e[10].reserved);
}

static void currencies_are_not_mixed(void **state)
{
    (void)state;
    struct queue_entry e[] = {entry(1, 99999, 9), entry(2, 1, 1), entry(3, 1, 1)};
    e[0].net_overdue.currency.code = 0x555344;
    e[2].net_overdue.currency.code = 0x434846;
    queue_order(&arena, &no_draw, e, COUNT_OF(e));
    assert_order(e, (const int64_t[]){2, 3, 1}, 3);
}

/* ---- the draw ---- */

enum { MANY = 4000, PLACES = 1000 };

static struct queue_entry *many(int32_t seed)
{
    struct queue_entry *e = ARENA_ARRAY(&arena, MANY, struct queue_entry);
    for (int i = 0; i < MANY; i++) {
        e[i] = entry(i + 1, 1000 + (i * 7919 + seed) % 200000, 0);
        e[i].debtor_id = 1 + i * 37;
        e[i].acted = true; /* no reserved places */
        e[i].per_minute_minor = (double)e[i].net_overdue.minor;
    }
    return e;
}

static void the_draw_depends_on_the_day_and_the_debtor_alone(void **state)
{
    (void)state;
    struct queue_day day = {{20000}, 80, PLACES};
    struct queue_entry *once = many(0);
    struct queue_entry *again = many(0);
    struct queue_entry turned = again[0];
    again[0] = again[MANY - 1];
    again[MANY - 1] = turned; /* in another order */
    queue_order(&arena, &day, once, MANY);
    queue_order(&arena, &day, again, MANY);
    size_t explored = 0;
    for (int i = 0; i < MANY; i++) {
        assert_int_equal(once[i].account_id, again[i].account_id);
        explored += once[i].explored;
    }
    assert_in_range(explored, MANY * 6 / 100, MANY * 10 / 100);
    struct queue_entry *tomorrow = many(0);
    day.day.n++;
    queue_order(&arena, &day, tomorrow, MANY);
    size_t same = 0;
    for (int i = 0; i < MANY; i++)
        same += once[i].explored && tomorrow[i].account_id == once[i].account_id;
    assert_true(same < explored / 4);
}

static void who_is_not_drawn_keeps_his_place(void **state)
{
    (void)state;
    struct queue_day day = {{20000}, 80, PLACES};
    struct queue_entry *plain = many(0);
    struct queue_entry *drawn = many(0);
    queue_order(&arena, &no_draw, plain, MANY);
    queue_order(&arena, &day, drawn, MANY);
    for (int i = 0; i < MANY; i++) {
        if (drawn[i].explored) { /* he takes the place of somebody whose amount is much the same */
            int64_t a = plain[i].net_overdue.minor;
            int64_t b = drawn[i].net_overdue.minor;
            assert_true(a < 2 * b && b < 2 * a);
        } else {
            assert_int_equal(drawn[i].account_id, plain[i].account_id);
        }
    }
}

static void amounts_are_compared_inside_a_currency_whatever_a_minute_is_worth(void **state)
{
    (void)state;
    struct queue_day day = {{20000}, 200, PLACES};
    struct queue_entry *plain = many(0);
    struct queue_entry *drawn = many(0);
    for (int i = 0; i < MANY; i++) { /* a minute's worth has nothing to do with the amount */
        plain[i].per_minute_minor = drawn[i].per_minute_minor = (double)((i * 7907) % 1009);
        plain[i].net_overdue.currency.code = drawn[i].net_overdue.currency.code =
            i % 3 == 0 ? 0x555344 : CURRENCY_EUR.code;
    }
    queue_order(&arena, &no_draw, plain, MANY);
    queue_order(&arena, &day, drawn, MANY);
    size_t moved = 0;
    for (int i = 0; i < MANY; i++) {
        int64_t a = plain[i].net_overdue.minor;
        int64_t b = drawn[i].net_overdue.minor;
        moved += plain[i].account_id != drawn[i].account_id;
        assert_true(a < 2 * b && b < 2 * a);
        assert_true(currency_eq(plain[i].net_overdue.currency, drawn[i].net_overdue.currency));
    }
    assert_true(moved > MANY / 10);
}

static void the_propensity_to_the_figure(void **state)
{
    (void)state;
    struct queue_day day = {{20000}, 100, 2};
    struct queue_entry e[] = {entry(1, 1000, 4), entry(2, 1000, 3), entry(3, 1000, 2),
                              entry(4, 1000, 1), entry(5, 9000, 0), entry(6, 10, 9)};
    e[5].tier = QUEUE_SAME_DAY;
    for (size_t i = 0; i < COUNT_OF(e); i++)
        e[i].acted = true;
    queue_order(&arena, &day, e, COUNT_OF(e));
    /* places: 6 (not drawn), 1 | 2, 3, 4, 5; of the four of 10 euros one in four is inside */
    static const double wanted[] = {0, 0.9 + 0.025, 0.025, 0.025, 0.025, 0, 1};
    for (size_t i = 0; i < COUNT_OF(e); i++) {
        double away = e[i].propensity - wanted[e[i].account_id];
        assert_true(away < 1e-9 && away > -1e-9);
    }
}

/* Over many days each file is among the places as often as its logged propensity says. */
static void the_logged_propensity_is_how_often_it_happens(void **state)
{
    (void)state;
    enum { DAYS = 150 };
    double expected = 0;
    double happened = 0;
    double expected_outside = 0;
    double happened_outside = 0;
    for (int32_t d = 0; d < DAYS; d++) {
        struct queue_day day = {{21000 + d}, 100, PLACES - PLACES / 3};
        struct queue_entry *e = many(0);
        struct queue_entry *base = many(0);
        queue_order(&arena, &no_draw, base, MANY);
        queue_order(&arena, &day, e, MANY);
        int64_t watched = base[day.places - day.places / 10 - 5].account_id; /* just inside */
        int64_t outside = base[day.places - day.places / 10 + 5].account_id;
        for (size_t i = 0; i < MANY; i++) {
            bool in = i < day.places - day.places / 10;
            if (e[i].account_id == watched) {
                expected += e[i].propensity;
                happened += in;
            } else if (e[i].account_id == outside) {
                expected_outside += e[i].propensity;
                happened_outside += in;
            }
        }
        arena_clear(&arena);
    }
    assert_true(expected > 0.9 * DAYS && expected < DAYS);
    assert_true(happened > expected - 10 && happened < expected + 10);
    assert_true(expected_outside > 0 && expected_outside < 0.1 * DAYS);
    assert_true(happened_outside > expected_outside - 10 &&
                happened_outside < expected_outside + 10);
}

static void without_places_or_draw_nothing_is_left_to_chance(void **state)
{
    (void)state;
    struct queue_entry *e = many(0);
    queue_order(&arena, &no_draw, e, MANY);
    for (int i = 0; i < MANY; i++) {
        assert_false(e[i].explored);
        assert_true(e[i].propensity >= 1);
    }
    struct queue_day limited = {{20000}, 0, 10};
    queue_order(&arena, &limited, e, MANY);
    assert_true(e[8].propensity >= 1 && e[9].propensity <= 0);
}

static void the_largest_files_that_make_a_share(void **state)
{
    (void)state;
    const int64_t amounts[] = {100, 5000, 400, 2000, 2500};
    struct queue_top top = queue_top_share(&arena, amounts, 5, 50);
    assert_int_equal(top.count, 1);
    assert_int_equal(top.sum_minor, 5000);
    assert_int_equal(top.whole_minor, 10000);
    assert_int_equal(queue_top_share(&arena, amounts, 5, 51).count, 2);
    assert_int_equal(queue_top_share(&arena, amounts, 5, 95).count, 3);
    assert_int_equal(queue_top_share(&arena, amounts, 5, 100).count, 5);
    assert_int_equal(queue_top_share(&arena, amounts, 5, 0).count, 0);
    assert_int_equal(queue_top_share(&arena, amounts, 0, 50).count, 0);
}

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, 0);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(large_amounts_first_and_ties_by_age),
        cmocka_unit_test(a_minute_is_worth_more_than_an_amount),
        cmocka_unit_test(what_must_be_called_today_comes_before_what_pays_best),
        cmocka_unit_test(every_tenth_place_goes_to_the_oldest),
        cmocka_unit_test(currencies_are_not_mixed),
        cmocka_unit_test(the_draw_depends_on_the_day_and_the_debtor_alone),
        cmocka_unit_test(who_is_not_drawn_keeps_his_place),
        cmocka_unit_test(amounts_are_compared_inside_a_currency_whatever_a_minute_is_worth),
        cmocka_unit_test(the_propensity_to_the_figure),
        cmocka_unit_test(the_logged_propensity_is_how_often_it_happens),
        cmocka_unit_test(without_places_or_draw_nothing_is_left_to_chance),
        cmocka_unit_test(the_largest_files_that_make_a_share),
    };
    return cmocka_run_group_tests_name("strategy queue", tests, set_up, tear_down);
}
