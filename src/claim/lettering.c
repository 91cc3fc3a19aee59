#include "lettering.h"

#include "base/buf.h"
#include "base/sort.h"

enum { LETTER_BYTES = 16 };

struct group {
    int64_t line_minor, debit_minor, allocated_minor;
    struct day on;
    bool from_ledger, told;
    struct str letter; /* of a group that is new */
};

struct work {
    struct arena *arena;
    const struct ledger_line **lines; /* by entry day, position, id */
    size_t count;
    size_t *by_id;        /* places of the lines, by id */
    size_t *head;         /* of each line: another line of its group, or itself */
    bool *used;           /* the line has an allocation */
    struct group *groups; /* by the head of the group */
};

static int by_place(const void *pa, const void *pb, const void *with)
{
    const struct ledger_line *a = *(const struct ledger_line *const *)pa;
    const struct ledger_line *b = *(const struct ledger_line *const *)pb;
    (void)with;
    if (a->entry_day.n != b->entry_day.n)
        return a->entry_day.n < b->entry_day.n ? -1 : 1;
    if (a->position != b->position)
        return a->position < b->position ? -1 : 1;
    return a->id < b->id ? -1 : a->id > b->id;
}

static int by_id(const void *pa, const void *pb, const void *with)
{
    const struct work *w = with;
    int64_t a = w->lines[*(const size_t *)pa]->id;
    int64_t b = w->lines[*(const size_t *)pb]->id;
    return a < b ? -1 : a > b;
}

static void order_lines(struct work *w, const struct lettering_input *in)
{
    w->count = in->line_count;
    w->lines = ARENA_ARRAY(w->arena, w->count, const struct ledger_line *);
    w->by_id = ARENA_ARRAY(w->arena, w->count, size_t);
    w->head = ARENA_ARRAY(w->arena, w->count, size_t);
    w->used = ARENA_ARRAY(w->arena, w->count, bool);
    w->groups = ARENA_ARRAY(w->arena, w->count, struct group);
    for (size_t i = 0; i < w->count; i++)
        w->lines[i] = &in->lines[i];
    SORT(w->arena, w->lines, w->count, by_place, NULL);
    for (size_t i = 0; i < w->count; i++)
        w->by_id[i] = w->head[i] = i;
    SORT(w->arena, w->by_id, w->count, by_id, w);
}

/* The line behind an item; w->count when the item is none: a line that an opening repeats or that
 * vanished stands for no item, and differences of openings and entries by hand have no line. */
static size_t line_of(const struct work *w, int64_t id)
{
    size_t from = 0;
    size_t to = w->count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (w->lines[w->by_id[middle]]->id < id)
            from = middle + 1;
        else
            to = middle;
    }
    if (from == w->count)
        return w->count;
    const struct ledger_line *l = w->lines[w->by_id[from]];
    return l->id == id && l->in_force && !l->superseded ? w->by_id[from] : w->count;
}

static size_t head_of(const struct work *w, size_t line)
{
    while (w->head[line] != line)
        line = w->head[line] = w->head[w->head[line]];
    return line;
}

static void join(struct work *w, const struct lettering_input *in)
{
    for (size_t i = 0; i < in->allocation_count; i++) {
        size_t credit = line_of(w, in->allocations[i].credit_item);
        size_t debit = line_of(w, in->allocations[i].debit_item);
        if (credit < w->count)
            w->used[credit] = true;
        if (debit < w->count)
            w->used[debit] = true;
        if (credit < w->count && debit < w->count)
            w->head[head_of(w, credit)] = head_of(w, debit);
    }
}

static void sum_lines(struct work *w)
{
    for (size_t i = 0; i < w->count; i++) {
        struct group *g = &w->groups[head_of(w, i)];
        int64_t amount = w->lines[i]->debit_minor - w->lines[i]->credit_minor;
        if (!w->used[i])
            continue;
        g->line_minor += amount;
        g->debit_minor += amount > 0 ? amount : 0;
    }
    for (size_t i = 0; i < w->count; i++) {
        if (head_of(w, i) == i)
            w->groups[i].told = w->used[i] && w->groups[i].line_minor == 0;
    }
    for (size_t i = 0; i < w->count; i++) {
        size_t head = head_of(w, i);
        if (!str_eq(w->lines[i]->ledger_account, w->lines[head]->ledger_account))
            w->groups[head].told = false;
        w->groups[i].on = (struct day){INT32_MIN};
        w->groups[i].from_ledger = true;
    }
}

static void sum_allocations(struct work *w, const struct lettering_input *in, struct lettering *out)
{
    for (size_t i = 0; i < in->allocation_count; i++) {
        const struct standing_allocation *s = &in->allocations[i];
        size_t line = line_of(w, s->debit_item);
        size_t other = line_of(w, s->credit_item);
        if (line == w->count || other == w->count) {
            /* One side is no line: the group of the other is not whole. */
            if (line == other)
                out->left_out++;
            else
                w->groups[head_of(w, line == w->count ? other : line)].told = false;
            continue;
        }
        struct group *g = &w->groups[head_of(w, line)];
        g->allocated_minor += s->amount_minor;
        g->on = day_max(g->on, s->on);
        g->from_ledger = g->from_ledger && s->from_ledger;
    }
    for (size_t i = 0; i < w->count; i++)
        w->groups[i].told =
            w->groups[i].told && w->groups[i].allocated_minor == w->groups[i].debit_minor;
}

/* ---- equal lines ---- */

static int compare_words(const struct ledger_line *a, const struct ledger_line *b)
{
    const int64_t numbers[][2] = {{a->entry_day.n, b->entry_day.n},
                                  {a->piece_day.n, b->piece_day.n},
                                  {a->debit_minor, b->debit_minor},
                                  {a->credit_minor, b->credit_minor}};
    for (size_t i = 0; i < COUNT_OF(numbers); i++) {
        if (numbers[i][0] != numbers[i][1])
            return numbers[i][0] < numbers[i][1] ? -1 : 1;
    }
    int c = str_cmp(a->journal, b->journal);
    c = c != 0 ? c : str_cmp(a->ledger_account, b->ledger_account);
    c = c != 0 ? c : str_cmp(a->piece, b->piece);
    return c != 0 ? c : str_cmp(a->label, b->label);
}

static int by_words(const void *pa, const void *pb, const void *with)
{
    const struct work *w = with;
    size_t a = *(const size_t *)pa;
    size_t b = *(const size_t *)pb;
    int c = compare_words(w->lines[a], w->lines[b]);
    return c != 0 ? c : a < b ? -1 : a > b;
}

static bool told(const struct work *w, size_t line)
{
    return w->used[line] && w->groups[head_of(w, line)].told;
}

/* Among equal lines all are told or none is. False when a group had to be given up. */
static bool check_equals(struct work *w, const size_t *order)
{
    bool calm = true;
    for (size_t from = 0, to; from < w->count; from = to) {
        size_t count = 0;
        for (to = from;
             to < w->count && compare_words(w->lines[order[from]], w->lines[order[to]]) == 0; to++)
            count += told(w, order[to]);
        for (size_t i = from; i < to && count > 0 && count < to - from; i++) {
            calm = calm && !told(w, order[i]);
            if (told(w, order[i]))
                w->groups[head_of(w, order[i])].told = false;
        }
    }
    return calm;
}

static void leave_equals(struct work *w)
{
    size_t *order = ARENA_ARRAY(w->arena, w->count, size_t);
    for (size_t i = 0; i < w->count; i++)
        order[i] = i;
    SORT(w->arena, order, w->count, by_words, w);
    while (!check_equals(w, order)) {
    }
}

/* ---- letters ---- */

/* "RAA", "RAB"... "RZZ", "RBAA"...: R for Relance, so that a bookkeeper knows where it is from. */
static struct str letter_number(struct arena *a, size_t number)
{
    char letters[LETTER_BYTES];
    size_t n = LETTER_BYTES;
    size_t rest = number;
    for (int digit = 0; digit < 2 || rest > 0; digit++) {
        letters[--n] = (char)('A' + (int)(rest % 26));
        rest /= 26;
    }
    letters[--n] = 'R';
    return arena_str(a, (struct str){letters + n, LETTER_BYTES - n});
}

static bool letter_known(const struct work *w, struct str letter)
{
    for (size_t i = 0; i < w->count; i++) {
        if (str_eq(w->lines[i]->letter, letter))
            return true;
    }
    return false;
}

/* In the order of their first lines, so that telling twice gives the same letters. */
static void give_letters(struct work *w, struct lettering *out)
{
    size_t number = 0;
    for (size_t i = 0; i < w->count; i++) {
        struct group *g = &w->groups[head_of(w, i)];
        if (!told(w, i) || g->from_ledger || g->letter.n > 0)
            continue;
        do {
            g->letter = letter_number(w->arena, number++);
        } while (letter_known(w, g->letter));
    }
    for (size_t i = 0; i < w->count; i++) {
        if (!w->used[i] || head_of(w, i) != i)
            continue;
        out->group_count += w->groups[i].told;
        out->left_out += !w->groups[i].told;
    }
}

void lettering_of(struct arena *a, const struct lettering_input *in, struct lettering *out)
{
    struct work w = {.arena = a};
    *out = (struct lettering){.rows = ARENA_ARRAY(a, in->line_count, struct lettered_line)};
    order_lines(&w, in);
    join(&w, in);
    sum_lines(&w);
    sum_allocations(&w, in, out);
    leave_equals(&w);
    give_letters(&w, out);
    for (size_t i = 0; i < w.count; i++) {
        const struct group *g = &w.groups[head_of(&w, i)];
        if (!told(&w, i))
            continue;
        out->rows[out->count++] =
            g->from_ledger
                ? (struct lettered_line){w.lines[i], w.lines[i]->letter, w.lines[i]->letter_day}
                : (struct lettered_line){w.lines[i], g->letter, g->on};
    }
}
