/* Allocations as a ledger can be told of them: whole groups, new letters, what cannot be told. */
#include "support/unit.h"

#include "claim/lettering.h"

struct row {
    int32_t day;
    const char *account, *piece, *letter;
    int64_t amount; /* > 0 debit */
};

/* Items are named by the number of their line, from 1; 0 is no line of the ledger. */
struct pair {
    int64_t credit, debit, amount;
    int32_t on;
    bool from_ledger;
};

static struct arena arena;

static struct lettering letter(const struct row *rows, size_t count, const struct pair *pairs,
                               size_t pair_count)
{
    struct ledger_line *lines = ARENA_ARRAY(&arena, count, struct ledger_line);
    struct standing_allocation *said = ARENA_ARRAY(&arena, pair_count, struct standing_allocation);
    for (size_t i = 0; i < count; i++) {
        const struct row *r = &rows[i];
        lines[i] = (struct ledger_line){.id = (int64_t)i + 1,
                                        .ledger_account = str_of(r->account),
                                        .journal = STR("J"),
                                        .piece = str_of(r->piece),
                                        .letter = str_of(r->letter),
                                        .entry_day = {r->day},
                                        .letter_day = DAY_NONE,
                                        .debit_minor = r->amount > 0 ? r->amount : 0,
                                        .credit_minor = r->amount < 0 ? -r->amount : 0,
                                        .in_force = true,
                                        .position = (int64_t)i};
    }
    for (size_t i = 0; i < pair_count; i++)
        said[i] = (struct standing_allocation){.credit_item = pairs[i].credit,
                                               .debit_item = pairs[i].debit,
                                               .amount_minor = pairs[i].amount,
                                               .on = {pairs[i].on},
                                               .from_ledger = pairs[i].from_ledger};
    struct lettering_input in = {lines, count, said, pair_count};
    struct lettering out;
    lettering_of(&arena, &in, &out);
    return out;
}

static void row_is(const struct lettering *l, size_t i, int64_t id, const char *text, int32_t day)
{
    assert_int_equal(l->rows[i].line->id, id);
    assert_string_equal(arena_cstr(&arena, l->rows[i].letter), text);
    assert_int_equal(l->rows[i].letter_day.n, day);
}

static void what_the_ledger_lettered_keeps_its_words(void **state)
{
    static const struct row rows[] = {
        {10, "411", "F1", "A", 100}, {20, "411", "P1", "A", -100}, {11, "411", "F2", "", 70}};
    static const struct pair pairs[] = {{2, 1, 100, 20, true}};
    (void)state;
    struct lettering l = letter(rows, 3, pairs, 1);
    assert_int_equal(l.count, 2);
    row_is(&l, 0, 1, "A", DAY_NONE_N);
    row_is(&l, 1, 2, "A", DAY_NONE_N);
    assert_int_equal(l.group_count, 1);
    assert_int_equal(l.left_out, 0);
}

static void a_decision_gets_a_free_letter_and_its_day(void **state)
{
    /* two payments for three invoices hang together; RAA is taken */
    static const struct row rows[] = {
        {30, "411", "P1", "", -150}, {10, "411", "F1", "", 100}, {11, "411", "F2", "", 60},
        {12, "411", "F3", "", 40},   {31, "411", "P2", "", -50}, {1, "411", "F0", "RAA", 5},
        {40, "411", "F5", "", 8},    {41, "411", "P5", "", -8},
    };
    static const struct pair pairs[] = {{1, 2, 100, 30, false},
                                        {1, 3, 50, 30, false},
                                        {5, 3, 10, 35, false},
                                        {5, 4, 40, 33, true},
                                        {8, 7, 8, 41, false}};
    (void)state;
    struct lettering l = letter(rows, COUNT_OF(rows), pairs, COUNT_OF(pairs));
    assert_int_equal(l.count, 7);
    row_is(&l, 0, 2, "RAB", 35);
    row_is(&l, 1, 3, "RAB", 35);
    row_is(&l, 2, 4, "RAB", 35);
    row_is(&l, 3, 1, "RAB", 35);
    row_is(&l, 4, 5, "RAB", 35);
    row_is(&l, 5, 7, "RAC", 41);
    row_is(&l, 6, 8, "RAC", 41);
    assert_int_equal(l.group_count, 2);
}

static void what_is_not_whole_is_left_out(void **state)
{
    static const struct row rows[] = {
        {10, "411", "F1", "", 100}, {20, "411", "P1", "", -60},   /* a rest stays open */
        {10, "411", "F2", "", 100}, {20, "411", "P2", "", -100},  /* only a part is allocated */
        {10, "411", "F3", "", 100}, {20, "4191", "P3", "", -100}, /* two ledger accounts */
        {10, "411", "F4", "", 100},                               /* paid by what is no line */
        {10, "411", "F5", "", 100}, {20, "411", "P5", "", -100},
    };
    static const struct pair pairs[] = {{2, 1, 60, 20, false},  {4, 3, 90, 20, false},
                                        {6, 5, 100, 20, false}, {0, 7, 100, 20, false},
                                        {0, 99, 1, 20, false},  {9, 8, 100, 20, false}};
    (void)state;
    struct lettering l = letter(rows, COUNT_OF(rows), pairs, COUNT_OF(pairs));
    assert_int_equal(l.count, 2);
    row_is(&l, 0, 8, "RAA", 20);
    assert_int_equal(l.group_count, 1);
    assert_int_equal(l.left_out, 5);
}

static void equal_lines_are_told_together_or_not(void **state)
{
    /* lines 1 and 3 are equal; only one of them is paid, with another invoice that has an equal as
     * well, so that giving up one group makes the other impossible */
    static const struct row rows[] = {
        {10, "411", "F", "", 100}, {20, "411", "P1", "", -300}, {10, "411", "F", "", 100},
        {12, "411", "G", "", 200}, {12, "411", "G", "", 200},   {21, "411", "P2", "", -200},
    };
    static const struct pair one[] = {
        {2, 1, 100, 20, false}, {2, 4, 200, 20, false}, {6, 5, 200, 21, false}};
    static const struct row twins[] = {{10, "411", "F", "", 100},
                                       {10, "411", "F", "", 100},
                                       {20, "411", "P1", "", -100},
                                       {21, "411", "P2", "", -100}};
    static const struct pair both[] = {{3, 2, 100, 20, false}, {4, 1, 100, 21, false}};
    (void)state;
    struct lettering l = letter(rows, COUNT_OF(rows), one, COUNT_OF(one));
    assert_int_equal(l.count, 0);
    assert_int_equal(l.left_out, 2);
    l = letter(twins, COUNT_OF(twins), both, COUNT_OF(both));
    assert_int_equal(l.count, 4);
    row_is(&l, 0, 1, "RAA", 21);
    row_is(&l, 1, 2, "RAB", 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_the_ledger_lettered_keeps_its_words),
        cmocka_unit_test(a_decision_gets_a_free_letter_and_its_day),
        cmocka_unit_test(what_is_not_whole_is_left_out),
        cmocka_unit_test(equal_lines_are_told_together_or_not),
    };
    arena_init(&arena, 0);
    int failed = cmocka_run_group_tests_name("claim lettering", tests, NULL, NULL);
    arena_release(&arena);
    return failed;
}
