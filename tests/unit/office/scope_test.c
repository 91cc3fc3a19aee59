/* Whose claims a person may see. */
#include "support/unit.h"

#include "office/scope.h"

static void everybodys(void **state)
{
    (void)state;
    const struct creditor_scope all = {NULL, 0};
    assert_true(scope_has(&all, 1));
    assert_true(scope_has(&all, 0));
}

static void those_named_and_no_others(void **state)
{
    (void)state;
    const int64_t ids[] = {3, 7, 9};
    const struct creditor_scope some = {ids, 2};
    assert_true(scope_has(&some, 3));
    assert_true(scope_has(&some, 7));
    assert_false(scope_has(&some, 9)); /* beyond the count */
    assert_false(scope_has(&some, 0)); /* what belongs to no creditor yet */
}

/* Somebody without any creditor is not somebody who sees all. */
static void nobodys(void **state)
{
    (void)state;
    const int64_t ids[] = {3};
    const struct creditor_scope none = {ids, 0};
    assert_false(scope_has(&none, 3));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everybodys),
        cmocka_unit_test(those_named_and_no_others),
        cmocka_unit_test(nobodys),
    };
    return cmocka_run_group_tests_name("office scope", tests, NULL, NULL);
}
