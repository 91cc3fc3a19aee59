/* The traps other programs fell into, one test each; the scenario does not. */
#include "play.h"

/* ---- traps: level and state ---- */

static void trap_an_unattended_draft_freezes_the_ladder(void **state)
{
    (void)state;
    struct gate_contact draft = {{TODAY - 20}, GATE_CHANNEL_EMAIL, GATE_RESULT_DRAFT};
    struct play p;
    play_begin(&p);
    p.scene.debtor.contacts = &draft;
    p.scene.debtor.contact_count = 1;
    assert_action(&p, TODAY, ACTION_CALL, 3);
    play_end(&p);
}

static void trap_a_very_late_line_starts_at_the_bottom(void **state)
{
    (void)state;
    struct play p;
    play_begin(&p);
    p.scene.items[0] = invoice(900, 100000);
    p.rules.limitation_days = 0;
    assert_action(&p, TODAY, ACTION_FORMAL_NOTICE, 4);
    assert_int_equal(p.decision.approval, SCENARIO_BY_MANAGER);
    play_end(&p);
}

static void trap_a_new_invoice_inherits_the_high_level(void **state)
{
    (void)state;
    struct play p;
    play_begin(&p);
    p.scene.items[0] = invoice(45, 100000);
    p.scene.items[1] = invoice(6, 50000);
    p.past[0] = (struct scenario_past){3, {TODAY - 14}, false};
    assert_action(&p, TODAY, ACTION_EMAIL, 1);
    assert_int_equal(p.decision.items[0].level, 3);
    assert_true(p.decision.items[0].attached);
    assert_int_equal(p.decision.items[1].level, 1);
    assert_true(p.decision.items[1].ready);
    assert_true(gives(&p, REASON_ATTACHED_ITEMS, 1));
    play_end(&p);
}

static void trap_a_part_payment_skips_a_state(void **state)
{
    (void)state;
    struct play p;
    play_begin(&p);
    p.scene.item_count = 1;
    p.scene.items[0] = invoice(14, 100000);
    p.past[0] = (struct scenario_past){1, {TODAY - 9}, false};
    assert_action(&p, TODAY, ACTION_NONE, 0);
    assert_int_equal(p.decision.next_change.n, TODAY + 1);
    p.scene.items[0].open_minor = 20000;
    assert_action(&p, TODAY + 1, ACTION_CALL, 2);
    assert_int_equal(p.scene.answer.raisable_minor, 20000);
    play_end(&p);
}

static void trap_the_last_row_closes_the_whole(void **state)
{
    (void)state;
    struct play p;
    play_begin(&p);
    p.past[0] = (struct scenario_past){2, {TODAY - 20}, false};
    p.past[1] = (struct scenario_past){2, {TODAY - 20}, false};
    p.scene.items[1].open_minor = 0;
    assert_action(&p, TODAY, ACTION_CALL, 3);
    assert_int_equal(p.scene.answer.raisable_minor, 100000);
    play_end(&p);
}

static void trap_a_bounced_payment_does_not_reopen_the_file(void **state)
{
    (void)state;
    struct scenario_event returned = {SCENARIO_PAYMENT_RETURNED, {TODAY}};
    struct play p;
    play_begin(&p);
    p.past[0] = (struct scenario_past){3, {TODAY - 2}, false};
    p.past[1] = (struct scenario_past){1, {TODAY - 2}, false};
    assert_action(&p, TODAY, ACTION_NONE, 0);
    p.facts.events = &returned;
    p.facts.event_count = 1;
    assert_action(&p, TODAY, ACTION_CALL, 3);
    assert_true(gives(&p, REASON_PAYMENT_RETURNED, TODAY));
    play_end(&p);
}

static void trap_the_delay_counts_from_the_run_that_prepared_it(void **state)
{
    (void)state;
    struct gate_contact contacts[] = {{{TODAY - 4}, GATE_CHANNEL_EMAIL, GATE_RESULT_SENT},
                                      {{TODAY - 9}, GATE_CHANNEL_EMAIL, GATE_RESULT_DRAFT}};
    struct play p;
    play_begin(&p);
    p.scene.item_count = 1;
    p.scene.debtor.contacts = contacts;
    p.scene.debtor.contact_count = 2;
    p.past[0] = (struct scenario_past){2, {TODAY - 4}, false}; /* as it left */
    assert_action(&p, TODAY, ACTION_NONE, 0);
    assert_int_equal(p.decision.why_not.code, BLOCK_GAP);
    assert_int_equal(p.decision.why_not.until.n, TODAY);
    assert_action(&p, TODAY + 1, ACTION_CALL, 3);
    play_end(&p);
}

static void trap_days_count_from_the_invoice_date_or_crash_without_due_date(void **state)
{
    (void)state;
    struct play p;
    play_begin(&p);
    p.scene.item_count = 1;
    p.scene.items[0] = invoice(4, 100000); /* issued 34 days ago */
    assert_action(&p, TODAY, ACTION_NONE, 0);
    assert_int_equal(p.decision.why_not.code, BLOCK_TOO_EARLY);
    p.scene.items[0] = invoice(40, 100000);
    p.scene.items[0].due.source = DUE_ASSUMED;
    assert_action(&p, TODAY, ACTION_CONFIRM_TERMS, 0);
    assert_true(gives(&p, REASON_NO_TERMS, 0));
    play_end(&p);
}

static void trap_a_gap_is_accepted_but_does_nothing_when_levels_are_skipped(void **state)
{
    (void)state;
    struct play p;
    play_begin(&p);
    p.scene.item_count = 1;
    p.scene.items[0] = invoice(40, 100000);
    p.past[0] = (struct scenario_past){1, {TODAY - 3}, false};
    assert_action(&p, TODAY, ACTION_NONE, 0);
    assert_int_equal(p.decision.next_change.n, TODAY + 2);
    assert_action(&p, TODAY + 2, ACTION_CALL, 3);
    play_end(&p);
}

/* ---- traps: dates and re-runs ---- */

static void trap_a_missed_day_is_never_caught_up(void **state)
{
    (void)state;
    struct play p;
    play_begin(&p);
    p.scene.item_count = 1;
    p.scene.items[0] = invoice(0, 100000);
    for (int32_t day = 1; day <= 14; day++)
        assert_action(&p, TODAY + day, day < 5 ? ACTION_NONE : ACTION_EMAIL, day < 5 ? 0 : 1);
    play_end(&p);
}

static void trap_the_sign_of_the_offset_is_reversed(void **state)
{
    (void)state;
    struct rule_faults faults = {.count = 0};
    struct play p;
    play_begin(&p);
    p.scene.item_count = 1;
    p.scene.items[0] = invoice(-60, 9000000);
    p.rules.pre_due = (struct scenario_pre_due){10, 100000, false, 5};
    assert_action(&p, TODAY, ACTION_NONE, 0);
    assert_int_equal(p.decision.next_change.n, TODAY + 50);
    assert_action(&p, TODAY + 50, ACTION_PRE_DUE_CALL, 0);
    assert_int_equal(p.decision.purpose, GATE_PURPOSE_PRE_DUE);
    assert_true(gives(&p, REASON_DUE_SOON, TODAY + 60));
    assert_true(gives(&p, REASON_LARGE_INVOICE, 9000000));
    assert_action(&p, TODAY + 61, ACTION_NONE, 0); /* overdue: never a courtesy */
    p.levels[0].days = -5;
    assert_int_equal(faults_of(&p, &faults), 1);
    assert_int_equal(faults.rows[0].kind, RULE_FAULT_DAYS);
    assert_int_equal(faults.rows[0].line, 10);
    play_end(&p);
}

static void trap_days_after_a_pause_are_computed_wrongly(void **state)
{
    (void)state;
    struct play p;
    play_begin(&p);
    p.scene.item_count = 1;
    p.scene.items[0] = invoice(0, 100000);
    p.scene.suspensions[0] =
        (struct gate_suspension){GATE_HOLD, GATE_SCOPE_ITEM, 0, 0, {TODAY + 3}, {TODAY + 20}};
    p.scene.suspension_count = 1;
    assert_action(&p, TODAY + 20, ACTION_NONE, 0);
    assert_int_equal(p.decision.why_not.code, BLOCK_HOLD);
    assert_int_equal(p.decision.next_change.n, TODAY + 21);
    assert_action(&p, TODAY + 21, ACTION_CALL, 2); /* 21 days late, not 3 */
    assert_int_equal(p.scene.answer.oldest_days, 21);
    play_end(&p);
}

static void trap_grace_counts_at_one_level_of_detail_only(void **state)
{
    (void)state;
    struct play p;
    play_begin(&p);
    for (int scope = GATE_SCOPE_DEBTOR; scope <= GATE_SCOPE_ITEM; scope++) {
        int32_t item = scope == GATE_SCOPE_ITEM ? 0 : GATE_ALL_ITEMS;
        p.scene.item_count = 1;
        p.scene.suspensions[0] = (struct gate_suspension){
            GATE_HOLD, (enum gate_scope)scope, item, 0, DAY_NONE, {TODAY + 2}};
        p.scene.suspension_count = 1;
        assert_action(&p, TODAY + 2, ACTION_NONE, 0);
        assert_action(&p, TODAY + 3, ACTION_CALL, 3);
    }
    play_end(&p);
}

static void trap_a_stored_candidate_goes_stale(void **state)
{
    (void)state;
    struct play p;
    struct scenario_decision first;
    play_begin(&p);
    first = *play_on(&p, TODAY);
    play_on(&p, TODAY); /* twice the same day: the same answer, nothing grew */
    assert_int_equal(p.decision.action, first.action);
    assert_int_equal(p.decision.level, first.level);
    assert_int_equal(p.decision.reason_count, first.reason_count);
    p.scene.suspensions[0] =
        (struct gate_suspension){GATE_PROMISE, GATE_SCOPE_ITEM, 0, 0, DAY_NONE, {TODAY + 9}};
    p.scene.suspension_count = 1;
    assert_action(&p, TODAY, ACTION_EMAIL, 1); /* the other item is what is left */
    p.scene.suspensions[0].until = day_of(TODAY - 1);
    assert_action(&p, TODAY, ACTION_CALL, 3);
    play_end(&p);
}

/* ---- traps: money, contact ---- */

static void trap_unmatched_credits_stop_the_letter_only_when_they_reach_the_whole(void **state)
{
    (void)state;
    struct play p;
    play_begin(&p);
    p.scene.items[2] = invoice(1, -45000); /* 30 % of 1 500 */
    p.scene.item_count = 3;
    assert_action(&p, TODAY, ACTION_MATCH_CREDITS, 0);
    assert_true(gives(&p, REASON_CREDITS_TO_MATCH, 45000));
    p.scene.items[2].open_minor = -44999;
    assert_action(&p, TODAY, ACTION_CALL, 3);
    assert_true(gives(&p, REASON_OVERDUE_AMOUNT, 105001));
    play_end(&p);
}

static void trap_a_voicemail_silences_the_debtor(void **state)
{
    (void)state;
    struct gate_contact voicemail = {{TODAY}, GATE_CHANNEL_PHONE, GATE_RESULT_VOICEMAIL};
    struct play p;
    play_begin(&p);
    p.scene.debtor.contacts = &voicemail;
    p.scene.debtor.contact_count = 1;
    p.facts.attempts = 1;
    p.facts.last_attempt_on = day_of(TODAY);
    assert_action(&p, TODAY, ACTION_NONE, 3);
    assert_int_equal(p.decision.why_not.code, BLOCK_RETRY_LATER);
    assert_action(&p, TODAY + 1, ACTION_CALL, 3);
    assert_true(gives(&p, REASON_ATTEMPTS, 1));
    assert_true(gives(&p, REASON_NEVER_CONTACTED, 0));
    play_end(&p);
}

static void trap_reminding_one_invoice_silences_the_others(void **state)
{
    (void)state;
    struct play p;
    play_begin(&p);
    p.past[0] = (struct scenario_past){3, {TODAY - 1}, false};
    assert_action(&p, TODAY, ACTION_EMAIL, 1);
    assert_true(p.decision.items[1].ready);
    assert_true(gives(&p, REASON_LAST_CONTACT, TODAY - 1));
    play_end(&p);
}

static void trap_one_message_for_each_level(void **state)
{
    (void)state;
    struct play p;
    play_begin(&p);
    p.scene.items[2] = invoice(2, 10000);
    p.scene.item_count = 3;
    assert_action(&p, TODAY, ACTION_CALL, 3); /* one contact: 3 and 1 done by it, the third named */
    assert_true(p.decision.items[0].ready && p.decision.items[1].ready);
    assert_int_equal(p.decision.items[0].level, 3);
    assert_int_equal(p.decision.items[1].level, 1);
    assert_true(p.decision.items[2].attached);
    assert_int_equal(p.decision.attached_count, 1);
    play_end(&p);
}

static void trap_mail_that_cannot_leave_stays_queued_for_ever(void **state)
{
    (void)state;
    struct play p;
    play_begin(&p);
    p.scene.item_count = 1;
    p.scene.items[0] = invoice(6, 100000);
    p.scene.debtor.email = GATE_ADDRESS_FAILED;
    assert_action(&p, TODAY, ACTION_FIND_ADDRESS, 1);
    p.levels[0].otherwise = ACTION_REMINDER_1;
    assert_action(&p, TODAY, ACTION_REMINDER_1, 1);
    assert_true(p.scene.answer.contact_allowed);
    p.scene.debtor.address = GATE_ADDRESS_MISSING;
    assert_action(&p, TODAY, ACTION_FIND_ADDRESS, 1);
    play_end(&p);
}

static void trap_a_count_of_reminders_threatens_proceedings(void **state)
{
    (void)state;
    struct rule_faults faults = {.count = 0};
    struct play p;
    play_begin(&p);
    assert_int_equal(faults_of(&p, &faults), 0);
    p.levels[3].approval = SCENARIO_AUTOMATIC;
    assert_int_equal(faults_of(&p, &faults), 1);
    assert_int_equal(faults.rows[0].kind, RULE_FAULT_APPROVAL);
    p.levels[3].approval = SCENARIO_BY_AGENT;
    assert_int_equal(faults_of(&p, &faults), 1);
    play_end(&p);
}

static void trap_a_flag_suppresses_everything_and_nobody_sees_it(void **state)
{
    (void)state;
    struct play p;
    play_begin(&p);
    for (int32_t late = 1; late <= 400; late++) {
        p.scene.items[0] = invoice(late, 100000);
        p.scene.item_count = 1;
        p.past[0] = (struct scenario_past){late % 5, {TODAY - late % 7}, false};
        play_on(&p, TODAY);
        bool explained = p.decision.why_not.code != BLOCK_COUNT;
        assert_true(p.decision.action != ACTION_NONE || explained);
        assert_true(p.decision.action == ACTION_NONE || p.decision.reason_count >= 3);
    }
    play_end(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trap_an_unattended_draft_freezes_the_ladder),
        cmocka_unit_test(trap_a_very_late_line_starts_at_the_bottom),
        cmocka_unit_test(trap_a_new_invoice_inherits_the_high_level),
        cmocka_unit_test(trap_a_part_payment_skips_a_state),
        cmocka_unit_test(trap_the_last_row_closes_the_whole),
        cmocka_unit_test(trap_a_bounced_payment_does_not_reopen_the_file),
        cmocka_unit_test(trap_the_delay_counts_from_the_run_that_prepared_it),
        cmocka_unit_test(trap_days_count_from_the_invoice_date_or_crash_without_due_date),
        cmocka_unit_test(trap_a_gap_is_accepted_but_does_nothing_when_levels_are_skipped),
        cmocka_unit_test(trap_a_missed_day_is_never_caught_up),
        cmocka_unit_test(trap_the_sign_of_the_offset_is_reversed),
        cmocka_unit_test(trap_days_after_a_pause_are_computed_wrongly),
        cmocka_unit_test(trap_grace_counts_at_one_level_of_detail_only),
        cmocka_unit_test(trap_a_stored_candidate_goes_stale),
        cmocka_unit_test(trap_unmatched_credits_stop_the_letter_only_when_they_reach_the_whole),
        cmocka_unit_test(trap_a_voicemail_silences_the_debtor),
        cmocka_unit_test(trap_reminding_one_invoice_silences_the_others),
        cmocka_unit_test(trap_one_message_for_each_level),
        cmocka_unit_test(trap_mail_that_cannot_leave_stays_queued_for_ever),
        cmocka_unit_test(trap_a_count_of_reminders_threatens_proceedings),
        cmocka_unit_test(trap_a_flag_suppresses_everything_and_nobody_sees_it),
    };
    return cmocka_run_group_tests_name("strategy scenario traps", tests, NULL, NULL);
}
