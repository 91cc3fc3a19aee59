/* Arena, buffer and pieces of text. */
#include "support/unit.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

static void arena_gives_zeroed_aligned_memory(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 0);
    for (size_t n = 0; n < 3000; n += 7) {
        unsigned char *p = arena_alloc(&a, n);
        assert_int_equal((uintptr_t)p % 16, 0);
        for (size_t i = 0; i < n; i++)
            assert_int_equal(p[i], 0);
        memset(p, 0xff, n);
    }
    arena_clear(&a);
    assert_int_equal(a.used_bytes, 0);
    char *again = arena_alloc(&a, 4000);
    assert_int_equal(again[0] | again[3999], 0);
    arena_release(&a);
}

static void arena_serves_large_pieces_and_grows_arrays(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 32 * 1024 * 1024);
    char *large = arena_alloc(&a, 9 * 1024 * 1024);
    large[9 * 1024 * 1024 - 1] = 1;
    int64_t *numbers = ARENA_ARRAY(&a, 3, int64_t);
    for (int i = 0; i < 3; i++)
        numbers[i] = i + 1;
    numbers = arena_grow(&a, numbers, 3, 1000, sizeof *numbers);
    assert_int_equal(numbers[2], 3);
    assert_int_equal(numbers[999], 0);
    struct str copy = arena_str(&a, STR("abc"));
    assert_string_equal(copy.p, "abc");
    assert_int_equal(copy.n, 3);
    assert_string_equal(arena_cstr(&a, (struct str){0}), "");
    arena_release(&a);
}

/* What does not divide by the alignment must not open the maximum. */
static void arena_maximum_may_be_used_up(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 10);
    assert_non_null(arena_alloc(&a, 10));
    assert_true(a.used_bytes >= 10);
    arena_release(&a);
}

static void buffer_stops_at_its_maximum(void **state)
{
    (void)state;
    struct arena a;
    struct buf b;
    arena_init(&a, 0);
    buf_init(&b, &a, 10);
    assert_string_equal(buf_cstr(&b), "");
    buf_add_c(&b, "12345");
    buf_add_c(&b, "123456");
    assert_true(b.full);
    assert_string_equal(buf_cstr(&b), "12345");
    buf_add_c(&b, "67890");
    assert_string_equal(buf_cstr(&b), "1234567890");
    buf_clear(&b);
    assert_false(b.full);
    assert_int_equal(buf_str(&b).n, 0);
    arena_release(&a);
}

static void buffer_writes_numbers(void **state)
{
    (void)state;
    static const struct {
        int64_t v;
        int digits;
        const char *text;
    } rows[] = {
        {0, 1, "0"},
        {7, 3, "007"},
        {-7, 3, "-007"},
        {1234, 2, "1234"},
        {INT64_MAX, 1, "9223372036854775807"},
        {INT64_MIN, 1, "-9223372036854775808"},
    };
    struct arena a;
    struct buf b;
    arena_init(&a, 0);
    buf_init(&b, &a, 100);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        buf_clear(&b);
        buf_add_int_padded(&b, rows[i].v, rows[i].digits);
        assert_string_equal(buf_cstr(&b), rows[i].text);
    }
    buf_clear(&b);
    buf_add_hex(&b, "\x00\xff\x1a", 3);
    assert_string_equal(buf_cstr(&b), "00ff1a");
    arena_release(&a);
}

static void text_is_trimmed_of_every_blank(void **state)
{
    (void)state;
    assert_true(str_is(str_trim(STR(" \t\xc2\xa0 x y\xe2\x80\xaf\r\n")), "x y"));
    assert_int_equal(str_trim(STR(" \xc2\xa0\xe2\x80\xaf ")).n, 0);
    assert_true(str_is(str_trim(STR("\xc3\xa0")), "\xc3\xa0")); /* ends in A0, but is a letter */
    assert_int_equal(str_trim((struct str){0}).n, 0);
}

static void text_is_split(void **state)
{
    (void)state;
    struct str rest = STR("a;;b;");
    struct str part;
    const char *expected[] = {"a", "", "b", ""};
    for (size_t i = 0; i < COUNT_OF(expected); i++) {
        assert_true(str_split(&rest, ';', &part));
        assert_true(str_is(part, expected[i]));
    }
    assert_false(str_split(&rest, ';', &part));
}

static void text_is_compared_and_searched(void **state)
{
    (void)state;
    assert_true(str_cmp(STR("a"), STR("b")) < 0);
    assert_true(str_cmp(STR("ab"), STR("a")) > 0);
    assert_int_equal(str_cmp(STR("a"), STR("a")), 0);
    assert_true(str_cmp((struct str){0}, STR("a")) < 0);
    assert_true(str_eq((struct str){0}, STR("")));
    assert_true(str_is_nocase(STR("CompteNum"), "COMPTENUM"));
    assert_false(str_is_nocase(STR("CompteNum"), "CompteNu"));
    assert_true(str_starts(STR("abc"), STR("ab")));
    assert_false(str_starts(STR("a"), STR("ab")));
    assert_true(str_ends(STR("abc"), STR("bc")));
    assert_false(str_ends(STR("c"), STR("bc")));
    assert_true(str_contains(STR("abcabd"), STR("abd")));
    assert_false(str_contains(STR("abc"), STR("abcd")));
    assert_int_equal(str_find(STR("abc"), 'c'), 2);
    assert_int_equal(str_find((struct str){0}, 'c'), -1);
    assert_true(str_is(str_slice(STR("abc"), 1, 99), "bc"));
    assert_int_equal(str_slice(STR("abc"), 5, 2).n, 0);
    assert_true(str_is(str_cut_utf8(STR("a\xc3\xa9"), 2), "a"));
    assert_true(str_is(str_cut_utf8(STR("a\xc3\xa9"), 3), "a\xc3\xa9"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_gives_zeroed_aligned_memory),
        cmocka_unit_test(arena_serves_large_pieces_and_grows_arrays),
        cmocka_unit_test(arena_maximum_may_be_used_up),
        cmocka_unit_test(buffer_stops_at_its_maximum),
        cmocka_unit_test(buffer_writes_numbers),
        cmocka_unit_test(text_is_trimmed_of_every_blank),
        cmocka_unit_test(text_is_split),
        cmocka_unit_test(text_is_compared_and_searched),
    };
    return cmocka_run_group_tests_name("base memory", tests, NULL, NULL);
}
