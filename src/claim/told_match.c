#include "told_match.h"

#include "account_fold.h"
#include "base/sort.h"

/* The next letter or digit in upper case, other bytes above ASCII as they are; 0 at the end. */
static unsigned char next_sign(struct str s, size_t *at)
{
    while (*at < s.n) {
        unsigned char c = (unsigned char)s.p[(*at)++];
        if (c >= 'a' && c <= 'z')
            return (unsigned char)(c - 'a' + 'A');
        if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c >= 0x80)
            return c;
    }
    return 0;
}

static uint64_t piece_hash(struct str piece)
{
    uint64_t h = UINT64_C(1469598103934665603);
    size_t at = 0;
    bool any = false;
    for (unsigned char c = next_sign(piece, &at); c != 0; c = next_sign(piece, &at)) {
        h = (h ^ c) * UINT64_C(1099511628211);
        any = true;
    }
    return any ? h : 0;
}

bool piece_same(struct str a, struct str b)
{
    size_t i = 0;
    size_t j = 0;
    bool any = false;
    for (;;) {
        unsigned char x = next_sign(a, &i);
        unsigned char y = next_sign(b, &j);
        if (x != y)
            return false;
        if (x == 0)
            return any;
        any = true;
    }
}

/* Somebody who may be a partner, whatever he is. */
struct candidate {
    uint64_t hash;
    size_t index;
    struct str piece;
    int64_t amount_minor; /* of the whole piece, signed */
    struct day on;
    bool payment;
    bool taken;
};

static int by_hash(const void *pa, const void *pb, const void *with)
{
    const struct candidate *a = pa;
    const struct candidate *b = pb;
    (void)with;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

/* The whole amount a told item has been known by; what is open may be less. */
static int64_t told_amount(const struct told_item *t)
{
    int64_t amount = 0;
    for (size_t i = 0; i < t->word_count; i++) {
        const struct told_word *w = &t->words[i];
        if (w->undone || w->gone)
            continue;
        int64_t said = w->has_original ? w->original_minor : w->open_minor;
        if (amount == 0 || w->has_original)
            amount = said;
    }
    return amount;
}

static bool told_has_original(const struct told_item *t)
{
    for (size_t i = 0; i < t->word_count; i++) {
        if (!t->words[i].undone && t->words[i].has_original)
            return true;
    }
    return t->origin == TOLD_HAND;
}

/* How a partner is looked for, the surest way first. */
enum way { BY_NUMBER, BY_NUMBER_IN_PART, BY_PAYMENT, WAY_COUNT };

/* The same number, and the same amount; a list that only says what is open may say less. */
static bool same_by_number(const struct candidate *c, const struct told_item *t, int64_t amount,
                           enum way way)
{
    if (!piece_same(c->piece, t->piece) || (c->amount_minor < 0) != (amount < 0))
        return false;
    if (way == BY_NUMBER)
        return c->amount_minor == amount;
    int64_t whole = c->amount_minor < 0 ? -c->amount_minor : c->amount_minor;
    int64_t part = amount < 0 ? -amount : amount;
    return !told_has_original(t) && part < whole;
}

struct matching {
    const struct told_match_sides *sides;
    struct candidate *rows; /* by the hash of their numbers */
    size_t count;
    struct told_partner *out;
};

static struct candidate *find_by_number(const struct matching *m, const struct told_item *t,
                                        int64_t amount, enum way way)
{
    struct candidate *rows = m->rows;
    uint64_t hash = piece_hash(t->piece);
    size_t from = 0;
    size_t to = m->count;
    if (hash == 0)
        return NULL;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (rows[middle].hash < hash)
            from = middle + 1;
        else
            to = middle;
    }
    for (; from < m->count && rows[from].hash == hash; from++) {
        if (!rows[from].taken && same_by_number(&rows[from], t, amount, way))
            return &rows[from];
    }
    return NULL;
}

/* An advance received is a payment, whoever calls it what. */
static bool is_money(enum item_kind kind) { return kind == ITEM_PAYMENT || kind == ITEM_DEPOSIT; }

/* A payment seen twice: the same amount around the same day, and no number that says otherwise. */
static struct candidate *find_payment(const struct matching *m, const struct told_item *t,
                                      int64_t amount)
{
    struct candidate *best = NULL;
    int32_t best_days = TOLD_PAYMENT_DAYS + 1;
    if (!is_money(t->kind) || !day_is(t->issued))
        return NULL;
    for (size_t i = 0; i < m->count; i++) {
        struct candidate *c = &m->rows[i];
        if (!day_is(c->on) || c->taken || !c->payment || c->amount_minor != amount)
            continue;
        int32_t days = c->on.n < t->issued.n ? t->issued.n - c->on.n : c->on.n - t->issued.n;
        if (days < best_days) {
            best = c;
            best_days = days;
        }
    }
    return best;
}

static void match_origin(struct matching *m, enum told_origin origin, bool of_item)
{
    for (int way = 0; way < WAY_COUNT; way++) {
        for (size_t i = 0; i < m->sides->told_count; i++) {
            const struct told_item *t = &m->sides->told[i];
            int64_t amount = told_amount(t);
            if (t->origin != origin || m->out[i].index != SIZE_MAX || amount == 0)
                continue;
            struct candidate *c = way == BY_PAYMENT ? find_payment(m, t, amount)
                                                    : find_by_number(m, t, amount, (enum way)way);
            if (c == NULL)
                continue;
            c->taken = true;
            m->out[i] = (struct told_partner){of_item, c->index};
        }
    }
}

static void gather_items(struct arena *a, struct matching *m)
{
    m->count = 0;
    for (size_t i = 0; i < m->sides->item_count; i++) {
        const struct item *item = &m->sides->items[i];
        if (plan_role_counts(item->role))
            m->rows[m->count++] = (struct candidate){.hash = piece_hash(item->piece),
                                                     .index = i,
                                                     .piece = item->piece,
                                                     .amount_minor = item->amount_minor,
                                                     .on = item->on,
                                                     .payment = item->amount_minor < 0 &&
                                                                item->kind != ITEM_ASSIGNMENT};
    }
    SORT(a, m->rows, m->count, by_hash, NULL);
}

/* What the books supersede stands for nothing. */
static void gather_lists(struct arena *a, struct matching *m)
{
    m->count = 0;
    for (size_t i = 0; i < m->sides->told_count; i++) {
        const struct told_item *t = &m->sides->told[i];
        bool stands = m->out[i].index != SIZE_MAX || m->sides->after_ledger[i];
        if (t->origin == TOLD_LIST && stands)
            m->rows[m->count++] = (struct candidate){.hash = piece_hash(t->piece),
                                                     .index = i,
                                                     .piece = t->piece,
                                                     .amount_minor = told_amount(t),
                                                     .on = t->issued,
                                                     .payment = is_money(t->kind)};
    }
    SORT(a, m->rows, m->count, by_hash, NULL);
}

static void free_all(struct matching *m)
{
    for (size_t i = 0; i < m->count; i++)
        m->rows[i].taken = false;
}

void told_match(struct arena *a, const struct told_match_sides *sides, struct told_partner *out)
{
    bool by_hand = false;
    for (size_t i = 0; i < sides->told_count; i++) {
        out[i] = (struct told_partner){false, SIZE_MAX};
        by_hand = by_hand || sides->told[i].origin == TOLD_HAND;
    }
    if (sides->told_count == 0 || (sides->item_count == 0 && !by_hand))
        return;
    size_t room = sides->item_count + sides->told_count;
    struct matching m = {sides, ARENA_ARRAY(a, room, struct candidate), 0, out};
    gather_items(a, &m);
    match_origin(&m, TOLD_LIST, true);
    if (!by_hand)
        return;
    free_all(&m);
    match_origin(&m, TOLD_HAND, true);
    gather_lists(a, &m);
    match_origin(&m, TOLD_HAND, false);
}
