/* Pages: what was put in is on paper, divided where it may be, and the same every time. The tools
 * that read PDF (pdftotext and the like) are in page_test.sh; here stands what C can see. */
#include "support/unit.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/limits.h"
#include "courier/page.h"

static struct page_press *press;

static int open_press(void **state)
{
    struct err err = {0};
    (void)state;
    return page_press_open(&press, &err) ? 0 : 1;
}

static int close_press(void **state)
{
    (void)state;
    page_press_close(press);
    return 0;
}

static const struct page_book_options options = {
    .title = STR_INIT("Relevé de compte"),
    .author = STR_INIT("Sémaphore Recouvrement"),
    .lang = STR_INIT("fr"),
    .instant_ms = INT64_C(1795424400000),
};

static const struct str sender_lines[] = {STR_INIT("8, quai des Antilles, 44200 Nantes")};
static const struct str address[] = {STR_INIT("Brasserie des Quais, SARL"),
                                     STR_INIT("44000 Nantes")};

static struct page_document letter(const struct page_block *blocks, size_t count)
{
    return (struct page_document){
        .sender = STR("Sémaphore Recouvrement"),
        .sender_lines = sender_lines,
        .sender_line_count = 1,
        .address_lines = address,
        .address_line_count = 2,
        .place_date = STR("Nantes, le 23 novembre 2026"),
        .running_head = STR("Sémaphore Recouvrement, PO-2026-0467"),
        .blocks = blocks,
        .block_count = count,
    };
}

static struct page_run plain(const char *text)
{
    return (struct page_run){str_of(text), PAGE_PLAIN};
}

static int32_t count_pages(const struct page_document *document)
{
    struct page_book *book;
    struct err err = {0};
    int32_t pages = 0;
    assert_true(page_book_open(press, &book, &err));
    assert_true(page_book_add(book, document, &pages, &err));
    page_book_close(book);
    return pages;
}

static void same_input_same_bytes(void **state)
{
    struct page_run run = plain("Nous vous prions d’agréer, Madame, Monsieur…");
    struct page_block block = {.kind = PAGE_PARAGRAPH, .text = {&run, 1}};
    struct page_document document = letter(&block, 1);
    struct page_press *other;
    struct arena arena;
    struct buf first;
    struct buf second;
    struct err err = {0};
    (void)state;
    arena_init(&arena, 0);
    buf_init(&first, &arena, (size_t)LIMIT_DOCUMENT_BYTES);
    buf_init(&second, &arena, (size_t)LIMIT_DOCUMENT_BYTES);
    assert_true(page_print(press, &document, &options, &first, &err));
    assert_true(page_press_open(&other, &err));
    assert_true(page_print(other, &document, &options, &second, &err));
    page_press_close(other);
    assert_int_equal(first.n, second.n);
    assert_memory_equal(first.p, second.p, first.n);
    assert_memory_equal(first.p, "%PDF-1.7", 8);
    arena_release(&arena);
}

static void another_instant_is_another_file(void **state)
{
    struct page_run run = plain("Bonjour");
    struct page_block block = {.kind = PAGE_PARAGRAPH, .text = {&run, 1}};
    struct page_document document = letter(&block, 1);
    struct page_book_options later = options;
    struct arena arena;
    struct buf first;
    struct buf second;
    struct err err = {0};
    (void)state;
    later.instant_ms += 1000;
    arena_init(&arena, 0);
    buf_init(&first, &arena, (size_t)LIMIT_DOCUMENT_BYTES);
    buf_init(&second, &arena, (size_t)LIMIT_DOCUMENT_BYTES);
    assert_true(page_print(press, &document, &options, &first, &err));
    assert_true(page_print(press, &document, &later, &second, &err));
    assert_true(first.n != second.n || memcmp(first.p, second.p, first.n) != 0);
    arena_release(&arena);
}

/* Rows of a table of two columns. */
static struct page_row *rows_of(struct arena *arena, size_t count)
{
    struct page_row *rows = ARENA_ARRAY(arena, count, struct page_row);
    for (size_t i = 0; i < count; i++) {
        struct str *cells = ARENA_ARRAY(arena, 2, struct str);
        cells[0] = STR("FA-1042 du 01/08/2026");
        cells[1] = STR("1 842,36 €");
        rows[i] = (struct page_row){cells, false};
    }
    return rows;
}

static const struct page_column columns[] = {{STR_INIT("Facture"), false},
                                             {STR_INIT("Principal"), true}};

static int32_t table_pages(size_t row_count, size_t totals)
{
    struct arena arena;
    arena_init(&arena, 0);
    struct page_row *rows = rows_of(&arena, row_count);
    for (size_t i = 0; i < totals; i++) {
        rows[row_count - 1 - i].total = true;
    }
    struct page_table table = {columns, 2, rows, row_count};
    struct page_block block = {.kind = PAGE_TABLE, .table = &table};
    struct page_document document = letter(&block, 1);
    int32_t pages = count_pages(&document);
    arena_release(&arena);
    return pages;
}

static void table_grows_over_pages(void **state)
{
    (void)state;
    assert_int_equal(table_pages(0, 0), 1);
    assert_int_equal(table_pages(25, 0), 1);
    assert_int_equal(table_pages(60, 1), 2);
    /* a page of nothing but rows holds no fewer than 35 */
    int32_t pages = table_pages(1000, 1);
    assert_in_range(pages, 20, 30);
}

static void long_paragraph_is_divided(void **state)
{
    struct arena arena;
    struct buf text;
    (void)state;
    arena_init(&arena, 0);
    buf_init(&text, &arena, 1 << 16);
    for (int i = 0; i < 900; i++) {
        buf_add_c(&text, "Si vous avez déjà payé, ");
    }
    struct page_run run = {buf_str(&text), PAGE_PLAIN};
    struct page_block block = {.kind = PAGE_PARAGRAPH, .text = {&run, 1}};
    struct page_document document = letter(&block, 1);
    assert_in_range(count_pages(&document), 4, 8);
    arena_release(&arena);
}

static void foreign_letters_lose_their_accents(void **state)
{
    struct page_run run = plain("Škoda Łódź Dvořák \xe2\x80\xae"
                                "Ÿ\xc2\xad\t\x01 ½");
    struct page_block block = {.kind = PAGE_PARAGRAPH, .text = {&run, 1}};
    struct page_document document = letter(&block, 1);
    (void)state;
    assert_int_equal(count_pages(&document), 1);
}

static void unprintable_is_refused_and_named(void **state)
{
    struct page_run run = plain("Société Ж");
    struct page_block block = {.kind = PAGE_PARAGRAPH, .text = {&run, 1}};
    struct page_document document = letter(&block, 1);
    struct page_book *book;
    struct err err = {0};
    (void)state;
    assert_true(page_book_open(press, &book, &err));
    assert_false(page_book_add(book, &document, NULL, &err));
    assert_int_equal(err.code, ERR_UNPRINTABLE);
    assert_string_equal(err.arg, "Ж");
    /* nothing of it was printed: the book is still empty */
    struct arena arena;
    struct buf out;
    arena_init(&arena, 0);
    buf_init(&out, &arena, 1 << 20);
    err_clear(&err);
    assert_false(page_book_finish(book, &options, &out, &err));
    assert_int_equal(err.code, ERR_IMPOSSIBLE_VALUE);
    page_book_close(book);
    arena_release(&arena);
}

static void too_long_an_address_is_refused(void **state)
{
    struct page_document document = letter(NULL, 0);
    struct str lines[PAGE_ADDRESS_LINES_MAX + 1];
    struct page_book *book;
    struct err err = {0};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(lines); i++) {
        lines[i] = STR("Bâtiment B");
    }
    document.address_lines = lines;
    document.address_line_count = COUNT_OF(lines);
    assert_true(page_book_open(press, &book, &err));
    assert_false(page_book_add(book, &document, NULL, &err));
    assert_int_equal(err.code, ERR_TOO_LONG);
    assert_string_equal(err.field, "address");
    page_book_close(book);
}

static void unknown_relationship_is_refused(void **state)
{
    struct page_document document = letter(NULL, 0);
    struct page_attachment file = {STR("f.xml"), STR("text/xml"), STR(""), STR("Copy"), STR("x")};
    struct page_book_options with = options;
    struct arena arena;
    struct buf out;
    struct err err = {0};
    (void)state;
    with.attachments = &file;
    with.attachment_count = 1;
    arena_init(&arena, 0);
    buf_init(&out, &arena, 1 << 20);
    assert_false(page_print(press, &document, &with, &out, &err));
    assert_int_equal(err.code, ERR_IMPOSSIBLE_VALUE);
    assert_string_equal(err.field, "relationship");
    assert_int_equal(out.n, 0);
    arena_release(&arena);
}

static bool next_part(void *with, struct arena *a, size_t i, struct str *document, struct err *err)
{
    (void)a;
    (void)err;
    *document = ((const struct str *)with)[i];
    return true;
}

static void letters_as_sent_become_one_file(void **state)
{
    struct page_run run = plain("Bonjour");
    struct page_block block = {.kind = PAGE_PARAGRAPH, .text = {&run, 1}};
    struct page_document document = letter(&block, 1);
    struct arena arena;
    struct buf one;
    struct buf first;
    struct buf second;
    struct err err = {0};
    (void)state;
    arena_init(&arena, 0);
    buf_init(&one, &arena, (size_t)LIMIT_DOCUMENT_BYTES);
    buf_init(&first, &arena, (size_t)LIMIT_DOCUMENT_BYTES);
    buf_init(&second, &arena, (size_t)LIMIT_DOCUMENT_BYTES);
    assert_true(page_print(press, &document, &options, &one, &err));
    struct str documents[] = {buf_str(&one), buf_str(&one), STR("%PDF-1.7 nothing")};
    struct page_parts parts = {2, next_part, documents};
    assert_true(page_merge(&parts, &options, &first, &err));
    assert_true(page_merge(&parts, &options, &second, &err));
    assert_int_equal(first.n, second.n);
    assert_memory_equal(first.p, second.p, first.n);
    buf_clear(&second);
    parts.count = 3;
    assert_false(page_merge(&parts, &options, &second, &err));
    assert_int_equal(err.code, ERR_IMPOSSIBLE_VALUE);
    err_clear(&err);
    parts.count = 0;
    assert_false(page_merge(&parts, &options, &second, &err));
    err_clear(&err);
    /* and no more than there is room for */
    parts.count = 2;
    buf_init(&second, &arena, 4096);
    assert_false(page_merge(&parts, &options, &second, &err));
    assert_int_equal(err.code, ERR_TOO_LONG);
    arena_release(&arena);
}

enum { THREADS = 3 };

static void *print_alone(void *out)
{
    struct page_run run = plain("Nous vous prions d’agréer, Madame, Monsieur…");
    struct page_block block = {.kind = PAGE_PARAGRAPH, .text = {&run, 1}};
    struct page_document document = letter(&block, 1);
    struct page_press *own;
    struct err err = {0};
    bool done = page_press_open(&own, &err);
    if (done) {
        done = page_print(own, &document, &options, out, &err);
        page_press_close(own);
    }
    return done ? out : NULL;
}

static void threads_print_the_same_with_a_press_each(void **state)
{
    pthread_t threads[THREADS];
    struct arena arenas[THREADS];
    struct buf outs[THREADS];
    (void)state;
    for (size_t i = 0; i < THREADS; i++) {
        arena_init(&arenas[i], 0);
        buf_init(&outs[i], &arenas[i], (size_t)LIMIT_DOCUMENT_BYTES);
        assert_int_equal(pthread_create(&threads[i], NULL, print_alone, &outs[i]), 0);
    }
    for (size_t i = 0; i < THREADS; i++) {
        void *done;
        assert_int_equal(pthread_join(threads[i], &done), 0);
        assert_non_null(done);
    }
    for (size_t i = 1; i < THREADS; i++) {
        assert_int_equal(outs[0].n, outs[i].n);
        assert_memory_equal(outs[0].p, outs[i].p, outs[0].n);
    }
    for (size_t i = 0; i < THREADS; i++) {
        arena_release(&arenas[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_input_same_bytes),
        cmocka_unit_test(another_instant_is_another_file),
        cmocka_unit_test(table_grows_over_pages),
        cmocka_unit_test(long_paragraph_is_divided),
        cmocka_unit_test(foreign_letters_lose_their_accents),
        cmocka_unit_test(unprintable_is_refused_and_named),
        cmocka_unit_test(too_long_an_address_is_refused),
        cmocka_unit_test(unknown_relationship_is_refused),
        cmocka_unit_test(letters_as_sent_become_one_file),
        cmocka_unit_test(threads_print_the_same_with_a_press_each),
    };
    return cmocka_run_group_tests_name("courier page", tests, open_press, close_press);
}
