/* The gate: vetoes, items that may not be raised, the action. */
#include "support/unit.h"

#include "strategy/gate.h"

static struct arena arena;
static const struct day today = {20000};

static struct gate_answer ask(const struct gate_item *items, size_t count, bool phone)
{
    struct gate_facts facts = {today, phone, items, count};
    struct gate_answer answer;
    gate_ask(&arena, &facts, &answer);
    return answer;
}

static struct gate_item due_ago(int32_t days, int64_t open, enum due_source source)
{
    return (struct gate_item){LEDGER_CUSTOMER, {{today.n - days}, source}, open};
}

static void an_overdue_invoice_is_called(void **state)
{
    (void)state;
    struct gate_item items[] = {due_ago(10, 1000, DUE_STATED), due_ago(-5, 400, DUE_STATED)};
    struct gate_answer g = ask(items, 2, true);
    assert_true(g.contact_allowed);
    assert_int_equal(g.action, ACTION_CALL);
    assert_int_equal(g.net_overdue_minor, 1000);
    assert_int_equal(g.oldest_days, 10);
    assert_true(g.items[0].raisable);
    assert_false(g.items[1].raisable);
    assert_int_equal(g.items[1].blocks[0], BLOCK_NOT_DUE);
    assert_int_equal(g.next_change.n, today.n + 6);
}

static void without_a_phone_or_a_date_nobody_is_called(void **state)
{
    (void)state;
    struct gate_item sure = due_ago(10, 1000, DUE_COMPUTED);
    assert_int_equal(ask(&sure, 1, false).action, ACTION_FIND_NUMBER);
    struct gate_item assumed = due_ago(10, 1000, DUE_ASSUMED);
    assert_int_equal(ask(&assumed, 1, true).action, ACTION_CONFIRM_TERMS);
    assert_int_equal(ask(&assumed, 1, false).action, ACTION_CONFIRM_TERMS);
}

static void a_paid_file_is_not_called(void **state)
{
    (void)state;
    struct gate_item items[] = {due_ago(10, 1000, DUE_STATED), due_ago(2, -1000, DUE_STATED)};
    struct gate_answer g = ask(items, 2, true);
    assert_false(g.contact_allowed);
    assert_int_equal(g.blocks[0], BLOCK_COVERED_BY_CREDITS);
    assert_int_equal(g.action, ACTION_MATCH_CREDITS);
    items[1].open_minor = -300;
    g = ask(items, 2, true);
    assert_true(g.contact_allowed);
    assert_int_equal(g.action, ACTION_MATCH_CREDITS);
    items[1].open_minor = -299;
    assert_int_equal(ask(items, 2, true).action, ACTION_CALL);
    assert_int_equal(ask(items, 2, true).net_overdue_minor, 701);
}

static void bills_retention_and_accruals_are_never_chased(void **state)
{
    (void)state;
    struct gate_item items[] = {
        {LEDGER_BILL, {{today.n + 1}, DUE_STATED}, 500},
        {LEDGER_RETENTION, {{today.n - 100}, DUE_STATED}, 600},
        {LEDGER_ACCRUED, {{today.n - 100}, DUE_STATED}, 700},
        {LEDGER_BILL_REMITTED, {{today.n - 100}, DUE_STATED}, 800},
    };
    struct gate_answer g = ask(items, 4, true);
    assert_false(g.contact_allowed);
    assert_int_equal(g.blocks[0], BLOCK_NOTHING_OVERDUE);
    for (int i = 0; i < 4; i++)
        assert_false(g.items[i].raisable);
    assert_int_equal(g.open_minor, 1100);
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
        cmocka_unit_test(an_overdue_invoice_is_called),
        cmocka_unit_test(without_a_phone_or_a_date_nobody_is_called),
        cmocka_unit_test(a_paid_file_is_not_called),
        cmocka_unit_test(bills_retention_and_accruals_are_never_chased),
    };
    return cmocka_run_group_tests_name("strategy gate", tests, set_up, tear_down);
}
