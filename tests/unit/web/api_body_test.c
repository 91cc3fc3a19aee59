/* A JSON object that another program sends: read whole or refused, with the place or the key. */
#include "support/unit.h"

#include "web/api/api.h"

static const struct api_key rows[] = {
    {"on", API_DAY, 0, NULL, "a day", NULL},
    {"amount", API_AMOUNT, API_MUST, NULL, "an amount", NULL},
    {"items", API_TEXTS, 0, NULL, "items", NULL},
    {"days", API_INT, 0, NULL, "a number", NULL},
    {"confirm", API_BOOL, 0, NULL, "yes or no", NULL},
};
static const struct api_keys keys = {rows, COUNT_OF(rows)};

static struct arena arena;
static struct http_fields fields;

static struct err read(const char *text)
{
    struct err err = {0};
    bool ok = api_body_read(&arena, str_of(text), &keys, &fields, &err);
    assert_int_equal(ok, !err_is(&err));
    return err;
}

static void refused(const char *text, enum err_code code, const char *field, const char *arg)
{
    struct err err = read(text);
    assert_string_equal(err_code_text(err.code), err_code_text(code));
    assert_string_equal(err.field, field);
    assert_string_equal(err.arg, arg);
}

static bool says(const char *name, const char *value)
{
    return str_is(http_field(&fields, name), value);
}

static void a_whole_object_is_read(void **state)
{
    (void)state;
    struct err err = read(" { \"amount\" : \"12.50\" ,\n\"items\":[\"F1\",\"F 2\"],\"days\":-3,"
                          "\"confirm\":true, \"on\":null } ");
    assert_false(err_is(&err));
    assert_true(says("amount", "12.50"));
    assert_true(says("items", "F1,F 2"));
    assert_true(says("days", "-3"));
    assert_true(says("confirm", "1"));
    assert_int_equal(http_field(&fields, "on").n, 0);
    err = read("{\"amount\":\"1\",\"items\":[],\"confirm\":false}");
    assert_false(err_is(&err));
    assert_true(says("confirm", ""));
}

static void escapes_mean_what_they_say(void **state)
{
    (void)state;
    struct err err = read("{\"amount\":\"\\u00e9\\n\\\"\\\\\\/ \\ud83d\\ude00\"}");
    assert_false(err_is(&err));
    assert_true(says("amount", "é\n\"\\/ 😀"));
    refused("{\"amount\":\"\\ud83d\"}", ERR_BODY_UNREADABLE, "body", "18");
    refused("{\"amount\":\"\\ude00\\ud83d\"}", ERR_BODY_UNREADABLE, "body", "18");
    refused("{\"amount\":\"\\u0000\"}", ERR_BODY_UNREADABLE, "body", "18");
    refused("{\"amount\":\"\\x41\"}", ERR_BODY_UNREADABLE, "body", "13");
    refused("{\"amount\":\"\\u0001\"}", ERR_FIELD_VALUE, "amount", "…");
    refused("{\"amount\":\"\xff\"}", ERR_BODY_UNREADABLE, "body", "14");
}

static void what_is_no_object_is_refused(void **state)
{
    (void)state;
    refused("", ERR_BODY_UNREADABLE, "body", "1");
    refused("[]", ERR_BODY_UNREADABLE, "body", "1");
    refused("{\"amount\":\"1\"", ERR_BODY_UNREADABLE, "body", "14");
    refused("{\"amount\":\"1\"} x", ERR_BODY_UNREADABLE, "body", "16");
    refused("{\"amount\":\"1\",}", ERR_BODY_UNREADABLE, "body", "15");
    refused("{\"amount\":\"1\",\"amount\":\"2\"}", ERR_BODY_UNREADABLE, "body", "23");
    refused("{\"amount\":\"1\n\"}", ERR_BODY_UNREADABLE, "body", "13");
    refused("{amount:1}", ERR_BODY_UNREADABLE, "body", "2");
}

static void nothing_is_read_in_part(void **state)
{
    (void)state;
    refused("{\"amount\":\"1\",\"amont\":\"2\"}", ERR_FIELD_UNKNOWN, "body", "amont");
    refused("{}", ERR_FIELD_MISSING, "amount", "");
    refused("{\"amount\":null}", ERR_FIELD_MISSING, "amount", "");
    refused("{\"amount\":\"\"}", ERR_FIELD_MISSING, "amount", "");
    refused("{\"amount\":12.5}", ERR_FIELD_VALUE, "amount", "12.5}");
    refused("{\"amount\":\"1\",\"days\":1.0}", ERR_FIELD_VALUE, "days", "1.0}");
    refused("{\"amount\":\"1\",\"days\":1234567890123456}", ERR_FIELD_VALUE, "days",
            "1234567890123456}");
    refused("{\"amount\":\"1\",\"days\":\"1\"}", ERR_FIELD_VALUE, "days", "\"1\"}");
    refused("{\"amount\":\"1\",\"confirm\":1}", ERR_FIELD_VALUE, "confirm", "1}");
    refused("{\"amount\":\"1\",\"items\":\"F1\"}", ERR_FIELD_VALUE, "items", "\"F1\"}");
    refused("{\"amount\":\"1\",\"items\":[\"F1,F2\"]}", ERR_FIELD_VALUE, "items", "F1,F2");
    refused("{\"amount\":\"1\",\"items\":[[]]}", ERR_FIELD_VALUE, "items", "[]]}");
    refused("{\"amount\":{}}", ERR_FIELD_VALUE, "amount", "{}}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_object_is_read),
        cmocka_unit_test(escapes_mean_what_they_say),
        cmocka_unit_test(what_is_no_object_is_refused),
        cmocka_unit_test(nothing_is_read_in_part),
    };
    arena_init(&arena, 0);
    return cmocka_run_group_tests_name("web api body", tests, NULL, NULL);
}
