/* What an identity server answers, and what is no answer. */
#include "support/unit.h"

#include "app/mail/token_answer.h"

static const struct {
    const char *json;
    bool ok;
    const char *access, *refresh, *error;
    int64_t life;
} cases[] = {
    {"{\"access_token\":\"a.b-c\",\"expires_in\":3599}", true, "a.b-c", NULL, NULL, 3599},
    {" { \"token_type\" : \"Bearer\" , \"x\":{\"y\":[1,\"}\",{}],\"z\":null},"
     "\"refresh_token\":\"r\",\"access_token\":\"a\" } \n",
     true, "a", "r", NULL, 0},
    {"{\"error\":\"invalid_grant\",\"error_codes\":[70000, -1.5e3],\"ok\":false}", true, NULL, NULL,
     "invalid_grant", 0},
    {"{\"access_token\":\"a\\/b\"}", true, "a/b", NULL, NULL, 0},
    {"{}", true, NULL, NULL, NULL, 0},
    {"", false, NULL, NULL, NULL, 0},
    {"<html>", false, NULL, NULL, NULL, 0},
    {"[]", false, NULL, NULL, NULL, 0},
    {"{\"access_token\":12}", false, NULL, NULL, NULL, 0},
    {"{\"access_token\":\"a\"", false, NULL, NULL, NULL, 0},
    {"{\"access_token\":\"a\"} x", false, NULL, NULL, NULL, 0},
    {"{\"access_token\":\"a", false, NULL, NULL, NULL, 0},
    {"{\"access_token\":\"a\n\"}", false, NULL, NULL, NULL, 0},
    {"{\"expires_in\":99999999999}", false, NULL, NULL, NULL, 0},
    {"{\"x\":}", false, NULL, NULL, NULL, 0},
    {"{\"x\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", false, NULL, NULL, NULL, 0},
};

static void is(struct str got, const char *wanted)
{
    assert_int_equal(got.p == NULL, wanted == NULL);
    if (wanted != NULL)
        assert_true(str_is(got, wanted));
}

static void answers_are_read_or_refused(void **state)
{
    struct arena arena;
    (void)state;
    arena_init(&arena, 0);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct token_answer answer;
        bool ok = token_answer_read(&arena, str_of(cases[i].json), &answer);
        if (ok != cases[i].ok)
            fail_msg("%s", cases[i].json);
        if (!ok)
            continue;
        is(answer.access_token, cases[i].access);
        is(answer.refresh_token, cases[i].refresh);
        is(answer.error, cases[i].error);
        assert_int_equal(answer.expires_in_s, cases[i].life);
    }
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(answers_are_read_or_refused)};
    return cmocka_run_group_tests_name("app token_answer", tests, NULL, NULL);
}
