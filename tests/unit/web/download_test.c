/* A list as a file: what its table says, the format of its address, how it is cut. */
#include "support/unit.h"

#include "web/parts/download.h"

static struct arena arena;
static size_t rows_wanted;

static bool fill(struct request *r, struct table_view *table, struct err *err)
{
    (void)r;
    for (size_t i = 1; i <= rows_wanted; i++) {
        struct table_cell *cells = table_view_add(table);
        cells[0] = table_int((int64_t)i);
        cells[1] = table_text(STR("=1;\"2\""));
    }
    return rows_wanted > 0 || err_set(err, ERR_UNKNOWN_REF, "ref");
}

static const struct table_heading columns[] = {{"N°", TABLE_INT, 8}, {"Nom", TABLE_TEXT, 20}};
static const struct list_file list = {"relance-essai", "Imports", columns, COUNT_OF(columns), fill};

static struct response answer(const char *path, size_t rows)
{
    static struct app app;
    struct request r = {.arena = &arena, .app = &app, .path = str_of(path)};
    struct response out = {0};
    struct err err = {0};
    app.today = day_ymd(2026, 11, 23);
    rows_wanted = rows;
    assert_true(download_list(&r, &out, &list, &err));
    return out;
}

static size_t lines_of(const char *text)
{
    size_t n = 0;
    for (; *text != 0; text++)
        n += *text == '\n';
    return n;
}

static void its_columns_and_rows(void **state)
{
    (void)state;
    struct response out = answer("/list.csv", 2);
    assert_string_equal(buf_cstr(&out.body), "\xef\xbb\xbfN°;Nom\r\n1;\"'=1;\"\"2\"\"\"\r\n"
                                             "2;\"'=1;\"\"2\"\"\"\r\n");
    assert_string_equal(out.type, "text/csv; charset=utf-8");
    assert_true(str_is(out.file_name, "relance-essai-2026-11-23.csv"));
}

static void its_address_says_the_format(void **state)
{
    (void)state;
    struct response out = answer("/list.xlsx", 2);
    assert_memory_equal(out.body.p, "PK", 2);
    assert_string_equal(out.type, TABLE_XLSX_MIME);
    assert_true(str_is(out.file_name, "relance-essai-2026-11-23.xlsx"));
}

static void what_is_cut_says_so(void **state)
{
    static const char sentence[] = "\n;Au plus 10\u202f000 lignes.\r\n";
    (void)state;
    struct response whole = answer("/list.csv", DOWNLOAD_ROWS);
    assert_int_equal(lines_of(buf_cstr(&whole.body)), 1 + DOWNLOAD_ROWS);
    assert_non_null(strstr(buf_cstr(&whole.body), "\n10000;"));
    assert_null(strstr(buf_cstr(&whole.body), "Au plus"));
    for (size_t more = 1; more <= 300; more += 299) {
        struct response cut = answer("/list.csv", DOWNLOAD_ROWS + more);
        const char *text = buf_cstr(&cut.body);
        assert_int_equal(lines_of(text), 1 + DOWNLOAD_ROWS + 1);
        assert_non_null(strstr(text, "\n10000;"));
        assert_null(strstr(text, "\n10001;"));
        assert_true(str_ends(buf_str(&cut.body), STR(sentence)));
    }
}

static void what_cannot_be_read_is_no_file(void **state)
{
    (void)state;
    struct app app = {.today = day_ymd(2026, 11, 23)};
    struct request r = {.arena = &arena, .app = &app, .path = STR("/list.csv")};
    struct response out = {0};
    struct err err = {0};
    rows_wanted = 0;
    assert_false(download_list(&r, &out, &list, &err));
    assert_int_equal(err.code, ERR_UNKNOWN_REF);
    assert_int_equal(out.body.n, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(its_columns_and_rows),
        cmocka_unit_test(its_address_says_the_format),
        cmocka_unit_test(what_is_cut_says_so),
        cmocka_unit_test(what_cannot_be_read_is_no_file),
    };
    arena_init(&arena, 0);
    int failed = cmocka_run_group_tests_name("web download", tests, NULL, NULL);
    arena_release(&arena);
    return failed;
}
