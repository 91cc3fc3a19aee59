/* What stands at a place of the day: a word that says why now, the rest, what a minute is worth. */
#include "support/unit.h"

#include "web/parts/describe_place.h"

static struct arena arena;
static struct request request;

enum { BROKEN_ON = 20777, /* 20 November 2026 */ OVERDUE = 31 };

static struct work_row row_of(enum action action, struct work_reason *reasons, size_t count)
{
    return (struct work_row){.action = action,
                             .oldest_days = OVERDUE,
                             .net_overdue = {125000, CURRENCY_EUR},
                             .debtor_kind = STR("company"),
                             .phone = STR("+33199001106"),
                             .reasons = reasons,
                             .reason_count = count};
}

static struct place_words words_of(const struct work_row *row)
{
    request = (struct request){.arena = &arena, .lang = LANG_FR};
    return describe_place(&request, row);
}

static void says(struct str text, const char *wanted)
{
    assert_string_equal(arena_cstr(&arena, text), wanted);
}

static void what_fell_through_is_said_first_with_its_day(void **state)
{
    struct work_reason reasons[] = {
        {REASON_PINNED, 0},
        {REASON_LEVEL, 2},
        {REASON_OVERDUE_AMOUNT, 125000},
        {REASON_OLDEST_DAYS, 31},
        {REASON_BROKEN_PROMISE, BROKEN_ON},
        {REASON_EXPECTED_CASH, 9},
        {REASON_VALUE_PER_MINUTE, 8030},
    };
    struct work_row row = row_of(ACTION_CALL, reasons, COUNT_OF(reasons));
    row.broken = true;
    struct place_words words = words_of(&row);
    (void)state;
    says(words.tag.text, "Promesse rompue");
    says(words.tag.tone, "red");
    says(words.why, "le 20/11/2026, 31 jours de retard, épinglé par l’agent, niveau 2 du scénario");
    says(words.value, "80,30\u00a0€");
}

static void a_reason_without_a_figure_is_said_once(void **state)
{
    struct work_reason reasons[] = {
        {REASON_NEVER_CONTACTED, 0}, {REASON_OLDEST_DAYS, 1}, {REASON_PINNED, 0}};
    struct work_row row = row_of(ACTION_CALL, reasons, COUNT_OF(reasons));
    struct place_words words = words_of(&row);
    (void)state;
    says(words.tag.text, "Épinglé");
    says(words.why, "1 jour de retard, jamais joint");
    says(words.value, "");
}

static void what_is_to_be_done_is_said_where_nobody_is_called(void **state)
{
    struct work_reason reasons[] = {{REASON_PINNED, 0}, {REASON_NO_PHONE, 0}};
    struct work_row row = row_of(ACTION_FIND_NUMBER, reasons, COUNT_OF(reasons));
    struct place_words words = words_of(&row);
    (void)state;
    says(words.tag.text, "Trouver un numéro");
    says(words.tag.tone, "amb");
    says(words.why, "épinglé par l’agent, aucun numéro de téléphone connu");
    row.broken = true; /* a promise that was broken is, all the same, where it leads */
    reasons[0] = (struct work_reason){REASON_BROKEN_PROMISE, BROKEN_ON};
    says(words_of(&row).tag.text, "Promesse rompue");
}

static void without_reasons_the_debtor_is_described(void **state)
{
    struct work_row row = row_of(ACTION_CALL, NULL, 0);
    struct place_words words = words_of(&row);
    (void)state;
    says(words.tag.text, "31 à 60 jours");
    says(words.why, "Société, 01\u00a099\u00a000\u00a011\u00a006");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_fell_through_is_said_first_with_its_day),
        cmocka_unit_test(a_reason_without_a_figure_is_said_once),
        cmocka_unit_test(what_is_to_be_done_is_said_where_nobody_is_called),
        cmocka_unit_test(without_reasons_the_debtor_is_described),
    };
    arena_init(&arena, 0);
    int failed = cmocka_run_group_tests_name("web place", tests, NULL, NULL);
    arena_release(&arena);
    return failed;
}
