/* What a typed text finds. */
#include "support/unit.h"

#include "party/name_match.h"

static void names_are_scored_by_how_they_fit(void **state)
{
    (void)state;
    struct str name = STR("MENUISERIES KERVADEC ET FILS");
    assert_int_equal(name_match(name, name), 100);
    assert_int_equal(name_match(name, STR("MENUIS")), 90);
    assert_int_equal(name_match(name, STR("KERVADEC MENUI")), 80);
    assert_int_equal(name_match(name, STR("ERVADEC ET")), 60);
    assert_int_equal(name_match(name, STR("KERVADOC")), 0);
    assert_int_equal(name_match(name, STR("")), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(names_are_scored_by_how_they_fit)};
    return cmocka_run_group_tests_name("party name_match", tests, NULL, NULL);
}
