#include "ledger.h"

#include "base/sort.h"
#include "returned.h"

static const char *const kind_codes[ITEM_KIND_COUNT] = {
    [ITEM_INVOICE] = "invoice",
    [ITEM_CREDIT_NOTE] = "credit_note",
    [ITEM_PAYMENT] = "payment",
    [ITEM_OPENING] = "opening",
    [ITEM_OPENING_DIFFERENCE] = "opening_difference",
    [ITEM_BILL] = "bill",
    [ITEM_DEPOSIT] = "deposit",
    [ITEM_RETENTION] = "retention",
    [ITEM_ADJUSTMENT] = "adjustment",
    [ITEM_SETTLEMENT] = "settlement",
    [ITEM_TO_DETAIL] = "to_detail",
    [ITEM_WRITE_OFF] = "write_off",
    [ITEM_ASSIGNMENT] = "assignment",
    [ITEM_PAYMENT_RETURNED] = "payment_returned",
};

static const char *const use_codes[JOURNAL_USE_COUNT] = {
    [JOURNAL_OTHER] = "other",
    [JOURNAL_SALES] = "sales",
    [JOURNAL_TREASURY] = "treasury",
    [JOURNAL_ASSIGNMENT] = "assignment",
};

const char *journal_use_code(enum journal_use use)
{
    ASSERT(use < JOURNAL_USE_COUNT);
    return use_codes[use];
}

static const char *const source_codes[ALLOCATION_SOURCE_COUNT] = {
    [ALLOCATION_LETTERING] = "lettering", [ALLOCATION_LIST] = "list",
    [ALLOCATION_PERSON] = "person",       [ALLOCATION_PROPOSAL] = "proposal",
    [ALLOCATION_RETURNED] = "returned",
};

const char *allocation_source_code(enum allocation_source source)
{
    ASSERT(source < ALLOCATION_SOURCE_COUNT);
    return source_codes[source];
}

bool allocation_source_parse(struct str code, enum allocation_source *out)
{
    size_t i = str_index(code, source_codes, ALLOCATION_SOURCE_COUNT);
    if (i == ALLOCATION_SOURCE_COUNT)
        return false;
    *out = (enum allocation_source)i;
    return true;
}

const char *item_kind_code(enum item_kind kind)
{
    ASSERT(kind < ITEM_KIND_COUNT);
    return kind_codes[kind];
}

bool item_kind_parse(struct str code, enum item_kind *out)
{
    size_t i = str_index(code, kind_codes, ITEM_KIND_COUNT);
    if (i == ITEM_KIND_COUNT)
        return false;
    *out = (enum item_kind)i;
    return true;
}

static bool believed_more(const struct line_sighting *a, const struct line_sighting *b)
{
    if (a->known_day.n != b->known_day.n)
        return a->known_day.n > b->known_day.n;
    return a->import_seq > b->import_seq;
}

void ledger_standing(struct ledger_line *line, const struct line_sighting *sightings, size_t count)
{
    const struct line_sighting *latest = NULL;
    const struct line_sighting *best_seen = NULL;
    line->position = INT64_MAX;
    for (size_t i = 0; i < count; i++) {
        const struct line_sighting *s = &sightings[i];
        if (s->undone)
            continue;
        if (latest == NULL || s->import_seq > latest->import_seq)
            latest = s;
        if (s->vanished)
            continue;
        if (best_seen == NULL || believed_more(s, best_seen))
            best_seen = s;
        if (s->position < line->position)
            line->position = s->position;
    }
    line->in_force = latest != NULL && !latest->vanished;
    if (best_seen ==
        NULL) /* every import that held it was undone: its last words still describe it */
        best_seen = &sightings[0];
    line->letter = best_seen->letter;
    line->letter_day = best_seen->letter_day;
    line->valid_day = best_seen->valid_day;
    line->entry_number = best_seen->entry_number;
    line->opening_day = best_seen->opening_day;
    line->use = best_seen->use;
}

/* ---- folding ---- */

struct group_key {
    struct str ledger_account, letter; /* letter "" = not lettered */
};

struct work {
    struct arena *arena;
    struct ledger_line *lines; /* sorted */
    size_t count;
    struct group_key *groups; /* one per line: the lettered group it belongs to */
    struct ledger_fold *out;
};

static int64_t line_amount(const struct ledger_line *l) { return l->debit_minor - l->credit_minor; }

static int compare_lines(const void *pa, const void *pb, const void *with)
{
    const struct ledger_line *a = pa;
    const struct ledger_line *b = pb;
    (void)with;
    if (a->entry_day.n != b->entry_day.n)
        return a->entry_day.n < b->entry_day.n ? -1 : 1;
    if (a->position != b->position)
        return a->position < b->position ? -1 : 1;
    return a->id < b->id ? -1 : a->id > b->id;
}

static bool is_opening_of(const struct ledger_line *l, struct day opening_day)
{
    return l->in_force && plan_role_counts(l->role) && day_is(l->opening_day) &&
           l->opening_day.n == opening_day.n;
}

/* A line that counts and was known before that opening day. */
static bool is_known_before(const struct ledger_line *l, struct day opening_day)
{
    /* Openings may keep the dates of earlier years: they are known since the day they open. */
    struct day since = day_is(l->opening_day) ? l->opening_day : l->entry_day;
    return l->in_force && plan_role_counts(l->role) && !l->superseded &&
           day_before(since, opening_day);
}

/* One side of the comparison between opening lines and known open lines. */
struct side {
    size_t *lines; /* their places, in the order of comparison */
    size_t count;
};

struct comparison {
    const struct ledger_line *lines;
    bool with_piece;
};

static int compare_words(const struct ledger_line *a, const struct ledger_line *b, bool with_piece)
{
    int c = str_cmp(a->ledger_account, b->ledger_account);
    int64_t x = line_amount(a);
    int64_t y = line_amount(b);
    if (c != 0)
        return c;
    if (x != y)
        return x < y ? -1 : 1;
    return with_piece ? str_cmp(a->piece, b->piece) : 0;
}

static int by_words(const void *pa, const void *pb, const void *with)
{
    const struct comparison *c = with;
    size_t a = *(const size_t *)pa;
    size_t b = *(const size_t *)pb;
    return compare_words(&c->lines[a], &c->lines[b], c->with_piece);
}

/* Pairs the two sides one to one where ledger account and amount (and piece) agree, oldest first;
 * what was paired leaves both sides. The known line takes over the opening line's group. */
static void pair_sides(struct work *w, struct side *openings, struct side *known, bool with_piece)
{
    struct comparison with = {w->lines, with_piece};
    SORT(w->arena, openings->lines, openings->count, by_words, &with);
    SORT(w->arena, known->lines, known->count, by_words, &with);
    struct side left = {openings->lines, 0};
    struct side free = {known->lines, 0};
    size_t k = 0;
    for (size_t o = 0; o < openings->count; o++) {
        const struct ledger_line *opening = &w->lines[openings->lines[o]];
        while (k < known->count &&
               compare_words(&w->lines[known->lines[k]], opening, with_piece) < 0)
            free.lines[free.count++] = known->lines[k++];
        bool same = k < known->count && (!with_piece || opening->piece.n > 0) &&
                    compare_words(&w->lines[known->lines[k]], opening, with_piece) == 0;
        if (same)
            w->groups[known->lines[k++]] = w->groups[openings->lines[o]];
        else
            left.lines[left.count++] = openings->lines[o];
    }
    while (k < known->count)
        free.lines[free.count++] = known->lines[k++];
    *openings = left;
    *known = free;
}

static int by_place(const void *pa, const void *pb, const void *with)
{
    size_t a = *(const size_t *)pa;
    size_t b = *(const size_t *)pb;
    (void)with;
    return a < b ? -1 : a > b;
}

/* The known open lines take over the letters of the opening lines that repeat them: the same piece
 * and amount first, then the same amount, then whatever is left together. */
static void inherit_letters(struct work *w, struct day opening_day)
{
    struct side openings = {ARENA_ARRAY(w->arena, w->count, size_t), 0};
    struct side known = {ARENA_ARRAY(w->arena, w->count, size_t), 0};
    for (size_t i = 0; i < w->count; i++) {
        if (is_opening_of(&w->lines[i], opening_day))
            openings.lines[openings.count++] = i;
        else if (w->groups[i].letter.n == 0 && is_known_before(&w->lines[i], opening_day))
            known.lines[known.count++] = i;
    }
    pair_sides(w, &openings, &known, true);
    SORT(w->arena, openings.lines, openings.count, by_place, NULL);
    SORT(w->arena, known.lines, known.count, by_place, NULL);
    pair_sides(w, &openings, &known, false);
    SORT(w->arena, openings.lines, openings.count, by_place, NULL);
    for (size_t o = 0; o < openings.count; o++) {
        const struct group_key *rest = &w->groups[openings.lines[o]];
        if (rest->letter.n == 0)
            continue;
        for (size_t k = 0; k < known.count; k++)
            w->groups[known.lines[k]] = *rest;
        return;
    }
}

static void settle_opening(struct work *w, struct day opening_day)
{
    int64_t known_minor = 0;
    int64_t opening_minor = 0;
    bool known = false;
    for (size_t i = 0; i < w->count; i++) {
        const struct ledger_line *l = &w->lines[i];
        if (is_opening_of(l, opening_day)) {
            opening_minor += line_amount(l);
        } else if (is_known_before(l, opening_day)) {
            known = true;
            known_minor += line_amount(l);
        }
    }
    for (size_t g = 0; g < w->out->gap_count; g++)
        known_minor += w->out->gaps[g].difference_minor; /* earlier days: days come in order */
    if (!known)
        return;
    inherit_letters(w, opening_day);
    for (size_t i = 0; i < w->count; i++) {
        if (is_opening_of(&w->lines[i], opening_day))
            w->lines[i].superseded = true;
    }
    if (opening_minor != known_minor)
        w->out->gaps[w->out->gap_count++] =
            (struct opening_gap){opening_day, opening_minor - known_minor};
}

static void settle_openings(struct work *w)
{
    struct day last = {INT32_MIN};
    size_t openings = 0;
    for (size_t i = 0; i < w->count; i++)
        openings += day_is(w->lines[i].opening_day) && w->lines[i].in_force;
    w->out->gaps = ARENA_ARRAY(w->arena, openings, struct opening_gap);
    while (openings > 0) {
        struct day next = {INT32_MAX};
        for (size_t i = 0; i < w->count; i++) {
            struct day d = w->lines[i].opening_day;
            if (day_is(d) && is_opening_of(&w->lines[i], d) && d.n > last.n && d.n < next.n)
                next = d;
        }
        if (next.n == INT32_MAX)
            return;
        settle_opening(w, next);
        last = next;
    }
}

static enum item_kind kind_of(struct arena *a, const struct ledger_line *l)
{
    switch (l->role) {
    case LEDGER_BILL:
    case LEDGER_BILL_REMITTED:
        return ITEM_BILL;
    case LEDGER_RETENTION:
        return ITEM_RETENTION;
    case LEDGER_DEPOSIT:
        return ITEM_DEPOSIT;
    case LEDGER_ACCRUED:
        return ITEM_ADJUSTMENT;
    case LEDGER_CUSTOMER:
    case LEDGER_NONE:
    case LEDGER_FACTOR:
    case LEDGER_ROLE_COUNT:
        break;
    }
    if (day_is(l->opening_day))
        return ITEM_OPENING;
    if (l->use == JOURNAL_ASSIGNMENT)
        return ITEM_ASSIGNMENT;
    if (l->use == JOURNAL_SALES)
        return line_amount(l) >= 0 ? ITEM_INVOICE : ITEM_CREDIT_NOTE;
    if (l->use == JOURNAL_TREASURY && line_amount(l) < 0)
        return ITEM_PAYMENT;
    if (l->use == JOURNAL_TREASURY && line_amount(l) > 0 && returned_label(a, l->label))
        return ITEM_PAYMENT_RETURNED;
    return ITEM_ADJUSTMENT;
}

/* What the bank took back is owed again at once: no term runs from the return. */
static struct item item_of(struct arena *a, const struct ledger_line *l)
{
    enum item_kind kind = kind_of(a, l);
    return (struct item){
        .id = l->id,
        .line_id = l->id,
        .kind = kind,
        .role = l->role,
        .on = l->entry_day,
        .issued = day_is(l->piece_day) ? l->piece_day : l->entry_day,
        .amount_minor = line_amount(l),
        .open_minor = line_amount(l),
        .piece = l->piece,
        .label = l->label,
        .due = kind == ITEM_PAYMENT_RETURNED ? l->entry_day : DAY_NONE,
        .due_source = DUE_STATED,
    };
}

static struct item item_of_gap(const struct work *w, const struct opening_gap *gap)
{
    const struct ledger_line *first = NULL;
    for (size_t i = 0; i < w->count; i++) {
        const struct ledger_line *l = &w->lines[i];
        if (is_opening_of(l, gap->opening_day) && (first == NULL || l->id < first->id))
            first = l;
    }
    ASSERT(first != NULL);
    return (struct item){
        .id = first->id,
        .kind = ITEM_OPENING_DIFFERENCE,
        .role = LEDGER_CUSTOMER,
        .on = gap->opening_day,
        .issued = gap->opening_day,
        .amount_minor = gap->difference_minor,
        .open_minor = gap->difference_minor,
        .piece = first->piece,
        .label = first->label,
        .due = DAY_NONE,
    };
}

static bool is_recourse(const struct item *item)
{
    return item->kind == ITEM_ASSIGNMENT && item->amount_minor > 0 && item->piece.n > 0;
}

static int by_piece(const void *pa, const void *pb, const void *with)
{
    const struct item *items = with;
    size_t a = *(const size_t *)pa;
    size_t b = *(const size_t *)pb;
    int c = str_cmp(items[a].piece, items[b].piece);
    if (c != 0)
        return c;
    return a < b ? -1 : a > b; /* oldest first */
}

/* What comes back from the factor is the invoice it was: it fell due when the invoice did. */
static void date_recourse(struct work *w)
{
    struct ledger_fold *out = w->out;
    size_t recourses = 0;
    for (size_t i = 0; i < out->item_count; i++)
        recourses += is_recourse(&out->items[i]);
    if (recourses == 0)
        return;
    size_t *places = ARENA_ARRAY(w->arena, out->item_count, size_t);
    for (size_t i = 0; i < out->item_count; i++)
        places[i] = i;
    SORT(w->arena, places, out->item_count, by_piece, out->items);
    const struct item *sold = NULL; /* the last one of its piece so far */
    for (size_t p = 0; p < out->item_count; p++) {
        struct item *item = &out->items[places[p]];
        bool same = sold != NULL && str_eq(sold->piece, item->piece) && sold->role == item->role;
        if (!is_recourse(item))
            sold = item->amount_minor > 0 ? item : sold;
        else if (same && sold->amount_minor == item->amount_minor)
            item->issued = sold->issued;
    }
}

static void make_items(struct work *w, struct group_key **keys)
{
    struct ledger_fold *out = w->out;
    out->items = ARENA_ARRAY(w->arena, w->count + out->gap_count, struct item);
    *keys = ARENA_ARRAY(w->arena, w->count + out->gap_count, struct group_key);
    for (size_t i = 0; i < w->count; i++) {
        const struct ledger_line *l = &w->lines[i];
        if (!l->in_force || l->superseded)
            continue;
        (*keys)[out->item_count] = w->groups[i];
        out->items[out->item_count++] = item_of(w->arena, l);
    }
    for (size_t g = 0; g < out->gap_count; g++)
        out->items[out->item_count++] = item_of_gap(w, &out->gaps[g]);
    date_recourse(w);
}

struct order {
    const struct group_key *keys;
};

/* Groups together; inside a group the order of the items, which is oldest first. */
static int compare_groups(const void *pa, const void *pb, const void *with)
{
    const struct order *o = with;
    const struct group_key *a = &o->keys[*(const size_t *)pa];
    const struct group_key *b = &o->keys[*(const size_t *)pb];
    int c = str_cmp(a->ledger_account, b->ledger_account);
    return c != 0 ? c : str_cmp(a->letter, b->letter);
}

static bool same_group(const struct group_key *a, const struct group_key *b)
{
    return str_eq(a->ledger_account, b->ledger_account) && str_eq(a->letter, b->letter);
}

static void allocate_pair(struct work *w, struct item *debit, struct item *credit,
                          struct str letter)
{
    int64_t amount =
        debit->open_minor < -credit->open_minor ? debit->open_minor : -credit->open_minor;
    debit->open_minor -= amount;
    credit->open_minor += amount;
    w->out->allocations[w->out->allocation_count++] = (struct allocation){
        .credit_item = credit->id,
        .debit_item = debit->id,
        .amount_minor = amount,
        .on = day_max(debit->on, credit->on),
        .letter = letter,
    };
}

/* In a group, what came back is about the latest payment of its amount before it. */
static void allocate_returns(struct work *w, const size_t *members, size_t count, struct str letter)
{
    struct item *items = w->out->items;
    struct returned_books books = {items, w->out->item_count, w->out->allocations,
                                   w->out->allocation_count};
    for (size_t d = 0; d < count; d++) {
        struct item *returned = &items[members[d]];
        if (returned->kind != ITEM_PAYMENT_RETURNED)
            continue;
        books.allocation_count = w->out->allocation_count;
        size_t c = count;
        while (c > 0 && !returned_may_take(&books, returned, &items[members[c - 1]]))
            c--;
        if (c > 0)
            allocate_pair(w, returned, &items[members[c - 1]], letter);
    }
}

/* Payments go to their returns, then credits to debits oldest first; what is left stays open and is
 * flagged. */
static void allocate_group(struct work *w, const size_t *members, size_t count,
                           const struct group_key *key)
{
    struct item *items = w->out->items;
    size_t d = 0;
    size_t c = 0;
    allocate_returns(w, members, count, key->letter);
    for (;;) {
        while (d < count && items[members[d]].open_minor <= 0)
            d++;
        while (c < count && items[members[c]].open_minor >= 0)
            c++;
        if (d == count || c == count)
            break;
        allocate_pair(w, &items[members[d]], &items[members[c]], key->letter);
    }
    int64_t rest_minor = 0;
    for (size_t i = 0; i < count; i++) {
        items[members[i]].letter_unbalanced = items[members[i]].open_minor != 0;
        rest_minor += items[members[i]].open_minor;
    }
    w->out->letter_count++;
    w->out->unbalanced_count += rest_minor != 0;
    w->out->unbalanced_minor += rest_minor < 0 ? -rest_minor : rest_minor;
}

static void allocate_letters(struct work *w, const struct group_key *keys)
{
    struct ledger_fold *out = w->out;
    size_t *members = ARENA_ARRAY(w->arena, out->item_count, size_t);
    size_t count = 0;
    for (size_t i = 0; i < out->item_count; i++) {
        if (keys[i].letter.n > 0 && plan_role_counts(out->items[i].role))
            members[count++] = i;
    }
    struct order order = {keys};
    SORT(w->arena, members, count, compare_groups, &order);
    size_t returns = 0;
    for (size_t i = 0; i < out->item_count; i++)
        returns += out->items[i].kind == ITEM_PAYMENT_RETURNED;
    out->allocations = ARENA_ARRAY(w->arena, count + returns, struct allocation);
    for (size_t from = 0; from < count;) {
        size_t to = from + 1;
        while (to < count && same_group(&keys[members[from]], &keys[members[to]]))
            to++;
        allocate_group(w, members + from, to - from, &keys[members[from]]);
        from = to;
    }
}

void ledger_fold(struct arena *a, struct ledger_line *lines, size_t count, struct ledger_fold *out)
{
    *out = (struct ledger_fold){0};
    SORT(a, lines, count, compare_lines, NULL);
    struct work w = {a, lines, count, ARENA_ARRAY(a, count, struct group_key), out};
    for (size_t i = 0; i < count; i++) {
        lines[i].superseded = false;
        w.groups[i] = (struct group_key){lines[i].ledger_account, lines[i].letter};
    }
    settle_openings(&w);
    struct group_key *keys = NULL;
    make_items(&w, &keys);
    allocate_letters(&w, keys);
    struct returned_books books = {out->items, out->item_count, out->allocations,
                                   out->allocation_count};
    returned_settle(a, &books);
    out->allocation_count = books.allocation_count;
}
