/* Letters: each kind, capacity and debtor has a text without a hole; what the law asks for is
 * refused by name when it is missing; what may not be asked is refused too. */
#include "support/unit.h"

#include "letter_views.h"
#include "support/page_words.h"

static struct str build(const struct letter_view *view, struct arena *arena)
{
    struct letter *letter = ARENA_NEW(arena, struct letter);
    struct err err = {0};
    if (!letter_build(view, arena, letter, &err)) {
        print_message("# %s: %s %s\n", letter_kind_code(view->kind), err.field, err.arg);
        fail();
    }
    return page_words(&letter->document, arena);
}

/* Which combinations there are: a first letter is an agency's. */
static bool exists(enum letter_kind kind, enum letter_capacity capacity)
{
    return kind != LETTER_FIRST || capacity == LETTER_MANDATE;
}

typedef void (*each_view)(const struct letter_view *view);

static void for_each(each_view what)
{
    for (int kind = 0; kind < LETTER_KIND_COUNT; kind++) {
        for (int capacity = 0; capacity < LETTER_CAPACITY_COUNT; capacity++) {
            for (int debtor = 0; debtor < LETTER_DEBTOR_COUNT; debtor++) {
                struct letter_view view =
                    sample_view((enum letter_kind)kind, (enum letter_capacity)capacity,
                                (enum letter_debtor)debtor);
                if (exists(view.kind, view.capacity)) {
                    what(&view);
                }
            }
        }
    }
}

static void lacks_nothing(const struct letter_view *view)
{
    struct arena arena;
    arena_init(&arena, 0);
    struct str words = build(view, &arena);
    assert_true(str_contains(words, view->asked));
    assert_true(str_contains(words, view->sender_name));
    assert_true(str_contains(words, view->sender_legal));
    arena_release(&arena);
}

static void every_letter_is_complete(void **state)
{
    (void)state;
    for_each(lacks_nothing);
}

/* The one text, wherever it is in the view. */
static void blank(struct letter_view *view, enum letter_field field)
{
    struct str text = letter_field_text(view, field);
    if (field == LETTER_FIELD_address) {
        view->address_count = 1;
    } else if (field == LETTER_FIELD_items) {
        view->item_count = 0;
    }
    for (struct str *at = &view->sender_name; text.n > 0 && at <= &view->mediator; at++) {
        /* some texts are shared: only the one asked for is emptied */
        struct str before = *at;
        *at = (struct str){0};
        if (letter_field_text(view, field).n == 0) {
            return;
        }
        *at = before;
    }
}

static int rules_tried;

static void misses_what_is_blank(const struct letter_view *view)
{
    for (size_t i = 0; i < letter_rule_count; i++) {
        const struct letter_rule *rule = &letter_rules[i];
        bool mine = (rule->kinds & 1U << view->kind) != 0 &&
                    (rule->capacities & 1U << view->capacity) != 0 &&
                    (rule->debtors & 1U << view->debtor) != 0;
        bool asked = rule->when == LETTER_FIELD_NONE || letter_field_text(view, rule->when).n > 0;
        if (!mine || !asked || rule->gap != LETTER_GAP_MISSING) {
            continue;
        }
        struct arena arena;
        struct letter *letter;
        struct err err = {0};
        struct letter_view holed = *view;
        blank(&holed, rule->field);
        arena_init(&arena, 0);
        letter = ARENA_NEW(&arena, struct letter);
        assert_false(letter_build(&holed, &arena, letter, &err));
        assert_int_equal(err.code, ERR_LETTER_INCOMPLETE);
        assert_string_equal(err.field, letter_field_code(rule->field));
        assert_int_equal(letter->gaps[0].field, rule->field);
        arena_release(&arena);
        rules_tried++;
    }
}

static void every_rule_refuses_and_names(void **state)
{
    (void)state;
    for_each(misses_what_is_blank);
    assert_in_range(rules_tried, 500, 2000);
}

static void several_gaps_are_all_named(void **state)
{
    struct letter_view view = sample_view(LETTER_FIRST, LETTER_MANDATE, LETTER_BUSINESS);
    struct arena arena;
    struct err err = {0};
    (void)state;
    view.creditor_address = STR("");
    view.payee_iban = STR("");
    view.basis = STR("");
    arena_init(&arena, 0);
    struct letter *letter = ARENA_NEW(&arena, struct letter);
    assert_false(letter_build(&view, &arena, letter, &err));
    assert_int_equal(letter->gap_count, 3);
    assert_int_equal(letter->gaps[0].field, LETTER_FIELD_creditor_address);
    assert_string_equal(letter->gaps[0].article, "C. proc. civ. exéc. R124-4, 2°");
    assert_int_equal(letter->gaps[1].field, LETTER_FIELD_basis);
    assert_int_equal(letter->gaps[2].field, LETTER_FIELD_payee_iban);
    assert_string_equal(letter->gaps[2].article, "C. proc. civ. exéc. R124-4, 4°");
    arena_release(&arena);
}

static void the_text_itself_may_need_a_field(void **state)
{
    struct letter_view view = sample_view(LETTER_REMINDER_1, LETTER_OWN, LETTER_BUSINESS);
    struct arena arena;
    struct err err = {0};
    (void)state;
    view.original_total = STR("");
    arena_init(&arena, 0);
    struct letter *letter = ARENA_NEW(&arena, struct letter);
    assert_false(letter_build(&view, &arena, letter, &err));
    assert_string_equal(err.field, "original_total");
    assert_string_equal(err.arg, "relance-1");
    assert_string_equal(letter->gaps[0].article, "");
    arena_release(&arena);
}

static void refused(struct letter_view view, const char *field, const char *article)
{
    struct arena arena;
    struct err err = {0};
    arena_init(&arena, 0);
    struct letter *letter = ARENA_NEW(&arena, struct letter);
    assert_false(letter_build(&view, &arena, letter, &err));
    assert_string_equal(err.field, field);
    assert_string_equal(letter->gaps[0].article, article);
    arena_release(&arena);
}

static void what_may_not_be_asked_is_refused(void **state)
{
    struct letter_view view = sample_view(LETTER_REMINDER_1, LETTER_OWN, LETTER_CONSUMER);
    (void)state;
    view.indemnity = STR("80,00 €");
    view.total = STR("3 990,26 €");
    refused(view, "indemnity", "C. proc. civ. exéc. L111-8");
    view = sample_view(LETTER_REMINDER_1, LETTER_OWN, LETTER_CONSUMER);
    view.interest = view.total = STR("12,00 €");
    view.interest_terms = STR("au taux légal");
    refused(view, "formal_notice_date", "C. civ. 1231-6");
    view = sample_view(LETTER_FIRST, LETTER_OWN, LETTER_BUSINESS);
    refused(view, "capacity", "C. proc. civ. exéc. R124-4");
}

/* R124-4, 5°: word for word, in one piece. */
static void first_letter_has_its_five_items(void **state)
{
    static const char law[] =
        "« Les frais de recouvrement entrepris sans titre exécutoire restent à la charge du "
        "créancier, sauf s’ils concernent un acte dont l’accomplissement est prescrit par la loi "
        "au créancier. Toute stipulation contraire est réputée non écrite, sauf disposition "
        "législative contraire.";
    static const char then[] =
        "Cependant, le créancier qui justifie du caractère nécessaire des démarches entreprises "
        "pour recouvrer sa créance peut demander au juge de l’exécution de laisser tout ou partie "
        "des frais ainsi exposés à la charge du débiteur de mauvaise foi.";
    static const enum letter_kind kinds[] = {LETTER_FIRST, LETTER_FORMAL_NOTICE};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        for (int debtor = 0; debtor < LETTER_DEBTOR_COUNT; debtor++) {
            struct letter_view view =
                sample_view(kinds[i], LETTER_MANDATE, (enum letter_debtor)debtor);
            struct arena arena;
            arena_init(&arena, 0);
            struct str words = build(&view, &arena);
            assert_true(str_contains(words, view.sender_name));
            assert_true(str_contains(words, view.sender_address));
            assert_true(str_contains(
                words, STR("activité de recouvrement amiable pour le compte d’autrui")));
            assert_true(str_contains(words, view.creditor_name));
            assert_true(str_contains(words, view.creditor_address));
            assert_true(str_contains(words, view.basis));
            assert_true(str_contains(words, view.principal));
            assert_true(view.interest.n == 0 || str_contains(words, view.interest));
            assert_true(view.indemnity.n == 0 || str_contains(words, view.indemnity));
            assert_true(str_contains(words, view.payee_iban));
            assert_true(str_contains(words, view.deadline));
            assert_true(str_contains(words, str_of(law)));
            assert_true(str_contains(words, str_of(then)));
            arena_release(&arena);
        }
    }
}

/* The list of the law, written here a second time: a rule that is dropped is seen. */
static void each_of_the_five_items_is_mandatory(void **state)
{
    static const enum letter_field items[] = {
        LETTER_FIELD_sender_name,      LETTER_FIELD_sender_address,
        LETTER_FIELD_sender_activity,  LETTER_FIELD_creditor_name,
        LETTER_FIELD_creditor_address, LETTER_FIELD_basis,
        LETTER_FIELD_principal,        LETTER_FIELD_asked,
        LETTER_FIELD_payee_name,       LETTER_FIELD_payee_iban,
        LETTER_FIELD_mandate_date,
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(items); i++) {
        struct letter_view view = sample_view(LETTER_FIRST, LETTER_MANDATE, LETTER_CONSUMER);
        struct arena arena;
        struct err err = {0};
        blank(&view, items[i]);
        arena_init(&arena, 0);
        struct letter *letter = ARENA_NEW(&arena, struct letter);
        assert_false(letter_build(&view, &arena, letter, &err));
        assert_string_equal(err.field, letter_field_code(items[i]));
        arena_release(&arena);
    }
}

/* A breaking space before : ; ! ? % » or the euro sign, behind «, or two in a row. */
static void has_french_spaces(const struct letter_view *view)
{
    static const char *const wrong[] = {" :", " ;", " !", " ?", " %", " »", " €",
                                        "« ", "'",  "  ", " ,", " .", "{",  "**"};
    struct arena arena;
    arena_init(&arena, 0);
    struct str words = build(view, &arena);
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        if (str_contains(words, str_of(wrong[i]))) {
            print_message("# %s: \"%s\" in %.*s\n", letter_kind_code(view->kind), wrong[i],
                          STR_ARG(words));
            fail();
        }
    }
    arena_release(&arena);
}

static void every_letter_is_set_in_french(void **state)
{
    (void)state;
    for_each(has_french_spaces);
}

static void one_invoice_is_spoken_of_as_one(void **state)
{
    struct letter_view view = sample_view(LETTER_REMINDER_1, LETTER_OWN, LETTER_BUSINESS);
    struct arena arena;
    (void)state;
    view.item_count = 1;
    arena_init(&arena, 0);
    struct str words = build(&view, &arena);
    assert_true(str_contains(words, STR("le règlement de la facture suivante, arrivée")));
    assert_false(str_contains(words, STR("Total")));
    assert_false(str_contains(words, STR("factures")));
    arena_release(&arena);
}

static void kinds_have_codes(void **state)
{
    enum letter_kind kind;
    (void)state;
    for (int i = 0; i < LETTER_KIND_COUNT; i++) {
        assert_true(letter_kind_parse(str_of(letter_kind_code((enum letter_kind)i)), &kind));
        assert_int_equal(kind, i);
    }
    assert_false(letter_kind_parse(STR("lettre"), &kind));
    assert_string_equal(letter_field_code(LETTER_FIELD_creditor_address), "creditor_address");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_letter_is_complete),
        cmocka_unit_test(every_rule_refuses_and_names),
        cmocka_unit_test(several_gaps_are_all_named),
        cmocka_unit_test(the_text_itself_may_need_a_field),
        cmocka_unit_test(what_may_not_be_asked_is_refused),
        cmocka_unit_test(first_letter_has_its_five_items),
        cmocka_unit_test(each_of_the_five_items_is_mandatory),
        cmocka_unit_test(every_letter_is_set_in_french),
        cmocka_unit_test(one_invoice_is_spoken_of_as_one),
        cmocka_unit_test(kinds_have_codes),
    };
    return cmocka_run_group_tests_name("courier letter", tests, NULL, NULL);
}
