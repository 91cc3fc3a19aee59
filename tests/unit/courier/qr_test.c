/* The payment code as a picture. That telephones read it is tried in tests/cli/qr_test.sh. */
#include "support/unit.h"

#include "base/arena.h"
#include "courier/qr.h"

static void svg_is_one_document(void **state)
{
    struct arena arena;
    struct buf out;
    struct qr qr;
    struct err err = {0};
    (void)state;
    arena_init(&arena, 0);
    buf_init(&out, &arena, 1 << 20);
    assert_true(qr_encode(STR("BCD"), &arena, &qr, &err));
    assert_int_equal(qr.width, 21);
    qr_svg(&qr, &out);
    struct str svg = buf_str(&out);
    assert_true(
        str_starts(svg, STR("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 29 29\"")));
    assert_true(str_ends(svg, STR("</svg>\n")));
    /* the finder pattern begins behind the quiet zone */
    assert_true(str_contains(svg, STR("d=\"M4 4h7v1h-7z")));
    assert_false(out.full);
    arena_release(&arena);
}

static void png_is_a_png(void **state)
{
    struct arena arena;
    struct buf out;
    struct qr qr;
    struct err err = {0};
    (void)state;
    arena_init(&arena, 0);
    buf_init(&out, &arena, 1 << 20);
    assert_true(qr_encode(STR("BCD"), &arena, &qr, &err));
    assert_true(qr_png(&qr, 3, &out, &err));
    assert_memory_equal(out.p, "\x89PNG\r\n\x1a\n", 8);
    /* width and height in the header: 29 modules of 3 pixels */
    assert_memory_equal(out.p + 16, "\0\0\0\x57\0\0\0\x57\x08\0", 10);
    arena_release(&arena);
}

static void too_much_for_version_13(void **state)
{
    static char text[400];
    struct arena arena;
    struct qr qr;
    struct err err = {0};
    (void)state;
    arena_init(&arena, 0);
    memset(text, 'x', sizeof(text));
    assert_true(qr_encode((struct str){text, 331}, &arena, &qr, &err));
    assert_false(qr_encode((struct str){text, 332}, &arena, &qr, &err));
    assert_int_equal(err.code, ERR_TOO_LONG);
    err_clear(&err);
    assert_false(qr_encode(STR(""), &arena, &qr, &err));
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(svg_is_one_document),
        cmocka_unit_test(png_is_a_png),
        cmocka_unit_test(too_much_for_version_13),
    };
    return cmocka_run_group_tests_name("courier qr", tests, NULL, NULL);
}
