/* The scenario: what wants a call, mandates, limitation, and rules that cannot be worked with. */
#include "play.h"

/* ---- events, mandates, limitation, no scenario ---- */

static void the_most_pressing_event_is_the_reason(void **state)
{
    (void)state;
    struct scenario_event events[] = {{SCENARIO_CALLBACK, {TODAY - 1}},
                                      {SCENARIO_BROKEN_PROMISE, {TODAY}},
                                      {SCENARIO_DISPUTE_ANSWERED, {TODAY + 4}}};
    struct play p;
    play_begin(&p);
    p.past[0] = (struct scenario_past){3, {TODAY - 1}, false};
    p.past[1] = (struct scenario_past){1, {TODAY - 1}, false};
    p.facts.events = events;
    p.facts.event_count = 3;
    assert_action(&p, TODAY, ACTION_CALL, 3);
    assert_int_equal(p.decision.reasons[0].code, REASON_BROKEN_PROMISE);
    assert_true(gives(&p, REASON_LEVEL, 3));
    assert_true(gives(&p, REASON_OLDEST_DAYS, 40));
    assert_int_equal(p.decision.approval, SCENARIO_BY_AGENT);
    assert_int_equal(p.decision.next_change.n, TODAY + 4);
    p.facts.attempts = 1;
    p.facts.last_attempt_on = day_of(TODAY);
    assert_action(&p, TODAY, ACTION_NONE, 3);
    assert_int_equal(p.decision.why_not.code, BLOCK_RETRY_LATER);
    assert_int_equal(p.decision.why_not.until.n, TODAY);
    play_end(&p);
}

static void what_is_still_on_its_way_counts_as_credit(void **state)
{
    (void)state;
    struct play p;
    play_begin(&p);
    p.scene.items[2] = invoice(1, -5000);
    p.scene.item_count = 3;
    p.scene.account.pending_minor = 40000;
    p.scene.account.strategic = true;
    assert_action(&p, TODAY, ACTION_MATCH_CREDITS, 0);
    assert_true(gives(&p, REASON_CREDITS_TO_MATCH, 45000));
    assert_true(gives(&p, REASON_STRATEGIC, 0));
    assert_false(gives(&p, REASON_LEVEL, 0));
    assert_false(gives(&p, REASON_ATTEMPTS, 0));
    assert_false(gives(&p, REASON_ATTACHED_ITEMS, 0));
    play_end(&p);
}

static void an_event_does_not_open_a_closed_gate(void **state)
{
    (void)state;
    struct scenario_event broken = {SCENARIO_BROKEN_PROMISE, {TODAY}};
    struct play p;
    play_begin(&p);
    p.facts.events = &broken;
    p.facts.event_count = 1;
    p.scene.debtor.vulnerable = true;
    assert_action(&p, TODAY, ACTION_NONE, 3);
    assert_int_equal(p.decision.why_not.code, BLOCK_VULNERABLE_PERSON);
    play_end(&p);
}

static void a_courtesy_is_for_large_invoices_and_new_customers(void **state)
{
    (void)state;
    struct play p;
    play_begin(&p);
    p.scene.item_count = 2;
    p.scene.items[0] = invoice(-5, 100000);
    p.scene.items[1] = invoice(-4, 20000);
    p.rules.pre_due = (struct scenario_pre_due){10, 100000, false, 5};
    p.facts.new_customer = true; /* the rule does not ask for them */
    assert_action(&p, TODAY, ACTION_PRE_DUE_CALL, 0);
    assert_true(p.decision.items[0].ready);
    assert_false(p.decision.items[1].ready);
    assert_true(gives(&p, REASON_DUE_SOON, TODAY + 5));
    assert_true(gives(&p, REASON_LARGE_INVOICE, 100000));
    p.rules.pre_due = (struct scenario_pre_due){10, 100001, true, 5};
    assert_action(&p, TODAY, ACTION_PRE_DUE_CALL, 0);
    assert_true(p.decision.items[0].ready && p.decision.items[1].ready);
    assert_true(gives(&p, REASON_DUE_SOON, TODAY + 4));
    assert_true(gives(&p, REASON_NEW_CUSTOMER, 0));
    assert_false(gives(&p, REASON_LARGE_INVOICE, 100000));
    p.facts.new_customer = false;
    assert_action(&p, TODAY, ACTION_NONE, 0);
    assert_int_equal(p.decision.reason_count, 0);
    p.facts.new_customer = true;
    p.scene.debtor.number_count = 0;
    assert_action(&p, TODAY, ACTION_FIND_NUMBER, 0);
    p.scene.debtor.vulnerable = true;
    assert_action(&p, TODAY, ACTION_NONE, 0);
    assert_int_equal(p.decision.why_not.code, BLOCK_NOTHING_OVERDUE);
    p.scene.debtor.vulnerable = false;
    p.scene.items[0].role = p.scene.items[1].role = LEDGER_BILL;
    assert_action(&p, TODAY, ACTION_NONE, 0);
    play_end(&p);
}

static void attempts_that_are_used_up_take_another_way(void **state)
{
    (void)state;
    struct play p;
    play_begin(&p);
    p.levels[2].attempts = 3;
    p.levels[2].otherwise = ACTION_REMINDER_2;
    p.facts.attempts = 2;
    p.facts.last_attempt_on = day_of(TODAY - 1);
    assert_action(&p, TODAY, ACTION_CALL, 3);
    p.facts.attempts = 3;
    p.facts.last_attempt_on = day_of(TODAY);
    assert_action(&p, TODAY, ACTION_REMINDER_2, 3);
    play_end(&p);
}

static void a_mandate_begins_with_its_first_letter(void **state)
{
    (void)state;
    struct play p;
    play_begin(&p);
    p.rules.start = SCENARIO_FROM_FIRST_LETTER;
    p.rules.policy.pressure_maximum = 1;
    p.scene.account.capacity = GATE_MANDATE;
    p.scene.account.mandate_from = day_of(TODAY - 9);
    assert_action(&p, TODAY, ACTION_FIRST_LETTER, 0);
    assert_int_equal(p.decision.purpose, GATE_PURPOSE_FIRST_LETTER);
    assert_true(p.scene.answer.contact_allowed);
    p.scene.debtor.address = GATE_ADDRESS_FAILED;
    assert_action(&p, TODAY, ACTION_FIND_ADDRESS, 0);
    assert_int_equal(p.decision.why_not.code, BLOCK_ADDRESS_FAILED);
    p.scene.debtor.address = GATE_ADDRESS_GOOD;
    p.scene.items[0].due.source = DUE_ASSUMED; /* nothing a letter could ask for */
    p.scene.items[1].due.source = DUE_ASSUMED;
    assert_action(&p, TODAY, ACTION_CONFIRM_TERMS, 0);
    p.scene.items[0].due.source = DUE_STATED;
    p.scene.items[1].due.source = DUE_STATED;
    p.scene.account.first_letter_on = day_of(TODAY);
    assert_action(&p, TODAY + 4, ACTION_NONE, 0);
    assert_int_equal(p.decision.next_change.n, TODAY + 5);
    assert_action(&p, TODAY + 5, ACTION_EMAIL, 1);
    play_end(&p);
}

static void the_manager_is_told_before_an_item_can_no_longer_be_sued(void **state)
{
    (void)state;
    struct play p;
    play_begin(&p);
    p.scene.items[0].last_day = day_of(TODAY + 60);
    assert_action(&p, TODAY, ACTION_CALL, 3);
    assert_true(gives(&p, REASON_ACT_BEFORE, TODAY + 59));
    p.scene.suspensions[0] = (struct gate_suspension){
        GATE_DISPUTE, GATE_SCOPE_ACCOUNT, GATE_ALL_ITEMS, 0, DAY_NONE, DAY_NONE};
    p.scene.suspension_count = 1;
    assert_action(&p, TODAY, ACTION_ALERT_MANAGER, 0);
    assert_int_equal(p.decision.why_not.code, BLOCK_DISPUTE);
    p.facts.alerted_on = day_of(TODAY);
    assert_action(&p, TODAY + 1, ACTION_NONE, 0);
    p.facts.alerted_on = DAY_NONE;
    assert_action(&p, TODAY - 1, ACTION_NONE, 0);
    assert_int_equal(p.decision.next_change.n, TODAY);
    play_end(&p);
}

static void of_those_who_wait_the_first_is_told(void **state)
{
    (void)state;
    struct play p;
    play_begin(&p);
    p.scene.items[0] = invoice(6, 100000);
    p.scene.items[1] = invoice(7, 50000);
    p.past[0] = (struct scenario_past){1, {TODAY - 1}, false};
    p.past[1] = (struct scenario_past){1, {TODAY - 2}, false};
    assert_action(&p, TODAY, ACTION_NONE, 0);
    assert_int_equal(p.decision.why_not.code, BLOCK_LEVEL_DONE);
    assert_int_equal(p.decision.why_not.until.n, TODAY + 7); /* the second is 15 days late then */
    assert_int_equal(p.decision.next_change.n, TODAY + 8);
    p.levels[0].again_days = 5;
    play_on(&p, TODAY);
    assert_int_equal(p.decision.next_change.n, TODAY + 3); /* repeated before the next level */
    p.scene.items[2] = invoice(20, 100000);
    p.scene.item_count = 3;
    assert_action(&p, TODAY, ACTION_CALL, 2);
    assert_true(gives(&p, REASON_LAST_CONTACT, TODAY - 1)); /* the latest */
    play_end(&p);
}

static void an_assignment_is_notified_whatever_the_level(void **state)
{
    (void)state;
    struct play p;
    play_begin(&p);
    p.scene.item_count = 1;
    p.scene.items[0] = invoice(2, 100000);
    p.scene.items[0].not_told_of_payee = true;
    assert_action(&p, TODAY, ACTION_NOTIFY_ASSIGNMENT, 0);
    play_end(&p);
}

static void a_file_left_alone_is_said_to_be(void **state)
{
    (void)state;
    struct play p;
    play_begin(&p);
    play_on(&p, TODAY);
    assert_true(gives(&p, REASON_NO_ACTION, 40));
    p.facts.last_action_on = day_of(TODAY - 30);
    play_on(&p, TODAY);
    assert_true(gives(&p, REASON_NO_ACTION, 30));
    p.facts.last_action_on = day_of(TODAY - 29);
    play_on(&p, TODAY);
    assert_false(gives(&p, REASON_NO_ACTION, 29));
    play_end(&p);
}

static void a_scenario_is_found_by_capacity_and_person(void **state)
{
    (void)state;
    struct scenario all[] = {{.capacities = 1U << GATE_OWN, .persons = 1U << GATE_PERSON_COMPANY},
                             {.capacities = 1U << GATE_OWN, .persons = 1U << GATE_PERSON_CONSUMER}};
    struct rule_faults faults = {.count = 0};
    assert_ptr_equal(scenario_for(all, 2, GATE_OWN, GATE_PERSON_CONSUMER), &all[1]);
    assert_null(scenario_for(all, 2, GATE_FACTOR, GATE_PERSON_CONSUMER));
    faults.count = 0;
    scenario_check_all(all, 2, &faults);
    assert_int_equal(faults.count, 13);
    assert_int_equal(faults.rows[0].kind, RULE_FAULT_UNCOVERED);
    all[1].persons |= 1U << GATE_PERSON_COMPANY;
    all[1].line = 40;
    faults.count = 0;
    scenario_check_all(all, 2, &faults);
    assert_int_equal(faults.count, 14);
    struct play p;
    struct scenario_decision d;
    play_begin(&p);
    play_on(&p, TODAY);
    scenario_decide(&p.scene.arena, NULL, &p.facts, &p.scene.answer, &d);
    assert_int_equal(d.action, ACTION_NONE);
    assert_int_equal(d.why_not.code, BLOCK_NO_SCENARIO);
    play_end(&p);
}

/* ---- rules that cannot be worked with ---- */

static enum rule_fault_kind only_fault(struct play *p)
{
    struct rule_faults faults = {.count = 0};
    assert_int_equal(faults_of(p, &faults), 1);
    return faults.rows[0].kind;
}

static void each_impossible_rule_is_named(void **state)
{
    (void)state;
    struct play p;
#define BREAK(change, fault)                                                                       \
    play_begin(&p);                                                                                \
    change;                                                                                        \
    assert_string_equal(rule_fault_code(only_fault(&p)), rule_fault_code(RULE_FAULT_##fault));     \
    play_end(&p)
    BREAK(p.rules.persons = 0, NOBODY);
    BREAK(p.rules.level_count = 0, NO_LEVELS);
    BREAK(p.rules.policy.pressure_maximum = 0, PRESSURE);
    BREAK(p.rules.policy.pressure_window_days = 367, PRESSURE);
    BREAK(p.rules.policy.minimum_minor = -1, MINIMUM);
    BREAK(p.rules.policy.match_first_percent = 0, MATCH_FIRST);
    BREAK(p.rules.policy.hours_preset = STR("night"), HOURS);
    BREAK(p.rules.start = SCENARIO_FROM_FIRST_LETTER, START);
    BREAK(p.rules.capacities |= 1U << GATE_MANDATE, START);
    BREAK(p.rules.capacities = 1U << GATE_MANDATE, START);
    BREAK(p.rules.limitation_days = -1, WATCH);
    BREAK(p.rules.pre_due.days_before = 10, PRE_DUE);
    BREAK(p.rules.pre_due.large_minor = 10, PRE_DUE);
    BREAK(p.levels[1].days = p.levels[0].days, DAYS);
    BREAK(p.levels[3].days = 3651, DAYS);
    BREAK(p.levels[1].gap_days = -1, GAP);
    BREAK(p.levels[1].retry_days = 0, GAP);
    BREAK(p.levels[0].action = ACTION_NONE, ACTION);
    BREAK(p.levels[0].action = ACTION_MATCH_CREDITS, ACTION);
    BREAK(p.levels[0].otherwise = ACTION_EMAIL, OTHERWISE);
    BREAK(p.levels[0].otherwise = ACTION_FORMAL_NOTICE;
          p.levels[0].approval = SCENARIO_BY_AGENT, APPROVAL);
    BREAK(p.levels[1].attempts = 3, ATTEMPTS);
    BREAK(p.levels[0].attempts = 3; p.levels[0].otherwise = ACTION_SMS, ATTEMPTS);
#undef BREAK
}

static void twenty_levels_are_enough(void **state)
{
    (void)state;
    struct scenario_level levels[SCENARIO_LEVELS_MAX + 1];
    struct rule_faults faults = {.count = 0};
    struct play p;
    play_begin(&p);
    for (int i = 0; i <= SCENARIO_LEVELS_MAX; i++)
        levels[i] = (struct scenario_level){
            .days = i, .action = i % 2 == 0 ? ACTION_REMINDER_1 : ACTION_REMINDER_2};
    p.rules.levels = levels;
    p.rules.level_count = SCENARIO_LEVELS_MAX;
    assert_int_equal(faults_of(&p, &faults), 0);
    p.rules.level_count++;
    assert_int_equal(faults_of(&p, &faults), 1);
    assert_int_equal(faults.rows[0].kind, RULE_FAULT_TOO_MANY_LEVELS);
    p.rules.policy.pressure_maximum = 100;
    p.rules.policy.pressure_window_days = 366;
    p.rules.policy.match_first_percent = 100;
    p.rules.level_count--;
    assert_int_equal(faults_of(&p, &faults), 0); /* the bounds themselves are fine */
    play_end(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_most_pressing_event_is_the_reason),
        cmocka_unit_test(what_is_still_on_its_way_counts_as_credit),
        cmocka_unit_test(an_event_does_not_open_a_closed_gate),
        cmocka_unit_test(a_courtesy_is_for_large_invoices_and_new_customers),
        cmocka_unit_test(attempts_that_are_used_up_take_another_way),
        cmocka_unit_test(a_mandate_begins_with_its_first_letter),
        cmocka_unit_test(the_manager_is_told_before_an_item_can_no_longer_be_sued),
        cmocka_unit_test(of_those_who_wait_the_first_is_told),
        cmocka_unit_test(an_assignment_is_notified_whatever_the_level),
        cmocka_unit_test(a_file_left_alone_is_said_to_be),
        cmocka_unit_test(a_scenario_is_found_by_capacity_and_person),
        cmocka_unit_test(each_impossible_rule_is_named),
        cmocka_unit_test(twenty_levels_are_enough),
    };
    return cmocka_run_group_tests_name("strategy scenario", tests, NULL, NULL);
}
