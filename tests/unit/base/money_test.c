/* Amounts and rates: reading what accounting packages write, rounding, writing. */
#include "support/unit.h"

#include "base/limits.h"
#include "base/money.h"
#include "base/rate.h"

#define NNBSP "\xe2\x80\xaf"
#define NBSP "\xc2\xa0"

static const struct amount_style any = {.thousands = true, .trailing_sign = true};
static const struct amount_style strict = {.decimal = '.'};

static void amounts_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int digits;
        int64_t minor;
    } rows[] = {
        {"0", 2, 0},
        {"1", 2, 100},
        {"1.5", 2, 150},
        {"0000012,30", 2, 1230},
        {"1 234,56", 2, 123456},
        {"1" NNBSP "234,56", 2, 123456},
        {"1" NBSP "234" NBSP "567,00", 2, 123456700},
        {"1\xe2\x80\x99"
         "234.5",
         2, 123450},
        {"1'234'567.89", 2, 123456789},
        {"1.234,56", 2, 123456},
        {"1,234.56", 2, 123456},
        {"1.234.567", 2, 123456700},
        {"1,234,567.8", 2, 123456780},
        {"123,45-", 2, -12345},
        {"123,45+", 2, 12345},
        {"-123,45", 2, -12345},
        {"- 123,45", 2, -12345},
        {"+123,45", 2, 12345},
        {"\xe2\x88\x92"
         "12,00",
         2, -1200},
        {" 12,00 ", 2, 1200},
        {"12,", 2, 1200},
        {",5", 2, 50},
        {"12,3400000", 2, 1234},
        {"-0,00", 2, 0},
        {"12,345", 3, 12345},
        {"12", 0, 12},
        {"12,0", 0, 12},
        {"10000000000000,00", 2, 1000000000000000},
        {"-10000000000000,00", 2, -1000000000000000},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        int64_t minor = 0;
        struct err err = {0};
        if (!amount_parse(str_of(rows[i].text), any, rows[i].digits, &minor, &err))
            fail_msg("%s refused: %s", rows[i].text, err_code_text(err.code));
        assert_int_equal(minor, rows[i].minor);
    }
}

static void what_is_no_amount_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum err_code code;
    } rows[] = {
        {"", ERR_BAD_AMOUNT},
        {"-", ERR_BAD_AMOUNT},
        {",", ERR_BAD_AMOUNT},
        {"abc", ERR_BAD_AMOUNT},
        {"12a", ERR_BAD_AMOUNT},
        {"--5", ERR_BAD_AMOUNT},
        {"-5-", ERR_BAD_AMOUNT},
        {"1,2,3", ERR_BAD_AMOUNT},
        {"12 50", ERR_BAD_AMOUNT},
        {"1234 567", ERR_BAD_AMOUNT},
        {"1 234 5", ERR_BAD_AMOUNT},
        {"1  234", ERR_BAD_AMOUNT},
        {" 1,234.56.7", ERR_BAD_AMOUNT},
        {"1e3", ERR_BAD_AMOUNT},
        {"0x10", ERR_BAD_AMOUNT},
        {"12,345", ERR_TOO_MANY_DECIMALS},
        {"0,001", ERR_TOO_MANY_DECIMALS},
        {"10000000000000,01", ERR_AMOUNT_TOO_LARGE},
        {"99999999999999999999999999", ERR_AMOUNT_TOO_LARGE},
        {"-99999999999999999999999999", ERR_AMOUNT_TOO_LARGE},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        int64_t minor = 7;
        struct err err = {0};
        if (amount_parse(str_of(rows[i].text), any, 2, &minor, &err))
            fail_msg("%s accepted", rows[i].text);
        assert_string_equal(err_code_text(err.code), err_code_text(rows[i].code));
        assert_int_equal(minor, 7);
    }
    int64_t minor;
    assert_false(amount_parse(STR("1 234.56"), strict, 2, &minor, NULL));
    assert_false(amount_parse(STR("12,00"), strict, 2, &minor, NULL));
    assert_false(amount_parse(STR("12-"), strict, 2, &minor, NULL));
    assert_true(amount_parse(STR("1234.56"), strict, 2, &minor, NULL));
}

static void rounding_is_what_its_name_says(void **state)
{
    (void)state;
    static const struct {
        int64_t a, num, den;
        enum rounding how;
        int64_t result;
    } rows[] = {
        {3645, 1, 10, ROUND_HALF_UP, 365},
        {3644, 1, 10, ROUND_HALF_UP, 364},
        {-3645, 1, 10, ROUND_HALF_UP, -365},
        {-3644, 1, 10, ROUND_HALF_UP, -364},
        {3649, 1, 10, ROUND_DOWN, 364},
        {-3649, 1, 10, ROUND_DOWN, -364},
        {3641, 1, 10, ROUND_CEILING, 365},
        {-3649, 1, 10, ROUND_CEILING, -364},
        {3640, 1, 10, ROUND_CEILING, 364},
        {1, 1, 3, ROUND_HALF_UP, 0},
        {2, 1, 3, ROUND_HALF_UP, 1},
        {-5, 1, 2, ROUND_HALF_UP, -3},
        {0, 5, 7, ROUND_CEILING, 0},
        {INT64_MAX, INT64_MAX, INT64_MAX, ROUND_DOWN, INT64_MAX},
        {INT64_MIN, 1, 1, ROUND_HALF_UP, INT64_MIN},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_int_equal(scale_round(rows[i].a, rows[i].num, rows[i].den, rows[i].how),
                         rows[i].result);
}

static void sums_stop_at_the_limit(void **state)
{
    (void)state;
    struct money m;
    struct err err = {0};
    assert_true(money_add(eur(1), eur(2), &m, &err));
    assert_int_equal(m.minor, 3);
    assert_true(money_sub(eur(1), eur(2), &m, &err));
    assert_int_equal(m.minor, -1);
    assert_true(money_add(eur(LIMIT_AMOUNT_MINOR - 1), eur(1), &m, &err));
    assert_false(money_add(eur(LIMIT_AMOUNT_MINOR), eur(1), &m, &err));
    assert_int_equal(err.code, ERR_OVERFLOW);
    assert_false(money_sub(eur(INT64_MIN), eur(INT64_MAX), &m, NULL));
}

static void currencies_have_their_digits(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 0);
    static const struct {
        const char *code;
        int digits;
    } rows[] = {{"EUR", 2}, {"usd", 2}, {"JPY", 0}, {"XPF", 0}, {"XOF", 0}, {"TND", 3},
                {"KWD", 3}, {"CLF", 4}, {"MRU", 2}, {"CHF", 2}, {"ISK", 0}, {"ZWG", 2}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct currency c;
        assert_true(currency_parse(str_of(rows[i].code), &c, NULL));
        assert_int_equal(currency_digits(c), rows[i].digits);
        char text[4];
        currency_text(c, text);
        assert_true(str_is_nocase(str_of(rows[i].code), text));
        assert_true(str_is(currency_str(&a, c), text));
    }
    static const char *const bad[] = {"", "EU", "EURO", "XXZ", "E R", "FRF", "   "};
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        struct currency c;
        struct err err = {0};
        assert_false(currency_parse(str_of(bad[i]), &c, &err));
        assert_int_equal(err.code, ERR_BAD_CURRENCY);
    }
    assert_int_equal(currency_digits(CURRENCY_EUR), 2);
    assert_true(str_is(currency_str(&a, CURRENCY_EUR), "EUR"));
    arena_release(&a);
}

static void amounts_are_written(void **state)
{
    (void)state;
    struct currency yen = {0}, dinar = {0};
    assert_true(currency_parse(STR("JPY"), &yen, NULL));
    assert_true(currency_parse(STR("TND"), &dinar, NULL));
    const struct {
        struct money m;
        const char *plain, *french;
    } rows[] = {
        {eur(0), "0.00", "0,00" NBSP "\xe2\x82\xac"},
        {eur(5), "0.05", "0,05" NBSP "\xe2\x82\xac"},
        {eur(-123450), "-1234.50",
         "\xe2\x88\x92"
         "1" NNBSP "234,50" NBSP "\xe2\x82\xac"},
        {eur(100000005), "1000000.05", "1" NNBSP "000" NNBSP "000,05" NBSP "\xe2\x82\xac"},
        {{1234, yen}, "1234", "1" NNBSP "234" NBSP "JPY"},
        {{-1005, dinar},
         "-1.005",
         "\xe2\x88\x92"
         "1,005" NBSP "TND"},
        {eur(INT64_MIN), "-92233720368547758.08",
         "\xe2\x88\x92"
         "92" NNBSP "233" NNBSP "720" NNBSP "368" NNBSP "547" NNBSP "758,08" NBSP "\xe2\x82\xac"},
    };
    struct arena a;
    struct buf b;
    arena_init(&a, 0);
    buf_init(&b, &a, 200);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        buf_clear(&b);
        buf_add_amount(&b, rows[i].m);
        assert_string_equal(buf_cstr(&b), rows[i].plain);
        buf_clear(&b);
        buf_add_money_fr(&b, rows[i].m);
        assert_string_equal(buf_cstr(&b), rows[i].french);
    }
    const struct {
        struct money m;
        const char *english;
    } words[] = {
        {eur(0), "\xe2\x82\xac"
                 "0.00"},
        {eur(123456789), "\xe2\x82\xac"
                         "1,234,567.89"},
        {{-1005, dinar},
         "\xe2\x88\x92"
         "TND" NBSP "1.005"},
        {{1234, yen}, "JPY" NBSP "1,234"},
    };
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        buf_clear(&b);
        buf_add_money_en(&b, words[i].m);
        assert_string_equal(buf_cstr(&b), words[i].english);
    }
    arena_release(&a);
}

static void rates_are_exact(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t micro;
        const char *written;
    } rows[] = {
        {"12.15", 12150000, "12.15"},    {"12,15", 12150000, "12.15"}, {"0", 0, "0.00"},
        {"-0.5", -500000, "-0.50"},      {"0.000001", 1, "0.000001"},  {"10", 10000000, "10.00"},
        {"1000", 1000000000, "1000.00"}, {"2.620", 2620000, "2.62"},
    };
    struct arena a;
    struct buf b;
    arena_init(&a, 0);
    buf_init(&b, &a, 100);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct rate r;
        assert_true(rate_parse(str_of(rows[i].text), &r, NULL));
        assert_int_equal(r.micro, rows[i].micro);
        buf_clear(&b);
        buf_add_rate(&b, r);
        assert_string_equal(buf_cstr(&b), rows[i].written);
    }
    static const char *const bad[] = {"",    "-",    ".",         "12.",   "1000.01",
                                      "1e2", "12 %", "0.0000001", "1.2.3", "99999999999999999999"};
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        struct rate r;
        struct err err = {0};
        if (rate_parse(str_of(bad[i]), &r, &err))
            fail_msg("%s accepted", bad[i]);
        assert_int_equal(err.code, ERR_BAD_RATE);
    }
    buf_clear(&b);
    buf_add_rate_fr(&b, rate_of_hundredths(1215));
    assert_string_equal(buf_cstr(&b), "12,15");
    arena_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(amounts_are_read),
        cmocka_unit_test(what_is_no_amount_is_refused),
        cmocka_unit_test(rounding_is_what_its_name_says),
        cmocka_unit_test(sums_stop_at_the_limit),
        cmocka_unit_test(currencies_have_their_digits),
        cmocka_unit_test(amounts_are_written),
        cmocka_unit_test(rates_are_exact),
    };
    return cmocka_run_group_tests_name("base money", tests, NULL, NULL);
}
