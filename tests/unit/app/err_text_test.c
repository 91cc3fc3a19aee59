/* Every error code has its sentence and its advice in both languages, and they fit the page. */
#include "support/unit.h"

#include <string.h>

#include "app/words/err_text.h"

struct page {
    struct arena arena;
    struct buf text;
};

static int open_page(void **state)
{
    static struct page page;
    arena_init(&page.arena, 0);
    buf_init(&page.text, &page.arena, 4096);
    *state = &page;
    return 0;
}

static int close_page(void **state)
{
    arena_release(&((struct page *)*state)->arena);
    return 0;
}

static const char *sentence(struct page *p, const struct err *err, const char *file, enum lang lang)
{
    buf_clear(&p->text);
    err_sentence(err, str_of(file), lang, &p->text);
    return buf_cstr(&p->text);
}

static void no_code_is_without_words(void **state)
{
    struct page *p = *state;
    for (int i = 1; i < ERR_CODE_COUNT; i++) {
        struct err err = {.code = (enum err_code)i, .arg = "VALUE", .field = "FIELD"};
        char french[2048];
        const char *text = sentence(p, &err, NULL, LANG_FR);
        assert_true(strlen(text) > 10);
        assert_true(str_ends(str_of(text), STR(".")));
        assert_null(strchr(text, '\n'));
        memcpy(french, text, strlen(text) + 1);
        if (strcmp(french, sentence(p, &err, NULL, LANG_EN)) == 0)
            fail_msg("no English sentence: %s", err_code_text(err.code));
        buf_clear(&p->text);
        err_advice(&err, LANG_FR, &p->text);
        assert_true(p->text.n > 10);
        memcpy(french, p->text.p, p->text.n + 1);
        buf_clear(&p->text);
        err_advice(&err, LANG_EN, &p->text);
        if (strcmp(french, buf_cstr(&p->text)) == 0)
            fail_msg("no English advice: %s", err_code_text(err.code));
    }
}

static void the_place_is_named(void **state)
{
    struct page *p = *state;
    struct err err = {0};
    err_set_field(&err, ERR_BAD_DATE, NULL, STR("31/02/26"));
    err_at(&err, 7, 3, "DateLet");
    assert_string_equal(sentence(p, &err, "factures.txt", LANG_EN),
                        "factures.txt, line 7, column DateLet: “31/02/26” is not a date.");
    assert_string_equal(sentence(p, &err, NULL, LANG_FR),
                        "ligne 7, colonne DateLet\xc2\xa0: «\xc2\xa0"
                        "31/02/26\xc2\xa0» n’est pas une date.");
    err.field[0] = '\0';
    assert_string_equal(sentence(p, &err, "f.csv", LANG_EN),
                        "f.csv, line 7, column 3: “31/02/26” is not a date.");
    err.line = 0;
    err.column = 0;
    assert_string_equal(sentence(p, &err, "f.csv", LANG_EN), "f.csv: “31/02/26” is not a date.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(no_code_is_without_words, open_page, close_page),
        cmocka_unit_test_setup_teardown(the_place_is_named, open_page, close_page),
    };
    return cmocka_run_group_tests_name("app err_text", tests, NULL, NULL);
}
