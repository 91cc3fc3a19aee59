/* One-time codes against the published vectors: RFC 4226 appendix D, RFC 6238 appendix B (SHA-1,
 * the last six of its eight digits), RFC 4648 for base32. */
#include "support/unit.h"

#include <string.h>

#include "app/people/totp.h"

static struct totp_secret rfc(void)
{
    struct totp_secret secret;
    memcpy(secret.bytes, "12345678901234567890", sizeof secret.bytes);
    return secret;
}

static void counters(void **state)
{
    static const uint32_t codes[] = {755224, 287082, 359152, 969429, 338314,
                                     254676, 287922, 162583, 399871, 520489};
    struct totp_secret secret = rfc();
    (void)state;
    for (size_t i = 0; i < COUNT_OF(codes); i++)
        assert_int_equal(totp_code(&secret, i), codes[i]);
}

static void instants(void **state)
{
    static const struct {
        int64_t second;
        const char *code;
    } rows[] = {{59, "287082"},         {1111111109, "081804"}, {1111111111, "050471"},
                {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"}};
    struct totp_secret secret = rfc();
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_int_equal(totp_step(&secret, str_of(rows[i].code), rows[i].second * 1000, 0),
                         rows[i].second / 30);
}

static void one_step_aside_and_once(void **state)
{
    struct totp_secret secret = rfc();
    int64_t at = INT64_C(1111111109) * 1000;
    int64_t step = at / TOTP_STEP_MS;
    (void)state;
    assert_int_equal(totp_step(&secret, STR("081 804"), at + TOTP_STEP_MS, 0), step);
    assert_int_equal(totp_step(&secret, STR("081804"), at - TOTP_STEP_MS, 0), step);
    assert_int_equal(totp_step(&secret, STR("081804"), at + 2 * TOTP_STEP_MS, 0), 0);
    assert_int_equal(totp_step(&secret, STR("081804"), at, step), 0);
    assert_int_equal(totp_step(&secret, STR("081805"), at, 0), 0);
    assert_int_equal(totp_step(&secret, STR("81804"), at, 0), 0);
    assert_int_equal(totp_step(&secret, STR("0818044"), at, 0), 0);
    assert_int_equal(totp_step(&secret, STR(""), at, 0), 0);
    assert_int_equal(totp_step(&secret, STR("08180x"), at, 0), 0);
}

static void texts(void **state)
{
    struct arena a;
    struct totp_secret secret = rfc();
    (void)state;
    arena_init(&a, 0);
    assert_true(str_is(totp_base32(&a, &secret), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"));
    assert_true(str_is(totp_uri(&a, &secret, STR("c@d")),
                       "otpauth://totp/Relance:c%40d?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                       "&issuer=Relance&algorithm=SHA1&digits=6&period=30"));
    arena_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counters),
        cmocka_unit_test(instants),
        cmocka_unit_test(one_step_aside_and_once),
        cmocka_unit_test(texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
