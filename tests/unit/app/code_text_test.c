/* Figures inside sentences are written in the language of the sentence. */
#include "support/unit.h"

#include "app/words/code_text.h"

static void amounts_of_reasons_are_written_for_their_reader(void **state)
{
    static const struct {
        enum lang lang;
        const char *amount;
    } readers[] = {{LANG_FR, "1\u202f234,50\u00a0€"}, {LANG_EN, "€1,234.50"}};
    struct arena arena;
    struct buf text;
    int seen = 0;
    (void)state;
    arena_init(&arena, 0);
    buf_init(&text, &arena, 4096);
    for (int code = 0; code < REASON_COUNT; code++) {
        if (reason_figure((enum reason)code) != FIGURE_MONEY)
            continue;
        for (size_t i = 0; i < COUNT_OF(readers); i++) {
            struct work_reason reason = {.code = (enum reason)code, .value = 123450};
            buf_clear(&text);
            reason_text(&reason, CURRENCY_EUR, readers[i].lang, &text);
            assert_true(str_contains(buf_str(&text), str_of(readers[i].amount)));
        }
        seen++;
    }
    assert_in_range(seen, 1, REASON_COUNT);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(amounts_of_reasons_are_written_for_their_reader),
    };
    return cmocka_run_group_tests_name("app code_text", tests, NULL, NULL);
}
