/* Who is to be paid: what counts of what was said, and whose an item is on a day. */
#include "support/unit.h"

#include "claim/payee.h"

#define WORD(id_, payee, kind_, iban_, from_, by, second)                                          \
    {                                                                                              \
        .id = (id_), .payee_id = (payee), .kind = (kind_), .name = STR_INIT("N"),                  \
        .iban = STR_INIT(iban_), .from = {from_}, .said = {from_}, .by_id = (by),                  \
        .confirmed = (second) != 0, .second_id = (second), .confirmed_on = {                       \
            from_                                                                                  \
        }                                                                                          \
    }

enum { HOUSE = 1, FACTOR = 2, ANNE = 7, BORIS = 8 };

static const struct payee two[] = {
    {HOUSE, 9, STR_INIT("HOUSE"), PAYEE_CREDITOR},
    {FACTOR, 9, STR_INIT("FACTO"), PAYEE_FACTOR},
};

static struct payees of(const struct payee_word *words, size_t count)
{
    return (struct payees){two, COUNT_OF(two), words, count};
}

static void the_first_account_diverts_nothing(void **state)
{
    (void)state;
    const struct payee_word words[] = {
        WORD(1, HOUSE, PAYEE_WORD_ACCOUNT, "FR1", 10, ANNE, 0),
        WORD(2, HOUSE, PAYEE_WORD_DEFAULT, "", 10, ANNE, 0),
        WORD(3, FACTOR, PAYEE_WORD_ACCOUNT, "FR2", 10, ANNE, 0),
    };
    struct payees p = of(words, COUNT_OF(words));
    assert_int_equal(payee_account(&p, HOUSE, (struct day){10})->id, 1);
    assert_null(payee_account(&p, HOUSE, (struct day){9}));
    assert_null(payee_account(&p, FACTOR, (struct day){20}));
    assert_int_equal(payee_default(&p, (struct day){20})->id, HOUSE);
    assert_null(payee_default(&p, (struct day){9}));
}

static void a_change_counts_once_two_persons_said_it(void **state)
{
    (void)state;
    struct payee_word words[] = {
        WORD(1, HOUSE, PAYEE_WORD_ACCOUNT, "FR1", 10, ANNE, 0),
        WORD(2, HOUSE, PAYEE_WORD_DEFAULT, "", 10, ANNE, 0),
        WORD(3, HOUSE, PAYEE_WORD_ACCOUNT, "FR9", 20, ANNE, 0),
        WORD(4, FACTOR, PAYEE_WORD_DEFAULT, "", 20, ANNE, 0),
    };
    struct payees p = of(words, COUNT_OF(words));
    struct day on = {30};
    assert_int_equal(payee_account(&p, HOUSE, on)->id, 1);
    assert_int_equal(payee_default(&p, on)->id, HOUSE);
    words[2].confirmed = words[3].confirmed = true;
    words[2].second_id = words[3].second_id = ANNE; /* herself again */
    assert_int_equal(payee_account(&p, HOUSE, on)->id, 1);
    words[2].second_id = words[3].second_id = BORIS;
    const struct payee_word *now = payee_account(&p, HOUSE, on);
    assert_int_equal(now->id, 3);
    assert_int_equal(payee_account(&p, HOUSE, (struct day){19})->id, 1);
    assert_int_equal(payee_default(&p, on)->id, FACTOR);
    assert_int_equal(payee_account_before(&p, now)->id, 1);
    assert_null(payee_account_before(&p, &words[0]));
}

static void who_is_paid_no_longer_has_no_account(void **state)
{
    (void)state;
    struct payee_word words[] = {
        WORD(1, HOUSE, PAYEE_WORD_ACCOUNT, "FR1", 10, ANNE, 0),
        WORD(2, HOUSE, PAYEE_WORD_CLOSED, "", 40, ANNE, 0),
    };
    struct payees p = of(words, COUNT_OF(words));
    assert_non_null(payee_account(&p, HOUSE, (struct day){50})); /* one person alone */
    words[1].confirmed = true;
    words[1].second_id = BORIS;
    assert_null(payee_account(&p, HOUSE, (struct day){50}));
    assert_non_null(payee_account(&p, HOUSE, (struct day){39}));
}

static struct assignment plain(int64_t id, int32_t day)
{
    return (struct assignment){.id = id,
                               .payee_id = FACTOR,
                               .assigned = {day},
                               .since = DAY_NONE,
                               .notified = DAY_NONE,
                               .disclosed = true};
}

static struct item_payee asked(const struct assignment *a, size_t count, int32_t on)
{
    return payee_of_item(a, count, 5, (struct day){100}, (struct day){on});
}

static void notice_decides_whom_he_may_pay(void **state)
{
    (void)state;
    const int64_t items[] = {4, 5};
    struct assignment a = plain(1, 110);
    a.items = items;
    a.item_count = 2;
    struct item_payee p = asked(&a, 1, 109);
    assert_null(p.assignment);
    assert_int_equal(p.payee_id, 0);
    p = asked(&a, 1, 110);
    assert_int_equal(p.payee_id, FACTOR);
    assert_true(p.not_told);
    assert_true(payee_discharged(&p, (struct day){130}));
    a.notified = (struct day){120};
    assert_true(asked(&a, 1, 119).not_told);
    p = asked(&a, 1, 120);
    assert_false(p.not_told);
    assert_true(payee_discharged(&p, (struct day){119}));
    assert_false(payee_discharged(&p, (struct day){120}));
    a.item_count = 1;
    assert_null(asked(&a, 1, 130).assignment);
}

static void a_confidential_assignment_changes_nothing_for_the_debtor(void **state)
{
    (void)state;
    struct assignment a = plain(1, 110);
    a.all = true;
    a.disclosed = false;
    struct item_payee p = asked(&a, 1, 200);
    assert_ptr_equal(p.assignment, &a);
    assert_int_equal(p.payee_id, 0);
    assert_false(p.not_told);
    assert_true(payee_discharged(&p, (struct day){200}));
}

static void the_last_assignment_holds_and_what_was_taken_back_never_counted(void **state)
{
    (void)state;
    struct assignment a[] = {plain(1, 110), plain(2, 110), plain(3, 105)};
    a[0].all = a[1].all = a[2].all = true;
    a[1].notified = (struct day){115};
    a[2].payee_id = HOUSE;
    assert_int_equal(asked(a, 3, 120).assignment->id, 2);
    assert_int_equal(asked(a, 3, 107).payee_id, HOUSE);
    a[1].reversed = true;
    assert_int_equal(asked(a, 3, 120).assignment->id, 1);
    a[0].since = (struct day){101}; /* issued the day before */
    assert_int_equal(asked(a, 3, 120).assignment->id, 3);
    a[0].since = (struct day){100};
    assert_int_equal(asked(a, 3, 120).assignment->id, 1);
}

static void codes_read_back(void **state)
{
    (void)state;
    for (int i = 0; i < PAYEE_KIND_COUNT; i++) {
        enum payee_kind kind;
        assert_true(payee_kind_parse(str_of(payee_kind_code((enum payee_kind)i)), &kind));
        assert_int_equal(kind, i);
    }
    for (int i = 0; i < PAYEE_WORD_KIND_COUNT; i++) {
        enum payee_word_kind kind;
        assert_true(payee_word_parse(str_of(payee_word_code((enum payee_word_kind)i)), &kind));
        assert_int_equal(kind, i);
    }
    for (int i = 0; i < CAPACITY_COUNT; i++) {
        enum capacity capacity;
        assert_true(capacity_parse(str_of(capacity_code((enum capacity)i)), &capacity));
        assert_int_equal(capacity, i);
    }
    enum payee_kind none;
    assert_false(payee_kind_parse(STR("bank"), &none));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_account_diverts_nothing),
        cmocka_unit_test(a_change_counts_once_two_persons_said_it),
        cmocka_unit_test(who_is_paid_no_longer_has_no_account),
        cmocka_unit_test(notice_decides_whom_he_may_pay),
        cmocka_unit_test(a_confidential_assignment_changes_nothing_for_the_debtor),
        cmocka_unit_test(the_last_assignment_holds_and_what_was_taken_back_never_counted),
        cmocka_unit_test(codes_read_back),
    };
    return cmocka_run_group_tests_name("claim payee", tests, NULL, NULL);
}
