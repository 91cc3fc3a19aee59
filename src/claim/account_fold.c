#include "account_fold.h"

#include "base/sort.h"
#include "returned.h"
#include "told_dates.h"
#include "told_match.h"

/* A point in time at which an import speaks. */
struct moment {
    struct day day;
    int64_t seq;
    bool complete; /* a list that holds everything open: what it does not name is closed */
    bool list;     /* complete or not; else an entry made by hand */
    int nth;       /* of the lists of that day */
};

/* What is open under one name: an item, and the rests that later lists showed again. */
struct holding {
    const struct told_item *told; /* NULL: only the ledger knows it */
    bool from_ledger;
    size_t *items; /* places in work.items, the first one first; none until it is known */
    size_t item_count;
    bool stale; /* something else than a list has changed it since a list last spoke */
};

struct work {
    struct arena *arena;
    const struct account_books *in;
    struct account_fold *out;
    struct moment reach; /* of the ledgers; day DAY_NONE: there is none */
    struct item *items;
    size_t item_count, item_room;
    struct allocation *allocations;
    size_t allocation_count, allocation_room;
    struct holding *holdings;
    size_t holding_count;
    struct moment *moments;
    size_t moment_count;
    struct told_partner *partners; /* one per told item */
    bool *after_ledger;            /* per told item: known after the ledgers end */
};

/* A part of an item that a list says is no longer open. */
struct part {
    size_t item;
    int64_t minor; /* > 0 */
};
struct parts {
    struct part *rows;
    size_t count;
};

static int moment_cmp(struct moment a, struct moment b)
{
    if (a.day.n != b.day.n)
        return a.day.n < b.day.n ? -1 : 1;
    return a.seq < b.seq ? -1 : a.seq > b.seq;
}

static struct moment word_moment(const struct told_word *w)
{
    return (struct moment){.day = w->as_of, .seq = w->import_seq};
}

static bool after_ledger(const struct work *w, struct moment m)
{
    return !day_is(w->reach.day) || moment_cmp(m, w->reach) > 0;
}

/* ---- items and allocations ---- */

static size_t add_item(struct work *w, const struct item *item)
{
    if (w->item_count == w->item_room) {
        size_t bigger = w->item_room < 8 ? 16 : w->item_room * 2;
        w->items = arena_grow(w->arena, w->items, w->item_room, bigger, sizeof *w->items);
        w->item_room = bigger;
    }
    w->items[w->item_count] = *item;
    return w->item_count++;
}

static void hold_item(struct work *w, struct holding *h, size_t item)
{
    h->items = arena_grow(w->arena, h->items, h->item_count, h->item_count + 1, sizeof *h->items);
    h->items[h->item_count++] = item;
}

static void allocate(struct work *w, size_t debit, size_t credit, const struct allocation *how)
{
    struct item *d = &w->items[debit];
    struct item *c = &w->items[credit];
    d->open_minor -= how->amount_minor;
    c->open_minor += how->amount_minor;
    if (w->allocation_count == w->allocation_room) {
        size_t bigger = w->allocation_room < 8 ? 16 : w->allocation_room * 2;
        w->allocations = arena_grow(w->arena, w->allocations, w->allocation_room, bigger,
                                    sizeof *w->allocations);
        w->allocation_room = bigger;
    }
    struct allocation *a = &w->allocations[w->allocation_count++];
    *a = *how;
    a->credit_item = c->id;
    a->debit_item = d->id;
    a->on = day_max(how->on, day_max(d->on, c->on));
}

/* splitmix64 (Steele, Lea, Flood 2014). */
static uint64_t mixed(uint64_t x)
{
    x += UINT64_C(0x9e3779b97f4a7c15);
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

/* Items that no line and nobody tells have ids made from what they follow from, so that the same
 * books give the same ids, in whatever order and how often they were imported. */
static int64_t derived_id(int64_t base, struct moment at, enum item_kind kind)
{
    uint64_t when = ((uint64_t)(uint32_t)at.day.n << 32) ^ ((uint64_t)at.nth << 8);
    return (int64_t)(mixed(mixed((uint64_t)base) ^ when ^ (uint64_t)kind) >> 1);
}

/* ---- holdings ---- */

static int64_t open_of(const struct work *w, const struct holding *h)
{
    int64_t open = 0;
    for (size_t i = 0; i < h->item_count; i++)
        open += w->items[h->items[i]].open_minor;
    return open;
}

/* A ledger or a complete list of days from the piece's date on did not hold it yet. */
static bool came_later(const struct work *w, struct day issued, struct moment at)
{
    for (size_t i = 0; i < w->in->books.count; i++) {
        const struct told_book *b = &w->in->books.rows[i];
        struct moment m = {.day = b->reach, .seq = b->import_seq};
        if (moment_cmp(m, at) >= 0)
            return false;
        if (b->reach.n >= issued.n)
            return true;
    }
    return false;
}

/* A balance without invoices stays in the band its list gave it on its day; what is not due gets
 * the longest term that holds when nothing is agreed (C. com. L441-10 I). */
static struct day due_of_band(const struct told_item *t, struct day as_of)
{
    return day_add(as_of, t->band_from < 0 ? DUE_ASSUMED_DAYS : -t->band_from);
}

static void make_told(struct work *w, struct holding *h, const struct told_word *word)
{
    const struct told_item *t = h->told;
    bool whole = word->has_original && (word->original_minor < 0) == (word->open_minor < 0);
    int64_t open = word->open_minor;
    int64_t amount = whole ? word->original_minor : open;
    if ((amount < 0 ? -amount : amount) < (open < 0 ? -open : open))
        amount = open;
    struct day issued = day_is(t->issued) ? t->issued : word->as_of;
    bool later = t->origin == TOLD_LIST && came_later(w, issued, word_moment(word));
    struct item item = {
        .id = t->id,
        .kind = t->kind,
        .role = t->role,
        .on = later ? day_max(word->as_of, issued) : issued,
        .issued = told_issued(t, issued),
        .amount_minor = amount,
        .open_minor = amount,
        .piece = t->piece,
        .label = t->label,
        .due = told_due(t),
        .due_source = DUE_STATED,
        .by_hand = t->origin == TOLD_HAND,
    };
    if (t->has_band && !day_is(item.due)) {
        item.due = due_of_band(t, word->as_of);
        item.due_source = DUE_ASSUMED;
    }
    told_dates(w->arena, t, issued, &item);
    hold_item(w, h, add_item(w, &item));
}

/* More is open than we thought: what was settled has come back, or the invoice has grown. */
static void reopen(struct work *w, struct holding *h, int64_t minor, struct moment at)
{
    const struct item *base = &w->items[h->items[0]];
    struct item item = {
        .id = derived_id(base->id, at, ITEM_ADJUSTMENT),
        .base_id = base->id,
        .kind = ITEM_ADJUSTMENT,
        .role = base->role,
        .on = day_max(at.day, base->on),
        .issued = base->issued,
        .amount_minor = minor,
        .open_minor = minor,
        .piece = base->piece,
        .label = base->label,
        .due = base->due,
        .due_source = base->due_source,
        .before = base->before,
        .before_count = base->before_count,
    };
    w->out->reopened++;
    hold_item(w, h, add_item(w, &item));
}

/* ---- one list speaks ---- */

static void add_part(struct work *w, struct parts *parts, size_t item, int64_t minor)
{
    size_t n = parts->count;
    if ((n & (n - 1)) == 0) /* full at every power of two */
        parts->rows = arena_grow(w->arena, parts->rows, n, n == 0 ? 1 : n * 2, sizeof *parts->rows);
    parts->rows[parts->count++] = (struct part){item, minor};
}

/* Takes `minor` (> 0) off the open items of one sign, the rests first. */
static void shrink(struct work *w, const struct holding *h, int64_t minor, struct parts *parts,
                   int sign)
{
    for (size_t i = h->item_count; i > 0 && minor > 0; i--) {
        int64_t open = w->items[h->items[i - 1]].open_minor * sign;
        int64_t part = open < minor ? open : minor;
        if (part <= 0)
            continue;
        add_part(w, parts, h->items[i - 1], part);
        minor -= part;
    }
}

/* What the list says of a holding. False: nothing. */
static bool target_of(const struct work *w, const struct holding *h, struct moment at,
                      const struct told_word **word, int64_t *target)
{
    bool by_list = h->told != NULL && (!h->from_ledger || h->told->origin == TOLD_LIST);
    *target = 0;
    *word = by_list ? told_before(h->told, at.day, at.seq + 1) : NULL;
    if (*word == NULL) /* of the ledger, and no list has named it yet */
        return h->from_ledger && at.complete && w->items[h->items[0]].on.n <= at.day.n;
    bool spoken = (*word)->as_of.n == at.day.n && (*word)->import_seq == at.seq;
    if (!spoken && !at.complete)
        return false;
    if (h->told->origin == TOLD_HAND && !spoken)
        return true; /* a complete list that does not know it */
    *target = (*word)->gone ? 0 : (*word)->open_minor;
    return spoken || h->stale;
}

struct shrinking {
    struct parts debits, credits;
};

static void set_target(struct work *w, struct holding *h, struct moment at, int64_t target,
                       struct shrinking *s)
{
    int64_t open = open_of(w, h);
    int64_t kept = (open > 0) == (target > 0) ? target : 0; /* a changed sign: down to 0 first */
    if (target == 0)
        kept = 0;
    if (open > 0 && kept < open)
        shrink(w, h, open - kept, &s->debits, 1);
    else if (open < 0 && kept > open)
        shrink(w, h, kept - open, &s->credits, -1);
    int64_t left = open > 0 ? (kept < open ? kept : open) : kept > open ? kept : open;
    if (target != left)
        reopen(w, h, target - left, at);
}

/* Of one day by their numbers: the order in which they became items may hang on that of files. */
static int oldest_first(const void *pa, const void *pb, const void *with)
{
    const struct work *w = with;
    const struct part *a = pa;
    const struct part *b = pb;
    const struct item *x = &w->items[a->item];
    const struct item *y = &w->items[b->item];
    if (x->on.n != y->on.n)
        return x->on.n < y->on.n ? -1 : 1;
    int c = str_cmp(x->piece, y->piece);
    if (c != 0)
        return c;
    return a->item < b->item ? -1 : a->item > b->item;
}

/* The other half of what a list closed: settled, or taken back, by means unknown. */
static size_t add_settlement(struct work *w, const struct part *part, struct moment at)
{
    const struct item *base = &w->items[part->item];
    bool debit = base->open_minor > 0;
    struct item item = {
        .id = derived_id(base->id, at, ITEM_SETTLEMENT),
        .base_id = base->base_id != 0 ? base->base_id : base->id,
        .kind = ITEM_SETTLEMENT,
        .role = base->role,
        .on = day_max(at.day, base->on),
        .issued = day_max(at.day, base->on),
        .amount_minor = debit ? -part->minor : part->minor,
        .open_minor = debit ? -part->minor : part->minor,
        .piece = base->piece,
        .label = base->label,
        .due = DAY_NONE,
    };
    return add_item(w, &item);
}

/* Credits that disappear pay the debits that shrink with them; what is left is settled. */
static void settle(struct work *w, struct shrinking *s, struct moment at)
{
    struct allocation how = {.on = at.day, .source = ALLOCATION_LIST};
    size_t d = 0;
    size_t c = 0;
    SORT(w->arena, s->debits.rows, s->debits.count, oldest_first, w);
    SORT(w->arena, s->credits.rows, s->credits.count, oldest_first, w);
    while (d < s->debits.count || c < s->credits.count) {
        struct part *debit = d < s->debits.count ? &s->debits.rows[d] : NULL;
        struct part *credit = c < s->credits.count ? &s->credits.rows[c] : NULL;
        if (debit == NULL) {
            how.amount_minor = credit->minor;
            allocate(w, add_settlement(w, credit, at), credit->item, &how);
        } else if (credit == NULL) {
            how.amount_minor = debit->minor;
            allocate(w, debit->item, add_settlement(w, debit, at), &how);
        } else {
            how.amount_minor = debit->minor < credit->minor ? debit->minor : credit->minor;
            allocate(w, debit->item, credit->item, &how);
        }
        if (debit != NULL)
            debit->minor -= how.amount_minor;
        if (credit != NULL)
            credit->minor -= how.amount_minor;
        d += debit != NULL && debit->minor == 0;
        c += credit != NULL && credit->minor == 0;
    }
}

static void speak(struct work *w, struct moment at)
{
    struct shrinking s = {{0}, {0}};
    for (size_t i = 0; i < w->holding_count; i++) {
        struct holding *h = &w->holdings[i];
        const struct told_word *word = NULL;
        int64_t target = 0;
        if ((!h->stale && h->told == NULL) || !target_of(w, h, at, &word, &target))
            continue;
        if (h->item_count == 0) {
            if (word == NULL || target == 0)
                continue; /* nothing was open when the books first heard of it */
            make_told(w, h, word);
            /* what was settled before, nobody knows when, was never owed after the item's day */
            struct day on = w->items[h->items[0]].on;
            struct shrinking before = {{0}, {0}};
            set_target(w, h, at, word->open_minor, &before);
            settle(w, &before, day_before(on, at.day) ? (struct moment){.day = on} : at);
        }
        set_target(w, h, at, target, &s);
        h->stale = false;
    }
    settle(w, &s, at);
}

/* ---- choices of people ---- */

/* A payment told by hand and found in the ledger or a list afterwards is that item; and what the
 * list tells may be an item of the ledger. */
static int64_t partner_id(const struct work *w, int64_t id)
{
    size_t i = 0;
    while (i < w->in->told_count && w->in->told[i].id != id)
        i++;
    if (i == w->in->told_count)
        return id;
    if (w->partners[i].index != SIZE_MAX && !w->partners[i].of_item)
        i = w->partners[i].index;
    return w->partners[i].index == SIZE_MAX ? w->in->told[i].id : w->items[w->partners[i].index].id;
}

static size_t chosen_item(const struct work *w, int64_t id)
{
    id = partner_id(w, id);
    for (size_t i = 0; i < w->item_count; i++) {
        if (w->items[i].id == id)
            return i;
    }
    return SIZE_MAX;
}

static void mark_stale(struct work *w, size_t item)
{
    for (size_t i = 0; i < w->holding_count; i++) {
        for (size_t k = 0; k < w->holdings[i].item_count; k++)
            w->holdings[i].stale = w->holdings[i].stale || w->holdings[i].items[k] == item;
    }
}

/* A person says which payment came back: whatever it had paid is open again. */
static void release_payment(struct work *w, size_t credit)
{
    struct returned_books books = {w->items, w->item_count, w->allocations, w->allocation_count};
    for (size_t i = 0; i < w->allocation_count; i++) {
        if (w->allocations[i].credit_item == w->items[credit].id)
            mark_stale(w, chosen_item(w, w->allocations[i].debit_item));
    }
    returned_release(&books, &w->items[credit]);
    w->allocation_count = books.allocation_count;
}

/* What lettering or a list has settled already is not settled again. */
static void choose(struct work *w, const struct told_choice *c)
{
    size_t debit = chosen_item(w, c->debit_item);
    size_t credit = chosen_item(w, c->credit_item);
    if (debit == SIZE_MAX || credit == SIZE_MAX)
        return;
    int64_t open = w->items[debit].open_minor;
    if (w->items[debit].kind == ITEM_PAYMENT_RETURNED && open > 0)
        release_payment(w, credit);
    int64_t free = -w->items[credit].open_minor;
    int64_t amount = c->amount_minor;
    amount = amount < open ? amount : open;
    amount = amount < free ? amount : free;
    if (amount <= 0)
        return;
    struct allocation how = {.amount_minor = amount, .on = c->on, .source = c->source};
    allocate(w, debit, credit, &how);
    mark_stale(w, debit);
    mark_stale(w, credit);
}

/* ---- putting it together ---- */

static int by_moment(const void *pa, const void *pb, const void *with)
{
    (void)with;
    return moment_cmp(*(const struct moment *)pa, *(const struct moment *)pb);
}

/* When imports speak of this account after the ledgers end: complete lists, and every word. */
static void gather_moments(struct work *w)
{
    size_t room = w->in->books.count;
    for (size_t i = 0; i < w->in->told_count; i++)
        room += w->in->told[i].word_count;
    struct moment *all = ARENA_ARRAY(w->arena, room, struct moment);
    size_t count = 0;
    for (size_t i = 0; i < w->in->books.count; i++) {
        const struct told_book *b = &w->in->books.rows[i];
        struct moment m = {b->reach, b->import_seq, true, true, 0};
        if (!b->ledger && after_ledger(w, m))
            all[count++] = m;
    }
    for (size_t i = 0; i < w->in->told_count; i++) {
        const struct told_item *t = &w->in->told[i];
        for (size_t k = 0; k < t->word_count; k++) {
            struct moment m = word_moment(&t->words[k]);
            m.list = t->origin == TOLD_LIST;
            if (!t->words[k].undone && after_ledger(w, m))
                all[count++] = m;
        }
    }
    SORT(w->arena, all, count, by_moment, NULL); /* stable: complete ones first among equals */
    w->moments = all;
    for (size_t i = 0; i < count; i++) {
        if (w->moment_count == 0 || moment_cmp(all[w->moment_count - 1], all[i]) != 0)
            all[w->moment_count++] = all[i];
    }
    for (size_t i = 1; i < w->moment_count; i++) {
        if (all[i].day.n == all[i - 1].day.n)
            all[i].nth = all[i - 1].nth + all[i - 1].list;
    }
}

static void hold_ledger(struct work *w)
{
    struct told_match_sides sides = {w->items, w->item_count, w->in->told, w->in->told_count,
                                     w->after_ledger};
    w->partners = ARENA_ARRAY(w->arena, w->in->told_count, struct told_partner);
    told_match(w->arena, &sides, w->partners);
    size_t *holding_of = ARENA_ARRAY(w->arena, w->item_count, size_t);
    for (size_t i = 0; i < w->item_count; i++) {
        if (!plan_role_counts(w->items[i].role))
            continue;
        struct holding *h = &w->holdings[w->holding_count];
        *h = (struct holding){.from_ledger = true, .stale = true};
        hold_item(w, h, i);
        holding_of[i] = w->holding_count++;
    }
    for (size_t i = 0; i < w->in->told_count; i++) {
        struct told_partner p = w->partners[i];
        const struct told_item *t = &w->in->told[i];
        if (p.index == SIZE_MAX || !p.of_item)
            continue;
        struct holding *h = &w->holdings[holding_of[p.index]];
        if (t->origin == TOLD_LIST || h->told == NULL)
            h->told = t;
        struct day due = told_due(t);
        if (day_is(due) && (t->origin == TOLD_LIST || !day_is(w->items[p.index].due))) {
            w->items[p.index].due = due;
            w->items[p.index].due_source = DUE_STATED;
            w->items[p.index].before = NULL;
            w->items[p.index].before_count = 0;
            told_dates(w->arena, t, DAY_NONE, &w->items[p.index]);
        }
        w->out->told_matched++;
    }
}

static bool known_after_ledger(const struct work *w, const struct told_item *t)
{
    for (size_t i = 0; i < w->moment_count; i++) {
        const struct told_word *word = told_before(t, w->moments[i].day, w->moments[i].seq + 1);
        bool spoken = word != NULL && moment_cmp(word_moment(word), w->moments[i]) == 0;
        bool carried = w->moments[i].complete && t->origin == TOLD_LIST;
        if (word != NULL && !word->gone && (spoken || carried))
            return true;
    }
    return false;
}

static bool ever_told(const struct told_item *t)
{
    for (size_t i = 0; i < t->word_count; i++) {
        if (!t->words[i].undone && !t->words[i].gone)
            return true;
    }
    return false;
}

static void hold_told(struct work *w)
{
    for (size_t i = 0; i < w->in->told_count; i++) {
        const struct told_item *t = &w->in->told[i];
        if (w->partners[i].index != SIZE_MAX || !ever_told(t))
            continue;
        if (w->after_ledger[i])
            w->holdings[w->holding_count++] = (struct holding){.told = t, .stale = true};
        else
            w->out->told_superseded++;
    }
}

static void run_through(struct work *w)
{
    size_t c = 0;
    for (size_t m = 0; m <= w->moment_count; m++) {
        while (c < w->in->choice_count &&
               (m == w->moment_count || w->in->choices[c].entered.n < w->moments[m].day.n))
            choose(w, &w->in->choices[c++]);
        if (m < w->moment_count)
            speak(w, w->moments[m]);
    }
}

static struct moment ledger_moment(const struct told_books *books)
{
    for (size_t i = books->count; i > 0; i--) {
        if (books->rows[i - 1].ledger)
            return (struct moment){.day = books->rows[i - 1].reach,
                                   .seq = books->rows[i - 1].import_seq};
    }
    return (struct moment){.day = DAY_NONE};
}

void account_fold(struct arena *a, const struct account_books *in, struct account_fold *out)
{
    *out = (struct account_fold){0};
    ledger_fold(a, in->lines, in->line_count, &out->ledger);
    if (in->told_count == 0 && in->choice_count == 0 && in->books.count == 0)
        return;
    struct ledger_fold *f = &out->ledger;
    struct work w = {
        .arena = a,
        .in = in,
        .out = out,
        .reach = ledger_moment(&in->books),
        .items = f->items,
        .item_count = f->item_count,
        .item_room = f->item_count,
        .allocations = f->allocations,
        .allocation_count = f->allocation_count,
        .allocation_room = f->allocation_count,
        .holdings = ARENA_ARRAY(a, f->item_count + in->told_count, struct holding),
        .after_ledger = ARENA_ARRAY(a, in->told_count, bool),
    };
    gather_moments(&w);
    for (size_t i = 0; i < in->told_count; i++)
        w.after_ledger[i] = known_after_ledger(&w, &in->told[i]);
    hold_ledger(&w);
    hold_told(&w);
    run_through(&w);
    f->items = w.items;
    f->item_count = w.item_count;
    f->allocations = w.allocations;
    f->allocation_count = w.allocation_count;
}
