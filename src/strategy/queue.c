#include "queue.h"

#include "base/sort.h"

__extension__ typedef __int128 wide;

static int by_value(const void *pa, const void *pb, const void *with)
{
    const struct queue_entry *a = pa;
    const struct queue_entry *b = pb;
    (void)with;
    if (a->tier != b->tier)
        return a->tier > b->tier ? -1 : 1;
    if (!currency_eq(a->net_overdue.currency, b->net_overdue.currency)) {
        bool a_euro = currency_eq(a->net_overdue.currency, CURRENCY_EUR);
        bool b_euro = currency_eq(b->net_overdue.currency, CURRENCY_EUR);
        if (a_euro != b_euro)
            return a_euro ? -1 : 1;
        return a->net_overdue.currency.code < b->net_overdue.currency.code ? -1 : 1;
    }
    if (a->per_minute_minor > b->per_minute_minor || a->per_minute_minor < b->per_minute_minor)
        return a->per_minute_minor > b->per_minute_minor ? -1 : 1;
    if (a->net_overdue.minor != b->net_overdue.minor)
        return a->net_overdue.minor > b->net_overdue.minor ? -1 : 1;
    if (a->oldest_days != b->oldest_days)
        return a->oldest_days > b->oldest_days ? -1 : 1;
    return a->account_id < b->account_id ? -1 : a->account_id > b->account_id;
}

/* ---- the draw ---- */

/* splitmix64: every bit of the day and the debtor matters. */
static uint64_t mix(uint64_t z)
{
    z += 0x9e3779b97f4a7c15U;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
}

/* One half of the number says who is drawn, the other where he goes. */
struct queue_lot queue_lot(struct day day, int64_t debtor_id)
{
    uint64_t u = mix(mix((uint64_t)(uint32_t)day.n) ^ (uint64_t)debtor_id);
    return (struct queue_lot){(uint32_t)((u >> 32) % 1000), (uint32_t)(u & UINT32_MAX)};
}

/* Files whose amounts lie between two powers of two, in one currency; those that must be called
 * today are not drawn. */
struct stratum {
    uint32_t currency;
    int32_t power;
};

static struct stratum stratum_of(const struct queue_entry *e)
{
    struct stratum s = {e->net_overdue.currency.code, 0};
    for (int64_t minor = e->net_overdue.minor; minor > 1; minor >>= 1)
        s.power++;
    return s;
}

/* One file by value, with its place in the ranked list. */
struct lot {
    struct stratum stratum;
    size_t place;
    uint64_t draw;
    bool explored;
};

static int by_stratum(const void *pa, const void *pb, const void *with)
{
    const struct lot *a = pa;
    const struct lot *b = pb;
    (void)with;
    if (a->stratum.currency != b->stratum.currency)
        return a->stratum.currency < b->stratum.currency ? -1 : 1;
    if (a->stratum.power != b->stratum.power)
        return a->stratum.power > b->stratum.power ? -1 : 1;
    return a->place < b->place ? -1 : a->place > b->place;
}

static int by_draw(const void *pa, const void *pb, const void *with)
{
    const struct lot *a = pa;
    const struct lot *b = pb;
    (void)with;
    if (a->draw != b->draw)
        return a->draw < b->draw ? -1 : 1;
    return a->place < b->place ? -1 : a->place > b->place;
}

struct drawing {
    struct arena *arena;
    const struct queue_day *day;
    size_t cut;     /* places of the day that go by value: those before it */
    bool edge_only; /* only strata with files on both sides of the cut are drawn */
    struct queue_entry *ranked;
    struct queue_entry *drawn; /* the ranked list after the draw */
};

/* The files drawn in one stratum take each other's places in the order of their draws. */
static void exchange(struct drawing *d, const struct lot *lots, size_t count)
{
    struct lot *explored = ARENA_ARRAY(d->arena, count, struct lot);
    size_t n = 0;
    size_t inside = 0;
    for (size_t i = 0; i < count; i++) {
        inside += lots[i].place < d->cut;
        if (lots[i].explored)
            explored[n++] = lots[i];
    }
    if (d->edge_only && (inside == 0 || inside == count))
        return;
    double chance = d->day->explore_permil / 1000.0;
    double share = (double)inside / (double)count;
    for (size_t i = 0; i < count; i++) {
        struct queue_entry *e = &d->ranked[lots[i].place];
        bool in = lots[i].place < d->cut;
        e->explored = lots[i].explored;
        e->propensity = (1 - chance) * in + chance * share;
    }
    size_t *places = ARENA_ARRAY(d->arena, n, size_t);
    for (size_t i = 0; i < n; i++)
        places[i] = explored[i].place;
    SORT(d->arena, explored, n, by_draw, NULL);
    for (size_t i = 0; i < n; i++)
        d->drawn[places[i]] = d->ranked[explored[i].place];
}

static void draw(struct drawing *d, size_t count)
{
    struct lot *lots = ARENA_ARRAY(d->arena, count, struct lot);
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        struct queue_entry *e = &d->ranked[i];
        e->propensity = i < d->cut;
        if (e->tier != QUEUE_BY_VALUE)
            continue;
        struct queue_lot lot = queue_lot(d->day->day, e->debtor_id);
        bool explored = (int64_t)lot.chance < d->day->explore_permil;
        lots[n++] = (struct lot){stratum_of(e), i, lot.place, explored};
    }
    SORT(d->arena, lots, n, by_stratum, NULL);
    memcpy(d->drawn, d->ranked, count * sizeof *d->ranked);
    for (size_t from = 0, to = 0; from < n; from = to) {
        while (to < n && lots[to].stratum.power == lots[from].stratum.power &&
               lots[to].stratum.currency == lots[from].stratum.currency)
            to++;
        exchange(d, &lots[from], to - from);
    }
    /* what stays where it is got its propensity after the copy */
    for (size_t i = 0; i < count; i++) {
        if (!d->ranked[i].explored)
            d->drawn[i] = d->ranked[i];
    }
}

/* ---- the places kept for old files ---- */

static int oldest_first(const void *pa, const void *pb, const void *with)
{
    const struct queue_entry *entries = with;
    size_t ia = *(const size_t *)pa;
    size_t ib = *(const size_t *)pb;
    int32_t a = entries[ia].oldest_days;
    int32_t b = entries[ib].oldest_days;
    if (a != b)
        return a > b ? -1 : 1;
    return ia < ib ? -1 : ia > ib;
}

static void reserve(struct arena *a, const struct queue_entry *ranked, struct queue_entry *entries,
                    size_t count)
{
    size_t *aged = ARENA_ARRAY(a, count, size_t);
    for (size_t i = 0; i < count; i++)
        aged[i] = i;
    SORT(a, aged, count, oldest_first, ranked);
    bool *placed = ARENA_ARRAY(a, count, bool);
    size_t next_value = 0;
    size_t next_age = 0;
    for (size_t place = 0; place < count; place++) {
        while (next_age < count && (placed[aged[next_age]] || ranked[aged[next_age]].acted))
            next_age++;
        while (next_value < count && placed[next_value])
            next_value++;
        bool reserved = (place + 1) % QUEUE_RESERVED_EVERY == 0 && next_age < count;
        size_t from = reserved ? aged[next_age] : next_value;
        placed[from] = true;
        entries[place] = ranked[from];
        entries[place].reserved = reserved;
        if (reserved)
            entries[place].propensity = 1;
    }
}

void queue_order(struct arena *a, const struct queue_day *day, struct queue_entry *entries,
                 size_t count)
{
    SORT(a, entries, count, by_value, NULL);
    struct queue_entry *ranked = ARENA_ARRAY(a, count, struct queue_entry);
    struct queue_entry *drawn = ARENA_ARRAY(a, count, struct queue_entry);
    memcpy(ranked, entries, count * sizeof *entries);
    size_t kept = day->places / QUEUE_RESERVED_EVERY;
    struct drawing d = {.arena = a,
                        .day = day,
                        .cut = day->places == 0 ? count : day->places - kept,
                        .ranked = ranked,
                        .drawn = drawn};
    draw(&d, count);
    reserve(a, drawn, entries, count);
}

void queue_draw(struct arena *a, const struct queue_day *day, struct queue_entry *entries,
                size_t count, struct queue_drawn *out)
{
    SORT(a, entries, count, by_value, NULL);
    out->before = entries;
    out->after = ARENA_ARRAY(a, count, struct queue_entry);
    size_t kept = day->places / QUEUE_RESERVED_EVERY;
    struct drawing d = {.arena = a,
                        .day = day,
                        .cut = day->places - kept,
                        .edge_only = true,
                        .ranked = entries,
                        .drawn = out->after};
    draw(&d, count);
}

static int largest_first(const void *pa, const void *pb, const void *with)
{
    int64_t a = *(const int64_t *)pa;
    int64_t b = *(const int64_t *)pb;
    (void)with;
    return a > b ? -1 : a < b;
}

struct queue_top queue_first_share(const int64_t *amounts_minor, size_t count, int32_t percent)
{
    struct queue_top top = {0};
    for (size_t i = 0; i < count; i++) {
        ASSERT(amounts_minor[i] >= 0);
        top.whole_minor += amounts_minor[i];
    }
    while (top.count < count && (wide)top.sum_minor * 100 < (wide)top.whole_minor * percent)
        top.sum_minor += amounts_minor[top.count++];
    return top;
}

struct queue_top queue_top_share(struct arena *a, const int64_t *amounts_minor, size_t count,
                                 int32_t percent)
{
    int64_t *sorted = ARENA_ARRAY(a, count, int64_t);
    for (size_t i = 0; i < count; i++)
        sorted[i] = amounts_minor[i];
    SORT(a, sorted, count, largest_first, NULL);
    return queue_first_share(sorted, count, percent);
}
