#include "told.h"

#include "base/sort.h"

static const char *const origin_codes[TOLD_ORIGIN_COUNT] = {
    [TOLD_LIST] = "list",
    [TOLD_HAND] = "hand",
};

const char *told_origin_code(enum told_origin origin)
{
    ASSERT(origin < TOLD_ORIGIN_COUNT);
    return origin_codes[origin];
}

bool told_origin_parse(struct str code, enum told_origin *out)
{
    size_t i = str_index(code, origin_codes, TOLD_ORIGIN_COUNT);
    if (i == TOLD_ORIGIN_COUNT)
        return false;
    *out = (enum told_origin)i;
    return true;
}

/* The order of time: by day, then by import. */
static int moment_cmp(struct day day_a, int64_t seq_a, struct day day_b, int64_t seq_b)
{
    if (day_a.n != day_b.n)
        return day_a.n < day_b.n ? -1 : 1;
    return seq_a < seq_b ? -1 : seq_a > seq_b;
}

static int by_reach(const void *pa, const void *pb, const void *with)
{
    const struct told_book *a = pa;
    const struct told_book *b = pb;
    (void)with;
    return moment_cmp(a->reach, a->import_seq, b->reach, b->import_seq);
}

void told_books_sort(struct arena *a, struct told_book *rows, size_t count)
{
    SORT(a, rows, count, by_reach, NULL);
}

struct day told_ledger_reach(const struct told_books *books)
{
    for (size_t i = books->count; i > 0; i--) {
        if (books->rows[i - 1].ledger)
            return books->rows[i - 1].reach;
    }
    return DAY_NONE;
}

static int by_moment(const void *pa, const void *pb, const void *with)
{
    const struct told_word *a = pa;
    const struct told_word *b = pb;
    (void)with;
    return moment_cmp(a->as_of, a->import_seq, b->as_of, b->import_seq);
}

void told_sort(struct arena *a, struct told_item *item)
{
    if (item->word_count > 1)
        SORT(a, item->words, item->word_count, by_moment, NULL);
}

const struct told_word *told_before(const struct told_item *item, struct day as_of,
                                    int64_t import_seq)
{
    const struct told_word *last = NULL;
    for (size_t i = 0; i < item->word_count; i++) {
        const struct told_word *w = &item->words[i];
        if (moment_cmp(w->as_of, w->import_seq, as_of, import_seq) >= 0)
            break;
        if (!w->undone)
            last = w;
    }
    return last;
}

bool told_same(const struct told_word *a, const struct told_word *b)
{
    if (a->gone || b->gone)
        return a->gone == b->gone;
    return a->open_minor == b->open_minor && a->has_original == b->has_original &&
           a->original_minor == b->original_minor && a->due.n == b->due.n &&
           (!day_is(a->issued) || !day_is(b->issued) || a->issued.n == b->issued.n);
}

const struct told_book *told_pin(const struct told_item *item, const struct told_books *books,
                                 const struct told_word *at)
{
    const struct told_book *next = NULL;
    for (size_t i = 0; i < books->count && next == NULL; i++) {
        const struct told_book *b = &books->rows[i];
        if (!b->ledger && moment_cmp(b->reach, b->import_seq, at->as_of, at->import_seq) > 0)
            next = b;
    }
    if (next == NULL)
        return NULL;
    for (size_t i = 0; i < item->word_count; i++) {
        const struct told_word *w = &item->words[i];
        bool after = moment_cmp(w->as_of, w->import_seq, at->as_of, at->import_seq) > 0;
        if (!w->undone && after &&
            moment_cmp(w->as_of, w->import_seq, next->reach, next->import_seq) <= 0)
            return NULL; /* something said in between, or by that list itself, stands already */
    }
    return next;
}
