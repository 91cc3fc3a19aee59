/* Lines: every kind of line end, at every place of the buffer; the limits. */
#include "support/unit.h"

#include <stdlib.h>

#include "base/buf.h"
#include "intake/formats/reader.h"

static struct arena arena;

/* The lines of the text, joined by '/', with '!' behind the last if it has no end. */
static struct str lines_of(struct str text, struct err *err)
{
    struct source source = source_of_memory(text);
    struct reader reader;
    struct buf out;
    struct str line;
    bool have = true;
    buf_init(&out, &arena, 1 << 20);
    reader_init(&reader, &source, &arena);
    while (reader_next(&reader, &line, &have, err) && have) {
        if (reader.line > 1)
            buf_add_char(&out, '/');
        buf_add(&out, line);
    }
    if (reader.line > 0 && !reader.ended)
        buf_add_char(&out, '!');
    buf_add_char(&out, '.');
    return buf_str(&out);
}

static void every_line_end_ends_a_line(void **state)
{
    (void)state;
    static const struct {
        const char *text, *lines;
    } rows[] = {
        {"", "."},
        {"a", "a!."},
        {"a\n", "a."},
        {"a\nb\n", "a/b."},
        {"a\r\nb\r\n", "a/b."},
        {"a\r\r\nb\r\r\n", "a/b."},
        {"a\rb\r", "a/b."},
        {"a\rb", "a/b!."},
        {"a\n\nb\n", "a//b."},
        {"a\r\rb\r", "a//b."},
        {"a\r\n\r\nb", "a//b!."},
        {"\n", "."},
        {"\r", "."},
        {"\xef\xbb\xbf"
         "a\n",
         "a."},
        {"a\n\x1a", "a."},
        {"a\x1a", "a!."},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct err err = {0};
        struct str lines = lines_of(str_of(rows[i].text), &err);
        assert_int_equal(err.code, ERR_NONE);
        assert_string_equal(lines.p, rows[i].lines);
    }
}

/* The end of a line is put at every distance from the end of the buffer, which is 4 lines long. */
static void a_line_end_may_lie_across_the_buffer(void **state)
{
    (void)state;
    static const char *const ends[] = {"\n", "\r\n", "\r\r\n", "\r"};
    const size_t buffer = 4 * (size_t)LIMIT_LINE_BYTES;
    char *text = arena_alloc(&arena, buffer + 200);
    for (size_t e = 0; e < COUNT_OF(ends); e++) {
        for (size_t before = 0; before < 6; before++) {
            size_t n = 0;
            while (n < buffer - 1000) {
                memset(text + n, 'x', 99);
                text[n + 99] = '\n';
                n += 100;
            }
            size_t last = buffer - before - n;
            memset(text + n, 'y', last);
            n += last;
            memcpy(text + n, ends[e], strlen(ends[e]));
            n += strlen(ends[e]);
            text[n++] = 'z';
            struct source source = source_of_memory((struct str){text, n});
            struct reader reader;
            struct str line = {0}, previous = {0};
            struct err err = {0};
            size_t previous_n = 0;
            bool have = true;
            struct arena a;
            arena_init(&a, 0);
            reader_init(&reader, &source, &a);
            for (;;) {
                assert_true(reader_next(&reader, &line, &have, &err));
                if (!have)
                    break;
                previous_n = previous.n;
                previous = line;
            }
            assert_int_equal(previous.n, 1);
            assert_int_equal(previous_n, last);
            arena_release(&a);
        }
    }
}

static void a_long_line_is_refused(void **state)
{
    (void)state;
    const size_t n = 2 * (size_t)LIMIT_LINE_BYTES;
    char *text = arena_alloc(&arena, n);
    memset(text, 'x', n);
    struct err err = {0};
    lines_of((struct str){text, LIMIT_LINE_BYTES}, &err);
    assert_int_equal(err.code, ERR_NONE);
    lines_of((struct str){text, LIMIT_LINE_BYTES + 1}, &err);
    assert_int_equal(err.code, ERR_LINE_TOO_LONG);
    assert_int_equal(err.line, 1);
    err_clear(&err);
    lines_of((struct str){text, n}, &err);
    assert_int_equal(err.code, ERR_LINE_TOO_LONG);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_line_end_ends_a_line, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_line_end_may_lie_across_the_buffer, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_long_line_is_refused, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
