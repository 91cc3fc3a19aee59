#include "told_dates.h"

struct day told_due(const struct told_item *t)
{
    struct day due = DAY_NONE;
    for (size_t i = 0; i < t->word_count; i++) {
        if (!t->words[i].undone && day_is(t->words[i].due))
            due = t->words[i].due;
    }
    return due;
}

struct day told_issued(const struct told_item *t, struct day issued)
{
    for (size_t i = 0; i < t->word_count; i++) {
        const struct told_word *w = &t->words[i];
        if (!w->undone && !w->gone && day_is(w->issued))
            issued = w->issued;
    }
    return issued;
}

static void add_dates(struct arena *a, struct item *item, struct item_dates dates)
{
    struct item_dates *rows = (struct item_dates *)(uintptr_t)item->before;
    size_t n = item->before_count;
    if (n > 0 && rows[n - 1].until.n == dates.until.n)
        return; /* said twice on one day: what held before it stands already */
    if (n == ITEM_DATES_MAX) {
        memmove(rows, rows + 1, (n - 1) * sizeof *rows);
        n--;
    }
    if (rows == NULL)
        rows = ARENA_ARRAY(a, ITEM_DATES_MAX, struct item_dates);
    rows[n] = dates;
    item->before = rows;
    item->before_count = n + 1;
}

void told_dates(struct arena *a, const struct told_item *t, struct day issued, struct item *item)
{
    bool ledger = !day_is(issued);
    struct day due = DAY_NONE;
    bool first = true;
    issued = ledger ? item->issued : issued;
    for (size_t i = 0; i < t->word_count && !t->has_band; i++) {
        const struct told_word *said = &t->words[i];
        if (said->undone || said->gone)
            continue;
        struct day next_issued = !ledger && day_is(said->issued) ? said->issued : issued;
        struct day next_due = day_is(said->due) ? said->due : due;
        bool changed = next_issued.n != issued.n || next_due.n != due.n;
        if (changed && !first)
            add_dates(a, item, (struct item_dates){said->as_of, issued, due, DUE_STATED});
        issued = next_issued;
        due = next_due;
        first = false;
    }
}
