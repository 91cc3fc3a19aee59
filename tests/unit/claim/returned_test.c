/* Payments the bank took back: which labels say so, which payment it was, what is owed again. */
#include "support/unit.h"

#include "claim/returned.h"

static struct arena arena;

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

static void a_label_says_that_a_payment_came_back(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        bool returned;
    } cases[] = {
        {"REJET PRLV F-2026-0012", true},
        {"Prélèvement rejeté 12", true},
        {"IMPAYE LCR", true},
        {"Chq impayé n° 1234567", true},
        {"CHEQUE REVENU SANS PROVISION", true},
        {"RETOUR PRELEVEMENT SEPA", true},
        {"UNPAID CHEQUE 777123", true},
        {"Returned direct debit MD01", true},
        {"FRAIS REJET PRLV", false}, /* the bank's fee */
        {"BANK CHARGES UNPAID DD", false},
        {"REMBOURSEMENT AVOIR AV12", false},
        {"VIR RETOUR CLIENT", false}, /* money sent to him */
        {"RETOUR MARCHANDISE", false},
        {"CHEQUE 1234567", false},
        {"", false},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        if (returned_label(&arena, str_of(cases[i].label)) != cases[i].returned)
            fail_msg("%s", cases[i].label);
    }
}

struct row {
    int32_t day;
    const char *piece, *label, *letter;
    int64_t amount;
    enum journal_use use;
};

static struct ledger_fold fold(const struct row *rows, size_t count)
{
    struct ledger_line *lines = ARENA_ARRAY(&arena, count, struct ledger_line);
    for (size_t i = 0; i < count; i++) {
        const struct row *r = &rows[i];
        lines[i] = (struct ledger_line){.id = (int64_t)i + 1,
                                        .role = LEDGER_CUSTOMER,
                                        .ledger_account = STR("411000"),
                                        .piece = str_of(r->piece),
                                        .label = str_of(r->label),
                                        .letter = str_of(r->letter),
                                        .entry_day = {r->day},
                                        .piece_day = DAY_NONE,
                                        .opening_day = DAY_NONE,
                                        .debit_minor = r->amount > 0 ? r->amount : 0,
                                        .credit_minor = r->amount < 0 ? -r->amount : 0,
                                        .in_force = true,
                                        .position = (int64_t)i,
                                        .use = r->use};
    }
    struct ledger_fold out;
    ledger_fold(&arena, lines, count, &out);
    return out;
}

#define FOLD(rows) fold(rows, COUNT_OF(rows))
#define SALES JOURNAL_SALES
#define BANK JOURNAL_TREASURY

static void the_invoice_is_open_again_and_the_return_is_none(void **state)
{
    (void)state;
    static const struct row cases[][3] = {
        /* lettered before it came back: named by the invoice, by the cheque, by the piece */
        {{10, "F-100", "Facture", "A", 1000, SALES},
         {40, "B1", "PRLV F-100", "A", -1000, BANK},
         {50, "B2", "REJET PRLV F-100", "", 1000, BANK}},
        {{10, "F-100", "Facture", "A", 1000, SALES},
         {40, "B1", "CHQ 1234567", "A", -1000, BANK},
         {50, "B2", "CHQ IMPAYE 1234567", "", 1000, BANK}},
        {{10, "F-100", "Facture", "A", 1000, SALES},
         {40, "PR-77", "PRLV", "A", -1000, BANK},
         {50, "PR-77", "REJET PRLV", "", 1000, BANK}},
        /* never lettered */
        {{10, "F-100", "Facture", "", 1000, SALES},
         {40, "B1", "PRLV F-100", "", -1000, BANK},
         {50, "B2", "REJET PRLV F-100", "", 1000, BANK}},
        /* all in one group, payment and return in one group */
        {{10, "F-100", "Facture", "A", 1000, SALES},
         {40, "B1", "PRLV", "A", -1000, BANK},
         {50, "B2", "REJET PRLV", "A", 1000, BANK}},
        {{10, "F-100", "Facture", "", 1000, SALES},
         {40, "B1", "PRLV", "A", -1000, BANK},
         {50, "B2", "REJET PRLV", "A", 1000, BANK}},
        /* an accepted bill, in the journal of bills */
        {{10, "F-100", "Facture", "A", 1000, SALES},
         {40, "F-100", "LCR F-100", "A", -1000, JOURNAL_OTHER},
         {50, "B2", "IMPAYE LCR F-100", "", 1000, BANK}},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct ledger_fold f = FOLD(cases[i]);
        assert_int_equal(f.items[2].kind, ITEM_PAYMENT_RETURNED);
        assert_int_equal(f.items[0].open_minor, 1000);
        assert_int_equal(f.items[1].open_minor, 0);
        assert_int_equal(f.items[2].open_minor, 0);
        assert_int_equal(f.allocation_count, 1);
        assert_int_equal(f.allocations[0].credit_item, 2);
        assert_int_equal(f.allocations[0].debit_item, 3);
        assert_int_equal(f.allocations[0].on.n, 50);
    }
}

static void what_is_not_certain_stays_as_it_was_booked(void **state)
{
    (void)state;
    /* no number; two payments of that amount which it names; another amount; later money */
    static const struct row cases[][4] = {
        {{10, "F-100", "Facture", "A", 1000, SALES},
         {11, "F-101", "Facture", "B", 1000, SALES},
         {40, "B1", "VIR 2026", "A", -1000, BANK},
         {50, "B2", "IMPAYE LCR 2026", "", 1000, BANK}},
        {{10, "F-100", "Facture", "A", 2000, SALES},
         {40, "B1", "PRLV M-77001", "A", -1000, BANK},
         {41, "B2", "PRLV M-77001", "A", -1000, BANK},
         {50, "B3", "REJET PRLV M-77001", "", 1000, BANK}},
        {{10, "F-100", "Facture", "A", 1000, SALES},
         {40, "B1", "PRLV F-100", "A", -1000, BANK},
         {50, "B3", "REJET PRLV F-100", "", 1015, BANK},
         {51, "F-101", "Facture", "", 10, SALES}},
        {{10, "F-100", "Facture", "A", 1000, SALES},
         {40, "AV-1", "Avoir F-100", "A", -1000, SALES},
         {50, "B3", "REJET PRLV F-100", "", 1000, BANK},
         {60, "B4", "VIR F-100", "", -1000, BANK}},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct ledger_fold f = FOLD(cases[i]);
        assert_int_equal(f.items[0].open_minor, 0);
        for (size_t k = 0; k < f.item_count; k++) {
            if (f.items[k].kind == ITEM_PAYMENT_RETURNED) {
                assert_int_equal(f.items[k].open_minor, f.items[k].amount_minor);
                assert_int_equal(f.items[k].due.n, f.items[k].on.n); /* no term runs from it */
            }
        }
    }
}

static void each_return_takes_one_payment(void **state)
{
    (void)state;
    /* presented again and returned again; then paid for good */
    static const struct row rows[] = {
        {10, "F-100", "Facture", "A", 1000, SALES},      {40, "B1", "PRLV F-100", "A", -1000, BANK},
        {45, "B2", "REJET PRLV F-100", "A", 1000, BANK}, {50, "B3", "PRLV F-100", "A", -1000, BANK},
        {55, "B4", "REJET PRLV F-100", "", 1000, BANK},  {60, "B5", "VIR F-100", "", -1000, BANK},
    };
    struct ledger_fold f = FOLD(rows);
    for (size_t i = 0; i < f.item_count; i++)
        assert_int_equal(f.items[i].open_minor, i == 0 ? 1000 : i == 5 ? -1000 : 0);
}

static void a_return_paid_in_its_own_name_stays_paid(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {10, "F-100", "Facture", "A", 1000, SALES},
        {40, "B1", "PRLV F-100", "A", -1000, BANK},
        {50, "B2", "REJET PRLV F-100", "B", 1000, BANK},
        {60, "B3", "VIR", "B", -1000, BANK},
    };
    struct ledger_fold f = FOLD(rows);
    for (size_t i = 0; i < f.item_count; i++)
        assert_int_equal(f.items[i].open_minor, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_label_says_that_a_payment_came_back),
        cmocka_unit_test(the_invoice_is_open_again_and_the_return_is_none),
        cmocka_unit_test(what_is_not_certain_stays_as_it_was_booked),
        cmocka_unit_test(each_return_takes_one_payment),
        cmocka_unit_test(a_return_paid_in_its_own_name_stays_paid),
    };
    return cmocka_run_group_tests_name("claim returned", tests, set_up, tear_down);
}
