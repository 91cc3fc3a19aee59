/* Any text as what somebody looks for: parts of the limits, and the same again when what was read
 * is read once more. */
#include "base/text.h"
#include "fuzz.h"
#include "party/search_query.h"

static void check_words(struct arena *a, const struct search_query *q)
{
    struct name_words again;
    struct name_variants keys;
    name_words(a, q->core, &again);
    ASSERT(q->name.count <= NAME_WORDS_MAX);
    for (size_t i = 0; i < q->name.count; i++) {
        ASSERT(q->name.rows[i].n > 0 && q->name.rows[i].n <= NAME_WORD_BYTES);
        ASSERT(q->name.joined[i].n <= NAME_WORD_BYTES);
        name_variants(a, 1, q->name.rows[i], true, &keys);
        ASSERT(keys.count <= NAME_VARIANTS_MAX);
        ASSERT(name_word_fit(a, q->name.rows[i], q->name.rows[i]) == NAME_FIT_SAME);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena;
    struct search_query q;
    struct search_query again;
    struct str text = {(const char *)data, size};
    size_t bad_at;
    if (!utf8_valid(text, &bad_at)) /* checked where it comes in */
        return 0;
    arena_init(&arena, 0);
    search_query_parse(&arena, text, &q);
    ASSERT(q.text.n <= SEARCH_TEXT_BYTES && utf8_valid(q.text, &bad_at));
    check_words(&arena, &q);
    search_query_parse(&arena, q.amount, &again);
    ASSERT(q.amount.n == 0 || again.amount.n == 0 || str_eq(q.amount, again.amount));
    search_query_parse(&arena, q.digits, &again);
    ASSERT(str_eq(q.digits, again.digits) || str_starts(q.digits, STR("0033")));
    (void)search_tail(&arena, text);
    arena_release(&arena);
    return 0;
}
