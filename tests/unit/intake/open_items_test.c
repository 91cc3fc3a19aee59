/* Open-items lists: headers, bands, dates decided from the list, amounts as workbooks store them,
 * and every field of an item. */
#include "support/unit.h"

#include "intake/lists/open_items.h"

static struct arena arena;

static struct value_habits seen(const char *const *dates, size_t count)
{
    struct value_habits h = {0};
    for (size_t i = 0; i < count; i++)
        habits_see_date(&h, (struct cell){CELL_TEXT, str_of(dates[i]), DAY_NONE}, (int64_t)i + 1,
                        1);
    return h;
}

static void the_order_of_dates_is_that_of_the_list(void **state)
{
    (void)state;
    struct err err = {0};
    struct day day;
    const char *const american[] = {"1/5/26", "1/25/26"}, *const doubtful[] = {"01/05/26"};
    struct value_habits h = seen(american, 2);
    assert_true(habits_settle(&h, false, &err));
    assert_true(
        value_date(&h, (struct cell){CELL_TEXT, STR("1/5/26 00:00"), DAY_NONE}, &day, &err));
    assert_int_equal(day.n, day_ymd(2026, 1, 5).n);
    h = seen(doubtful, 1);
    assert_true(habits_settle(&h, true, &err));
    assert_true(value_date(&h, (struct cell){CELL_TEXT, STR("01/05/26"), DAY_NONE}, &day, &err));
    assert_int_equal(day.n, day_ymd(2026, 5, 1).n);
    h = seen(doubtful, 1);
    assert_false(habits_settle(&h, false, &err));
    assert_int_equal(err.code, ERR_DATE_ORDER);
}

static void numbers_of_a_workbook_are_exact(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum err_code code;
        int64_t minor;
    } all[] = {
        {"1234.5600000000001", ERR_NONE, 123456},
        {"0.30000000000000004", ERR_NONE, 30},
        {"-0.19999999999998863", ERR_NONE, -20},
        {"1.2E3", ERR_NONE, 120000},
        {"7.2759576141834259E-12", ERR_NONE, 0},
        {"12.5", ERR_NONE, 1250},
        {"1.005", ERR_TOO_MANY_DECIMALS, 0},
        {"1.0049999999999999", ERR_TOO_MANY_DECIMALS, 0},
        {"0.0000001", ERR_TOO_MANY_DECIMALS, 0},
        {"1E300", ERR_AMOUNT_TOO_LARGE, 0},
        {"1E", ERR_BAD_AMOUNT, 0},
        {"x", ERR_BAD_AMOUNT, 0},
    };
    const struct value_habits h = {0};
    for (size_t i = 0; i < COUNT_OF(all); i++) {
        struct err err = {0};
        int64_t minor = 0;
        bool ok = value_amount(&h, (struct cell){CELL_NUMBER, str_of(all[i].text), DAY_NONE}, 2,
                               &minor, &err);
        assert_int_equal(err.code, all[i].code);
        assert_true(ok == (all[i].code == ERR_NONE));
        assert_int_equal(minor, all[i].minor);
    }
}

static void bands_are_read_from_their_names(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int32_t from, to;
    } all[] = {
        {"Non échu", -1, 0},
        {"1 à 30 j", 1, 30},
        {"31-60", 31, 60},
        {"61 - 90 days", 61, 90},
        {"> 90 jours", 91, INT32_MAX},
        {"Plus de 90 j", 91, INT32_MAX},
        {"Current", -1, 0},
        {"Non échu au 30/10/2026", -1, 0},
        {"Échu 1 à 30 jours", 1, 30},
        {"De 31 à 60 jours", 31, 60},
        {"+ de 90 jours", 91, INT32_MAX},
        {"Échu > 120 j", 121, INT32_MAX},
        {"Older", INT32_MAX, INT32_MAX},
    };
    for (size_t i = 0; i < COUNT_OF(all); i++) {
        struct item_word word = item_word_of(&arena, str_of(all[i].name));
        assert_int_equal(word.column, ITEM_BAND);
        assert_int_equal(word.band.from, all[i].from);
        assert_int_equal(word.band.to, all[i].to);
    }
    static const char *const others[] = {"Facture 2026", "10/2026", "30 jours", "Retard (jours)"};
    for (size_t i = 0; i < COUNT_OF(others); i++)
        assert_int_equal(item_word_of(&arena, str_of(others[i])).column, ITEM_UNKNOWN);
}

static void what_is_left_has_many_names(void **state)
{
    (void)state;
    static const char *const open[] = {"Reste dû TTC", "Montant restant à payer",
                                       "Reste à encaisser", "Remaining Amt. (LCY)"};
    static const char *const others[] = {"Days outstanding", "Reste à livrer",
                                         "Jours restants dus"};
    for (size_t i = 0; i < COUNT_OF(open); i++)
        assert_int_equal(item_word_of(&arena, str_of(open[i])).column, ITEM_OPEN);
    for (size_t i = 0; i < COUNT_OF(others); i++)
        assert_int_equal(item_word_of(&arena, str_of(others[i])).column, ITEM_UNKNOWN);
}

/* What the first row of a list of this header and these cells says. */
static struct open_item first_item(const char *text)
{
    const struct source source = source_of_memory(str_of(text));
    const struct sheet_file file = {.source = &source, .encoding = ENC_UTF8};
    struct item_plan *plan;
    struct open_items *list = ARENA_NEW(&arena, struct open_items);
    struct open_item item;
    struct err refused = {0}, err = {0};
    bool have;
    assert_true(open_items_plan(&file, &arena, &plan, &err));
    assert_true(open_items_open(list, &file, plan, &arena, &err));
    assert_true(open_items_next(list, &item, &refused, &have, &err));
    assert_true(have);
    assert_int_equal(refused.code, ERR_NONE);
    open_items_close(list);
    return item;
}

static void the_whole_amount_stands_beside_what_is_left(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t open, original; /* original 0: not told */
    } all[] = {
        {"Client;Facture;Échéance;Montant;Reste dû\nC1;F1;31/08/2026;2 342,36;1 842,36\n", 184236,
         234236},
        {"Client;Facture;Échéance;Montant;Réglé\nC1;F1;31/08/2026;2 342,36;500,00\n", 184236,
         234236},
        {"Client;Facture;Échéance;Montant\nC1;F1;31/08/2026;2 342,36\n", 234236, 0},
        {"Client;Facture;Échéance;Montant en devise;Reste dû\nC1;F1;31/08/2026;2 342,36;1 842,36\n",
         184236, 0},
        {"Client;Pièce;Échéance;Montant;Reste dû;Sens\nC1;A1;31/08/2026;300,00;120,00;C\n", -12000,
         -30000},
    };
    for (size_t i = 0; i < COUNT_OF(all); i++) {
        struct open_item item = first_item(all[i].text);
        assert_int_equal(item.open_minor, all[i].open);
        assert_int_equal(item.has_original, all[i].original != 0);
        assert_int_equal(item.original_minor, all[i].original);
    }
}

static void dates_may_be_in_words(void **state)
{
    (void)state;
    static const char *const same[] = {"Oct 30, 2026", "30 October 2026", "30-oct.-26",
                                       "30 OCTOBRE 2026"};
    static const char *const none[] = {"Oct 2026", "30 Brumaire 2026", "Oct 30, 2026 x",
                                       "31 février 2026", "Total 30 2026"};
    const struct value_habits h = {0};
    struct day day;
    for (size_t i = 0; i < COUNT_OF(same); i++) {
        struct err err = {0};
        assert_true(
            value_date(&h, (struct cell){CELL_TEXT, str_of(same[i]), DAY_NONE}, &day, &err));
        assert_int_equal(day.n, day_ymd(2026, 10, 30).n);
    }
    for (size_t i = 0; i < COUNT_OF(none); i++) {
        struct err err = {0};
        assert_false(
            value_date(&h, (struct cell){CELL_TEXT, str_of(none[i]), DAY_NONE}, &day, &err));
        assert_int_equal(err.code, ERR_BAD_DATE);
    }
    struct err err = {0};
    assert_true(
        value_date(&h, (struct cell){CELL_TEXT, STR("15 août 2026"), DAY_NONE}, &day, &err));
    assert_int_equal(day.n, day_ymd(2026, 8, 15).n);
}

/* How a list ends: with an error of the file, or with so many items. */
static int64_t count_of(const char *text, enum err_code *code)
{
    const struct source source = source_of_memory(str_of(text));
    const struct sheet_file file = {.source = &source, .encoding = ENC_UTF8};
    struct item_plan *plan;
    struct open_summary *summary = ARENA_NEW(&arena, struct open_summary);
    struct err err = {0};
    bool ok = open_items_plan(&file, &arena, &plan, &err) &&
              open_items_survey(&file, plan, &arena, summary, &err);
    *code = ok ? summary->first_refused.code : err.code;
    return ok ? summary->rows : -1;
}

static void sums_are_checked_where_they_stand(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum err_code code;
        int64_t rows;
    } all[] = {
        /* above the items */
        {";Échéance;Journal;Compte;Débit;Crédit\nAlpha;;;;15,00;3,00\nF1;31/01/2026;V;411;15,00;\n"
         "A1;15/01/2026;V;411;;3,00\nTotal "
         "Bois;;;;1,00;\nF2;31/01/2026;V;411;1,00;\nTotal;;;;16,00;"
         "3,00\n",
         ERR_NONE, 3},
        {";Échéance;Journal;Compte;Débit;Crédit\nAlpha;;;;16,00;\nF1;31/01/2026;V;411;15,00;\n",
         ERR_TOTAL_DIFFERS, -1},
        /* carried to the next page, with its titles */
        {"Liste\nPage 1\n\nClient;Facture;Échéance;Montant\nAlpha;F1;31/01/2026;15,00\n"
         ";;A reporter;15,00\nListe\nPage 1\nClient;Facture;Échéance;Montant\n;;Report;15,00\n"
         "Alpha;F2;31/01/2026;5,00\n",
         ERR_NONE, 2},
        {"Client;Facture;Échéance;Montant\nAlpha;F1;31/01/2026;15,00\n;;Report;14,00\n",
         ERR_TOTAL_DIFFERS, -1},
        /* of a customer, by his name alone; of all, without a word; in percent */
        {"Client;Facture;Échéance;Montant\nAlpha;F1;31/01/2026;15,00\nTotal Alpha;;;15,00\n"
         "Total Bois;F2;31/01/2026;5,00\n;;;20,00\nRépartition;;;100,00 %\n",
         ERR_NONE, 2},
        {"Client;Facture;Échéance;Montant\nAlpha;F1;31/01/2026;15,00\n;;;14,00\n",
         ERR_TOTAL_DIFFERS, -1},
        /* a movement has one side, a balance may have both */
        {"Compte;Nom;Date;Débit;Crédit\n1;A;31/01/2026;5,00;0,00\n2;B;31/01/2026;5,00;1,00\n",
         ERR_DEBIT_AND_CREDIT, 2},
        {"Compte;Nom;Débit;Crédit\n1;A;5,00;0,00\n2;B;5,00;1,00\n", ERR_NONE, 2},
    };
    for (size_t i = 0; i < COUNT_OF(all); i++) {
        enum err_code code;
        assert_int_equal(count_of(all[i].text, &code), all[i].rows);
        assert_int_equal(code, all[i].code);
    }
}

static void an_item_has_all_its_fields(void **state)
{
    (void)state;
    const struct source source =
        source_of_memory(STR("Date;Pièce;Type;Échéance;Montant TTC;Solde;Lettrage;Devise\n"
                             "Client : C12 Alpha SARL;;;;;;;\n"
                             "05/09/2026;F1;Facture;05/10/2026;1 200,00;200,00;a;\n"
                             "Total C12;;;;;200,00;;\n"));
    const struct sheet_file file = {.source = &source, .encoding = ENC_UTF8};
    struct item_plan *plan;
    struct open_items *list = ARENA_NEW(&arena, struct open_items);
    struct open_item item;
    struct err refused = {0}, err = {0};
    bool have;
    assert_true(open_items_plan(&file, &arena, &plan, &err));
    assert_true(plan->grouped);
    assert_true(open_items_open(list, &file, plan, &arena, &err));
    assert_true(open_items_next(list, &item, &refused, &have, &err));
    assert_true(have);
    assert_int_equal(refused.code, ERR_NONE);
    assert_int_equal(item.line, 3);
    assert_true(str_is(item.account, "C12"));
    assert_true(str_is(item.name, "Alpha SARL"));
    assert_true(str_is(item.number, "F1"));
    assert_true(str_is(item.letter, "a"));
    assert_int_equal(item.kind, OPEN_INVOICE);
    assert_int_equal(item.issued.n, day_ymd(2026, 9, 5).n);
    assert_int_equal(item.due.n, day_ymd(2026, 10, 5).n);
    assert_int_equal(item.open_minor, 20000);
    assert_true(item.has_original);
    assert_int_equal(item.original_minor, 120000);
    assert_false(item.currency_stated);
    assert_true(open_items_next(list, &item, &refused, &have, &err));
    assert_false(have);
    open_items_close(list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_order_of_dates_is_that_of_the_list),
        cmocka_unit_test(numbers_of_a_workbook_are_exact),
        cmocka_unit_test(bands_are_read_from_their_names),
        cmocka_unit_test(what_is_left_has_many_names),
        cmocka_unit_test(the_whole_amount_stands_beside_what_is_left),
        cmocka_unit_test(dates_may_be_in_words),
        cmocka_unit_test(sums_are_checked_where_they_stand),
        cmocka_unit_test(an_item_has_all_its_fields),
    };
    arena_init(&arena, 0);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_release(&arena);
    return failed;
}
