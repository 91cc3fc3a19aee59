/* Text in UTF-16: both orders of bytes, pairs, halves of characters. */
#include "support/unit.h"

#include "intake/formats/utf16.h"

static struct arena arena;

static void both_orders_of_bytes_are_read(void **state)
{
    (void)state;
    static const struct str all[] = {
        {"\xff\xfe\xc9\0;\0\n\0\x3d\xd8\x00\xde", 12},
        {"\xfe\xff\0\xc9\0;\0\n\xd8\x3d\xde\x00", 12},
    };
    for (size_t i = 0; i < COUNT_OF(all); i++) {
        const struct source source = source_of_memory(all[i]);
        struct source out;
        struct err err = {0};
        assert_true(utf16_is(all[i]));
        assert_true(utf16_read(&source, &arena, &out, &err));
        assert_true(str_eq(out.memory, STR("\xc3\x89;\n\xf0\x9f\x98\x80")));
        assert_int_equal(out.size_bytes, 8);
    }
    assert_false(utf16_is(STR("\xef\xbb\xbfx")));
}

static void halves_of_characters_are_refused(void **state)
{
    (void)state;
    static const struct {
        struct str bytes;
        int64_t line;
    } all[] = {
        {{"\xff\xfe"
          "a",
          3},
         1},
        {{"\xff\xfe\n\0\x3d\xd8", 6}, 2},
        {{"\xff\xfe\x3d\xd8"
          "a\0",
          6},
         1},
        {{"\xff\xfe\x00\xde", 4}, 1},
    };
    for (size_t i = 0; i < COUNT_OF(all); i++) {
        const struct source source = source_of_memory(all[i].bytes);
        struct source out;
        struct err err = {0};
        assert_false(utf16_read(&source, &arena, &out, &err));
        assert_int_equal(err.code, ERR_FILE_ENCODING);
        assert_int_equal(err.line, all[i].line);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_orders_of_bytes_are_read),
        cmocka_unit_test(halves_of_characters_are_refused),
    };
    arena_init(&arena, 0);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_release(&arena);
    return failed;
}
