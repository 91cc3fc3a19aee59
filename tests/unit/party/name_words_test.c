/* The words of names, and what typed words may mean. */
#include "support/unit.h"

#include "party/name_words.h"
#include "support/random.h"

static struct arena arena;

static void assert_text(struct str got, const char *wanted)
{
    assert_string_equal(arena_cstr(&arena, got), wanted);
}

static struct str core_of(const char *folded)
{
    struct name_words words;
    name_words(&arena, str_of(folded), &words);
    return name_core(&arena, &words);
}

static void what_stands_beside_a_name_is_dropped(void **state)
{
    (void)state;
    assert_text(core_of("SARL MENUISERIE KERVADEC ET FILS"), "MENUISERIE KERVADEC FILS");
    assert_text(core_of("S A R L KERVADEC"), "KERVADEC");
    assert_text(core_of("E D F"), "EDF");
    assert_text(core_of("SAINT MALO"), "SAINT MALO");
    assert_text(core_of("ST MALO"), "SAINT MALO");
    assert_text(core_of("SARL"), "SARL");
    assert_text(core_of(""), "");
}

static void articles_are_also_joined_to_what_follows(void **state)
{
    struct name_words words;
    (void)state;
    name_words(&arena, STR("LE CLERC DU BOIS"), &words);
    assert_int_equal(words.count, 2);
    assert_text(words.joined[0], "LECLERC");
    assert_text(words.joined[1], "DUBOIS");
}

static void words_that_sound_the_same_are_near(void **state)
{
    static const char *const pairs[][2] = {
        {"DUPOND", "DUPONT"},    {"PHILIPPE", "FILIPE"},  {"MOREAU", "MOROT"},
        {"LEFEVRE", "LEFEBVRE"}, {"HENRY", "ANRI"},       {"QUENTIN", "KANTIN"},
        {"GAUTHIER", "GOTIER"},  {"BOUCHER", "BOUCHERE"}, {"CHAMPION", "CHANPION"},
        {"WAGNER", "VAGNER"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(pairs); i++) {
        bool same = str_eq(name_sound(&arena, str_of(pairs[i][0])),
                           name_sound(&arena, str_of(pairs[i][1])));
        bool slip = name_one_slip(str_of(pairs[i][0]), str_of(pairs[i][1]));
        assert_true(same || slip);
    }
    assert_false(str_eq(name_sound(&arena, STR("MARTIN")), name_sound(&arena, STR("BERTIN"))));
    assert_text(name_sound(&arena, STR("A4")), "");
}

static void numbers_are_never_near(void **state)
{
    (void)state;
    assert_int_equal(name_word_fit(&arena, STR("KERVADEC"), STR("KERVADEK")), NAME_FIT_NEAR);
    assert_int_equal(name_word_fit(&arena, STR("KERVADEC"), STR("KERV")), NAME_FIT_BEGINS);
    assert_int_equal(name_word_fit(&arena, STR("KERVADEC"), STR("KERVADEC")), NAME_FIT_SAME);
    assert_int_equal(name_word_fit(&arena, STR("LOT12345"), STR("LOT12346")), NAME_FIT_NONE);
    assert_int_equal(name_word_fit(&arena, STR("BAC"), STR("BAR")), NAME_FIT_NONE);
}

static bool share(const struct name_variants *a, const struct name_variants *b)
{
    for (size_t i = 0; i < a->count; i++) {
        for (size_t k = 0; k < b->count; k++) {
            if (a->rows[i] == b->rows[k])
                return true;
        }
    }
    return false;
}

static struct str slipped(struct random *r, struct str word)
{
    char out[NAME_WORD_BYTES + 2];
    size_t at = (size_t)random_between(r, 0, (int64_t)word.n - 2);
    size_t n = word.n;
    memcpy(out, word.p, n);
    switch (random_between(r, 0, 3)) {
    case 0:
        memmove(out + at + 1, out + at, n++ - at);
        out[at] = (char)random_between(r, 'A', 'Z');
        break;
    case 1:
        memmove(out + at, out + at + 1, --n - at);
        break;
    case 2:
        out[at] = (char)random_between(r, 'A', 'Z');
        break;
    default:
        out[at] = word.p[at + 1];
        out[at + 1] = word.p[at];
    }
    return arena_str(&arena, (struct str){out, n});
}

static void a_slip_shares_a_number_with_its_word(void **state)
{
    struct random r = random_start("name_words");
    (void)state;
    for (int i = 0; i < 20000; i++) {
        char letters[NAME_WORD_BYTES];
        struct str word = {letters, (size_t)random_between(&r, NAME_NEAR_LETTERS, 14)};
        struct name_variants kept;
        struct name_variants typed;
        struct name_variants elsewhere;
        for (size_t k = 0; k < word.n; k++)
            letters[k] = (char)random_between(&r, 'A', 'Z');
        struct str slip = slipped(&r, word);
        name_variants(&arena, 1, word, false, &kept);
        name_variants(&arena, 1, slip, true, &typed);
        name_variants(&arena, 2, slip, true, &elsewhere);
        assert_true(name_one_slip(word, slip) && name_one_slip(slip, word));
        assert_true(name_word_fit(&arena, word, slip) != NAME_FIT_NONE);
        assert_true(share(&kept, &typed));
        assert_false(share(&kept, &elsewhere));
        arena_clear(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_stands_beside_a_name_is_dropped),
        cmocka_unit_test(articles_are_also_joined_to_what_follows),
        cmocka_unit_test(words_that_sound_the_same_are_near),
        cmocka_unit_test(numbers_are_never_near),
        cmocka_unit_test(a_slip_shares_a_number_with_its_word),
    };
    arena_init(&arena, 0);
    int failed = cmocka_run_group_tests_name("party name_words", tests, NULL, NULL);
    arena_release(&arena);
    return failed;
}
