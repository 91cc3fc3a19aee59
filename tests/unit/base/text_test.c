/* Codes and words in tables; UTF-8, the old encodings against Python's tables, and folding of
 * names. */
#include "support/unit.h"

#include "base/text.h"

static void utf8_is_checked_strictly(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int bad_at; /* -1: valid */
    } rows[] = {
        {"", -1},
        {"abc \xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80", -1},
        {"\xf4\x8f\xbf\xbf", -1}, /* U+10FFFF */
        {"ab\xff", 2},
        {"a\x80", 1},            /* a continuation alone */
        {"\xc0\x80", 0},         /* overlong */
        {"\xc1\xbf", 0},         /* overlong */
        {"\xe0\x9f\xbf", 0},     /* overlong */
        {"\xf0\x8f\xbf\xbf", 0}, /* overlong */
        {"\xed\xa0\x80", 0},     /* surrogate */
        {"\xf4\x90\x80\x80", 0}, /* beyond U+10FFFF */
        {"abc\xe2\x82", 3},      /* cut */
        {"\xc3(", 0},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        size_t bad_at = 999;
        assert_int_equal(utf8_valid(str_of(rows[i].text), &bad_at), rows[i].bad_at < 0);
        if (rows[i].bad_at >= 0)
            assert_int_equal(bad_at, rows[i].bad_at);
    }
}

static void every_code_point_goes_round(void **state)
{
    (void)state;
    for (uint32_t code = 1; code <= 0x10FFFF; code += code < 0x3000 ? 1 : 97) {
        char text[4];
        uint32_t back = 0;
        size_t bad_at;
        if (code >= 0xD800 && code <= 0xDFFF)
            continue;
        struct str s = {text, utf8_put(code, text)};
        assert_true(utf8_valid(s, &bad_at));
        assert_true(utf8_next(&s, &back));
        assert_int_equal(back, code);
        assert_int_equal(s.n, 0);
        assert_false(utf8_next(&s, &back));
    }
}

static void old_encodings_become_utf8(void **state)
{
    (void)state;
    static const struct {
        enum encoding e;
        const char *bytes, *utf8;
    } rows[] = {
        {ENC_LATIN1, "\xe9\xa4", "é¤"},
        {ENC_LATIN9, "\xe9\xa4\xbd\xbc\xbe", "é€œŒŸ"},
        {ENC_CP1252, "\x80\x92\x9c\x8c\xe9\xff", "€’œŒéÿ"},
        {ENC_CP1252, "\x81\x8d\x8f\x90\x9d",
         "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"},
        {ENC_CP437, "\x82\x85\x8a\x87\xf8\xe1", "éàèç°ß"},
        {ENC_CP850, "\x82\x85\x8a\x87\x90\xd4\xb7\xf8\xcf", "éàèçÉÈÀ°¤"},
        {ENC_UTF8, "é", "é"},
    };
    struct arena a;
    arena_init(&a, 0);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct str s = encoding_to_utf8(&a, rows[i].e, str_of(rows[i].bytes));
        assert_true(str_is(s, rows[i].utf8));
    }
    arena_release(&a);
}

/* "Société Lefèvre à régler, façade côté Nîmes" and the like as each encoding stores it. */
static void the_encoding_of_french_is_guessed(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        enum encoding e;
        const char *utf8;
    } rows[] = {
        {"plain ASCII", ENC_UTF8, "plain ASCII"},
        {"d\xc3\xa9j\xc3\xa0 vu", ENC_UTF8, "déjà vu"},
        {"Soci\xe9t\xe9 Lef\xe8vre \xe0 r\xe9gler", ENC_LATIN9, "Société Lefèvre à régler"},
        {"Cr\xe9"
         "ance 12 \xa4 c\xbdur",
         ENC_LATIN9, "Créance 12 € cœur"},
        {"L\x92\xe9t\xe9 12 \x80 \x9cuvre", ENC_CP1252, "L’été 12 € œuvre"},
        {"L\x92 ART", ENC_CP1252, "L’ ART"},
        {"Soci\x82t\x82 Lef\x8avre \x85 r\x82gler", ENC_CP850, "Société Lefèvre à régler"},
        {"\x90TABLISSEMENTS GENEVI\xd4VE", ENC_CP850, "ÉTABLISSEMENTS GENEVIÈVE"},
        {"N\x8cmes c\x93t\x82 fa\x87"
         "ade",
         ENC_CP850, "Nîmes côté façade"},
        {"FRAN\x80OIS", ENC_CP850, "FRANÇOIS"},
        {"C\x92"
         "EST N\xb0 5, M.\xa0"
         "Dupont",
         ENC_CP1252,
         "C’EST N° 5, M.\xc2\xa0"
         "Dupont"},
        {"12,50 \x80", ENC_CP1252, "12,50 €"},
    };
    struct arena a;
    arena_init(&a, 0);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        enum encoding e = encoding_guess(str_of(rows[i].bytes));
        if (e != rows[i].e)
            fail_msg("%s: %s instead of %s", rows[i].utf8, encoding_name(e),
                     encoding_name(rows[i].e));
        assert_true(str_is(encoding_to_utf8(&a, e, str_of(rows[i].bytes)), rows[i].utf8));
    }
    arena_release(&a);
}

static void names_are_folded(void **state)
{
    (void)state;
    static const struct {
        const char *text, *folded;
    } rows[] = {
        {"", ""},
        {"Société Œuvrière", "SOCIETE OEUVRIERE"},
        {"SOCIETE OEUVRIERE", "SOCIETE OEUVRIERE"},
        {"  L’Été--d'en  bas, S.A.R.L.  ", "L ETE D EN BAS S A R L"},
        {"Straße Ærø Łódź Øre", "STRASSE AERO LODZ ORE"},
        {"Jean\xe2\x80\x91"
         "Pierre\xc2\xa0Noël",
         "JEAN PIERRE NOEL"},
        {"e\xcc\x81te\xcc\x81", "ETE"}, /* combining accents */
        {"H₂O 100\xe2\x80\xaf%", "H O 100"},
        {"Þórr ĳ", "THORR IJ"},
        {"Москва", "Москва"},
        {"!!!", ""},
    };
    struct arena a;
    arena_init(&a, 0);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct str s = text_fold(&a, str_of(rows[i].text));
        if (!str_is(s, rows[i].folded))
            fail_msg("%s became %.*s", rows[i].text, STR_ARG(s));
        assert_true(str_eq(text_fold(&a, s), s)); /* folding twice changes nothing */
    }
    arena_release(&a);
}

static void control_characters_are_seen(void **state)
{
    (void)state;
    assert_false(text_has_control(STR("a\tb é € \xc2\xa0")));
    assert_true(text_has_control(STR("a\nb")));
    assert_true(text_has_control(STR("a\x7f")));
    assert_true(text_has_control(STR("a\0b")));
    assert_true(text_has_control(STR("\xc2\x85")));
}

static void words_begin(void **state)
{
    (void)state;
    assert_true(text_word_begins(STR("ATELIER DU PORT"), STR("AT")));
    assert_true(text_word_begins(STR("ATELIER DU PORT"), STR("PORT")));
    assert_false(text_word_begins(STR("ATELIER DU PORT"), STR("ORT")));
    assert_false(text_word_begins(STR("PORT"), STR("PORTS")));
    assert_true(text_word_begins(STR(""), STR("")));
}

static void a_code_is_found_to_the_letter_a_word_in_any_case(void **state)
{
    (void)state;
    static const char *const codes[] = {"open", "closed"};
    assert_int_equal(str_index(STR("closed"), codes, 2), 1);
    assert_int_equal(str_index(STR("Closed"), codes, 2), 2);
    assert_int_equal(str_index(STR("close"), codes, 2), 2);
    assert_int_equal(str_which(STR("Closed"), codes, 2), 1);
    assert_int_equal(str_which(STR("close"), codes, 2), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(utf8_is_checked_strictly),
        cmocka_unit_test(a_code_is_found_to_the_letter_a_word_in_any_case),
        cmocka_unit_test(every_code_point_goes_round),
        cmocka_unit_test(old_encodings_become_utf8),
        cmocka_unit_test(the_encoding_of_french_is_guessed),
        cmocka_unit_test(names_are_folded),
        cmocka_unit_test(control_characters_are_seen),
        cmocka_unit_test(words_begin),
    };
    return cmocka_run_group_tests_name("base text", tests, NULL, NULL);
}
