#include "told_compare.h"

#include "base/sort.h"
#include "told_match.h"

struct comparing {
    struct arena *arena;
    const struct told_known *known;
    const struct told_list *list;
    struct told_difference *out;
    bool *seen;     /* known items that some row is */
    size_t *row_of; /* per row: its known item, or SIZE_MAX */
};

static int side_of(int64_t minor) { return minor < 0 ? -1 : 1; }

/* What an item is known by, gone or not: what was said of it last until the day of the list, else
 * later, else by an import that was taken back. */
static const struct told_word *known_word(const struct comparing *c, const struct told_item *t)
{
    const struct told_word *last = NULL;
    const struct told_word *until = NULL;
    for (size_t i = 0; i < t->word_count; i++) {
        const struct told_word *w = &t->words[i];
        if (w->undone || w->gone)
            continue;
        last = w;
        if (w->as_of.n <= c->list->as_of.n)
            until = w;
    }
    if (until == NULL)
        until = last;
    return until != NULL ? until : &t->words[0];
}

static int64_t row_amount(const struct told_row *r)
{
    return r->open_minor != 0 ? r->open_minor : r->original_minor;
}

static bool same_side(const struct told_word *w, const struct told_row *r)
{
    int64_t amount = w->open_minor != 0 ? w->open_minor : w->original_minor;
    return amount == 0 || row_amount(r) == 0 || side_of(amount) == side_of(row_amount(r));
}

static bool same_band(const struct told_item *t, const struct told_row *r)
{
    return t->has_band == r->has_band && (!t->has_band || t->band_from == r->band_from);
}

/* How alike a row and a known item must be; the strictest first. Among items with one number and
 * the same dates each keeps its amount, and one that is open goes before one that was closed. */
struct likeness {
    bool amount, dates, open;
};
static const struct likeness likenesses[] = {
    {true, true, true},   {true, true, false},  {false, true, true},
    {false, true, false}, {false, false, true}, {false, false, false},
};

static bool is_open(const struct comparing *c, const struct told_item *t)
{
    const struct told_word *w = told_before(t, c->list->as_of, c->list->import_seq);
    return w != NULL && !w->gone && w->open_minor != 0;
}

/* Rows without a number are known by all they say; a balance by its band. */
static bool same_item(const struct comparing *c, const struct told_item *t,
                      const struct told_row *r, const struct likeness *how)
{
    const struct told_word *w = known_word(c, t);
    struct day issued = day_is(w->issued) ? w->issued : t->issued;
    bool dates = issued.n == r->issued.n && w->due.n == r->due.n;
    bool amount = w->open_minor == r->open_minor;
    if (!str_eq(t->piece, r->piece) || !same_side(w, r) || !same_band(t, r))
        return false;
    if (how->open && !is_open(c, t))
        return false;
    if (r->piece.n == 0 && !r->has_band)
        return dates && amount && str_eq(t->label, r->label);
    return (dates || !how->dates) && (amount || !how->amount);
}

/* Known items in the order of their numbers, to find those of a row. */
struct by_piece {
    const struct told_item *items;
};

static int known_by_piece(const void *pa, const void *pb, const void *with)
{
    const struct by_piece *b = with;
    size_t i = *(const size_t *)pa;
    size_t k = *(const size_t *)pb;
    int c = str_cmp(b->items[i].piece, b->items[k].piece);
    if (c != 0)
        return c;
    return b->items[i].id < b->items[k].id ? -1 : b->items[i].id > b->items[k].id;
}

static void recognise(struct comparing *c, const size_t *order, const struct likeness *how)
{
    const struct told_known *known = c->known;
    for (size_t r = 0; r < c->list->count; r++) {
        const struct told_row *row = &c->list->rows[r];
        size_t from = 0;
        size_t to = known->count;
        if (c->row_of[r] != SIZE_MAX)
            continue;
        while (from < to) {
            size_t middle = from + (to - from) / 2;
            if (str_cmp(known->items[order[middle]].piece, row->piece) < 0)
                from = middle + 1;
            else
                to = middle;
        }
        for (; from < known->count; from++) {
            const struct told_item *t = &known->items[order[from]];
            if (!str_eq(t->piece, row->piece))
                break;
            if (c->seen[order[from]] || t->origin != c->list->origin || !same_item(c, t, row, how))
                continue;
            c->row_of[r] = order[from];
            c->seen[order[from]] = true;
            break;
        }
    }
}

/* ---- what is said ---- */

static void add_said(struct comparing *c, int64_t told_id, const struct told_word *word)
{
    struct told_difference *out = c->out;
    size_t n = out->word_count;
    if ((n & (n - 1)) == 0) /* full at every power of two */
        out->words = arena_grow(c->arena, out->words, n, n == 0 ? 1 : n * 2, sizeof *out->words);
    out->words[out->word_count++] = (struct told_said){told_id, *word};
}

/* What held before goes on holding for the complete list that follows. Lists carry on what lists
 * said, nothing of what people entered. */
static void pin(struct comparing *c, const struct told_item *t, const struct told_word *said)
{
    static const struct told_word gone = {
        .gone = true, .issued = {DAY_NONE_N}, .due = {DAY_NONE_N}};
    if (t->origin != TOLD_LIST)
        return;
    const struct told_book *next = told_pin(t, &c->known->books, said);
    const struct told_word *before = told_before(t, said->as_of, said->import_seq);
    struct told_word pinned = before != NULL ? *before : gone;
    if (next == NULL || told_same(&pinned, said))
        return;
    pinned.import_id = next->import_id;
    pinned.import_seq = next->import_seq;
    pinned.as_of = next->reach;
    add_said(c, t->id, &pinned);
}

static struct told_word word_of(const struct told_list *list, const struct told_row *r)
{
    return (struct told_word){
        .import_id = list->import_id,
        .import_seq = list->import_seq,
        .as_of = list->as_of,
        .open_minor = r->open_minor,
        .has_original = r->has_original,
        .original_minor = r->has_original ? r->original_minor : 0,
        .issued = r->issued,
        .due = r->due,
        .position = r->position,
    };
}

/* A complete list that repeats what held leaves no word; any other import does, so that taking
 * back the one leaves the other. */
static void say_known(struct comparing *c, const struct told_item *t, struct told_row *r)
{
    struct told_word said = word_of(c->list, r);
    const struct told_word *before = told_before(t, said.as_of, said.import_seq);
    bool same = before != NULL && told_same(before, &said);
    r->fate = same ? TOLD_SAME : TOLD_CHANGED;
    if (same && c->list->complete)
        return;
    add_said(c, t->id, &said);
    pin(c, t, &said);
}

/* FNV-1a (Fowler, Noll, Vo) over all that makes the item itself, mixed. */
static uint64_t hash_bytes(uint64_t h, struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        h = (h ^ (unsigned char)s.p[i]) * UINT64_C(1099511628211);
    return (h ^ 0xff) * UINT64_C(1099511628211);
}

static uint64_t hash_number(uint64_t h, int64_t v)
{
    for (int i = 0; i < 8; i++)
        h = (h ^ ((uint64_t)v >> (8 * i) & 0xff)) * UINT64_C(1099511628211);
    return h;
}

static int64_t told_id(const struct told_list *list, const struct told_row *r)
{
    uint64_t h = UINT64_C(14695981039346656037);
    h = hash_bytes(h, r->piece);
    if (r->piece.n == 0)
        h = hash_bytes(h, r->label);
    h = hash_number(h, r->issued.n);
    h = hash_number(h, r->due.n);
    h = hash_number(h, (int64_t)list->origin * 4 + side_of(row_amount(r)));
    h = hash_number(h, r->has_band ? r->band_from : INT32_MAX);
    h = (h ^ (h >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    h = (h ^ (h >> 27)) * UINT64_C(0x94d049bb133111eb);
    return (int64_t)((h ^ (h >> 31)) >> 1);
}

static bool id_taken(const struct comparing *c, int64_t id)
{
    const struct told_known *known = c->known; /* items by id */
    return FIND_ID(known->items, known->count, struct told_item, id, id) < known->count;
}

enum told_fate told_fate_new(const struct told_row *row)
{
    return row->open_minor == 0 ? TOLD_NOTHING : TOLD_NEW;
}

static void say_new(struct comparing *c, struct told_row *r)
{
    struct told_difference *out = c->out;
    r->fate = told_fate_new(r);
    if (r->fate == TOLD_NOTHING)
        return;
    struct told_item *t = &out->items[out->item_count++];
    *t = (struct told_item){
        .origin = c->list->origin,
        .kind = r->kind,
        .role = r->role,
        .piece = r->piece,
        .label = r->label,
        .issued = r->issued,
        .has_band = r->has_band,
        .band_from = r->band_from,
        .words = ARENA_NEW(c->arena, struct told_word),
        .word_count = 1,
    };
    t->words[0] = word_of(c->list, r);
    t->id = told_id(c->list, r);
}

static int by_id(const void *pa, const void *pb, const void *with)
{
    const struct told_item *a = pa;
    const struct told_item *b = pb;
    (void)with;
    if (a->id != b->id)
        return a->id < b->id ? -1 : 1;
    return a->words[0].position < b->words[0].position ? -1 : 1;
}

/* Rows that say the same of two items get the ordinals 0, 1, 2… in the order of the file. */
static void number_new(struct comparing *c)
{
    struct told_difference *out = c->out;
    for (bool again = true; again;) {
        int64_t run_id = -1;
        int64_t ordinal = 0;
        again = false;
        SORT(c->arena, out->items, out->item_count, by_id, NULL);
        for (size_t i = 0; i < out->item_count; i++) {
            struct told_item *t = &out->items[i];
            ordinal = t->id == run_id ? ordinal + 1 : id_taken(c, t->id);
            run_id = t->id;
            if (ordinal == 0)
                continue;
            t->id = (int64_t)(hash_number((uint64_t)t->id, ordinal) >> 1);
            again = true;
        }
    }
}

static void say_gone(struct comparing *c)
{
    for (size_t i = 0; i < c->known->count; i++) {
        const struct told_item *t = &c->known->items[i];
        const struct told_list *l = c->list;
        if (c->seen[i] || t->origin != TOLD_LIST)
            continue;
        const struct told_word *before = told_before(t, l->as_of, l->import_seq);
        if (before == NULL || before->gone)
            continue;
        struct told_word said = {.import_id = l->import_id,
                                 .import_seq = l->import_seq,
                                 .as_of = l->as_of,
                                 .gone = true,
                                 .issued = DAY_NONE,
                                 .due = DAY_NONE};
        add_said(c, t->id, &said);
        pin(c, t, &said);
        c->out->gone_count += before->open_minor != 0;
    }
}

void told_compare(struct arena *a, const struct told_known *known, const struct told_list *list,
                  struct told_difference *out)
{
    *out = (struct told_difference){.items = ARENA_ARRAY(a, list->count, struct told_item)};
    struct comparing c = {a,
                          known,
                          list,
                          out,
                          ARENA_ARRAY(a, known->count, bool),
                          ARENA_ARRAY(a, list->count, size_t)};
    for (size_t r = 0; r < list->count; r++)
        c.row_of[r] = SIZE_MAX;
    if (known->count > 0 && list->origin == TOLD_LIST) { /* what a person enters is always new */
        size_t *order = ARENA_ARRAY(a, known->count, size_t);
        struct by_piece with = {known->items};
        for (size_t i = 0; i < known->count; i++)
            order[i] = i;
        SORT(a, order, known->count, known_by_piece, &with);
        for (size_t i = 0; i < COUNT_OF(likenesses); i++)
            recognise(&c, order, &likenesses[i]);
    }
    for (size_t r = 0; r < list->count; r++) {
        if (c.row_of[r] != SIZE_MAX)
            say_known(&c, &known->items[c.row_of[r]], &list->rows[r]);
        else
            say_new(&c, &list->rows[r]);
    }
    number_new(&c);
    for (size_t i = 0; i < out->item_count; i++)
        pin(&c, &out->items[i], &out->items[i].words[0]);
    if (list->complete)
        say_gone(&c);
}

static int said_by_id(const void *pa, const void *pb, const void *with)
{
    const struct told_said *a = pa;
    const struct told_said *b = pb;
    (void)with;
    return a->told_id < b->told_id ? -1 : a->told_id > b->told_id;
}

/* The words said of an item, behind those it has. */
static void add_words(struct arena *a, struct told_item *t, const struct told_said *said,
                      size_t count)
{
    struct told_word *words = ARENA_ARRAY(a, t->word_count + count, struct told_word);
    for (size_t i = 0; i < t->word_count; i++)
        words[i] = t->words[i];
    for (size_t i = 0; i < count; i++)
        words[t->word_count + i] = said[i].word;
    t->words = words;
    t->word_count += count;
    told_sort(a, t);
}

static void join_words(struct arena *a, struct told_item *items, size_t count,
                       const struct told_said *said, size_t said_count)
{
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        while (at < said_count && said[at].told_id < items[i].id)
            at++;
        size_t end = at;
        while (end < said_count && said[end].told_id == items[i].id)
            end++;
        if (end > at)
            add_words(a, &items[i], said + at, end - at);
        at = end;
    }
}

struct told_item *told_apply(struct arena *a, const struct told_known *known,
                             const struct told_difference *difference, size_t *count)
{
    size_t n = known->count + difference->item_count;
    struct told_item *all = ARENA_ARRAY(a, n, struct told_item);
    struct told_said *said = ARENA_ARRAY(a, difference->word_count, struct told_said);
    for (size_t i = 0; i < n; i++)
        all[i] = i < known->count ? known->items[i] : difference->items[i - known->count];
    for (size_t i = 0; i < difference->word_count; i++)
        said[i] = difference->words[i];
    SORT(a, said, difference->word_count, said_by_id, NULL);
    join_words(a, all, known->count, said, difference->word_count);
    join_words(a, all + known->count, difference->item_count, said, difference->word_count);
    *count = n;
    return all;
}

void told_take_back(struct arena *a, const struct told_known *known, int64_t import_id,
                    struct told_difference *out)
{
    static const struct told_word gone = {
        .gone = true, .issued = {DAY_NONE_N}, .due = {DAY_NONE_N}};
    *out = (struct told_difference){0};
    struct comparing c = {.arena = a, .known = known, .out = out};
    for (size_t i = 0; i < known->count; i++) {
        const struct told_item *t = &known->items[i];
        for (size_t k = 0; k < t->word_count; k++) {
            const struct told_word *w = &t->words[k];
            if (w->import_id != import_id || t->origin != TOLD_LIST)
                continue;
            const struct told_word *before = told_before(t, w->as_of, w->import_seq);
            const struct told_book *next = told_pin(t, &known->books, w);
            if (next == NULL || told_same(before != NULL ? before : &gone, w))
                continue;
            struct told_word pinned = *w;
            pinned.import_id = next->import_id;
            pinned.import_seq = next->import_seq;
            pinned.as_of = next->reach;
            pinned.undone = false;
            add_said(&c, t->id, &pinned);
        }
    }
}
