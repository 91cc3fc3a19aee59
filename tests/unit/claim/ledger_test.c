/* Ledger lines to items and allocations: openings, letters, differences, order. */
#include "support/unit.h"

#include "claim/ledger.h"

/* One line of a ledger as a reader would write it down. */
struct row {
    int32_t day;
    const char *account, *piece, *letter;
    int64_t amount;  /* > 0 debit */
    int32_t opening; /* 0 = an ordinary line */
};

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

static struct ledger_line line_of(const struct row *r, size_t i)
{
    struct str account = str_of(r->account);
    struct ledger_line l = {
        .id = (int64_t)i + 1,
        .role = plan_role(plan_default, 10, account),
        .ledger_account = account,
        .piece = str_of(r->piece),
        .letter = str_of(r->letter),
        .entry_day = {r->day},
        .piece_day = DAY_NONE,
        .opening_day = r->opening ? (struct day){r->opening} : DAY_NONE,
        .debit_minor = r->amount > 0 ? r->amount : 0,
        .credit_minor = r->amount < 0 ? -r->amount : 0,
        .in_force = true,
        .position = (int64_t)i,
        .use = r->amount > 0 ? JOURNAL_SALES : JOURNAL_TREASURY,
    };
    return l;
}

static struct ledger_fold fold(const struct row *rows, size_t count)
{
    struct ledger_line *lines = ARENA_ARRAY(&arena, count, struct ledger_line);
    for (size_t i = 0; i < count; i++)
        lines[i] = line_of(&rows[i], i);
    struct ledger_fold out;
    ledger_fold(&arena, lines, count, &out);
    return out;
}

static int64_t balance(const struct ledger_fold *f)
{
    int64_t sum = 0;
    for (size_t i = 0; i < f->item_count; i++)
        sum += f->items[i].amount_minor;
    return sum;
}

static int64_t open_of(const struct ledger_fold *f, int64_t id)
{
    for (size_t i = 0; i < f->item_count; i++) {
        if (f->items[i].id == id)
            return f->items[i].open_minor;
    }
    fail_msg("no item");
    return 0;
}

static void credits_go_to_the_oldest_debit_first(void **state)
{
    (void)state;
    const struct row rows[] = {
        {20, "411000", "F2", "A", 5000, 0},
        {10, "411000", "F1", "A", 3000, 0},
        {30, "411000", "V1", "A", -4000, 0},
    };
    struct ledger_fold f = fold(rows, COUNT_OF(rows));
    assert_int_equal(f.allocation_count, 2);
    assert_int_equal(open_of(&f, 2), 0);
    assert_int_equal(open_of(&f, 1), 4000);
    assert_int_equal(f.allocations[0].on.n, 30);
    assert_true(f.items[1].letter_unbalanced);
    assert_false(f.items[0].letter_unbalanced);
}

static void a_letter_is_known_by_account_and_case(void **state)
{
    (void)state;
    const struct row rows[] = {
        {10, "411000", "F1", "A", 1000, 0},
        {11, "416000", "V1", "A", -1000, 0},
        {12, "411000", "V2", "a", -1000, 0},
    };
    struct ledger_fold f = fold(rows, COUNT_OF(rows));
    assert_int_equal(f.allocation_count, 0);
    assert_int_equal(balance(&f), -1000);
}

static void an_equal_opening_repeats_what_is_known(void **state)
{
    (void)state;
    const struct row rows[] = {
        {10, "411000", "F1", "", 1000, 0},
        {20, "411000", "F2", "", 500, 0},
        {100, "411000", "AN", "", 1500, 100},
    };
    struct ledger_fold f = fold(rows, COUNT_OF(rows));
    assert_int_equal(f.item_count, 2);
    assert_int_equal(balance(&f), 1500);
    assert_int_equal(f.gap_count, 0);
}

static void a_different_opening_makes_one_dated_difference(void **state)
{
    (void)state;
    const struct row rows[] = {
        {10, "411000", "F1", "", 1000, 0},
        {100, "411000", "AN", "", 1200, 100},
        {100, "411000", "AN", "", 300, 100},
    };
    struct ledger_fold f = fold(rows, COUNT_OF(rows));
    assert_int_equal(f.item_count, 2);
    assert_int_equal(f.gap_count, 1);
    assert_int_equal(f.gaps[0].difference_minor, 500);
    assert_int_equal(balance(&f), 1500);
    assert_int_equal(f.items[1].kind, ITEM_OPENING_DIFFERENCE);
    assert_int_equal(f.items[1].on.n, 100);
}

static void a_first_opening_is_an_item(void **state)
{
    (void)state;
    const struct row rows[] = {
        {100, "411000", "AN", "A", 1500, 100},
        {110, "411000", "V1", "A", -1500, 0},
    };
    struct ledger_fold f = fold(rows, COUNT_OF(rows));
    assert_int_equal(f.item_count, 2);
    assert_int_equal(f.items[0].kind, ITEM_OPENING);
    assert_int_equal(f.items[0].open_minor, 0);
}

static void a_letter_on_a_repeated_opening_counts_for_the_invoice(void **state)
{
    (void)state;
    const struct row rows[] = {
        {10, "411000", "F1", "", 1000, 0},     {20, "411000", "F2", "", 500, 0},
        {100, "411000", "F1", "B", 1000, 100}, {100, "411000", "F2", "", 500, 100},
        {120, "411000", "V1", "B", -1000, 0},
    };
    struct ledger_fold f = fold(rows, COUNT_OF(rows));
    assert_int_equal(open_of(&f, 1), 0);
    assert_int_equal(open_of(&f, 2), 500);
    assert_int_equal(open_of(&f, 5), 0);
}

static void a_letter_on_a_condensed_opening_counts_for_all_it_stands_for(void **state)
{
    (void)state;
    const struct row rows[] = {
        {10, "411000", "F1", "", 1000, 0},
        {20, "411000", "F2", "", 500, 0},
        {100, "411000", "AN", "C", 1500, 100},
        {120, "411000", "V1", "C", -1500, 0},
    };
    struct ledger_fold f = fold(rows, COUNT_OF(rows));
    assert_int_equal(open_of(&f, 1), 0);
    assert_int_equal(open_of(&f, 2), 0);
    assert_int_equal(open_of(&f, 4), 0);
}

/* Openings of 2026 keep the dates of their invoices, which lie before the openings of 2025. */
static void openings_with_old_dates_are_known_since_the_day_they_open(void **state)
{
    (void)state;
    const struct row rows[] = {
        {100, "411000", "AN", "", 100, 100}, {110, "411000", "F2", "", 50, 0},
        {120, "411000", "V1", "", -30, 0},   {60, "411000", "F1", "", 70, 200},
        {110, "411000", "F2", "", 50, 200},
    };
    struct ledger_fold f = fold(rows, COUNT_OF(rows));
    assert_int_equal(f.gap_count, 0);
    assert_int_equal(f.item_count, 3);
    assert_int_equal(balance(&f), 120);
}

/* The paid bill is closed, not the invoice of the same amount. */
static void an_opening_stands_for_lines_of_its_own_ledger_account(void **state)
{
    (void)state;
    const struct row rows[] = {
        {10, "411000", "F1", "", 100, 0},    {11, "413000", "B1", "", 100, 0},
        {100, "413000", "", "A", 100, 100},  {100, "411000", "", "", 100, 100},
        {120, "413000", "V1", "A", -100, 0},
    };
    struct ledger_fold f = fold(rows, COUNT_OF(rows));
    assert_int_equal(open_of(&f, 1), 100);
    assert_int_equal(open_of(&f, 2), 0);
    assert_int_equal(open_of(&f, 5), 0);
}

static void accrued_and_remitted_bills_are_shown_never_allocated(void **state)
{
    (void)state;
    const struct row rows[] = {
        {10, "418100", "X", "A", 700, 0},
        {11, "418100", "Y", "A", -700, 0},
        {12, "511300", "B", "", 300, 0},
    };
    struct ledger_fold f = fold(rows, COUNT_OF(rows));
    assert_int_equal(f.item_count, 3);
    assert_int_equal(f.allocation_count, 0);
}

/* An invoice is sold to the factor: it is closed without a payment; taken back, it is owed again
 * and fell due when it did. */
static void what_the_factor_gives_back_is_as_old_as_the_invoice(void **state)
{
    (void)state;
    const struct row rows[] = {
        {10, "411000", "F1", "A", 1000, 0},
        {20, "411000", "F1", "A", -1000, 0},
        {90, "411000", "F1", "", 1000, 0},
        {91, "411000", "F9", "", 1000, 0},
    };
    struct ledger_line *lines = ARENA_ARRAY(&arena, COUNT_OF(rows), struct ledger_line);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        lines[i] = line_of(&rows[i], i);
        lines[i].use = i == 0 ? JOURNAL_SALES : JOURNAL_ASSIGNMENT;
    }
    struct ledger_fold f;
    ledger_fold(&arena, lines, COUNT_OF(rows), &f);
    assert_int_equal(f.items[0].kind, ITEM_INVOICE);
    assert_int_equal(f.items[1].kind, ITEM_ASSIGNMENT);
    assert_int_equal(f.items[2].kind, ITEM_ASSIGNMENT);
    assert_int_equal(open_of(&f, 1), 0);
    assert_int_equal(open_of(&f, 3), 1000);
    assert_int_equal(f.items[2].issued.n, 10);
    assert_int_equal(f.items[3].issued.n, 91);
}

static struct line_sighting seen(int64_t seq, int32_t known, const char *letter)
{
    return (struct line_sighting){.import_seq = seq,
                                  .known_day = {known},
                                  .letter = str_of(letter),
                                  .letter_day = DAY_NONE,
                                  .valid_day = DAY_NONE,
                                  .opening_day = DAY_NONE,
                                  .position = 10 * seq};
}

static void the_file_that_reaches_furthest_is_believed(void **state)
{
    (void)state;
    struct line_sighting s[] = {seen(1, 200, "B"), seen(2, 100, "A")};
    struct ledger_line l = {0};
    ledger_standing(&l, s, 2);
    assert_true(str_is(l.letter, "B"));
    assert_int_equal(l.position, 10);
    s[0].undone = true;
    ledger_standing(&l, s, 2);
    assert_true(str_is(l.letter, "A"));
    assert_int_equal(l.position, 20);
    s[1].undone = true;
    ledger_standing(&l, s, 2);
    assert_false(l.in_force);
}

static void a_vanished_line_comes_back_when_the_import_is_undone(void **state)
{
    (void)state;
    struct line_sighting s[] = {seen(1, 100, ""), seen(2, 150, "")};
    struct ledger_line l = {0};
    s[1].vanished = true;
    ledger_standing(&l, s, 2);
    assert_false(l.in_force);
    s[1].undone = true;
    ledger_standing(&l, s, 2);
    assert_true(l.in_force);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(credits_go_to_the_oldest_debit_first),
        cmocka_unit_test(a_letter_is_known_by_account_and_case),
        cmocka_unit_test(an_equal_opening_repeats_what_is_known),
        cmocka_unit_test(a_different_opening_makes_one_dated_difference),
        cmocka_unit_test(a_first_opening_is_an_item),
        cmocka_unit_test(a_letter_on_a_repeated_opening_counts_for_the_invoice),
        cmocka_unit_test(a_letter_on_a_condensed_opening_counts_for_all_it_stands_for),
        cmocka_unit_test(openings_with_old_dates_are_known_since_the_day_they_open),
        cmocka_unit_test(an_opening_stands_for_lines_of_its_own_ledger_account),
        cmocka_unit_test(accrued_and_remitted_bills_are_shown_never_allocated),
        cmocka_unit_test(what_the_factor_gives_back_is_as_old_as_the_invoice),
        cmocka_unit_test(the_file_that_reaches_furthest_is_believed),
        cmocka_unit_test(a_vanished_line_comes_back_when_the_import_is_undone),
    };
    return cmocka_run_group_tests_name("claim ledger", tests, set_up, tear_down);
}
