/* Mappings: what is refused and where, the way to the child and back, what they change in the
 * readers, and the first rows of lists. */
#include "support/unit.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "intake/child/wire_mapping.h"
#include "intake/lists/customers.h"
#include "intake/lists/mapping.h"
#include "intake/lists/mapping_header.h"
#include "intake/lists/open_items.h"

static struct arena arena;

static int open_arena(void **state)
{
    (void)state;
    arena_init(&arena, 0);
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static struct mapping *read_good(const char *yaml)
{
    struct mapping *m = NULL;
    struct err err = {0};
    if (!mapping_read(str_of(yaml), &arena, &m, &err))
        fail_msg("%s at line %d: %s %s", err_code_text(err.code), (int)err.line, err.field,
                 err.arg);
    return m;
}

static void what_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *yaml;
        enum err_code code;
        int line, column;
        const char *field;
    } all[] = {
        {"columns: {account: A, open: B}\n", ERR_KEY_MISSING, 1, 1, "list"},
        {"list: ledger\n", ERR_NOT_A_CHOICE, 1, 7, "list"},
        {"list: open-items\n", ERR_KEY_MISSING, 1, 1, "columns"},
        {"list: open-items\ncolumns: [A]\n", ERR_NOT_KEYS, 2, 10, "columns"},
        {"list: open-items\ncolumns:\n  acount: A\n", ERR_KEY_UNKNOWN, 3, 3, "account"},
        {"list: open-items\ncolumns:\n  phone: A\n", ERR_KEY_UNKNOWN, 3, 3, "name"},
        {"list: open-items\ncolumns:\n  open: A\n", ERR_KEY_MISSING, 3, 3, "account"},
        {"list: open-items\ncolumns:\n  account: A\n", ERR_KEY_MISSING, 3, 3, "open"},
        {"list: customers\ncolumns:\n  account: A\n", ERR_KEY_MISSING, 3, 3, "name"},
        {"list: customers\ncolumns:\n  name: A\n", ERR_KEY_MISSING, 3, 3, "account"},
        {"list: customers\ncolumns: {account: A, name: [B]}\n", ERR_NOT_A_TEXT, 2, 29, "name"},
        {"list: customers\ncolumns: {account: A, name: {letter: 1}}\n", ERR_OUT_OF_RANGE, 2, 38,
         "letter"},
        {"list: customers\ncolumns: {account: A, name: {letter: IW}}\n", ERR_OUT_OF_RANGE, 2, 38,
         "letter"},
        {"list: customers\ncolumns: {account: A, name: {number: 257}}\n", ERR_OUT_OF_RANGE, 2, 38,
         "number"},
        {"list: customers\ncolumns: {account: A, name: {letter: B, number: 2}}\n", ERR_NOT_A_TEXT,
         2, 29, "name"},
        {"list: customers\ncolumns: {account: A, name: {}}\n", ERR_KEY_MISSING, 2, 29, "header"},
        {"list: customers\ncolumns: {account: {letter: A}, name: {letter: B}}\n", ERR_KEY_MISSING,
         1, 1, "header_row"},
        {"list: customers\nheader_row: 0\ncolumns: {account: A, name: {letter: B}}\n",
         ERR_OUT_OF_RANGE, 3, 20, "account"},
        {"list: customers\nheader_row: 201\n", ERR_OUT_OF_RANGE, 2, 13, "header_row"},
        {"list: customers\nheader_row: none\n", ERR_BAD_NUMBER, 2, 13, "header_row"},
        {"list: customers\nseparator: ;\n", ERR_NOT_A_CHOICE, 2, 12, "separator"},
        {"list: customers\ncolumns: {account: A, name: B}\ndates: day-first\n", ERR_KEY_UNKNOWN, 3,
         1, "sheet"},
        {"list: open-items\ncolumns: {account: A, open: B}\ncurrency: ECU\n", ERR_BAD_CURRENCY, 3,
         11, "currency"},
        {"list: open-items\ncolumns: {account: A, open: B}\ndates: year-first\n", ERR_NOT_A_CHOICE,
         3, 8, "dates"},
        {"list: open-items\ncolumns: {account: A}\nbands:\n- {header: old}\n", ERR_KEY_MISSING, 4,
         3, "from"},
        {"list: open-items\ncolumns: {account: A}\nbands:\n- {header: x, from: 9, to: 9}\n",
         ERR_OUT_OF_RANGE, 4, 3, ""},
        {"list: open-items\ncolumns: {account: A, open: B}\nwords:\n  side: {debit: D}\n",
         ERR_NOT_A_LIST, 4, 17, "debit"},
        {"list: open-items\ncolumns: {account: A, open: B}\nwords:\n  side: {debt: [D]}\n",
         ERR_KEY_UNKNOWN, 4, 10, "debit"},
        {"list: open-items\ncolumns: {account: A, open: B}\nwords:\n  type: {company: [D]}\n",
         ERR_KEY_UNKNOWN, 4, 3, "side"},
        {"list: open-items\ncolumns: {account: A, open: B}\nignore: [\"a\\nb\"]\n", ERR_NOT_A_TEXT,
         3, 10, ""},
        {"list: open-items\ncolumns: {account: A, open: B}\nignore: [' ']\n", ERR_NOT_A_TEXT, 3, 10,
         ""},
    };
    for (size_t i = 0; i < COUNT_OF(all); i++) {
        struct mapping *m;
        struct err err = {0};
        assert_false(mapping_read(str_of(all[i].yaml), &arena, &m, &err));
        if (err.code != all[i].code || err.line != all[i].line || err.column != all[i].column ||
            strcmp(err.field, all[i].field) != 0)
            fail_msg("%s%s, line %d, column %d, %s", all[i].yaml, err_code_text(err.code),
                     (int)err.line, (int)err.column, err.field);
    }
}

static void every_field_of_the_readers_has_a_name(void **state)
{
    (void)state;
    for (int field = 0; field < ITEM_COUNT; field++)
        assert_true((mapping_field_name(KIND_OPEN_ITEMS, field) == NULL) == (field == ITEM_EITHER));
    for (int field = 0; field < COL_COUNT; field++)
        assert_true((mapping_field_name(KIND_CUSTOMERS, field) == NULL) == (field == COL_EITHER));
}

static const char full[] = "list: open-items\nsheet: Balance\nheader_row: 4\nseparator: tab\n"
                           "columns:\n  account: Code\n  open: {letter: AB}\n  due: {number: 3}\n"
                           "bands:\n- {header: 1-30}\n- {letter: C, not_due: true}\n"
                           "- {header: more, from: 31}\n"
                           "dates: month-first\ndecimal: point\ncurrency: CHF\ndebit: negative\n"
                           "words:\n  side: {debit: [a, b], credit: [c]}\n  kind: {bill: [W]}\n"
                           "ignore: [Sum, End]\n";

static struct str sent(const struct mapping *m)
{
    struct err err = {0};
    struct stat st;
    int fd;
    assert_true(request_send(&(struct intake_way){m, .at_once = m == NULL}, &arena, &fd, &err));
    assert_int_equal(fstat(fd, &st), 0);
    char *bytes = arena_alloc(&arena, (size_t)st.st_size + 1);
    assert_int_equal(pread(fd, bytes, (size_t)st.st_size, 0), st.st_size);
    close(fd);
    return (struct str){bytes, (size_t)st.st_size};
}

static void the_child_gets_what_was_written(void **state)
{
    (void)state;
    struct mapping *m = read_good(full);
    struct err err = {0};
    struct str bytes = sent(m);
    struct intake_way way;
    assert_true(request_take(bytes, &arena, &way, &err));
    assert_false(way.at_once);
    const struct mapping *back = way.mapping;
    assert_int_equal(back->kind, KIND_OPEN_ITEMS);
    assert_true(str_is(back->sheet, "Balance"));
    assert_int_equal(back->header_row, 4);
    assert_int_equal(back->separator, '\t');
    assert_int_equal(back->dates, DATES_MONTH_FIRST);
    assert_int_equal(back->decimal, '.');
    assert_true(back->credit_positive);
    char code[4];
    currency_text(back->currency, code);
    assert_string_equal(code, "CHF");
    assert_int_equal(back->column_count, 6);
    assert_int_equal(back->columns[0].field, ITEM_ACCOUNT);
    assert_true(str_is(back->columns[0].header, "Code"));
    assert_int_equal(back->columns[0].position, -1);
    assert_int_equal(back->columns[1].field, ITEM_DUE);
    assert_int_equal(back->columns[1].position, 2);
    assert_int_equal(back->columns[2].position, 27);
    assert_int_equal(back->columns[3].band.from, 1);
    assert_int_equal(back->columns[3].band.to, 30);
    assert_int_equal(back->columns[4].band.from, -1);
    assert_int_equal(back->columns[5].band.to, INT32_MAX);
    assert_int_equal(back->word_count, 4);
    int value;
    assert_true(mapping_word_of(back, WORDS_SIDE, STR("C"), &arena, &value) && value == -1);
    assert_true(mapping_word_of(back, WORDS_SIDE, STR("b"), &arena, &value) && value == 1);
    assert_true(mapping_word_of(back, WORDS_KIND, STR("w"), &arena, &value) && value == OPEN_BILL);
    assert_false(mapping_word_of(back, WORDS_KIND, STR("a"), &arena, &value));
    assert_false(mapping_word_of(NULL, WORDS_KIND, STR("a"), &arena, &value));
    assert_int_equal(back->ignored_count, 2);
    assert_true(request_take(sent(NULL), &arena, &way, &err));
    assert_null(way.mapping);
    assert_true(way.at_once);
}

static void the_child_believes_nothing(void **state)
{
    (void)state;
    struct mapping *m = read_good(full);
    struct str bytes = sent(m);
    struct intake_way way;
    for (size_t n = 0; n < bytes.n; n++) {
        struct err err = {0};
        assert_false(request_take(str_slice(bytes, 0, n), &arena, &way, &err));
        assert_int_equal(err.code, ERR_CHILD_LIED);
    }
    struct {
        int64_t header_row, field;
        int position;
    } bad[] = {{201, ITEM_ACCOUNT, -1}, {4, ITEM_EITHER, -1}, {4, ITEM_OPEN, -1}, {4, 0, 5}};
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        struct mapping wrong = *m;
        wrong.header_row = bad[i].header_row;
        wrong.columns[0].field = (int)bad[i].field;
        wrong.columns[0].position = bad[i].position;
        assert_false(mapping_fits(&wrong));
    }
}

static struct open_summary survey(const char *yaml, const char *text, struct err *err)
{
    struct source source = source_of_memory(str_of(text));
    const struct sheet_file file = {
        .source = &source, .encoding = ENC_UTF8, .mapping = read_good(yaml)};
    struct item_plan *plan;
    struct open_summary out = {0};
    if (open_items_plan(&file, &arena, &plan, err))
        (void)!open_items_survey(&file, plan, &arena, &out, err);
    return out;
}

static void a_mapping_decides_what_the_list_leaves_open(void **state)
{
    (void)state;
    struct err err = {0};
    const char *list = "K;T;M\n1;01/02/2026;1.234\n";
    struct open_summary s =
        survey("list: open-items\ncolumns: {account: K, due: T, open: M}\n", list, &err);
    assert_int_equal(err.code, ERR_DATE_ORDER);
    err_clear(&err);
    s = survey("list: open-items\ncolumns: {account: K, due: T, open: M}\ndates: day-first\n", list,
               &err);
    assert_int_equal(err.code, ERR_DECIMAL_MARK);
    err_clear(&err);
    s = survey("list: open-items\ncolumns: {account: K, due: T, open: M}\ndates: day-first\n"
               "decimal: comma\n",
               list, &err);
    assert_false(err_is(&err));
    assert_int_equal(s.totals[0].balance_minor, 123400);
    s = survey("list: open-items\ncolumns: {account: K, due: T, open: M}\ndates: day-first\n"
               "decimal: point\n",
               list, &err);
    assert_int_equal(s.refused, 1);
    assert_int_equal(s.first_refused.code, ERR_TOO_MANY_DECIMALS);
}

static void the_header_row_that_is_told_counts(void **state)
{
    (void)state;
    struct err err = {0};
    const char *list = "K;M\nK;M\n1;5,00\n";
    struct open_summary s =
        survey("list: open-items\nheader_row: 9\ncolumns: {account: K, open: M}\n", list, &err);
    assert_int_equal(err.code, ERR_COLUMN_MISSING);
    err_clear(&err);
    s = survey("list: open-items\nheader_row: 2\ncolumns: {account: K, open: M}\n", list, &err);
    assert_false(err_is(&err));
    assert_int_equal(s.rows, 1);
    s = survey("list: open-items\nheader_row: 3\ncolumns: {account: {letter: A}, "
               "open: {letter: B}}\n",
               "x,y,z\nx;y\nx;y\n1;5,00\n", &err);
    assert_int_equal(s.separator, ';');
    assert_int_equal(s.totals[0].balance_minor, 500);
}

static void the_first_rows_are_cut_at_the_likeliest_separator(void **state)
{
    (void)state;
    struct source source = source_of_memory(STR("Liste, du jour, imprimée, ici\n"
                                                "Code;Nom;Reste\n"
                                                "1;Alpha, Beta;5,00\n\n"
                                                "2;Gamma;6,00\n"));
    const struct sheet_file file = {.source = &source, .encoding = ENC_UTF8};
    struct first_rows rows;
    struct err err = {0};
    assert_true(first_rows_read(&file, &arena, &rows, &err));
    assert_int_equal(rows.count, 4);
    assert_int_equal(rows.rows[1].count, 3);
    assert_int_equal(rows.rows[1].line, 2);
    assert_true(str_is(rows.rows[1].texts[2], "Reste"));
    assert_int_equal(rows.rows[3].line, 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_refused),
        cmocka_unit_test(every_field_of_the_readers_has_a_name),
        cmocka_unit_test(the_child_gets_what_was_written),
        cmocka_unit_test(the_child_believes_nothing),
        cmocka_unit_test(a_mapping_decides_what_the_list_leaves_open),
        cmocka_unit_test(the_header_row_that_is_told_counts),
        cmocka_unit_test(the_first_rows_are_cut_at_the_likeliest_separator),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
