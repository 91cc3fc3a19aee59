/* Escaping, requests and figures: what stands between the data and a browser. */
#include "support/unit.h"

#include "base/html.h"
#include "web/parts/format.h"
#include "web/server/http.h"

static struct arena arena;

static const char *html(struct str s)
{
    struct buf b;
    buf_init(&b, &arena, 4096);
    buf_add_html(&b, s);
    return buf_cstr(&b);
}

static const char *url(const char *s)
{
    struct buf b;
    buf_init(&b, &arena, 4096);
    buf_add_html_url(&b, str_of(s));
    return buf_cstr(&b);
}

static void text_is_escaped(void **state)
{
    (void)state;
    assert_string_equal(html(STR("<b> & \"Œuvre\" l'été")),
                        "&lt;b&gt; &amp; &quot;Œuvre&quot; l&#39;été");
    assert_string_equal(html(STR("a\0b")), "ab");
    assert_string_equal(html((struct str){0}), "");
}

static void only_known_addresses_pass(void **state)
{
    static const char *const good[] = {"/",
                                       "/files/C-000042-K",
                                       "?after=2",
                                       "#top",
                                       "https://example.example/a",
                                       "TEL:+33199000001",
                                       "mailto:a@b.example"};
    static const char *const bad[] = {"javascript:alert(1)",
                                      " javascript:alert(1)",
                                      "java\nscript:alert(1)",
                                      "//evil.example",
                                      "/\\evil.example",
                                      "data:text/html,x",
                                      "",
                                      "https:",
                                      "vbscript:x"};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(good); i++)
        assert_string_equal(url(good[i]), good[i]);
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        assert_string_equal(url(bad[i]), "#");
    assert_string_equal(url("/a?b=\"c"), "/a?b=&quot;c");
}

static void pieces_of_addresses_are_encoded(void **state)
{
    struct buf b;
    (void)state;
    buf_init(&b, &arena, 4096);
    buf_add_url_part(&b, STR("é/ ?&=#.-_~"));
    assert_string_equal(buf_cstr(&b), "%C3%A9%2F%20%3F%26%3D%23.-_~");
}

static void sentences_take_escaped_arguments(void **state)
{
    struct buf b;
    struct str args[] = {STR("<1>"), STR("%1")};
    (void)state;
    buf_init(&b, &arena, 4096);
    buf_add_html_message(&b, "100 %% de %2 & %1.", args, 2);
    assert_string_equal(buf_cstr(&b), "100 % de %1 &amp; &lt;1&gt;.");
}

static void forms_are_decoded_and_checked(void **state)
{
    struct http_fields f;
    struct str path;
    (void)state;
    assert_true(http_read_fields(&arena, STR("a=1+2&b=%C3%A9&&c&a=3"), &f, NULL));
    assert_int_equal(f.count, 4);
    assert_true(str_is(http_field(&f, "a"), "1 2"));
    assert_true(str_is(http_field(&f, "b"), "é"));
    assert_int_equal(http_field(&f, "c").n, 0);
    assert_null(http_field(&f, "d").p);
    assert_false(http_read_fields(&arena, STR("a=%4"), &f, NULL));
    assert_false(http_read_fields(&arena, STR("a=%zz"), &f, NULL));
    assert_false(http_read_fields(&arena, STR("a=%FF"), &f, NULL));
    assert_false(http_read_fields(&arena, STR("a=%00"), &f, NULL));
    assert_true(http_read_path(&arena, STR("/a%2fb+c"), &path, NULL));
    assert_true(str_is(path, "/a/b+c"));
}

static void too_many_fields_are_refused(void **state)
{
    struct http_fields f;
    struct buf b;
    (void)state;
    buf_init(&b, &arena, 4096);
    for (int i = 0; i <= HTTP_FIELDS_MAX; i++)
        buf_add_c(&b, "a=1&");
    assert_false(http_read_fields(&arena, buf_str(&b), &f, NULL));
}

static void numbers_in_addresses(void **state)
{
    struct http_fields f;
    (void)state;
    assert_true(http_read_fields(&arena, STR("a=20&b=-1&c=9999999999&d="), &f, NULL));
    assert_int_equal(http_field_int(&f, "a", 7), 20);
    assert_int_equal(http_field_int(&f, "b", 7), 7);
    assert_int_equal(http_field_int(&f, "c", 7), 7);
    assert_int_equal(http_field_int(&f, "d", 7), 7);
}

static void cookies_and_languages(void **state)
{
    (void)state;
    assert_true(
        str_is(http_cookie(STR("x=1; relance_session=ab=; y=2"), "relance_session"), "ab="));
    assert_null(http_cookie(STR("xrelance_session=1"), "relance_session").p);
    assert_int_equal(http_language(STR("")), LANG_FR);
    assert_int_equal(http_language(STR("en-GB,en;q=0.9,fr;q=0.8")), LANG_EN);
    assert_int_equal(http_language(STR("de, fr;q=0.5, en;q=0.4")), LANG_FR);
    assert_int_equal(http_language(STR("en;q=0, fr;q=0.1")), LANG_FR);
    assert_int_equal(http_language(STR("en;q=x")), LANG_FR);
}

static void only_our_paths_are_redirected_to(void **state)
{
    (void)state;
    assert_true(http_local_path(STR("/files/C-000042-K?x=1")));
    assert_false(http_local_path(STR("//evil.example")));
    assert_false(http_local_path(STR("/\\evil.example")));
    assert_false(http_local_path(STR("https://evil.example")));
    assert_false(http_local_path(STR("/a\r\nSet-Cookie: x")));
    assert_false(http_local_path(STR("")));
}

static void assert_text(struct str got, const char *wanted)
{
    assert_string_equal(arena_cstr(&arena, got), wanted);
}

static void figures_of_both_languages(void **state)
{
    struct day day = day_ymd(2026, 11, 1);
    (void)state;
    assert_text(format_money(&arena, eur(1872106), LANG_FR), "18\u202f721,06\u00a0€");
    assert_text(format_money(&arena, eur(1872106), LANG_EN), "€18,721.06");
    assert_text(format_money(&arena, eur(-50), LANG_EN), "−€0.50");
    assert_text(format_count(&arena, 1234567, LANG_FR), "1\u202f234\u202f567");
    assert_text(format_count(&arena, 999, LANG_EN), "999");
    assert_text(format_day(&arena, day, LANG_FR), "01/11/2026");
    assert_text(format_day(&arena, day, LANG_EN), "1 Nov 2026");
    assert_text(format_day(&arena, DAY_NONE, LANG_FR), "");
    assert_text(format_day_long(&arena, day, LANG_FR), "Dimanche 1er novembre 2026");
    assert_text(format_day_long(&arena, day, LANG_EN), "Sunday 1 November 2026");
    assert_text(format_days(&arena, 101, LANG_FR), "101\u00a0j");
}

static void telephone_numbers(void **state)
{
    (void)state;
    assert_text(format_phone(&arena, STR("+33 6 39 98 20 14")),
                "06\u00a039\u00a098\u00a020\u00a014");
    assert_text(format_phone(&arena, STR("0639982014")), "06\u00a039\u00a098\u00a020\u00a014");
    assert_text(format_phone_href(&arena, STR("06.39.98.20.14")), "tel:+33639982014");
    assert_text(format_phone_href(&arena, STR("+32 2 000 00 00")), "tel:+3220000000");
    assert_null(format_phone_href(&arena, STR("demander Yann")).p);
    assert_text(format_phone(&arena, STR("demander Yann")), "demander Yann");
}

static void addresses_leave_out_what_is_empty(void **state)
{
    struct link l;
    (void)state;
    link_begin(&l, &arena, "/files");
    link_text(&l, "q", STR("a&b"));
    link_int(&l, "after", 0);
    link_int(&l, "x", 20);
    assert_text(link_end(&l), "/files?q=a%26b&x=20");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_escaped),
        cmocka_unit_test(only_known_addresses_pass),
        cmocka_unit_test(pieces_of_addresses_are_encoded),
        cmocka_unit_test(sentences_take_escaped_arguments),
        cmocka_unit_test(forms_are_decoded_and_checked),
        cmocka_unit_test(too_many_fields_are_refused),
        cmocka_unit_test(numbers_in_addresses),
        cmocka_unit_test(cookies_and_languages),
        cmocka_unit_test(only_our_paths_are_redirected_to),
        cmocka_unit_test(figures_of_both_languages),
        cmocka_unit_test(telephone_numbers),
        cmocka_unit_test(addresses_leave_out_what_is_empty),
    };
    arena_init(&arena, 0);
    int failed = cmocka_run_group_tests_name("web html", tests, NULL, NULL);
    arena_release(&arena);
    return failed;
}
