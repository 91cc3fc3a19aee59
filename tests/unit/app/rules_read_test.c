/* Rules as texts: the shipped ones, every key, refusals with their place, line by line changes. */
#include "support/unit.h"

#include "app/rules/line_diff.h"
#include "app/rules/load_rules.h"
#include "app/rules/shipped_rules.h"
#include "base/buf.h"
#include "law/holiday.h"
#include "strategy/defaults.h"

static struct arena arena;

static struct rules must_read(const char *text)
{
    struct rules rules;
    struct err err = {0};
    if (!rules_read(&arena, str_of(text), &rules, &err))
        fail_msg("%s line %d: %s %s", err_code_text(err.code), (int)err.line, err.field, err.arg);
    return rules;
}

static void the_shipped_rules_cover_everybody_and_have_no_fault(void **state)
{
    (void)state;
    struct rules_in_force rules;
    struct rule_faults faults = {.count = 0};
    load_rules_shipped(&arena, &rules);
    assert_int_equal(rules.count, shipped_rule_count);
    assert_int_equal(rules.scenario_count, 5);
    for (size_t i = 0; i < rules.count; i++) {
        rules_check(&rules.rows[i].rules, law_tables_compiled(), &faults);
        assert_true(rules.rows[i].rules.title.n > 0);
        assert_true(rules.rows[i].rules.source.n > 0); /* a figure without a source is a rumour */
    }
    scenario_check_all(rules.scenarios, rules.scenario_count, &faults);
    assert_int_equal(faults.count, 0);
    assert_non_null(rules_by_name(&rules, STR("mandate")));
    assert_null(rules_by_name(&rules, STR("nobody")));
}

/* The figures compiled in as defaults and those of the files are the same. */
static void defaults_and_files_agree(void **state)
{
    (void)state;
    struct rules_in_force rules;
    load_rules_shipped(&arena, &rules);
    struct priority_rules wanted = priority_default();
    struct priority_rules found = rules.priority;
    for (size_t i = 0; i < found.band_count; i++)
        found.bands[i].line = 0;
    found.line = 0;
    assert_memory_equal(&found, &wanted, sizeof wanted);
    for (int person = 0; person < GATE_PERSON_COUNT; person++) {
        if (person == GATE_PERSON_UNKNOWN || person == GATE_PERSON_PUBLIC)
            continue;
        const struct scenario *s =
            scenario_for(rules.scenarios, rules.scenario_count, GATE_OWN, (enum gate_person)person);
        struct gate_policy policy = default_policy((enum gate_person)person);
        assert_non_null(s);
        assert_int_equal(s->policy.pressure_maximum, policy.pressure_maximum);
        assert_int_equal(s->policy.pressure_window_days, policy.pressure_window_days);
        assert_int_equal(s->policy.minimum_minor, policy.minimum_minor);
        assert_int_equal(s->policy.match_first_percent, policy.match_first_percent);
        assert_true(str_eq(s->policy.hours_preset, policy.hours_preset));
    }
}

static const char whole[] = "schema: 1\n"
                            "kind: scenario\n"
                            "name: my-rules\n"
                            "title: T\n"
                            "source: S\n"
                            "capacities: [own, factor]\n"
                            "persons: [company, consumer]\n"
                            "start: due\n"
                            "pressure: {contacts: 2, days: 9}\n"
                            "hours: outer\n"
                            "minimum: 12.50\n"
                            "match_first: 40\n"
                            "no_action: 21\n"
                            "limitation: 77\n"
                            "before_due: {days: 8, large: 5000, new_customers: true}\n"
                            "levels:\n"
                            "  - {days: 4, action: email, otherwise: reminder_1}\n"
                            "  - days: 11\n"
                            "    action: call\n"
                            "    otherwise: sms\n"
                            "    gap: 6\n"
                            "    again: 13\n"
                            "    retry: 2\n"
                            "    attempts: 3\n"
                            "    after_contact: true\n"
                            "    approval: manager\n";

static void every_key_is_read(void **state)
{
    (void)state;
    struct rules r = must_read(whole);
    const struct scenario *s = &r.scenario;
    assert_int_equal(r.kind, RULES_SCENARIO);
    assert_true(str_is(r.name, "my-rules") && str_is(r.title, "T") && str_is(r.source, "S"));
    assert_int_equal(s->capacities, 1U << GATE_OWN | 1U << GATE_FACTOR);
    assert_int_equal(s->persons, 1U << GATE_PERSON_COMPANY | 1U << GATE_PERSON_CONSUMER);
    assert_int_equal(s->start, SCENARIO_FROM_DUE);
    assert_int_equal(s->policy.pressure_maximum, 2);
    assert_int_equal(s->policy.pressure_window_days, 9);
    assert_true(str_is(s->policy.hours_preset, "outer"));
    assert_int_equal(s->policy.minimum_minor, 1250);
    assert_int_equal(s->policy.match_first_percent, 40);
    assert_int_equal(s->no_action_days, 21);
    assert_int_equal(s->limitation_days, 77);
    assert_int_equal(s->pre_due.days_before, 8);
    assert_int_equal(s->pre_due.large_minor, 500000);
    assert_true(s->pre_due.new_customer);
    assert_int_equal(s->level_count, 2);
    const struct scenario_level *first = &s->levels[0];
    assert_int_equal(first->days, 4);
    assert_int_equal(first->action, ACTION_EMAIL);
    assert_int_equal(first->otherwise, ACTION_REMINDER_1);
    assert_int_equal(first->gap_days + first->again_days + first->retry_days + first->attempts, 0);
    assert_false(first->after_contact);
    assert_int_equal(first->approval, SCENARIO_BY_AGENT);
    assert_int_equal(first->line, 17);
    const struct scenario_level *second = &s->levels[1];
    assert_int_equal(second->action, ACTION_CALL);
    assert_int_equal(second->otherwise, ACTION_SMS);
    assert_int_equal(second->gap_days, 6);
    assert_int_equal(second->again_days, 13);
    assert_int_equal(second->retry_days, 2);
    assert_int_equal(second->attempts, 3);
    assert_true(second->after_contact);
    assert_int_equal(second->approval, SCENARIO_BY_MANAGER);
    assert_int_equal(second->line, 18);
}

static void what_is_left_out_has_its_default(void **state)
{
    (void)state;
    struct rules r = must_read("{schema: 1, kind: scenario, name: x, capacities: [own], "
                               "persons: [public], pressure: {contacts: 1, days: 1}, hours: office,"
                               " levels: [{days: 1, action: call}]}");
    assert_int_equal(r.scenario.policy.minimum_minor, 0);
    assert_int_equal(r.scenario.policy.match_first_percent, 30);
    assert_int_equal(r.scenario.pre_due.days_before, 0);
    assert_int_equal(r.scenario.levels[0].retry_days, 1);
    r = must_read("{schema: 1, kind: priority, name: x, draw: 12.5, bands: [{from: 1, untouched: "
                  "10, reached: 20, effect: 30.5}]}");
    assert_int_equal(r.kind, RULES_PRIORITY);
    assert_int_equal(r.priority.horizon_days, 30);
    assert_int_equal(r.priority.explore_permil, 125);
    assert_int_equal(r.priority.band_count, 1);
    assert_int_equal(r.priority.bands[0].effect_permil, 305);
}

/* One line of `whole` replaced. */
static struct err refusal(const char *line, const char *by)
{
    struct rules rules;
    struct err err = {0};
    struct buf text;
    const char *at = strstr(whole, line);
    assert_non_null(at);
    buf_init(&text, &arena, 4096);
    buf_add(&text, (struct str){whole, (size_t)(at - whole)});
    buf_add_c(&text, by);
    buf_add_c(&text, at + strlen(line));
    assert_false(rules_read(&arena, buf_str(&text), &rules, &err));
    return err;
}

static void refusals_say_where(void **state)
{
    (void)state;
    static const struct {
        const char *line, *by;
        enum err_code code;
        int line_number;
    } rows[] = {
        {"schema: 1", "schema: 2", ERR_OUT_OF_RANGE, 1},
        {"kind: scenario", "kind: letter", ERR_NOT_A_CHOICE, 2},
        {"name: my-rules", "name: My rules", ERR_NOT_A_TEXT, 3},
        {"name: my-rules", "title: U", ERR_KEY_TWICE, 4},
        {"capacities: [own, factor]", "capacities: [own, agency]", ERR_NOT_A_CHOICE, 6},
        {"capacities: [own, factor]", "capacities: own", ERR_NOT_A_LIST, 6},
        {"capacities: [own, factor]", "", ERR_KEY_MISSING, 1},
        {"start: due", "start: invoice", ERR_NOT_A_CHOICE, 8},
        {"contacts: 2, ", "", ERR_KEY_MISSING, 9},
        {"contacts: 2", "contacts: two", ERR_BAD_NUMBER, 9},
        {"contacts: 2", "contacts: 100001", ERR_OUT_OF_RANGE, 9},
        {"minimum: 12.50", "minimum: 12,50", ERR_BAD_AMOUNT, 11},
        {"minimum: 12.50", "minimum: 12.505", ERR_TOO_MANY_DECIMALS, 11},
        {"days: 8, large", "large", ERR_KEY_MISSING, 15},
        {"new_customers: true", "new_customers: yes", ERR_NOT_A_FLAG, 15},
        {"days: 4, action: email", "days: 4", ERR_KEY_MISSING, 17},
        {"action: call", "action: shout", ERR_NOT_A_CHOICE, 19},
        {"    gap: 6", "    gab: 6", ERR_KEY_UNKNOWN, 21},
        {"approval: manager", "approval: nobody", ERR_NOT_A_CHOICE, 26},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct err err = refusal(rows[i].line, rows[i].by);
        assert_string_equal(err_code_text(err.code), err_code_text(rows[i].code));
        assert_int_equal(err.line, rows[i].line_number);
    }
}

static void too_many_bands_are_refused(void **state)
{
    (void)state;
    struct rules rules;
    struct err err = {0};
    struct buf text;
    buf_init(&text, &arena, 8192);
    buf_add_c(&text, "schema: 1\nkind: priority\nname: x\nbands:\n");
    for (int i = 0; i <= PRIORITY_BANDS_MAX; i++)
        buf_add_c(&text, "  - {from: 1, untouched: 1, reached: 1, effect: 1}\n");
    assert_false(rules_read(&arena, buf_str(&text), &rules, &err));
    assert_int_equal(err.code, ERR_YAML_TOO_LARGE);
    assert_int_equal(err.line, 4 + PRIORITY_BANDS_MAX + 1);
}

static void rules_take_the_place_of_their_name(void **state)
{
    (void)state;
    struct rules_in_force rules;
    load_rules_shipped(&arena, &rules);
    struct rules other = must_read(whole);
    other.name = STR("b2b");
    rules_replace(&arena, &rules, &other, STR("text"), 7);
    assert_int_equal(rules.scenario_count, 5);
    assert_int_equal(scenario_for(rules.scenarios, 5, GATE_OWN, GATE_PERSON_COMPANY)->version, 7);
    other.name = STR("more");
    rules_replace(&arena, &rules, &other, STR("text"), 1);
    assert_int_equal(rules.scenario_count, 6);
}

/* ---- changes ---- */

static void assert_changes(const char *before, const char *after, const char *wanted)
{
    struct line_changes changes;
    struct buf out;
    buf_init(&out, &arena, 4096);
    line_diff(&arena, str_of(before), str_of(after), &changes);
    for (size_t i = 0; i < changes.count; i++) {
        buf_add_c(&out, changes.rows[i].added ? "+" : "-");
        buf_add_int(&out, changes.rows[i].line);
        buf_add(&out, changes.rows[i].text);
        buf_add_c(&out, " ");
    }
    assert_string_equal(buf_cstr(&out), wanted);
}

static void changes_are_the_fewest_lines(void **state)
{
    (void)state;
    assert_changes("a\nb\nc\n", "a\nb\nc\n", "");
    assert_changes("a\nb\nc\n", "a\nc\n", "-2b ");
    assert_changes("a\nc\n", "a\nb\nc\n", "+2b ");
    assert_changes("a\nb\nc\n", "a\nx\nc\n", "-2b +2x ");
    assert_changes("", "a\nb\n", "+1a +2b ");
    assert_changes("a\nb\n", "", "-1a -2b ");
    assert_changes("a\nb\nc\nd\n", "b\nx\nd\ne\n", "-1a -3c +2x +4e ");
    assert_changes("a\nb", "a\nb\n", "");
    assert_changes("x\nx\nx\n", "x\nx\n", "-1x ");
}

static void very_long_changes_are_whole(void **state)
{
    (void)state;
    struct line_changes changes;
    struct buf before;
    buf_init(&before, &arena, 100000);
    for (int i = 0; i < 2001; i++) {
        buf_add_int(&before, i);
        buf_add_char(&before, '\n');
    }
    line_diff(&arena, buf_str(&before), STR("x\n5\ny\n"), &changes);
    assert_int_equal(changes.count, 2004);
    assert_false(changes.rows[0].added);
    assert_true(changes.rows[2001].added);
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
        cmocka_unit_test(the_shipped_rules_cover_everybody_and_have_no_fault),
        cmocka_unit_test(defaults_and_files_agree),
        cmocka_unit_test(every_key_is_read),
        cmocka_unit_test(what_is_left_out_has_its_default),
        cmocka_unit_test(refusals_say_where),
        cmocka_unit_test(too_many_bands_are_refused),
        cmocka_unit_test(rules_take_the_place_of_their_name),
        cmocka_unit_test(changes_are_the_fewest_lines),
        cmocka_unit_test(very_long_changes_are_whole),
    };
    return cmocka_run_group_tests_name("app rules", tests, set_up, tear_down);
}
