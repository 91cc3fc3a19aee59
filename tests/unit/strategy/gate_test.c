/* The gate, items: what may be asked for, how much of it, until when not, and the action. */
#include "scene.h"

static void an_overdue_invoice_is_called(void **state)
{
    (void)state;
    struct scene s;
    scene_begin(&s);
    s.items[0] = invoice(10, 1000);
    s.items[1] = invoice(-5, 400);
    const struct gate_answer *g = scene_ask(&s);
    assert_true(g->contact_allowed);
    assert_int_equal(g->action, ACTION_CALL);
    assert_int_equal(g->net_overdue_minor, 1000);
    assert_int_equal(g->raisable_minor, 1000);
    assert_int_equal(g->oldest_days, 10);
    assert_true(g->items[0].raisable);
    assert_false(g->items[1].raisable);
    assert_int_equal(g->items[1].blocks[0].code, BLOCK_NOT_DUE);
    assert_int_equal(g->items[1].blocks[0].until.n, TODAY + 5);
    assert_int_equal(g->next_change.n, TODAY + 6);
    scene_end(&s);
}

static void nothing_is_overdue_on_the_due_date_itself(void **state)
{
    (void)state;
    struct scene s;
    scene_begin(&s);
    s.item_count = 1;
    s.items[0] = invoice(0, 1000);
    assert_refused(&s, BLOCK_NOTHING_OVERDUE, day_of(TODAY));
    assert_int_equal(s.answer.next_change.n, TODAY + 1);
    scene_on(&s, TODAY + 1);
    assert_allowed(&s);
    assert_int_equal(s.answer.oldest_days, 1);
    assert_int_equal(s.answer.next_change.n, DAY_NONE_N);
    s.items[0].open_minor = 0;
    assert_refused(&s, BLOCK_NOTHING_OWED, DAY_NONE);
    scene_end(&s);
}

static void without_a_phone_or_a_date_nobody_is_called(void **state)
{
    (void)state;
    struct scene s;
    scene_begin(&s);
    s.item_count = 1;
    s.debtor.number_count = 0;
    assert_int_equal(scene_ask(&s)->action, ACTION_FIND_NUMBER);
    s.items[0].due.source = DUE_COMPUTED;
    assert_int_equal(scene_ask(&s)->action, ACTION_FIND_NUMBER);
    s.items[0].due.source = DUE_ASSUMED;
    assert_int_equal(scene_ask(&s)->action, ACTION_CONFIRM_TERMS);
    assert_true(s.answer.contact_allowed);
    assert_false(s.answer.items[0].raisable);
    s.debtor.number_count = 1;
    assert_int_equal(scene_ask(&s)->action, ACTION_CONFIRM_TERMS);
    scene_end(&s);
}

static void bills_retention_and_accruals_are_never_chased(void **state)
{
    (void)state;
    struct scene s;
    static const enum ledger_role roles[] = {LEDGER_BILL, LEDGER_RETENTION, LEDGER_ACCRUED,
                                             LEDGER_BILL_REMITTED};
    static const enum block blocks[] = {BLOCK_BILL, BLOCK_RETENTION, BLOCK_ACCRUED, BLOCK_BILL};
    scene_begin(&s);
    s.item_count = 4;
    for (int i = 0; i < 4; i++) {
        s.items[i] = invoice(i == 0 ? -1 : 100, 500 + 100 * i);
        s.items[i].role = roles[i];
    }
    assert_refused(&s, BLOCK_NOTHING_OVERDUE, day_of(TODAY + 1));
    for (size_t i = 0; i < 4; i++) {
        assert_false(s.answer.items[i].raisable);
        assert_non_null(item_block(&s, i, blocks[i]));
    }
    assert_int_equal(s.answer.open_minor, 1100);
    scene_end(&s);
}

static void a_file_with_enough_credits_is_matched_before_it_is_called(void **state)
{
    (void)state;
    struct scene s;
    scene_begin(&s);
    s.items[0] = invoice(10, 1000);
    s.items[1] = invoice(2, -1000);
    assert_refused(&s, BLOCK_COVERED_BY_CREDITS, DAY_NONE);
    assert_int_equal(s.answer.action, ACTION_MATCH_CREDITS);
    s.items[1].open_minor = -300;
    assert_refused(&s, BLOCK_CREDITS_TO_MATCH, DAY_NONE);
    assert_int_equal(s.answer.action, ACTION_MATCH_CREDITS);
    assert_true(s.answer.items[0].raisable);
    s.items[1].open_minor = -299;
    assert_allowed(&s);
    assert_int_equal(s.answer.action, ACTION_CALL);
    assert_int_equal(s.answer.net_overdue_minor, 701);
    s.account.pending_minor = 1; /* a remittance on its way counts as well */
    assert_refused(&s, BLOCK_CREDITS_TO_MATCH, DAY_NONE);
    assert_int_equal(s.answer.net_overdue_minor, 701);
    s.account.match_overridden = true;
    assert_allowed(&s);
    s.account.match_overridden = false;
    s.policy.match_first_percent = 0; /* a house that never matches first */
    assert_allowed(&s);
    scene_end(&s);
}

static void what_is_paid_and_what_is_owed_to_him_say_so(void **state)
{
    (void)state;
    struct scene s;
    scene_begin(&s);
    s.item_count = 3;
    s.items[1].open_minor = 0;
    s.items[2] = invoice(5, -100);
    scene_ask(&s);
    assert_int_equal(s.answer.items[1].blocks[0].code, BLOCK_SETTLED);
    assert_int_equal(s.answer.items[2].blocks[0].code, BLOCK_CREDIT);
    assert_int_equal(s.answer.items[1].block_count, 1);
    scene_end(&s);
}

static void assert_reason(const struct scene *s, size_t i, enum reason code, int64_t value)
{
    assert_true(i < s->answer.reason_count);
    assert_string_equal(reason_code(s->answer.reasons[i].code), reason_code(code));
    assert_int_equal(s->answer.reasons[i].value, value);
}

static void an_action_says_why(void **state)
{
    (void)state;
    struct scene s;
    scene_begin(&s);
    scene_ask(&s);
    assert_int_equal(s.answer.reason_count, 2);
    assert_reason(&s, 0, REASON_OVERDUE_AMOUNT, 150000);
    assert_reason(&s, 1, REASON_OLDEST_DAYS, 40);
    s.debtor.number_count = 0;
    scene_ask(&s);
    assert_reason(&s, 2, REASON_NO_PHONE, 0);
    s.items[0].due.source = s.items[1].due.source = DUE_ASSUMED;
    scene_ask(&s);
    assert_reason(&s, 2, REASON_NO_TERMS, 0);
    s.items[1].open_minor = -90000;
    scene_ask(&s);
    assert_reason(&s, 0, REASON_OVERDUE_AMOUNT, 10000);
    assert_reason(&s, 2, REASON_CREDITS_TO_MATCH, 90000);
    s.item_count = 0;
    scene_ask(&s);
    assert_int_equal(s.answer.action, ACTION_NONE);
    assert_int_equal(s.answer.reason_count, 0);
    scene_end(&s);
}

/* ---- what suspends an item ---- */

static struct gate_suspension on_item(enum gate_suspender kind, int32_t item, int32_t until)
{
    return (struct gate_suspension){kind, GATE_SCOPE_ITEM, item, 0, DAY_NONE, {until}};
}

static void a_promise_suspends_its_own_items_through_its_last_day(void **state)
{
    (void)state;
    struct scene s;
    scene_begin(&s);
    s.suspensions[s.suspension_count++] = on_item(GATE_PROMISE, 0, TODAY + 3);
    assert_allowed(&s);
    assert_false(s.answer.items[0].raisable);
    assert_int_equal(item_block(&s, 0, BLOCK_PROMISE)->until.n, TODAY + 3);
    assert_true(s.answer.items[1].raisable);
    assert_int_equal(s.answer.raisable_minor, 50000);
    assert_int_equal(s.answer.next_change.n, TODAY + 4);
    scene_on(&s, TODAY + 3);
    assert_false(scene_ask(&s)->items[0].raisable);
    scene_on(&s, TODAY + 4);
    assert_true(scene_ask(&s)->items[0].raisable);
    assert_int_equal(s.answer.next_change.n, DAY_NONE_N);
    scene_end(&s);
}

static void when_every_item_is_suspended_the_contact_is_until_the_first_is_free(void **state)
{
    (void)state;
    struct scene s;
    scene_begin(&s);
    s.suspensions[s.suspension_count++] = on_item(GATE_PROMISE, 0, TODAY + 9);
    s.suspensions[s.suspension_count++] = on_item(GATE_PROMISE, 1, TODAY + 3);
    assert_refused(&s, BLOCK_PROMISE, day_of(TODAY + 3));
    assert_int_equal(s.answer.action, ACTION_NONE);
    assert_int_equal(s.answer.next_change.n, TODAY + 4);
    scene_on(&s, TODAY + 4);
    assert_allowed(&s);
    assert_int_equal(s.answer.next_change.n, TODAY + 10);
    scene_end(&s);
}

static void an_open_end_on_one_item_does_not_keep_the_other(void **state)
{
    (void)state;
    struct scene s;
    scene_begin(&s);
    s.suspensions[s.suspension_count++] = on_item(GATE_DISPUTE, 0, TODAY + 4);
    s.suspensions[s.suspension_count++] = on_item(GATE_DISPUTE, 1, DAY_NONE_N);
    assert_refused(&s, BLOCK_DISPUTE, day_of(TODAY + 4));
    s.suspensions[0].until = DAY_NONE;
    s.suspensions[1].until = day_of(TODAY + 4);
    assert_refused(&s, BLOCK_DISPUTE, day_of(TODAY + 4));
    s.suspensions[0].until = day_of(TODAY + 2);
    assert_refused(&s, BLOCK_DISPUTE, day_of(TODAY + 2));
    scene_end(&s);
}

static void a_plan_a_hold_and_a_judge_suspend_alike(void **state)
{
    (void)state;
    static const struct {
        enum gate_suspender kind;
        enum block code;
    } rows[] = {
        {GATE_PLAN, BLOCK_PLAN}, {GATE_HOLD, BLOCK_HOLD}, {GATE_COURT_GRACE, BLOCK_COURT_GRACE}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct scene s;
        scene_begin(&s);
        s.suspensions[s.suspension_count++] = on_item(rows[i].kind, 1, TODAY);
        assert_allowed(&s);
        assert_non_null(item_block(&s, 1, rows[i].code));
        assert_int_equal(s.answer.raisable_minor, 100000);
        scene_on(&s, TODAY + 1);
        scene_ask(&s);
        assert_null(item_block(&s, 1, rows[i].code));
        scene_end(&s);
    }
}

static void a_dispute_takes_out_only_what_is_disputed(void **state)
{
    (void)state;
    struct scene s;
    scene_begin(&s);
    s.suspensions[s.suspension_count++] =
        (struct gate_suspension){GATE_DISPUTE, GATE_SCOPE_PART, 0, 30000, DAY_NONE, DAY_NONE};
    assert_allowed(&s);
    assert_true(s.answer.items[0].raisable);
    assert_int_equal(s.answer.items[0].raisable_minor, 70000);
    assert_int_equal(item_block(&s, 0, BLOCK_DISPUTE)->scope, GATE_SCOPE_PART);
    assert_int_equal(s.answer.raisable_minor, 120000);
    s.suspensions[0].part_minor = 100000;
    assert_false(scene_ask(&s)->items[0].raisable);
    s.suspensions[0].part_minor = 100001;
    assert_int_equal(scene_ask(&s)->items[0].raisable_minor, 0);
    s.suspensions[0].scope = GATE_SCOPE_ITEM;
    assert_false(scene_ask(&s)->items[0].raisable);
    assert_int_equal(s.answer.raisable_minor, 50000);
    scene_end(&s);
}

static void parts_held_and_disputed_add_up(void **state)
{
    (void)state;
    struct scene s;
    scene_begin(&s);
    s.suspensions[0] =
        (struct gate_suspension){GATE_DISPUTE, GATE_SCOPE_PART, 0, 30000, DAY_NONE, DAY_NONE};
    s.suspensions[1] =
        (struct gate_suspension){GATE_HOLD, GATE_SCOPE_PART, 0, 20000, DAY_NONE, {TODAY + 2}};
    s.suspension_count = 2;
    assert_int_equal(scene_ask(&s)->items[0].raisable_minor, 50000);
    assert_int_equal(s.answer.items[0].block_count, 2);
    assert_int_equal(s.answer.next_change.n, TODAY + 3);
    scene_on(&s, TODAY + 3);
    assert_int_equal(scene_ask(&s)->items[0].raisable_minor, 70000);
    scene_end(&s);
}

static void a_hold_on_the_account_or_the_debtor_stops_all_of_it(void **state)
{
    (void)state;
    struct scene s;
    scene_begin(&s);
    s.suspensions[0] = (struct gate_suspension){GATE_HOLD, GATE_SCOPE_ACCOUNT, GATE_ALL_ITEMS,
                                                0,         DAY_NONE,           {TODAY + 5}};
    s.suspensions[1] = (struct gate_suspension){GATE_HOLD, GATE_SCOPE_DEBTOR, GATE_ALL_ITEMS,
                                                0,         {TODAY + 2},       {TODAY + 8}};
    s.suspension_count = 2;
    assert_refused(&s, BLOCK_HOLD, day_of(TODAY + 5));
    assert_int_equal(s.answer.blocks[0].scope, GATE_SCOPE_ACCOUNT);
    assert_int_equal(s.answer.next_change.n, TODAY + 2);
    scene_on(&s, TODAY + 2);
    assert_refused(&s, BLOCK_HOLD, day_of(TODAY + 8));
    assert_int_equal(s.answer.blocks[0].scope, GATE_SCOPE_DEBTOR);
    scene_on(&s, TODAY + 9);
    assert_allowed(&s);
    scene_end(&s);
}

static void a_hold_to_come_changes_nothing_yet(void **state)
{
    (void)state;
    struct scene s;
    scene_begin(&s);
    s.suspensions[s.suspension_count++] =
        (struct gate_suspension){GATE_HOLD, GATE_SCOPE_ITEM, 0, 0, {TODAY + 2}, {TODAY + 4}};
    assert_allowed(&s);
    assert_true(s.answer.items[0].raisable);
    assert_int_equal(s.answer.next_change.n, TODAY + 2);
    scene_on(&s, TODAY + 2);
    assert_false(scene_ask(&s)->items[0].raisable);
    scene_end(&s);
}

/* ---- insolvency ---- */

static void a_judgment_stops_asking_for_older_debts_only(void **state)
{
    (void)state;
    struct scene s;
    struct gate_insolvency opened = {GATE_COLLECTIVE, {TODAY - 30}, DAY_NONE};
    scene_begin(&s);
    s.debtor.insolvencies = &opened;
    s.debtor.insolvency_count = 1;
    s.items[0].arose = day_of(TODAY - 31);
    s.items[1].arose = day_of(TODAY - 30); /* the judgment holds from midnight of its day */
    assert_allowed(&s);
    assert_non_null(item_block(&s, 0, BLOCK_INSOLVENCY));
    assert_int_equal(s.answer.items[0].blocks[0].scope, GATE_SCOPE_DEBTOR);
    assert_true(s.answer.items[1].raisable);
    s.items[1].arose = DAY_NONE; /* not known: taken for an older debt */
    assert_refused(&s, BLOCK_INSOLVENCY, DAY_NONE);
    assert_int_equal(s.answer.action, ACTION_DECLARE_CLAIM);
    s.intent.purpose = GATE_PURPOSE_ANSWER; /* who calls us is answered, not asked to pay */
    assert_allowed(&s);
    assert_int_equal(s.answer.raisable_minor, 0);
    scene_end(&s);
}

static void a_judgment_known_in_advance_binds_from_its_day(void **state)
{
    (void)state;
    struct scene s;
    struct gate_insolvency opened = {GATE_COLLECTIVE, {TODAY + 1}, {TODAY + 100}};
    scene_begin(&s);
    s.debtor.insolvencies = &opened;
    s.debtor.insolvency_count = 1;
    assert_allowed(&s);
    assert_int_equal(s.answer.next_change.n, TODAY + 1);
    scene_on(&s, TODAY + 1);
    assert_refused(&s, BLOCK_INSOLVENCY, day_of(TODAY + 100));
    s.items[1].arose = opened.from;
    assert_allowed(&s); /* a younger debt is left, the older one is free when the plan is over */
    assert_int_equal(s.answer.next_change.n, TODAY + 101);
    scene_on(&s, TODAY + 101);
    assert_allowed(&s);
    assert_int_equal(s.answer.raisable_minor, 150000);
    scene_end(&s);
}

static void over_indebtedness_and_wiped_debts_stop_the_demand(void **state)
{
    (void)state;
    struct scene s;
    struct gate_insolvency p = {GATE_OVER_INDEBTEDNESS, {TODAY - 5}, DAY_NONE};
    scene_begin(&s);
    s.debtor.insolvencies = &p;
    s.debtor.insolvency_count = 1;
    assert_refused(&s, BLOCK_OVER_INDEBTEDNESS, DAY_NONE);
    assert_int_equal(s.answer.action, ACTION_NONE);
    p.procedure = GATE_IMPOSED_PLAN;
    assert_refused(&s, BLOCK_IMPOSED_PLAN, DAY_NONE);
    p = (struct gate_insolvency){GATE_DEBTS_WIPED, {TODAY - 5}, {TODAY - 1}};
    assert_refused(&s, BLOCK_DEBTS_WIPED, DAY_NONE);
    s.items[0].arose = p.from;
    s.items[1].arose = day_add(p.from, 1);
    assert_allowed(&s);
    assert_int_equal(s.answer.raisable_minor, 50000);
    scene_end(&s);
}

/* ---- limitation, assignment ---- */

static void a_time_barred_item_is_not_asked_for_but_may_be_stated(void **state)
{
    (void)state;
    struct scene s;
    scene_begin(&s);
    s.items[0].last_day = day_of(TODAY); /* the period ends when its last day is over */
    assert_true(scene_ask(&s)->items[0].raisable);
    assert_int_equal(s.answer.next_change.n, TODAY + 1);
    scene_on(&s, TODAY + 1);
    scene_ask(&s);
    assert_non_null(item_block(&s, 0, BLOCK_TIME_BARRED));
    assert_false(s.answer.items[0].raisable);
    assert_true(s.answer.items[1].raisable);
    s.intent.purpose = GATE_PURPOSE_STATEMENT;
    scene_ask(&s);
    assert_true(s.answer.items[0].raisable);
    assert_true(s.answer.items[0].time_barred);
    assert_false(s.answer.items[1].time_barred);
    s.intent.purpose = GATE_PURPOSE_ANSWER;
    assert_false(scene_ask(&s)->items[0].raisable);
    scene_end(&s);
}

static void an_assignment_is_notified_before_payment_is_asked(void **state)
{
    (void)state;
    struct scene s;
    scene_begin(&s);
    s.account.capacity = GATE_FACTOR;
    s.items[0].not_told_of_payee = true;
    assert_allowed(&s);
    assert_non_null(item_block(&s, 0, BLOCK_NO_ASSIGNMENT_NOTICE));
    s.items[1].not_told_of_payee = true;
    assert_refused(&s, BLOCK_NO_ASSIGNMENT_NOTICE, DAY_NONE);
    assert_int_equal(s.answer.action, ACTION_NOTIFY_ASSIGNMENT);
    scene_end(&s);
}

/* ---- which items are meant, and why ---- */

static void only_the_items_asked_for_count(void **state)
{
    (void)state;
    struct scene s;
    static const bool second[] = {false, true};
    scene_begin(&s);
    s.suspensions[s.suspension_count++] = on_item(GATE_PROMISE, 1, TODAY + 3);
    s.intent.asked = second;
    assert_refused(&s, BLOCK_PROMISE, day_of(TODAY + 3));
    assert_true(s.answer.items[0].raisable);
    s.intent.asked = NULL;
    assert_allowed(&s);
    scene_end(&s);
}

static void a_courtesy_before_the_due_date_speaks_of_what_is_not_due(void **state)
{
    (void)state;
    struct scene s;
    scene_begin(&s);
    s.item_count = 1;
    s.items[0] = invoice(-10, 100000);
    s.intent.purpose = GATE_PURPOSE_PRE_DUE;
    assert_allowed(&s);
    assert_true(s.answer.items[0].raisable);
    s.suspensions[s.suspension_count++] =
        (struct gate_suspension){GATE_DISPUTE, GATE_SCOPE_ITEM, 0, 0, DAY_NONE, DAY_NONE};
    assert_refused(&s, BLOCK_DISPUTE, DAY_NONE);
    scene_end(&s);
}

static void blocks_that_meet_on_one_item_are_all_told_once(void **state)
{
    (void)state;
    struct scene s;
    struct gate_insolvency all[] = {{GATE_COLLECTIVE, {TODAY}, DAY_NONE},
                                    {GATE_OVER_INDEBTEDNESS, {TODAY}, DAY_NONE},
                                    {GATE_IMPOSED_PLAN, {TODAY}, DAY_NONE},
                                    {GATE_DEBTS_WIPED, {TODAY}, DAY_NONE}};
    scene_begin(&s);
    s.debtor.insolvencies = all;
    s.debtor.insolvency_count = COUNT_OF(all);
    s.item_count = 1;
    s.items[0].role = LEDGER_RETENTION;
    s.items[0].due.source = DUE_ASSUMED;
    s.items[0].last_day = day_of(TODAY - 1);
    s.items[0].not_told_of_payee = true;
    for (int k = 0; k < GATE_SUSPENDER_COUNT; k++)
        s.suspensions[k] = on_item((enum gate_suspender)k, 0, TODAY + k);
    s.suspensions[GATE_SUSPENDER_COUNT] = (struct gate_suspension){
        GATE_HOLD, GATE_SCOPE_DEBTOR, GATE_ALL_ITEMS, 0, DAY_NONE, DAY_NONE};
    s.suspension_count = GATE_SUSPENDER_COUNT + 1;
    scene_ask(&s);
    assert_int_equal(s.answer.items[0].block_count, GATE_ITEM_BLOCKS_MAX - 1);
    assert_int_equal(item_block(&s, 0, BLOCK_HOLD)->scope, GATE_SCOPE_DEBTOR);
    assert_int_equal(item_block(&s, 0, BLOCK_HOLD)->until.n, DAY_NONE_N);
    assert_int_equal(item_block(&s, 0, BLOCK_DISPUTE)->until.n, TODAY + 1);
    scene_end(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_overdue_invoice_is_called),
        cmocka_unit_test(nothing_is_overdue_on_the_due_date_itself),
        cmocka_unit_test(without_a_phone_or_a_date_nobody_is_called),
        cmocka_unit_test(bills_retention_and_accruals_are_never_chased),
        cmocka_unit_test(a_file_with_enough_credits_is_matched_before_it_is_called),
        cmocka_unit_test(an_action_says_why),
        cmocka_unit_test(a_promise_suspends_its_own_items_through_its_last_day),
        cmocka_unit_test(when_every_item_is_suspended_the_contact_is_until_the_first_is_free),
        cmocka_unit_test(what_is_paid_and_what_is_owed_to_him_say_so),
        cmocka_unit_test(an_open_end_on_one_item_does_not_keep_the_other),
        cmocka_unit_test(a_plan_a_hold_and_a_judge_suspend_alike),
        cmocka_unit_test(a_dispute_takes_out_only_what_is_disputed),
        cmocka_unit_test(parts_held_and_disputed_add_up),
        cmocka_unit_test(a_hold_on_the_account_or_the_debtor_stops_all_of_it),
        cmocka_unit_test(a_hold_to_come_changes_nothing_yet),
        cmocka_unit_test(a_judgment_stops_asking_for_older_debts_only),
        cmocka_unit_test(a_judgment_known_in_advance_binds_from_its_day),
        cmocka_unit_test(over_indebtedness_and_wiped_debts_stop_the_demand),
        cmocka_unit_test(a_time_barred_item_is_not_asked_for_but_may_be_stated),
        cmocka_unit_test(an_assignment_is_notified_before_payment_is_asked),
        cmocka_unit_test(only_the_items_asked_for_count),
        cmocka_unit_test(a_courtesy_before_the_due_date_speaks_of_what_is_not_due),
        cmocka_unit_test(blocks_that_meet_on_one_item_are_all_told_once),
    };
    return cmocka_run_group_tests_name("strategy gate", tests, NULL, NULL);
}
