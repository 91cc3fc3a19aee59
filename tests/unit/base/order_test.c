/* Sorting and finding, references, identities, errors and JSON. */
#include "support/unit.h"

#include <string.h>

#include "base/err.h"
#include "base/ident.h"
#include "base/json.h"
#include "base/ref.h"
#include "base/sort.h"
#include "support/random.h"

struct pair {
    int32_t key, place;
    char filler[3]; /* an odd size */
};

static int by_key(const void *a, const void *b, const void *with)
{
    int32_t sign = *(const int32_t *)with;
    return (int)(sign * (((const struct pair *)a)->key - ((const struct pair *)b)->key));
}

static void sorting_is_right_and_stable(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 0);
    struct random r = random_start("base order");
    for (int32_t count = 0; count < 700; count += count < 40 ? 1 : 67) {
        struct pair *pairs = ARENA_ARRAY(&a, (size_t)count, struct pair);
        int32_t sign = count % 2 == 0 ? 1 : -1;
        for (int32_t i = 0; i < count; i++)
            pairs[i] = (struct pair){(int32_t)random_between(&r, 0, count / 3), i, "ab"};
        SORT(&a, pairs, (size_t)count, by_key, &sign);
        for (int32_t i = 1; i < count; i++) {
            int order = by_key(&pairs[i - 1], &pairs[i], &sign);
            assert_true(order < 0 || (order == 0 && pairs[i - 1].place < pairs[i].place));
            assert_string_equal(pairs[i].filler, "ab");
        }
    }
    arena_release(&a);
}

/* ISO/IEC 7064 MOD 37,36. The example of the GRid standard (IFPI), and the references that stand in
 * our own documents. */
static void an_id_is_found_where_it_first_stands(void **state)
{
    (void)state;
    struct row {
        char filler;
        struct {
            int64_t id;
        } of;
    } rows[50];
    int64_t ids[50];
    for (size_t count = 0; count <= COUNT_OF(rows); count++) {
        for (size_t i = 0; i < count; i++) {
            rows[i] = (struct row){'x', {(int64_t)(i / 2) * 3 - 6}}; /* twice each */
            ids[i] = rows[i].of.id;
        }
        for (int64_t id = -10; id < 80; id++) {
            size_t first = 0;
            while (first < count && ids[first] != id)
                first++;
            assert_int_equal(FIND_ID(rows, count, struct row, of.id, id), first);
            assert_int_equal(FIND_INT(ids, count, id), first);
        }
    }
    assert_int_equal(FIND_INT((const int64_t *)NULL, 0, 1), 0);
}

static void check_characters_follow_the_standard(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        char check;
    } rows[] = {{"A12425GABC1234002", 'M'},
                {"A1-2425G-ABC1234002", 'M'},
                {"a1-2425g-abc1234002", 'M'},
                {"C-000042", 'X'},
                {"D-000017", 'K'}};
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_int_equal(ref_check_character(str_of(rows[i].text)), rows[i].check);
}

static void references_go_round_and_catch_slips(void **state)
{
    (void)state;
    static const int64_t numbers[] = {1, 42, 999999, 1000000, 123456789012};
    static const enum ref_kind kinds[] = {REF_ACCOUNT, REF_DEBTOR, REF_IMPORT, REF_DOCUMENT};
    struct arena a;
    struct buf b;
    arena_init(&a, 0);
    buf_init(&b, &a, 100);
    for (size_t i = 0; i < COUNT_OF(numbers) * COUNT_OF(kinds); i++) {
        enum ref_kind kind;
        int64_t number;
        buf_clear(&b);
        buf_add_ref(&b, kinds[i % COUNT_OF(kinds)], numbers[i / COUNT_OF(kinds)]);
        assert_true(ref_parse(buf_str(&b), &kind, &number, NULL));
        assert_int_equal(kind, kinds[i % COUNT_OF(kinds)]);
        assert_int_equal(number, numbers[i / COUNT_OF(kinds)]);
        /* every slip of one digit, and every exchange of two unlike neighbours, is caught */
        for (size_t k = 2; k + 2 < b.n; k++) {
            char kept = b.p[k];
            for (char digit = '0'; digit <= '9'; digit++) {
                b.p[k] = digit;
                assert_int_equal(ref_parse(buf_str(&b), &kind, &number, NULL), digit == kept);
            }
            b.p[k] = kept;
        }
    }
    enum ref_kind kind;
    int64_t number;
    assert_true(ref_parse(STR(" c000042x "), &kind, &number, NULL));
    assert_int_equal(number, 42);
    static const char *const bad[] = {
        "",           "C",          "C-",       "X-000042-K",
        "C-000000-0", "C-00A042-K", "C-000042", "C-999999999999999999999-K",
        "42",         "C 42",       "C00360"};
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        struct err err = {0};
        assert_false(ref_parse(str_of(bad[i]), &kind, &number, &err));
        assert_int_equal(err.code, ERR_BAD_REF);
    }
    arena_release(&a);
}

static int64_t fixed_clock(void *with) { return *(const int64_t *)with; }

static void identities_only_grow(void **state)
{
    (void)state;
    int64_t now = INT64_C(1795000000000);
    struct id_source s;
    id_source_seeded(&s, 0, 255);
    s.now_ms = fixed_clock;
    s.with = &now;
    int64_t last = 0;
    for (int i = 0; i < 50000; i++) {
        if (i % 1000 == 0)
            now += i % 3000 == 0 ? -5 : 1; /* the clock may go back */
        int64_t id = id_next(&s);
        assert_true(id > last);
        last = id;
    }
    struct id_source t, u;
    id_source_seeded(&t, 1000, 1);
    id_source_seeded(&u, 1000, 1);
    for (int i = 0; i < 20000; i++)
        assert_int_equal(id_next(&t), id_next(&u));
}

static void the_first_error_wins(void **state)
{
    (void)state;
    struct err e = {0};
    assert_false(err_is(&e));
    err_at(&e, 5, 1, "Debit");
    assert_int_equal(e.line, 0);
    assert_false(err_set_field(&e, ERR_BAD_DATE, NULL, STR("a\nb\xc3\xa9\xc2\x9b\xef\xbb\xbf.")));
    assert_false(err_set(&e, ERR_BAD_AMOUNT, "later"));
    assert_int_equal(e.code, ERR_BAD_DATE);
    assert_string_equal(e.arg, "a b\xc3\xa9     .");
    err_at(&e, 7, 3, "DateLet");
    err_at(&e, 8, 4, "Debit");
    assert_int_equal(e.line, 7);
    assert_int_equal(e.column, 3);
    assert_string_equal(e.field, "DateLet");
    assert_false(err_set(NULL, ERR_BAD_DATE, NULL));
    err_clear(&e);
    assert_false(err_is(&e));
    char text[401];
    memset(text, 'x', 118);
    memcpy(text + 118, "\xc3\xa9\xc3\xa9", 5);
    err_set_field(&e, ERR_TOO_LONG, NULL, str_of(text));
    assert_int_equal(strlen(e.arg), 118); /* not in the middle of a letter */
}

static void codes_are_unique_and_have_exits(void **state)
{
    (void)state;
    for (int i = 1; i < ERR_CODE_COUNT; i++) {
        int code = err_exit_code((enum err_code)i);
        assert_true(code >= 1 && code <= 3);
        for (int k = 1; k < i; k++)
            assert_string_not_equal(err_code_text((enum err_code)i),
                                    err_code_text((enum err_code)k));
    }
}

static void codes_are_read_as_they_were_stored(void **state)
{
    (void)state;
    for (int i = 0; i < ERR_CODE_COUNT; i++)
        assert_int_equal(err_code_read(err_code_stored((enum err_code)i)), i);
    assert_int_equal(err_code_stored(ERR_NONE).n, 0);
    assert_int_equal(err_code_read(STR("of_a_later_program")), ERR_SYSTEM);
}

static void json_is_escaped_and_separated(void **state)
{
    (void)state;
    struct arena a;
    struct buf b;
    struct json j;
    arena_init(&a, 0);
    buf_init(&b, &a, 1000);
    json_begin(&j, &b);
    json_object(&j, NULL);
    json_text(&j, "t", STR("a\"b\\c\n\r\t\x01é\x7f</"));
    json_cstr(&j, "n", NULL);
    json_array(&j, "a");
    json_int(&j, NULL, -3);
    json_bool(&j, NULL, true);
    json_object(&j, NULL);
    json_object_end(&j);
    json_array_end(&j);
    json_id(&j, "id", INT64_MAX);
    json_amount(&j, "m", eur(-5));
    json_day(&j, "d", day_ymd(2026, 11, 23));
    json_day(&j, "e", DAY_NONE);
    json_null(&j, "z");
    json_object_end(&j);
    json_end(&j);
    assert_string_equal(buf_cstr(&b),
                        "{\"t\":\"a\\\"b\\\\c\\n\\r\\t\\u0001é\x7f</\",\"n\":null,"
                        "\"a\":[-3,true,{}],\"id\":\"9223372036854775807\",\"m\":\"-0.05\","
                        "\"d\":\"2026-11-23\",\"e\":null,\"z\":null}\n");
    arena_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sorting_is_right_and_stable),
        cmocka_unit_test(an_id_is_found_where_it_first_stands),
        cmocka_unit_test(check_characters_follow_the_standard),
        cmocka_unit_test(references_go_round_and_catch_slips),
        cmocka_unit_test(identities_only_grow),
        cmocka_unit_test(the_first_error_wins),
        cmocka_unit_test(codes_are_unique_and_have_exits),
        cmocka_unit_test(codes_are_read_as_they_were_stored),
        cmocka_unit_test(json_is_escaped_and_separated),
    };
    return cmocka_run_group_tests_name("base order", tests, NULL, NULL);
}
