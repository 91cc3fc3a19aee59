/* What was written to an account before: what waits forbids another, the last one sent is told. */
#include "support/unit.h"

#include "app/letters/earlier_letter.h"

enum { PAYEE = 5, OTHER = 6 };

static struct stored_letter letter(enum mailing_kind kind, enum mailing_state state, int64_t number)
{
    struct stored_letter l = {.document_number = number, .payee_id = PAYEE};
    l.mail = (struct mailing){.kind = kind, .state = state, .made = {100}, .sent = DAY_NONE};
    l.mail.why = MAILING_RETURN_COUNT;
    if (state != MAILING_IS_TO_PRINT && state != MAILING_IS_CANCELLED)
        l.mail.sent = (struct day){(int32_t)(100 + number)};
    return l;
}

static int64_t waiting(struct stored_letter *l, enum mailing_kind kind, int64_t payee)
{
    const struct stored_letters one = {l, 1};
    const struct stored_letter *found = letter_waiting(&one, (struct letter_sought){kind, payee});
    return found == NULL ? 0 : found->document_number;
}

static void one_demand_at_a_time_waits_for_one_payee(void **state)
{
    (void)state;
    struct stored_letter l = letter(MAILING_REMINDER_1, MAILING_IS_TO_PRINT, 3);
    assert_int_equal(waiting(&l, MAILING_REMINDER_1, PAYEE), 3);
    assert_int_equal(waiting(&l, MAILING_FORMAL_NOTICE, PAYEE), 3);
    assert_int_equal(waiting(&l, MAILING_REMINDER_1, OTHER), 0);
    assert_int_equal(waiting(&l, MAILING_STATEMENT, PAYEE), 0); /* it asks for nothing */
    l = letter(MAILING_STATEMENT, MAILING_IS_TO_PRINT, 4);
    assert_int_equal(waiting(&l, MAILING_STATEMENT, PAYEE), 4);
    assert_int_equal(waiting(&l, MAILING_REMINDER_1, PAYEE), 0);
    l = letter(MAILING_REMINDER_1, MAILING_IS_SENT, 5);
    assert_int_equal(waiting(&l, MAILING_REMINDER_1, PAYEE), 0);
}

static void the_last_of_its_kind_that_reached_somebody_is_told(void **state)
{
    (void)state;
    struct stored_letter rows[] = {
        letter(MAILING_REMINDER_1, MAILING_IS_SENT, 1),
        letter(MAILING_REMINDER_1, MAILING_IS_RECEIVED, 2),
        letter(MAILING_REMINDER_2, MAILING_IS_SENT, 3),
        letter(MAILING_REMINDER_1, MAILING_IS_RETURNED, 4),
        letter(MAILING_REMINDER_1, MAILING_IS_CANCELLED, 5),
    };
    struct stored_letters all = {rows, COUNT_OF(rows)};
    rows[3].mail.why = MAILING_RETURN_UNKNOWN; /* nobody there: it reached nobody */
    struct earlier_letter e =
        letter_earlier(&all, (struct letter_sought){MAILING_REMINDER_1, PAYEE});
    assert_int_equal(e.document_number, 2);
    assert_false(e.waits);
    assert_int_equal(e.on.n, 102);
    e = letter_earlier(&all, (struct letter_sought){MAILING_STATEMENT, PAYEE});
    assert_int_equal(e.document_number, 0);
    rows[4] = letter(MAILING_REMINDER_2, MAILING_IS_TO_PRINT, 5);
    e = letter_earlier(&all, (struct letter_sought){MAILING_REMINDER_1, PAYEE});
    assert_int_equal(e.document_number, 5);
    assert_true(e.waits);
    assert_int_equal(e.on.n, 100);
}

static struct stored_mail mail(enum dispatch_kind kind, enum dispatch_state state, int64_t number)
{
    return (struct stored_mail){.document_number = number,
                                .kind = kind,
                                .state = state,
                                .made = {100},
                                .claimed = {(int32_t)(100 + number)}};
}

static void copies_have_no_letter_and_are_told_too(void **state)
{
    (void)state;
    struct stored_mail rows[] = {
        mail(DISPATCH_COPY, DISPATCH_IS_ACCEPTED, 1), mail(DISPATCH_COPY, DISPATCH_IS_ACCEPTED, 2),
        mail(DISPATCH_COPY, DISPATCH_IS_REFUSED, 3), mail(DISPATCH_COPY, DISPATCH_IS_STOPPED, 4),
        mail(DISPATCH_STATEMENT, DISPATCH_IS_QUEUED, 5)};
    struct stored_mails all = {rows, COUNT_OF(rows)};
    struct earlier_letter e = copies_earlier(&all);
    assert_int_equal(e.document_number, 2);
    assert_false(e.waits);
    assert_true(e.by_mail);
    assert_int_equal(e.on.n, 102);
    rows[0].state = DISPATCH_IS_UNCERTAIN; /* it may have left: not one more without a word */
    e = copies_earlier(&all);
    assert_int_equal(e.document_number, 1);
    assert_true(e.waits);
    assert_int_equal(e.on.n, 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_demand_at_a_time_waits_for_one_payee),
        cmocka_unit_test(the_last_of_its_kind_that_reached_somebody_is_told),
        cmocka_unit_test(copies_have_no_letter_and_are_told_too),
    };
    return cmocka_run_group_tests_name("app earlier letter", tests, NULL, NULL);
}
