/* JSON written, and what of it is read again. */
#include "support/unit.h"

#include "base/json.h"
#include "base/json_read.h"

static struct str written(struct arena *a)
{
    static struct buf out;
    struct json j;
    buf_init(&out, a, 1000);
    json_begin(&j, &out);
    json_object(&j, NULL);
    json_text(&j, "account", STR("why"));
    json_object(&j, "inside");
    json_text(&j, "why", STR("not this one"));
    json_object_end(&j);
    json_int(&j, "number", 12);
    json_text(&j, "why", STR("il a dit \"non\" \\ {\n\té\x01"));
    json_text(&j, "empty", STR(""));
    json_object_end(&j);
    json_end(&j);
    return buf_str(&out);
}

static void a_text_is_read_as_it_was_written(void **state)
{
    struct arena a;
    (void)state;
    arena_init(&a, 0);
    struct str object = written(&a);
    assert_true(str_is(json_text_of(&a, object, "why"), "il a dit \"non\" \\ {\n\té\x01"));
    assert_true(str_is(json_text_of(&a, object, "account"), "why"));
    assert_true(json_text_of(&a, object, "empty").n == 0);
    assert_non_null(json_text_of(&a, object, "empty").p);
    arena_release(&a);
}

static void money_says_its_currency(void **state)
{
    struct arena a;
    struct buf out;
    struct json j;
    struct currency dinar;
    (void)state;
    arena_init(&a, 0);
    buf_init(&out, &a, 1000);
    assert_true(currency_parse(STR("TND"), &dinar, NULL));
    json_begin(&j, &out);
    json_array(&j, NULL);
    json_currency(&j, NULL, CURRENCY_EUR);
    json_object(&j, NULL);
    json_currency(&j, "currency", dinar);
    json_amount(&j, "amount", (struct money){-1500, dinar});
    json_object_end(&j);
    json_array_end(&j);
    json_end(&j);
    assert_string_equal(buf_cstr(&out), "[\"EUR\",{\"currency\":\"TND\",\"amount\":\"-1.500\"}]\n");
    arena_release(&a);
}

static void what_is_not_there_or_no_text_is_not_read(void **state)
{
    struct arena a;
    (void)state;
    arena_init(&a, 0);
    struct str object = written(&a);
    assert_null(json_text_of(&a, object, "number").p);
    assert_null(json_text_of(&a, object, "inside").p);
    assert_null(json_text_of(&a, object, "nothing").p);
    assert_null(json_text_of(&a, STR(""), "why").p);
    for (size_t n = 0; n < object.n; n++) /* cut anywhere */
        (void)json_text_of(&a, str_slice(object, 0, n), "why");
    arena_release(&a);
}

static void everything_is_walked_in_its_order(void **state)
{
    struct arena a;
    struct buf told;
    (void)state;
    arena_init(&a, 0);
    struct json_walk walk = {.object = STR("{\"who\":\"a\",\"in\":{\"n\":12,\"no\":null},"
                                           "\"all\":[\"x\",\"y:z\"],\"none\":[],\"yes\":true}\n")};
    buf_init(&told, &a, 1000);
    while (json_walk_next(&walk, &a)) {
        buf_add(&told, walk.text);
        buf_add_c(&told, walk.is_value ? "; " : "=");
    }
    assert_true(str_is(buf_str(&told), "who=a; n=12; no=null; all=x; y:z; none=yes=true; "));
    struct str object = written(&a);
    for (size_t n = 0; n < object.n; n++) { /* cut anywhere: it ends */
        struct json_walk cut = {.object = str_slice(object, 0, n)};
        while (json_walk_next(&cut, &a)) {
        }
    }
    arena_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_is_read_as_it_was_written),
        cmocka_unit_test(money_says_its_currency),
        cmocka_unit_test(what_is_not_there_or_no_text_is_not_read),
        cmocka_unit_test(everything_is_walked_in_its_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
