/* Text or not, and in which encoding: the whole file counts, not its beginning. */
#include "support/unit.h"

#include "base/buf.h"
#include "intake/formats/sniff.h"

static struct arena arena;

static enum err_code sniff(struct str text, enum encoding *encoding, struct err *err)
{
    struct source source = source_of_memory(text);
    *err = (struct err){0};
    return sniff_text(&source, &arena, NULL, encoding, err) ? ERR_NONE : err->code;
}

/* n bytes of plain lines, then the tail. */
static struct str after(size_t n, const char *tail)
{
    size_t tail_n = strlen(tail);
    char *text = arena_alloc(&arena, n + tail_n);
    memset(text, 'x', n);
    for (size_t i = 79; i < n; i += 80)
        text[i] = '\n';
    memcpy(text + n, tail, tail_n);
    return (struct str){text, n + tail_n};
}

static void the_end_of_a_large_file_decides(void **state)
{
    (void)state;
    enum encoding encoding;
    struct err err;
    assert_int_equal(sniff(after(3000000, "caf\xe9\n"), &encoding, &err), ERR_NONE);
    assert_int_equal(encoding, ENC_LATIN9);
    assert_int_equal(sniff(after(3000000, "caf\x82\n"), &encoding, &err), ERR_NONE);
    assert_int_equal(encoding, ENC_CP850);
    assert_int_equal(sniff(after(3000000, "caf\xc3\xa9\n"), &encoding, &err), ERR_NONE);
    assert_int_equal(encoding, ENC_UTF8);
}

/* A character of several bytes is put at every distance from the end of a chunk. */
static void a_character_may_lie_across_two_chunks(void **state)
{
    (void)state;
    for (size_t before = 0; before < 10; before++) {
        enum encoding encoding;
        struct err err;
        struct str text = after(256 * 1024 - before, "\xf0\x9f\x98\x80\xe2\x82\xac\xc3\xa9");
        assert_int_equal(sniff(text, &encoding, &err), ERR_NONE);
        assert_int_equal(encoding, ENC_UTF8);
    }
}

static void damaged_utf8_names_its_line(void **state)
{
    (void)state;
    enum encoding encoding;
    struct err err;
    struct buf text;
    buf_init(&text, &arena, 1 << 20);
    for (int i = 0; i < 100; i++)
        buf_add_c(&text, "é\n");
    buf_add_c(&text, "\xe9t\xe9\n");
    assert_int_equal(sniff(buf_str(&text), &encoding, &err), ERR_FILE_ENCODING);
    assert_int_equal(err.line, 101);
    /* as much of one as of the other: an old encoding in which such pairs occur */
    assert_int_equal(sniff(STR("\xc3\xa9\xe9\xe9 x \xe8"), &encoding, &err), ERR_NONE);
    assert_int_not_equal(encoding, ENC_UTF8);
    /* a sequence that the end of the file cuts */
    buf_clear(&text);
    for (int i = 0; i < 100; i++)
        buf_add_c(&text, "é\n");
    buf_add_c(&text, "\xc3");
    assert_int_equal(sniff(buf_str(&text), &encoding, &err), ERR_FILE_ENCODING);
}

static void utf8_is_checked_strictly(void **state)
{
    (void)state;
    static const char *const bad[] = {"\xc0\xaf",         "\xe0\x80\xaf",         "\xed\xa0\x80",
                                      "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80", "\x80"};
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        enum encoding encoding;
        struct err err;
        assert_int_equal(sniff(str_of(bad[i]), &encoding, &err), ERR_NONE);
        assert_int_not_equal(encoding, ENC_UTF8);
    }
}

static void what_is_no_text_is_named(void **state)
{
    (void)state;
    enum encoding encoding;
    struct err err;
    assert_int_equal(sniff(STR("a\0b"), &encoding, &err), ERR_FILE_BINARY);
    assert_int_equal(sniff(STR("%PDF-1.4"), &encoding, &err), ERR_FILE_BINARY);
    assert_string_equal(err.arg, "PDF");
    assert_int_equal(sniff(STR("PK\x03\x04"), &encoding, &err), ERR_FILE_BINARY);
    assert_int_equal(sniff(STR("\xff\xfe"
                               "a"),
                           &encoding, &err),
                     ERR_FILE_ENCODING);
    assert_int_equal(sniff(STR(" \r\n\t\x1a"), &encoding, &err), ERR_FILE_EMPTY);
    assert_int_equal(sniff(STR("\xef\xbb\xbf\n"), &encoding, &err), ERR_FILE_EMPTY);
}

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, 0);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(the_end_of_a_large_file_decides), CASE(a_character_may_lie_across_two_chunks),
        CASE(damaged_utf8_names_its_line),     CASE(utf8_is_checked_strictly),
        CASE(what_is_no_text_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
