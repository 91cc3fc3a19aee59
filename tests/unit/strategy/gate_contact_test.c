/* The gate, contact: who, for whom, by which way, how often, when. */
#include "scene.h"

static void persons_who_may_not_be_dunned(void **state)
{
    (void)state;
    struct scene s;
    scene_begin(&s);
    s.debtor.deceased = true;
    assert_refused(&s, BLOCK_DECEASED, DAY_NONE);
    s.debtor.deceased = false;
    s.debtor.protected_person = true;
    assert_refused(&s, BLOCK_PROTECTED_PERSON, DAY_NONE);
    s.debtor.protected_person = false;
    s.debtor.represented = true;
    assert_refused(&s, BLOCK_REPRESENTED, DAY_NONE);
    s.debtor.represented = false;
    s.debtor.vulnerable = true;
    assert_refused(&s, BLOCK_VULNERABLE_PERSON, DAY_NONE);
    assert_true(s.answer.items[0].raisable); /* the contact alone is blocked */
    assert_int_equal(s.answer.items[0].block_count, 0);
    s.intent.purpose = GATE_PURPOSE_ANSWER;
    assert_allowed(&s);
    s.intent.purpose = GATE_PURPOSE_DEMAND;
    s.debtor.vulnerable = false;
    s.account.handed_over = true;
    assert_refused(&s, BLOCK_HANDED_OVER, DAY_NONE);
    scene_end(&s);
}

static void a_mandate_is_written_and_announced_before_anything(void **state)
{
    (void)state;
    struct scene s;
    scene_begin(&s);
    s.account.capacity = GATE_MANDATE;
    s.account.agency_declared = false;
    scene_ask(&s);
    assert_non_null(contact_block(&s, BLOCK_AGENCY_NOT_DECLARED));
    assert_non_null(contact_block(&s, BLOCK_NO_MANDATE));
    assert_non_null(contact_block(&s, BLOCK_NO_FIRST_LETTER));
    s.account.agency_declared = true;
    s.account.first_letter_on = day_of(TODAY);
    s.account.mandate_from = day_of(TODAY + 2);
    assert_refused(&s, BLOCK_NO_MANDATE, day_of(TODAY + 1));
    assert_int_equal(s.answer.next_change.n, TODAY + 2);
    s.account.mandate_from = day_of(TODAY);
    assert_allowed(&s);
    s.account.mandate_until = day_of(TODAY);
    assert_allowed(&s);
    assert_int_equal(s.answer.next_change.n, TODAY + 1);
    scene_on(&s, TODAY + 1);
    assert_refused(&s, BLOCK_NO_MANDATE, DAY_NONE);
    scene_end(&s);
}

static void the_first_letter_goes_before_every_other_contact(void **state)
{
    (void)state;
    struct scene s;
    scene_begin(&s);
    s.account.capacity = GATE_MANDATE;
    s.account.mandate_from = day_of(TODAY - 9);
    assert_refused(&s, BLOCK_NO_FIRST_LETTER, DAY_NONE);
    assert_int_equal(s.answer.action, ACTION_FIRST_LETTER);
    s.account.first_letter_on = day_of(TODAY + 1);
    assert_refused(&s, BLOCK_NO_FIRST_LETTER, day_of(TODAY));
    s.account.first_letter_on = day_of(TODAY);
    assert_allowed(&s);
    s.account.first_letter_on = DAY_NONE;
    s.intent.channel = GATE_CHANNEL_LETTER;
    assert_refused(&s, BLOCK_NO_FIRST_LETTER, DAY_NONE);
    s.intent.purpose = GATE_PURPOSE_FIRST_LETTER;
    assert_allowed(&s);
    s.account.capacity = GATE_OWN;
    s.intent.purpose = GATE_PURPOSE_DEMAND;
    assert_allowed(&s);
    scene_end(&s);
}

static void sales_are_told_before_a_strategic_account_is_called(void **state)
{
    (void)state;
    struct scene s;
    scene_begin(&s);
    s.account.strategic = true;
    assert_refused(&s, BLOCK_SALES_FIRST, DAY_NONE);
    assert_int_equal(s.answer.action, ACTION_TELL_SALES);
    s.account.sales_told_on = day_of(TODAY + 1);
    assert_refused(&s, BLOCK_SALES_FIRST, day_of(TODAY));
    s.account.sales_told_on = day_of(TODAY);
    assert_allowed(&s);
    scene_end(&s);
}

static void as_much_as_the_minimum_is_enough(void **state)
{
    (void)state;
    struct scene s;
    scene_begin(&s);
    s.policy.minimum_minor = 150000;
    assert_allowed(&s);
    s.policy.minimum_minor = 150001;
    assert_refused(&s, BLOCK_BELOW_MINIMUM, DAY_NONE);
    /* what is left to ask for counts, not what is open */
    s.policy.minimum_minor = 60000;
    s.suspensions[s.suspension_count++] =
        (struct gate_suspension){GATE_DISPUTE, GATE_SCOPE_ITEM, 0, 0, DAY_NONE, DAY_NONE};
    assert_refused(&s, BLOCK_BELOW_MINIMUM, DAY_NONE);
    s.suspension_count = 0;
    s.items[2] = invoice(3, -40000);
    s.item_count = 3;
    s.policy.minimum_minor = 110000;
    assert_allowed(&s);
    s.policy.minimum_minor = 110001;
    assert_refused(&s, BLOCK_BELOW_MINIMUM, DAY_NONE);
    scene_end(&s);
}

/* ---- ways ---- */

static void a_refused_way_is_not_used_and_another_may_be(void **state)
{
    (void)state;
    struct scene s;
    scene_begin(&s);
    s.debtor.opposed_channels = 1U << GATE_CHANNEL_PHONE;
    assert_refused(&s, BLOCK_OPPOSITION, DAY_NONE);
    assert_int_equal(s.answer.blocks[0].scope, GATE_SCOPE_CHANNEL);
    for (int channel = GATE_CHANNEL_SMS; channel < GATE_CHANNEL_COUNT; channel++) {
        s.intent.channel = (enum gate_channel)channel;
        assert_allowed(&s);
    }
    scene_end(&s);
}

static void a_wrong_number_is_not_dialled(void **state)
{
    (void)state;
    static const enum gate_number_state numbers[] = {GATE_NUMBER_WRONG, GATE_NUMBER_REFUSED,
                                                     GATE_NUMBER_GOOD};
    struct scene s;
    scene_begin(&s);
    s.debtor.numbers = numbers;
    s.debtor.number_count = 3;
    assert_allowed(&s); /* one is good */
    s.intent.number = 0;
    assert_refused(&s, BLOCK_WRONG_NUMBER, DAY_NONE);
    assert_int_equal(s.answer.blocks[0].scope, GATE_SCOPE_NUMBER);
    assert_int_equal(s.answer.action, ACTION_FIND_NUMBER);
    s.intent.number = 1;
    assert_refused(&s, BLOCK_OPPOSITION, DAY_NONE);
    s.intent.number = 2;
    assert_allowed(&s);
    s.intent.number = GATE_ANY_NUMBER;
    s.debtor.number_count = 1;
    assert_refused(&s, BLOCK_WRONG_NUMBER, DAY_NONE);
    assert_int_equal(s.answer.blocks[0].scope, GATE_SCOPE_CHANNEL);
    s.debtor.number_count = 2;
    assert_refused(&s, BLOCK_OPPOSITION, DAY_NONE);
    s.intent.channel = GATE_CHANNEL_LETTER;
    assert_allowed(&s);
    scene_end(&s);
}

static void an_address_that_fails_goes_back_to_a_person(void **state)
{
    (void)state;
    struct scene s;
    scene_begin(&s);
    s.debtor.email = GATE_ADDRESS_FAILED;
    s.debtor.address = GATE_ADDRESS_MISSING;
    assert_allowed(&s);
    s.intent.channel = GATE_CHANNEL_EMAIL;
    assert_refused(&s, BLOCK_ADDRESS_FAILED, DAY_NONE);
    assert_int_equal(s.answer.action, ACTION_FIND_ADDRESS);
    s.intent.channel = GATE_CHANNEL_LETTER;
    assert_refused(&s, BLOCK_ADDRESS_MISSING, DAY_NONE);
    scene_end(&s);
}

static void one_written_demand_never_mixes_two_payees(void **state)
{
    (void)state;
    static const bool first[] = {true, false};
    struct scene s;
    scene_begin(&s);
    s.items[1].payee = 7;
    assert_allowed(&s); /* one call may speak of both */
    s.intent.channel = GATE_CHANNEL_EMAIL;
    assert_refused(&s, BLOCK_MIXED_PAYEES, DAY_NONE);
    s.intent.asked = first;
    assert_allowed(&s);
    s.intent.asked = NULL;
    s.items[0].payee = 7;
    assert_allowed(&s);
    scene_end(&s);
}

/* ---- pressure ---- */

static void the_contact_after_the_maximum_is_refused_until_one_leaves_the_window(void **state)
{
    (void)state;
    struct gate_contact contacts[] = {{{TODAY}, GATE_CHANNEL_PHONE, GATE_RESULT_NO_ANSWER},
                                      {{TODAY - 2}, GATE_CHANNEL_EMAIL, GATE_RESULT_SENT},
                                      {{TODAY - 6}, GATE_CHANNEL_PHONE, GATE_RESULT_VOICEMAIL}};
    struct scene s;
    scene_begin(&s);
    s.policy.pressure_maximum = 3;
    s.policy.pressure_window_days = 7;
    s.debtor.contacts = contacts;
    s.debtor.contact_count = 3;
    assert_refused(&s, BLOCK_PRESSURE, day_of(TODAY)); /* seven days, today included */
    assert_int_equal(s.answer.blocks[0].scope, GATE_SCOPE_DEBTOR);
    assert_int_equal(s.answer.next_change.n, TODAY + 1);
    assert_true(s.answer.items[0].raisable);
    scene_on(&s, TODAY + 1);
    assert_allowed(&s);
    scene_on(&s, TODAY);
    contacts[2].on = day_of(TODAY - 7);
    assert_allowed(&s);
    contacts[2].on = day_of(TODAY - 3);
    assert_refused(&s, BLOCK_PRESSURE, day_of(TODAY + 3));
    s.debtor.contact_count = 2;
    assert_allowed(&s);
    s.policy.pressure_maximum = 2;
    assert_refused(&s, BLOCK_PRESSURE, day_of(TODAY + 4));
    s.policy.pressure_maximum = 0;
    assert_allowed(&s);
    scene_end(&s);
}

static void what_never_reached_the_debtor_does_not_weigh_on_him(void **state)
{
    (void)state;
    struct scene s;
    scene_begin(&s);
    s.policy.pressure_maximum = 1;
    s.policy.pressure_window_days = 7;
    for (int r = 0; r < GATE_RESULT_COUNT; r++) {
        struct gate_contact contact = {{TODAY}, GATE_CHANNEL_PHONE, (enum gate_result)r};
        bool weighs =
            r != GATE_RESULT_FAILED && r != GATE_RESULT_DRAFT && r != GATE_RESULT_INCOMING;
        s.debtor.contacts = &contact;
        s.debtor.contact_count = 1;
        scene_ask(&s);
        assert_int_equal(contact_block(&s, BLOCK_PRESSURE) != NULL, weighs);
    }
    struct gate_contact to_come = {{TODAY + 1}, GATE_CHANNEL_PHONE, GATE_RESULT_SPOKEN};
    s.debtor.contacts = &to_come; /* a replay of an earlier day */
    assert_allowed(&s);
    scene_end(&s);
}

static void the_law_s_first_letter_and_an_answer_are_no_pressure(void **state)
{
    (void)state;
    struct gate_contact contact = {{TODAY}, GATE_CHANNEL_PHONE, GATE_RESULT_SPOKEN};
    struct scene s;
    scene_begin(&s);
    s.policy.pressure_maximum = 1;
    s.policy.pressure_window_days = 7;
    s.debtor.contacts = &contact;
    s.debtor.contact_count = 1;
    s.intent.channel = GATE_CHANNEL_LETTER;
    assert_refused(&s, BLOCK_PRESSURE, day_of(TODAY + 6));
    s.intent.purpose = GATE_PURPOSE_FIRST_LETTER;
    assert_allowed(&s);
    s.intent.purpose = GATE_PURPOSE_ANSWER;
    assert_allowed(&s);
    scene_end(&s);
}

/* ---- hours ---- */

static void set_moment(struct scene *s, struct day day, int32_t minute)
{
    s->intent.day = day;
    s->intent.minute = minute;
}

static void hours_bind_phone_and_sms_when_a_time_is_given(void **state)
{
    (void)state;
    struct scene s;
    struct day friday = day_ymd(2026, 11, 27);
    scene_begin(&s);
    s.policy.hours_preset = STR("prudent");
    set_moment(&s, friday, 9 * 60 + 59);
    assert_refused(&s, BLOCK_OUTSIDE_HOURS, friday);
    assert_int_equal(s.answer.next_change.n, DAY_NONE_N); /* later the same day */
    set_moment(&s, friday, 10 * 60);
    assert_allowed(&s);
    set_moment(&s, friday, 13 * 60);
    assert_refused(&s, BLOCK_OUTSIDE_HOURS, friday);
    set_moment(&s, friday, 20 * 60);
    assert_refused(&s, BLOCK_OUTSIDE_HOURS, day_ymd(2026, 11, 29));
    assert_int_equal(s.answer.next_change.n, day_ymd(2026, 11, 30).n);
    s.intent.channel = GATE_CHANNEL_SMS;
    assert_refused(&s, BLOCK_OUTSIDE_HOURS, day_ymd(2026, 11, 29));
    s.intent.channel = GATE_CHANNEL_EMAIL;
    assert_allowed(&s);
    s.intent.channel = GATE_CHANNEL_PHONE;
    s.intent.purpose = GATE_PURPOSE_ANSWER;
    assert_allowed(&s);
    s.intent.purpose = GATE_PURPOSE_DEMAND;
    s.intent.minute = GATE_NO_TIME;
    assert_allowed(&s);
    s.policy.hours_preset = STR("");
    s.intent.minute = 3 * 60;
    assert_allowed(&s);
    scene_end(&s);
}

static void a_holiday_is_that_of_the_debtor_s_region(void **state)
{
    (void)state;
    struct scene s;
    struct day abolition = day_ymd(2026, 12, 20); /* a Sunday; 2027: a Monday */
    scene_begin(&s);
    s.policy.hours_preset = STR("office");
    set_moment(&s, day_ymd(2026, 12, 25), GATE_ANY_TIME);
    assert_refused(&s, BLOCK_HOLIDAY, day_ymd(2026, 12, 27));
    assert_int_equal(s.answer.next_change.n, day_ymd(2026, 12, 28).n);
    set_moment(&s, abolition, GATE_ANY_TIME);
    assert_refused(&s, BLOCK_OUTSIDE_HOURS, abolition);
    set_moment(&s, day_ymd(2027, 12, 20), 11 * 60);
    assert_allowed(&s);
    s.debtor.region = LAW_REGION_LA_REUNION;
    assert_refused(&s, BLOCK_HOLIDAY, day_ymd(2027, 12, 20));
    set_moment(&s, day_ymd(2027, 12, 21), GATE_ANY_TIME);
    assert_allowed(&s);
    scene_end(&s);
}

static void office_hours_are_open_on_monday_at_ten(void **state)
{
    (void)state;
    static const struct {
        int32_t day_of_june, minute;
        bool open;
    } rows[] = {{15, 10 * 60, true},     {15, 6 * 60, false},     {15, 20 * 60, false},
                {13, 10 * 60, false},    {14, 10 * 60, false},    {15, 8 * 60, true},
                {15, 8 * 60 - 1, false}, {15, 19 * 60 - 1, true}, {15, 19 * 60, false}};
    struct scene s;
    scene_begin(&s);
    s.policy.hours_preset = STR("office");
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        set_moment(&s, day_ymd(2026, 6, rows[i].day_of_june), rows[i].minute);
        assert_int_equal(scene_ask(&s)->contact_allowed, rows[i].open);
    }
    scene_end(&s);
}

/* ---- together ---- */

static void the_block_to_be_told_first_is_the_one_that_lasts(void **state)
{
    (void)state;
    struct gate_contact contact = {{TODAY}, GATE_CHANNEL_PHONE, GATE_RESULT_SPOKEN};
    struct gate_insolvency opened = {GATE_COLLECTIVE, {TODAY}, DAY_NONE};
    struct scene s;
    scene_begin(&s);
    s.policy.pressure_maximum = 1;
    s.policy.pressure_window_days = 7;
    s.debtor.contacts = &contact;
    s.debtor.contact_count = 1;
    s.account.strategic = true;
    scene_ask(&s);
    assert_int_equal(s.answer.block_count, 2);
    assert_int_equal(s.answer.blocks[0].code, BLOCK_SALES_FIRST);
    assert_int_equal(s.answer.blocks[1].code, BLOCK_PRESSURE);
    s.debtor.insolvencies = &opened;
    s.debtor.insolvency_count = 1;
    scene_ask(&s);
    assert_int_equal(s.answer.blocks[0].code, BLOCK_INSOLVENCY);
    assert_int_equal(s.answer.next_change.n, TODAY + 7);
    scene_end(&s);
}

static void every_code_is_whole(void **state)
{
    (void)state;
    for (int b = 0; b < BLOCK_COUNT; b++) {
        assert_true(strlen(block_code((enum block)b)) > 3);
        bool bound = false;
        for (int p = 0; p < GATE_PURPOSE_COUNT; p++)
            bound = bound || block_binds((enum block)b, (enum gate_purpose)p);
        assert_true(bound);
        for (int other = 0; other < b; other++)
            assert_string_not_equal(block_code((enum block)b), block_code((enum block)other));
    }
    struct gate_policy consumer = default_policy(GATE_PERSON_CONSUMER);
    struct gate_policy company = default_policy(GATE_PERSON_COMPANY);
    assert_int_equal(consumer.pressure_maximum, 4);
    assert_int_equal(consumer.pressure_window_days, 30);
    assert_int_equal(company.pressure_maximum, 3);
    assert_int_equal(company.pressure_window_days, 7);
    assert_int_equal(company.match_first_percent, 30);
    for (int p = 0; p < GATE_PERSON_COUNT; p++) {
        assert_true(law_hours_known(law_tables_compiled(), default_hours((enum gate_person)p)));
        assert_int_equal(gate_person_of(str_of(gate_person_code((enum gate_person)p))), p);
    }
    assert_int_equal(gate_person_of(STR("martian")), GATE_PERSON_UNKNOWN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(persons_who_may_not_be_dunned),
        cmocka_unit_test(a_mandate_is_written_and_announced_before_anything),
        cmocka_unit_test(the_first_letter_goes_before_every_other_contact),
        cmocka_unit_test(sales_are_told_before_a_strategic_account_is_called),
        cmocka_unit_test(as_much_as_the_minimum_is_enough),
        cmocka_unit_test(a_refused_way_is_not_used_and_another_may_be),
        cmocka_unit_test(a_wrong_number_is_not_dialled),
        cmocka_unit_test(an_address_that_fails_goes_back_to_a_person),
        cmocka_unit_test(one_written_demand_never_mixes_two_payees),
        cmocka_unit_test(the_contact_after_the_maximum_is_refused_until_one_leaves_the_window),
        cmocka_unit_test(what_never_reached_the_debtor_does_not_weigh_on_him),
        cmocka_unit_test(the_law_s_first_letter_and_an_answer_are_no_pressure),
        cmocka_unit_test(hours_bind_phone_and_sms_when_a_time_is_given),
        cmocka_unit_test(a_holiday_is_that_of_the_debtor_s_region),
        cmocka_unit_test(office_hours_are_open_on_monday_at_ten),
        cmocka_unit_test(the_block_to_be_told_first_is_the_one_that_lasts),
        cmocka_unit_test(every_code_is_whole),
    };
    return cmocka_run_group_tests_name("strategy gate contact", tests, NULL, NULL);
}
