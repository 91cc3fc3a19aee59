/* Whose copy is this: numbers in names of files and in texts, sure or in doubt. */
#include "support/unit.h"

#include <stdio.h>

#include "base/buf.h"
#include "claim/copy_match.h"

static struct arena arena;

static const struct copy_item items[] = {
    {1, STR_INIT("FA-2026-0012"), 120000}, /* 0 */
    {1, STR_INIT("FA-2026-0013"), 45050},
    {2, STR_INIT("fa2026/0014"), 99900},
    {2, STR_INIT("4711"), 123456},
    {2, STR_INIT("12"), 80000},
    {3, STR_INIT("2026-12"), 5000}, /* 5 */
    {3, STR_INIT("20261123"), 7000},
    {3, STR_INIT("AV0007-1"), -6000},
    {4, STR_INIT("SAME-0001"), 1000},
    {5, STR_INIT("SAME-0001"), 1000},
    {6, STR_INIT("PART-0055"), 30000}, /* 10: due in two parts */
    {6, STR_INIT("PART-0055"), 70000},
    {7, STR_INIT("FA-2026-0012-BIS"), 1},
    {7, STR_INIT("ESPÈCES"), 1}, /* no digit: no number */
    {7, STR_INIT("2026"), 1},
};

static struct copy_match match(const char *name, const char *text)
{
    struct copy_match m;
    struct copy_index *index = copy_index_make(&arena, items, COUNT_OF(items));
    copy_match(&arena, index, str_of(name), str_of(text), &m);
    return m;
}

/* "sure 0 file_name", "doubtful 8 9 file_name", "none" */
static const char *told(const struct copy_match *m)
{
    static const char *const verdicts[] = {"none", "doubtful", "sure"};
    struct buf out;
    buf_init(&out, &arena, 400);
    buf_add_c(&out, verdicts[m->verdict]);
    for (size_t i = 0; i < m->count; i++) {
        buf_add_char(&out, ' ');
        buf_add_int(&out, (int64_t)m->found[i].item);
    }
    if (m->count > 0) {
        buf_add_char(&out, ' ');
        buf_add_c(&out, document_how_code(m->found[0].how));
    }
    return buf_cstr(&out);
}

struct match_case {
    const char *name, *text, *wanted;
};

static void run(const struct match_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct copy_match m = match(cases[i].name, cases[i].text);
        const char *got = told(&m);
        if (strcmp(got, cases[i].wanted) != 0)
            fail_msg("%s | %s: %s, not %s", cases[i].name, cases[i].text, got, cases[i].wanted);
    }
}

static void names_of_files(void **state)
{
    (void)state;
    static const struct match_case cases[] = {
        {"FA-2026-0012.pdf", "", "sure 0 file_name"},
        {"Facture FA 2026 0012 - Société Été.PDF", "", "sure 0 file_name"},
        {"fa2026_0012.pdf", "", "sure 0 file_name"},
        {"FA-2026-0012_2026-11-23.pdf", "", "sure 0 file_name"},
        {"2026-11-23 FA-2026-0012.pdf", "", "sure 0 file_name"},
        {"FA2026-0014.pdf", "", "sure 2 file_name"},
        {"4711.pdf", "", "sure 3 file_name"},
        {"client 4711 scan.pdf", "", "sure 3 file_name"},
        {"scan0001.pdf", "", "none"},
        {"", "", "none"},
        {"...", "", "none"},
        {"espèces.pdf", "", "none"},
        /* not bounded: another number */
        {"FA-2026-00121.pdf", "", "none"},
        {"XFA-2026-0012.pdf", "", "none"},
        {"é4711.pdf", "", "none"},
        /* the digits go on, or stand together where the number parts them */
        {"FA-2026-0012-3.pdf", "", "doubtful 0 file_name"},
        {"FA20260012.pdf", "", "doubtful 0 file_name"},
        {"2026-12.pdf", "", "doubtful 5 file_name"}, /* or December */
        {"202612.pdf", "", "doubtful 5 file_name"},
        {"2026-12-01.pdf", "", "doubtful 5 file_name"},
        /* the longest wins */
        {"FA-2026-0012 bis.pdf", "", "sure 12 file_name"},
        /* short, or like a date */
        {"12.pdf", "", "doubtful 4 file_name"},
        {"facture 12 Alpha.pdf", "", "doubtful 4 file_name"},
        {"12 janvier 2025.pdf", "", "none"},
        {"20261123.pdf", "", "doubtful 6 file_name"},
        {"2026.pdf", "", "doubtful 14 file_name"},
        /* several */
        {"SAME-0001.pdf", "", "doubtful 8 9 file_name"},
        {"FA-2026-0012 et FA-2026-0013.pdf", "", "doubtful 0 1 file_name"},
        {"PART-0055.pdf", "", "sure 10 11 file_name"},
        {"4711 du 12.pdf", "", "sure 3 file_name"},
    };
    run(cases, COUNT_OF(cases));
}

static void texts(void **state)
{
    (void)state;
    static const struct match_case cases[] = {
        {"scan.pdf", "Facture n° FA-2026-0013\nTotal TTC 450,50 €", "sure 1 text"},
        {"scan.pdf", "INVOICE No. FA2026/0014 Total: 999.00", "sure 2 text"},
        {"scan.pdf", "Facture 4711\nTotal 1 234,56 EUR", "sure 3 text"},
        {"scan.pdf", "Facture 4711\nTotal 1.234,56", "sure 3 text"},
        {"scan.pdf",
         "Facture 4711\nTotal 1\xc2\xa0"
         "234,56",
         "sure 3 text"},
        {"scan.pdf", "Avoir AV0007-1 : 60,00", "sure 7 text"},
        {"scan.pdf", "Facture PART-0055, total 1 000,00", "sure 10 11 text"},
        /* one of the two signs alone */
        {"scan.pdf", "FA-2026-0013", "doubtful 1 text"},
        {"scan.pdf", "Facture n° FA-2026-0013 Total 450,51", "doubtful 1 text"},
        {"scan.pdf", "nous avons bien recu votre envoi FA-2026-0013 de 450,50", "doubtful 1 text"},
        /* short numbers: never sure, and nothing without both signs */
        {"scan.pdf", "page 12, facture", "none"},
        {"scan.pdf", "Facture 12 : 800,00", "doubtful 4 text"},
        /* a statement lists many */
        {"releve.pdf", "Facture FA-2026-0012 1 200,00\nFacture FA-2026-0013 450,50",
         "doubtful 0 1 text"},
        {"scan.pdf", "rien", "none"},
        /* the name and the text */
        {"FA-2026-0012.pdf", "Facture FA-2026-0012 du 1/9, 1 200,00", "sure 0 file_name"},
        {"FA-2026-0012.pdf", "Facture FA-2026-0013, 450,50", "doubtful 0 1 file_name"},
        {"FA-2026-0012.pdf", "Facture FA-2026-0012 remplace FA-2026-0013, 450,50 1 200,00",
         "sure 0 file_name"},
        {"12.pdf", "Facture 4711 : 1 234,56", "doubtful 3 4 text"},
        {"20261123.pdf", "Facture 4711 : 1 234,56", "doubtful 3 6 text"},
        {"FA20260012.pdf", "Facture FA-2026-0012 : 1 200,00", "sure 0 text"},
    };
    run(cases, COUNT_OF(cases));
}

static void kinds_of_documents(void **state)
{
    (void)state;
    assert_int_equal(match("FA-2026-0012.pdf", "").kind, DOCUMENT_INVOICE_COPY);
    assert_int_equal(match("BL FA-2026-0012.pdf", "").kind, DOCUMENT_DELIVERY_NOTE);
    assert_int_equal(match("Bon de livraison 4711.pdf", "").kind, DOCUMENT_DELIVERY_NOTE);
    assert_int_equal(match("commande_4711.pdf", "").kind, DOCUMENT_ORDER);
    assert_int_equal(match("cde-4711.pdf", "").kind, DOCUMENT_ORDER);
    assert_int_equal(match("recommandé 4711.pdf", "").kind, DOCUMENT_INVOICE_COPY);
}

static void a_text_of_numbers_without_end_is_bounded(void **state)
{
    (void)state;
    struct buf text;
    buf_init(&text, &arena, 1 << 20);
    for (int i = 0; i < 40000; i++)
        buf_add_c(&text, "4711 12 ");
    struct copy_match m = match("x.pdf", buf_cstr(&text));
    assert_int_equal(m.verdict, COPY_DOUBTFUL);
    assert_int_equal(m.count, 1);
    assert_int_equal(m.found[0].item, 3);
}

static void more_candidates_than_room_are_cut(void **state)
{
    (void)state;
    enum { MANY = 100 };
    struct copy_item *many = ARENA_ARRAY(&arena, MANY, struct copy_item);
    for (size_t i = 0; i < MANY; i++)
        many[i] = (struct copy_item){(int64_t)i + 1, STR("F-1234"), 100};
    struct copy_match m;
    copy_match(&arena, copy_index_make(&arena, many, MANY), STR("F-1234.pdf"), STR(""), &m);
    assert_int_equal(m.verdict, COPY_DOUBTFUL);
    assert_int_equal(m.count, COPY_ITEMS_MAX);
}

static void no_items_no_match(void **state)
{
    (void)state;
    struct copy_match m;
    copy_match(&arena, copy_index_make(&arena, NULL, 0), STR("F-1234.pdf"), STR("F-1234"), &m);
    assert_int_equal(m.verdict, COPY_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_of_files),
        cmocka_unit_test(texts),
        cmocka_unit_test(kinds_of_documents),
        cmocka_unit_test(a_text_of_numbers_without_end_is_bounded),
        cmocka_unit_test(more_candidates_than_room_are_cut),
        cmocka_unit_test(no_items_no_match),
    };
    arena_init(&arena, 0);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_release(&arena);
    return failed;
}
