/* YAML: what is admitted, what is refused and where, typed values, and keys nobody asked for. */
#include "support/unit.h"

#include "base/limits.h"
#include "intake/formats/yaml_tree.h"

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

static struct yaml_node *read_good(const char *text)
{
    struct yaml_node *root = NULL;
    struct err err = {0};
    if (!yaml_read(str_of(text), &arena, &root, &err))
        fail_msg("%s: line %d: %s", err_code_text(err.code), (int)err.line, err.detail);
    return root;
}

static void a_tree_with_places(void **state)
{
    (void)state;
    struct yaml_node *root = read_good("name: Société Œuvrière\n"
                                       "words:\n"
                                       "  side: [D, \"C\"]\n"
                                       "  note: |\n"
                                       "    two\n"
                                       "    lines\n"
                                       "empty:\n"
                                       "quoted: ''\n");
    struct err err = {0};
    struct str text = {0};
    struct yaml_node *words, *side;
    assert_int_equal(root->count, 4);
    assert_true(yaml_text(root, "name", &text, &err));
    assert_true(str_is(text, "Société Œuvrière"));
    assert_true(yaml_keys(root, "words", &words, &err));
    assert_int_equal(words->key_line, 2);
    assert_int_equal(words->key_column, 1);
    assert_true(yaml_list(words, "side", &side, &err));
    assert_int_equal(side->line, 3);
    assert_int_equal(side->column, 9);
    struct yaml_node *item = yaml_next(side, NULL);
    assert_true(yaml_as_text(item, &text, &err) && str_is(text, "D"));
    item = yaml_next(side, item);
    assert_true(yaml_as_text(item, &text, &err) && str_is(text, "C"));
    assert_null(yaml_next(side, item));
    assert_true(yaml_text(words, "note", &text, &err) && str_is(text, "two\nlines\n"));
    assert_null(yaml_find(root, "empty"));
    assert_null(yaml_find(root, "absent"));
    text = STR("before");
    assert_true(yaml_text(root, "quoted", &text, &err) && text.n == 0);
    assert_true(yaml_all_read(root, &err));
    assert_false(err_is(&err));
}

static void what_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum err_code code;
        int line, column;
        const char *arg;
    } all[] = {
        {"", ERR_FILE_EMPTY, 1, 1, ""},
        {"# nothing\n", ERR_FILE_EMPTY, 2, 1, ""},
        {"---\n", ERR_FILE_EMPTY, 0, 0, ""},
        {"- a\n- b\n", ERR_NOT_KEYS, 1, 1, ""},
        {"just words\n", ERR_NOT_KEYS, 1, 1, "just words"},
        {"a: &x 1\n", ERR_YAML_FEATURE, 1, 4, "&x"},
        {"a: 1\nb: *x\n", ERR_YAML_FEATURE, 2, 4, "*x"},
        {"a: 1\n*x : 2\n", ERR_YAML_FEATURE, 2, 1, "*x"},
        {"a: !!int 1\n", ERR_YAML_FEATURE, 1, 4, "tag:yaml.org,2002:int"},
        {"a: !x [1]\n", ERR_YAML_FEATURE, 1, 4, "!x"},
        {"a: !x {b: 1}\n", ERR_YAML_FEATURE, 1, 4, "!x"},
        {"%YAML 1.1\n---\na: 1\n", ERR_YAML_FEATURE, 1, 1, "%YAML"},
        {"%TAG ! tag:x.example,2026:\n---\na: 1\n", ERR_YAML_FEATURE, 1, 1, "%TAG"},
        {"a: 1\n---\nb: 2\n", ERR_YAML_FEATURE, 2, 1, "---"},
        {"a: 1\nb: 2\na: 3\n", ERR_KEY_TWICE, 3, 1, "a"},
        {"[a, b]: 1\n", ERR_NOT_A_TEXT, 1, 1, ""},
        {"'': 1\n", ERR_NOT_A_TEXT, 1, 1, ""},
        {"a: [1\nb: 2\n", ERR_YAML_SYNTAX, 2, 2, ""},
        {"a:\n\t- b\n", ERR_YAML_SYNTAX, 2, 1, ""},
        {"a: \"open\n", ERR_YAML_SYNTAX, 2, 1, ""},
        {"a: \"\\x07\"\n", ERR_FILE_BINARY, 1, 4, ""},
        {"a: 1\nb: \x01\n", ERR_FILE_BINARY, 2, 0, ""},
        {"a: 1\nb: \xe9\n", ERR_FILE_ENCODING, 2, 0, ""},
        {"a: [[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]\n", ERR_YAML_TOO_DEEP, 1, 19, ""},
    };
    for (size_t i = 0; i < COUNT_OF(all); i++) {
        struct yaml_node *root;
        struct err err = {0};
        assert_false(yaml_read(str_of(all[i].text), &arena, &root, &err));
        if (err.code != all[i].code)
            fail_msg("%s: %s", all[i].text, err_code_text(err.code));
        assert_string_equal(err.arg, all[i].arg);
        if (err.line != all[i].line || err.column != all[i].column)
            fail_msg("%s: line %d, column %d", all[i].text, (int)err.line, (int)err.column);
    }
}

static void every_size_has_its_limit(void **state)
{
    (void)state;
    struct yaml_node *root;
    struct buf text;
    struct err err = {0};
    buf_init(&text, &arena, 4 * LIMIT_YAML_BYTES);
    for (int i = 0; i <= LIMIT_YAML_KEYS; i++) {
        buf_add_char(&text, 'k');
        buf_add_int(&text, i);
        buf_add_c(&text, ": 1\n");
    }
    assert_false(yaml_read(buf_str(&text), &arena, &root, &err));
    assert_int_equal(err.code, ERR_YAML_TOO_LARGE);
    assert_int_equal(err.line, LIMIT_YAML_KEYS + 1);

    buf_clear(&text);
    err_clear(&err);
    buf_add_c(&text, "k:\n");
    for (int i = 0; i < LIMIT_YAML_NODES; i++)
        buf_add_c(&text, "- 1\n");
    assert_false(yaml_read(buf_str(&text), &arena, &root, &err));
    assert_int_equal(err.code, ERR_YAML_TOO_LARGE);

    buf_clear(&text);
    err_clear(&err);
    buf_add_c(&text, "k: ");
    for (int i = 0; i <= LIMIT_YAML_TEXT_BYTES; i++)
        buf_add_char(&text, 'x');
    assert_false(yaml_read(buf_str(&text), &arena, &root, &err));
    assert_int_equal(err.code, ERR_YAML_TOO_LARGE);

    err_clear(&err);
    while (text.n <= LIMIT_YAML_BYTES)
        buf_add_c(&text, "# more and more\n");
    assert_false(yaml_read(buf_str(&text), &arena, &root, &err));
    assert_int_equal(err.code, ERR_YAML_TOO_LARGE);
    assert_int_equal(err.line, 0);
}

static void values_have_types(void **state)
{
    (void)state;
    static const char *const words[] = {"one", "two", NULL};
    struct yaml_node *root = read_good("int: -12\nflag: true\nno: false\nday: 2026-11-23\n"
                                       "word: two\nlist: [1]\nkeys: {a: 1}\nlong: 1e3\n");
    struct err err = {0};
    int64_t n = 0;
    bool flag = false, no = true;
    struct day day;
    int word = 0;
    const struct yaml_range small = {-20, 20}, positive = {0, 20};
    assert_true(yaml_int(root, "int", small, &n, &err) && n == -12);
    assert_true(yaml_flag(root, "flag", &flag, &err) && flag);
    assert_true(yaml_flag(root, "no", &no, &err) && !no);
    assert_true(yaml_day(root, "day", &day, &err) && day.n == day_ymd(2026, 11, 23).n);
    assert_true(yaml_choice(root, "word", words, &word, &err) && word == 1);

    assert_false(yaml_int(root, "int", positive, &n, &err));
    assert_int_equal(err.code, ERR_OUT_OF_RANGE);
    assert_string_equal(err.field, "int");
    err_clear(&err);
    assert_false(yaml_int(root, "long", small, &n, &err));
    assert_int_equal(err.code, ERR_BAD_NUMBER);
    assert_int_equal(err.line, 8);
    assert_int_equal(err.column, 7);
    err_clear(&err);
    assert_false(yaml_flag(root, "word", &flag, &err));
    assert_int_equal(err.code, ERR_NOT_A_FLAG);
    err_clear(&err);
    assert_false(yaml_day(root, "word", &day, &err));
    assert_int_equal(err.code, ERR_BAD_DATE);
    err_clear(&err);
    assert_false(yaml_choice(root, "flag", words, &word, &err));
    assert_int_equal(err.code, ERR_NOT_A_CHOICE);
    err_clear(&err);
    struct str text;
    struct yaml_node *node;
    assert_false(yaml_text(root, "list", &text, &err));
    assert_int_equal(err.code, ERR_NOT_A_TEXT);
    err_clear(&err);
    assert_false(yaml_list(root, "keys", &node, &err));
    assert_int_equal(err.code, ERR_NOT_A_LIST);
    err_clear(&err);
    assert_false(yaml_keys(root, "list", &node, &err));
    assert_int_equal(err.code, ERR_NOT_KEYS);
    err_clear(&err);
    assert_false(yaml_need(root, "absent", &err));
    assert_int_equal(err.code, ERR_KEY_MISSING);
    assert_string_equal(err.field, "absent");
}

static void a_key_nobody_asked_for_names_its_nearest(void **state)
{
    (void)state;
    struct yaml_node *root = read_good("list:\n- {header: A, colunm: 2}\n");
    struct yaml_node *list, *item;
    struct err err = {0};
    struct str text = {0};
    int64_t n = 0;
    assert_true(yaml_list(root, "list", &list, &err));
    item = yaml_next(list, NULL);
    assert_true(yaml_text(item, "header", &text, &err));
    assert_true(yaml_int(item, "column", (struct yaml_range){1, 9}, &n, &err));
    assert_false(yaml_all_read(root, &err));
    assert_int_equal(err.code, ERR_KEY_UNKNOWN);
    assert_string_equal(err.arg, "colunm");
    assert_string_equal(err.field, "column");
    assert_int_equal(err.line, 2);
    assert_int_equal(err.column, 15);
}

static void what_is_written_is_read_back(void **state)
{
    (void)state;
    static const char *const all[] = {"Code client",
                                      "N° pièce",
                                      "true",
                                      "No",
                                      "",
                                      " blank ",
                                      "a: b",
                                      "#",
                                      "\"quoted\" \\",
                                      "- x",
                                      "12",
                                      "é",
                                      "two\nlines\t.",
                                      "a\xc2\x85z",
                                      "\xe2\x80\xa8",
                                      "\xef\xbb\xbf",
                                      "[x]",
                                      "Montant (€)",
                                      "O'Neil",
                                      "null",
                                      "~",
                                      "x #y",
                                      "\xf0\x9f\x98\x80"};
    for (size_t i = 0; i < COUNT_OF(all); i++) {
        struct buf text;
        struct str back = {0};
        struct err err = {0};
        buf_init(&text, &arena, 1000);
        buf_add_c(&text, "k: ");
        buf_add_yaml(&text, str_of(all[i]));
        buf_add_c(&text, "\n");
        struct yaml_node *root = read_good(buf_cstr(&text));
        assert_true(yaml_text(root, "k", &back, &err));
        if (!str_is(back, all[i]))
            fail_msg("%s: %s", buf_cstr(&text), back.p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tree_with_places),
        cmocka_unit_test(what_is_refused),
        cmocka_unit_test(every_size_has_its_limit),
        cmocka_unit_test(values_have_types),
        cmocka_unit_test(a_key_nobody_asked_for_names_its_nearest),
        cmocka_unit_test(what_is_written_is_read_back),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
