/* The value of a minute, the filled day, and whose list a file is on. */
#include "support/unit.h"

#include "strategy/assign.h"
#include "strategy/priority.h"

static void assert_near(double a, double b) { assert_true(a - b < 1e-9 && b - a < 1e-9); }

static void the_formula_to_the_letter(void **state)
{
    (void)state;
    struct priority_rules rules = priority_default();
    rules.cost_minor = 150;
    rules.harm_minor = 50;
    rules.recovered_permil = 900;
    struct priority_chance chance = {.untouched = 0.1, .called = 0.3, .reached = 0.25};
    struct priority_value v = priority_of(&rules, 100000, chance);
    assert_near(v.effect, 0.2);
    assert_near(v.minutes, 0.25 * 8 + 0.75 * 1.5);
    assert_near(v.expected_minor, 100000 * 0.2 * 0.9 - 200);
    assert_near(v.per_minute_minor, v.expected_minor / 3.125);
    assert_int_equal(priority_per_minute(&v), 5696);
    v.per_minute_minor = -2.5;
    assert_int_equal(priority_per_minute(&v), -3);
    v.per_minute_minor = 2.4;
    assert_int_equal(priority_per_minute(&v), 2);
}

static void the_prior_is_that_of_the_band(void **state)
{
    (void)state;
    struct priority_rules rules = priority_default();
    static const struct {
        int32_t days, permil;
    } rows[] = {{0, 267}, {1, 267}, {30, 267}, {31, 115}, {60, 115}, {61, 56},
                {90, 56}, {91, 15}, {180, 15}, {181, 1},  {9999, 1}};
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_near(priority_prior(&rules, rows[i].days).untouched, rows[i].permil / 1000.0);
    struct priority_chance first = priority_prior(&rules, 1);
    assert_near(first.reached, 0.310);
    assert_near(first.called, 0.267 + 0.310 * 0.233);
}

static void who_would_pay_anyway_is_worth_nothing(void **state)
{
    (void)state;
    struct priority_rules rules = priority_default();
    rules.cost_minor = 100;
    struct priority_value sure =
        priority_of(&rules, 5000000, (struct priority_chance){0.9, 0.9, 0.3});
    assert_true(sure.expected_minor < 0);
    struct priority_value small =
        priority_of(&rules, 50000, (struct priority_chance){0.1, 0.4, 0.3});
    assert_true(small.per_minute_minor > sure.per_minute_minor);
}

static void a_day_is_filled_to_the_price_of_its_last_minute(void **state)
{
    (void)state;
    const struct priority_value values[] = {
        {.minutes = 4, .expected_minor = 40, .per_minute_minor = 10},
        {.minutes = 4, .expected_minor = 32, .per_minute_minor = 8},
        {.minutes = 4, .expected_minor = 8, .per_minute_minor = 2},
        {.minutes = 4, .expected_minor = -4, .per_minute_minor = -1}};
    struct priority_day day = priority_fill(values, 4, 8);
    assert_int_equal(day.count, 2);
    assert_near(day.minutes, 8);
    assert_near(day.price_per_minute_minor, 2);
    day = priority_fill(values, 4, 7.9);
    assert_int_equal(day.count, 1);
    assert_near(day.price_per_minute_minor, 8);
    day = priority_fill(values, 4, 480);
    assert_int_equal(day.count, 3); /* nobody is called at a loss */
    assert_near(day.price_per_minute_minor, 0);
}

static void impossible_figures_are_refused(void **state)
{
    (void)state;
    struct priority_rules good = priority_default();
    struct rule_faults faults = {.count = 0};
    priority_check(&good, &faults);
    assert_int_equal(faults.count, 0);
#define BREAK(change, fault)                                                                       \
    do {                                                                                           \
        struct priority_rules r = good;                                                            \
        faults.count = 0;                                                                          \
        change;                                                                                    \
        priority_check(&r, &faults);                                                               \
        assert_int_equal(faults.count, 1);                                                         \
        assert_string_equal(rule_fault_code(faults.rows[0].kind),                                  \
                            rule_fault_code(RULE_FAULT_##fault));                                  \
    } while (0)
    struct priority_rules bound = good;
    bound.bands[2].effect_permil = 944; /* 56 + 944: a whole */
    priority_check(&bound, &faults);
    assert_int_equal(faults.count, 0);
    BREAK(r.horizon_days = 0, HORIZON);
    BREAK(r.talk_seconds = 0, CALL_TIME);
    BREAK(r.ring_seconds = 7201, CALL_TIME);
    BREAK(r.cost_minor = -1, COST);
    BREAK(r.harm_minor = -1, COST);
    BREAK(r.recovered_permil = 0, SHARE);
    BREAK(r.recovered_permil = 1001, SHARE);
    BREAK(r.explore_permil = 201, SHARE);
    BREAK(r.outcomes_min = 299, OUTCOMES);
    BREAK(r.band_count = 0, BANDS);
    BREAK(r.band_count = PRIORITY_BANDS_MAX + 1, BANDS);
    BREAK(r.bands[0].days_from = 2, BANDS);
    BREAK(r.bands[1].days_from = 1, BANDS);
    BREAK(r.bands[2].reached_permil = 0, SHARE);
    BREAK(r.bands[2].effect_permil = 945; r.bands[2].line = 7, SHARE);
    assert_int_equal(faults.rows[0].line, 7);
    BREAK(r.bands[2].untouched_permil = -1, SHARE);
    BREAK(r.bands[2].effect_permil = -1, SHARE);
#undef BREAK
}

/* ---- whose list ---- */

static void a_file_stays_with_its_agent_or_who_covers_for_him(void **state)
{
    (void)state;
    struct assign_agent agents[] = {
        {.id = 7, .shares = true, .minutes = 100},
        {.id = 8, .shares = true, .minutes = 100, .absent = true, .cover_id = 9},
        {.id = 9, .shares = true, .minutes = 100, .absent = true, .cover_id = 7},
        {.id = 10, .shares = true, .minutes = 100, .absent = true}};
    struct assign_file files[] = {{.owner_id = 7, .minutes = 5},
                                  {.owner_id = 8, .minutes = 5},
                                  {.owner_id = 10, .minutes = 5},
                                  {.owner_id = 99, .minutes = 5},
                                  {.owner_id = 0, .minutes = 5}};
    assign_files(agents, 4, files, 5);
    for (int i = 0; i < 5; i++)
        assert_int_equal(files[i].agent_id, 7);
    assert_near(agents[0].taken_minutes, 25);
    agents[0].absent = true;
    agents[0].cover_id = 8; /* a ring of covers */
    assign_files(agents, 4, files, 5);
    assert_int_equal(files[0].agent_id, 0);
    agents[3].absent = false;
    assign_files(agents, 4, files, 5);
    assert_int_equal(files[0].agent_id, 10);
}

static void everybody_keeps_his_own(void **state)
{
    (void)state;
    struct assign_agent agents[] = {
        {.id = 3, .shares = true, .minutes = 10},
        {.id = 4, .shares = true, .minutes = 10},
        {.id = 5, .shares = true, .minutes = 10, .absent = true, .cover_id = 4}};
    struct assign_file files[] = {{.owner_id = 4, .minutes = 9},
                                  {.owner_id = 4, .minutes = 9},
                                  {.owner_id = 5, .minutes = 9},
                                  {.owner_id = 3, .minutes = 9}};
    assign_files(agents, 3, files, 4);
    assert_int_equal(files[0].agent_id, 4);
    assert_int_equal(files[1].agent_id, 4); /* also beyond his day */
    assert_int_equal(files[2].agent_id, 4);
    assert_int_equal(files[3].agent_id, 3);
}

static void files_of_nobody_go_where_there_is_time(void **state)
{
    (void)state;
    struct assign_agent agents[] = {{.id = 9, .shares = true, .minutes = 60},
                                    {.id = 3, .shares = true, .minutes = 120}};
    struct assign_file files[4] = {
        {.minutes = 30}, {.minutes = 30}, {.minutes = 30}, {.minutes = 30}};
    assign_files(agents, 2, files, 4);
    assert_int_equal(files[0].agent_id, 3); /* both empty: the smaller id */
    assert_int_equal(files[1].agent_id, 9); /* 25 % against 0 */
    assert_int_equal(files[2].agent_id, 3); /* 25 % against 50 % */
    assert_int_equal(files[3].agent_id, 3); /* 50 % each: the smaller id */
}

static void a_debtor_of_a_team_stays_with_one_agent(void **state)
{
    (void)state;
    static const int64_t west[] = {1};
    static const int64_t only_b[] = {20};
    static const int64_t other = 2;
    struct assign_agent agents[] = {
        {.id = 3, .shares = true, .team_ids = west, .team_count = 1},
        {.id = 4, .shares = true, .team_ids = west, .team_count = 1},
        {.id = 5, .shares = true, .team_ids = &other, .team_count = 1},
        {.id = 6, .shares = true, .creditor_ids = only_b, .creditor_count = 1},
        {.id = 7}, /* a manager: owns files, takes none */
    };
    int64_t before[1000];
    int count[8] = {0};
    assert_int_equal(assign_today(agents, 5, &(struct assign_place){.debtor_id = 1}), 0);
    for (int64_t d = 0; d < 1000; d++) {
        struct assign_place place = {.owner_id = 8, .debtor_id = 1000 + d, .creditor_id = 10};
        before[d] = assign_today(agents, 5, &place);
        count[before[d]]++;
    }
    assert_int_equal(count[3] + count[4] + count[5], 1000);
    for (int id = 3; id <= 5; id++)
        assert_in_range(count[id], 270, 400);
    agents[1].absent = true;
    for (int64_t d = 0; d < 1000; d++) { /* only his files move */
        struct assign_place place = {.owner_id = 8, .debtor_id = 1000 + d, .creditor_id = 10};
        int64_t now = assign_today(agents, 5, &place);
        assert_true(before[d] == 4 ? now == 3 || now == 5 : now == before[d]);
        place.owner_id = 4; /* a team mate before others */
        assert_int_equal(assign_today(agents, 5, &place), 3);
        place = (struct assign_place){.team_id = 1, .debtor_id = 1000 + d, .creditor_id = 10};
        assert_int_equal(assign_today(agents, 5, &place), 3);
        place.owner_id = 7;
        assert_int_equal(assign_today(agents, 5, &place), 7);
    }
    agents[1].cover_id = 5;
    assert_int_equal(assign_today(agents, 5, &(struct assign_place){.owner_id = 4}), 5);
    agents[0].absent = true;
    agents[2].absent = true;
    assert_int_equal(
        assign_today(agents, 5, &(struct assign_place){.team_id = 1, .creditor_id = 20}), 6);
    assert_int_equal(
        assign_today(agents, 5, &(struct assign_place){.team_id = 1, .creditor_id = 10}), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_formula_to_the_letter),
        cmocka_unit_test(the_prior_is_that_of_the_band),
        cmocka_unit_test(who_would_pay_anyway_is_worth_nothing),
        cmocka_unit_test(a_day_is_filled_to_the_price_of_its_last_minute),
        cmocka_unit_test(impossible_figures_are_refused),
        cmocka_unit_test(a_file_stays_with_its_agent_or_who_covers_for_him),
        cmocka_unit_test(everybody_keeps_his_own),
        cmocka_unit_test(files_of_nobody_go_where_there_is_time),
        cmocka_unit_test(a_debtor_of_a_team_stays_with_one_agent),
    };
    return cmocka_run_group_tests_name("strategy priority", tests, NULL, NULL);
}
