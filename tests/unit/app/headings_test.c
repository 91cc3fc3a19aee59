/* A table under the headings that a file of the program declares. */
#include "support/unit.h"

#include "app/lists/save_table.h"

static const struct table_heading headings[] = {
    {"Montant", TABLE_AMOUNT, 0}, {"Débiteur", TABLE_TEXT, 32}, {"Échéance", TABLE_DAY, 12}};

static void columns_are_as_declared(void **state)
{
    struct arena a;
    (void)state;
    arena_init(&a, 0);
    const struct table_reader reader = {LANG_EN, day_ymd(2026, 11, 23)};
    struct table_view table;
    table_begin(&table, &a, &reader, headings, COUNT_OF(headings));
    assert_int_equal(table.column_count, COUNT_OF(headings));
    assert_int_equal(table.row_count, 0);
    static const char *const english[] = {"Amount", "Debtor", "Due"};
    for (size_t i = 0; i < COUNT_OF(headings); i++) {
        assert_true(str_is(table.columns[i].title, english[i]));
        assert_int_equal(table.columns[i].kind, headings[i].kind);
        assert_int_equal(table.columns[i].width_chars, headings[i].width_chars);
    }
    table_view_add(&table)[2] = table_day(reader.today);
    assert_int_equal(table.rows[0][2].day.n, reader.today.n);
    arena_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(columns_are_as_declared)};
    return cmocka_run_group_tests_name("app headings", tests, NULL, NULL);
}
