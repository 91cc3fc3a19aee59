#include "queue.h"

#include "base/sort.h"

static int by_amount(const void *pa, const void *pb, const void *with)
{
    const struct queue_entry *a = pa;
    const struct queue_entry *b = pb;
    (void)with;
    if (!currency_eq(a->net_overdue.currency, b->net_overdue.currency)) {
        bool a_euro = currency_eq(a->net_overdue.currency, CURRENCY_EUR);
        bool b_euro = currency_eq(b->net_overdue.currency, CURRENCY_EUR);
        if (a_euro != b_euro)
            return a_euro ? -1 : 1;
        return a->net_overdue.currency.code < b->net_overdue.currency.code ? -1 : 1;
    }
    if (a->net_overdue.minor != b->net_overdue.minor)
        return a->net_overdue.minor > b->net_overdue.minor ? -1 : 1;
    if (a->oldest_days != b->oldest_days)
        return a->oldest_days > b->oldest_days ? -1 : 1;
    return a->account_id < b->account_id ? -1 : a->account_id > b->account_id;
}

struct by_age {
    const struct queue_entry *entries;
};

static int oldest_first(const void *pa, const void *pb, const void *with)
{
    const struct by_age *w = with;
    size_t ia = *(const size_t *)pa;
    size_t ib = *(const size_t *)pb;
    int32_t a = w->entries[ia].oldest_days;
    int32_t b = w->entries[ib].oldest_days;
    if (a != b)
        return a > b ? -1 : 1;
    return ia < ib ? -1 : ia > ib;
}

void queue_order(struct arena *a, struct queue_entry *entries, size_t count)
{
    SORT(a, entries, count, by_amount, NULL);
    struct queue_entry *ranked = ARENA_ARRAY(a, count, struct queue_entry);
    memcpy(ranked, entries, count * sizeof *entries);
    size_t *aged = ARENA_ARRAY(a, count, size_t);
    for (size_t i = 0; i < count; i++)
        aged[i] = i;
    struct by_age with = {ranked};
    SORT(a, aged, count, oldest_first, &with);
    bool *placed = ARENA_ARRAY(a, count, bool);
    size_t next_amount = 0;
    size_t next_age = 0;
    for (size_t place = 0; place < count; place++) {
        while (next_age < count && (placed[aged[next_age]] || ranked[aged[next_age]].acted))
            next_age++;
        while (next_amount < count && placed[next_amount])
            next_amount++;
        bool reserved = (place + 1) % QUEUE_RESERVED_EVERY == 0 && next_age < count;
        size_t from = reserved ? aged[next_age] : next_amount;
        placed[from] = true;
        entries[place] = ranked[from];
        entries[place].reserved = reserved;
    }
}
