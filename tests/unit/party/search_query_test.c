/* What a typed text may be. */
#include "support/unit.h"

#include "party/search_query.h"

static struct arena arena;

static void assert_text(struct str got, const char *wanted)
{
    assert_string_equal(arena_cstr(&arena, got), wanted);
}

static struct search_query parsed(const char *text)
{
    struct search_query q;
    search_query_parse(&arena, str_of(text), &q);
    return q;
}

static void amounts_are_read_however_they_are_set(void **state)
{
    static const char *const same[] = {"1234,56",      "1234.56",  "1 234,56",
                                       "1.234,56",     "1,234.56", "1\u202f234,56\u00a0€",
                                       "-1234,56 EUR", "1'234.56", "01234,56"};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(same); i++)
        assert_text(parsed(same[i]).amount, "1234.56");
    assert_text(parsed("80").amount, "80");
    assert_text(parsed("80,00").amount, "80");
    assert_text(parsed("0,5").amount, "0.5");
    assert_text(parsed("1.234").amount, "1234");
    assert_text(parsed("1 234 567").amount, "1234567");
    assert_text(parsed("7").amount, "");
    assert_text(parsed("12a").amount, "");
    assert_text(parsed("1234567890123456").amount, "");
}

static void numbers_keep_what_tells_them_apart(void **state)
{
    (void)state;
    assert_text(parsed(" fa-2026/00042 ").number, "FA202600042");
    assert_text(parsed("kervadec").number, "");
    assert_text(parsed("+33 (0)1 99 00 12 34").digits, "0199001234");
    assert_text(parsed("0033.1.99.00.12.34").digits, "0199001234");
    assert_text(parsed("000 123 457").digits, "000123457");
    assert_text(parsed("123").digits, "");
    assert_text(parsed("Compta@Kervadec.example").email, "compta@kervadec.example");
    assert_text(search_tail(&arena, STR("FA-2026-00042")), "42");
    assert_text(search_tail(&arena, STR("F7")), "");
    assert_text(search_tail(&arena, STR("4711")), "");
    assert_text(search_tail(&arena, STR("004711/A")), "4711");
}

static void any_text_is_a_name(void **state)
{
    char much[4000];
    (void)state;
    memset(much, 'x', sizeof much - 1);
    much[sizeof much - 1] = '\0';
    assert_int_equal(parsed(much).text.n, SEARCH_TEXT_BYTES);
    assert_text(parsed("  s.a.r.l. Œuvrière ").core, "OEUVRIERE");
    assert_text(parsed("").core, "");
    assert_text(parsed("%_'\"").core, "");
}

static void amounts_of_every_currency_have_one_form(void **state)
{
    struct buf out;
    struct currency yen;
    (void)state;
    assert_true(currency_parse(STR("JPY"), &yen, NULL));
    buf_init(&out, &arena, 100);
    search_amount_add(&out, (struct money){-123400, CURRENCY_EUR});
    buf_add_char(&out, ' ');
    search_amount_add(&out, (struct money){1234, yen});
    buf_add_char(&out, ' ');
    search_amount_add(&out, (struct money){5, CURRENCY_EUR});
    assert_text(buf_str(&out), "1234 1234 0.05");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(amounts_are_read_however_they_are_set),
        cmocka_unit_test(numbers_keep_what_tells_them_apart),
        cmocka_unit_test(any_text_is_a_name),
        cmocka_unit_test(amounts_of_every_currency_have_one_form),
    };
    arena_init(&arena, 0);
    int failed = cmocka_run_group_tests_name("party search_query", tests, NULL, NULL);
    arena_release(&arena);
    return failed;
}
