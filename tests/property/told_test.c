/* What must hold for any lists, entries, choices and ledgers of one account: a complete list's
 * total is the balance of its day; the order of files, splits, repeats, taking back and telling
 * again change nothing; the ledger stays what it is; nothing is allocated beyond what is there. */
#include "support/unit.h"

#include "base/sort.h"
#include "support/random.h"
#include "support/told_known.h"

enum { WORLDS = 300, PIECES_MAX = 7, LISTS_MAX = 6, LINES_MAX = 10, CHOICES_MAX = 4, DAYS = 40 };
enum { FIRST_DAY = 100, ROOM = 256 };

/* What a list says of a piece. */
struct row {
    bool listed;
    int64_t open_minor;
    struct day due;
};

struct list {
    struct day day; /* each list another day */
    bool complete;
    struct row rows[PIECES_MAX];
};

struct piece {
    char number[8]; /* may be empty, or that of another piece (a twin) */
    int side;
    struct day issued;
    int64_t whole_minor; /* 0: lists do not tell it */
    bool twin;
};

struct world {
    struct arena *arena;
    struct piece pieces[PIECES_MAX];
    size_t piece_count;
    struct list lists[LISTS_MAX];
    size_t list_count;
    bool twins; /* some pieces share a number: which row is which may hang on the order of files */
    struct ledger_line lines[LINES_MAX];
    size_t line_count;
    struct day reach; /* of the ledger; DAY_NONE: there is none */
};

/* ---- making a world ---- */

static bool chance(struct random *r, int percent) { return random_between(r, 1, 100) <= percent; }

static void make_pieces(struct random *r, struct world *w)
{
    w->piece_count = (size_t)random_between(r, 1, PIECES_MAX);
    for (size_t i = 0; i < w->piece_count; i++) {
        struct piece *p = &w->pieces[i];
        *p = (struct piece){.side = chance(r, 65) ? 1 : -1,
                            .issued = {(int32_t)random_between(r, FIRST_DAY - 60, FIRST_DAY + 20)}};
        (void)snprintf(p->number, sizeof p->number, "F-%d", (int)i);
        if (chance(r, 30))
            p->whole_minor = p->side * random_between(r, 1000, 2000);
        if (i > 0 && w->twins && chance(r, 40)) {
            *p = w->pieces[i - 1];
            p->twin = true;
            p->whole_minor = 0;
        }
    }
}

static void make_lists(struct random *r, struct world *w)
{
    bool used[DAYS] = {false};
    w->list_count = (size_t)random_between(r, 1, LISTS_MAX);
    for (size_t i = 0; i < w->list_count; i++) {
        struct list *l = &w->lists[i];
        int64_t day = random_between(r, 0, DAYS - 1);
        while (used[day])
            day = (day + 1) % DAYS;
        used[day] = true;
        *l = (struct list){.day = {FIRST_DAY + (int32_t)day}, .complete = chance(r, 70)};
        for (size_t p = 0; p < w->piece_count; p++) {
            int64_t most = w->pieces[p].whole_minor != 0 ? llabs(w->pieces[p].whole_minor) : 1000;
            l->rows[p] = (struct row){
                .listed = chance(r, 70) && w->pieces[p].issued.n <= l->day.n,
                .open_minor = w->pieces[p].side * random_between(r, 1, most),
                .due = chance(r, 70) ? (struct day){w->pieces[p].issued.n +
                                                    (int32_t)random_between(r, 0, 3) * 15}
                                     : DAY_NONE,
            };
        }
    }
}

/* Some of the pieces, and some that no list knows. */
static void make_ledger(struct random *r, struct world *w)
{
    w->reach = (struct day){(int32_t)random_between(r, FIRST_DAY - 10, FIRST_DAY + DAYS)};
    w->line_count = (size_t)random_between(r, 0, LINES_MAX);
    for (size_t i = 0; i < w->line_count; i++) {
        const struct piece *p = i < w->piece_count ? &w->pieces[i] : NULL;
        int64_t amount = p == NULL             ? random_between(r, -20, 20) * 100
                         : p->whole_minor != 0 ? p->whole_minor
                                               : p->side * random_between(r, 1000, 1200);
        int32_t day = p != NULL ? p->issued.n : (int32_t)random_between(r, 40, w->reach.n);
        w->lines[i] = (struct ledger_line){
            .id = (int64_t)i + 1,
            .role = LEDGER_CUSTOMER,
            .ledger_account = STR("411"),
            .piece = p != NULL ? str_of(p->number) : STR("X"),
            .letter = chance(r, 20) ? STR("A") : STR(""),
            .entry_day = {day < w->reach.n ? day : w->reach.n},
            .piece_day = DAY_NONE,
            .opening_day = DAY_NONE,
            .debit_minor = amount > 0 ? amount : 0,
            .credit_minor = amount < 0 ? -amount : 0,
            .in_force = true,
            .position = (int64_t)i,
            .use = amount > 0 ? JOURNAL_SALES : JOURNAL_TREASURY,
        };
    }
}

static void make_world(struct random *r, struct arena *a, struct world *w, bool with_ledger)
{
    *w = (struct world){.arena = a, .twins = chance(r, 25), .reach = DAY_NONE};
    make_pieces(r, w);
    make_lists(r, w);
    if (with_ledger)
        make_ledger(r, w);
}

/* ---- telling it ---- */

/* Some rows of a list, by the bits of `chosen`. */
static struct told_difference tell(struct known *k, const struct world *w, size_t list, int64_t seq,
                                   unsigned chosen)
{
    const struct list *l = &w->lists[list];
    struct told_row *rows = ARENA_ARRAY(w->arena, PIECES_MAX, struct told_row);
    size_t count = 0;
    for (size_t p = 0; p < w->piece_count; p++) {
        const struct piece *piece = &w->pieces[p];
        if (!l->rows[p].listed || (chosen >> p & 1) == 0)
            continue;
        rows[count++] = (struct told_row){
            .kind = piece->side > 0 ? ITEM_INVOICE : ITEM_CREDIT_NOTE,
            .role = LEDGER_CUSTOMER,
            .piece = str_of(piece->number),
            .issued = piece->issued,
            .due = piece->twin || w->twins ? piece->issued : l->rows[p].due,
            .open_minor = l->rows[p].open_minor,
            .has_original = piece->whole_minor != 0,
            .original_minor = piece->whole_minor,
            .position = (int64_t)p,
        };
    }
    struct told_list told = {.rows = rows,
                             .count = count,
                             .import_seq = seq,
                             .as_of = l->day,
                             .complete = l->complete,
                             .origin = TOLD_LIST};
    return known_take(k, &told);
}

static const unsigned ALL = ~0u;

static void add_ledger(struct known *k, const struct world *w, int64_t seq)
{
    if (day_is(w->reach))
        k->books[k->book_count++] = (struct told_book){seq * 10, seq, w->reach, true};
}

static struct account_books books_of(const struct world *w)
{
    struct ledger_line *lines = ARENA_ARRAY(w->arena, LINES_MAX, struct ledger_line);
    memcpy(lines, w->lines, sizeof w->lines);
    return (struct account_books){.lines = lines, .line_count = w->line_count};
}

/* All lists in an order of chance; some are taken back and told again. */
static struct known tell_all(struct random *r, const struct world *w)
{
    struct known k = {.arena = w->arena};
    size_t order[LISTS_MAX];
    int64_t seq = 100; /* the ledger's is 1: nothing is told of its last day before it */
    add_ledger(&k, w, 1);
    for (size_t i = 0; i < w->list_count; i++)
        order[i] = i;
    for (size_t i = w->list_count; i > 1; i--) {
        size_t j = (size_t)random_between(r, 0, (int64_t)i - 1);
        size_t t = order[i - 1];
        order[i - 1] = order[j];
        order[j] = t;
    }
    int64_t seq_of[LISTS_MAX];
    for (size_t i = 0; i < w->list_count; i++) {
        seq_of[order[i]] = ++seq;
        (void)tell(&k, w, order[i], seq, ALL);
        if (chance(r, 30)) {
            size_t back = order[random_between(r, 0, (int64_t)i)];
            known_take_back(&k, seq_of[back]);
            seq_of[back] = ++seq;
            (void)tell(&k, w, back, seq, ALL);
        }
    }
    return k;
}

/* ---- what must hold ---- */

static int64_t total_of(const struct world *w, const struct list *l)
{
    int64_t total = 0;
    for (size_t p = 0; p < w->piece_count; p++)
        total += l->rows[p].listed ? l->rows[p].open_minor : 0;
    return total;
}

static void check_totals(const struct world *w, const struct account_fold *f)
{
    for (size_t i = 0; i < w->list_count; i++) {
        const struct list *l = &w->lists[i];
        if (l->complete && (!day_is(w->reach) || l->day.n >= w->reach.n))
            assert_int_equal(known_balance(f, l->day.n), total_of(w, l));
    }
}

static const struct item *item_of(const struct account_fold *f, int64_t id)
{
    for (size_t i = 0; i < f->ledger.item_count; i++) {
        if (f->ledger.items[i].id == id)
            return &f->ledger.items[i];
    }
    return NULL;
}

/* Ids once each; open amounts are what the allocations leave, never beyond the amount. */
static void check_sums(const struct account_fold *f)
{
    for (size_t i = 0; i < f->ledger.item_count; i++) {
        const struct item *item = &f->ledger.items[i];
        int64_t left = item->amount_minor;
        for (size_t k = 0; k < f->ledger.allocation_count; k++) {
            const struct allocation *a = &f->ledger.allocations[k];
            left -= a->debit_item == item->id ? a->amount_minor : 0;
            left += a->credit_item == item->id ? a->amount_minor : 0;
        }
        assert_ptr_equal(item_of(f, item->id), item);
        assert_int_equal(left, item->open_minor);
        assert_true(item->amount_minor > 0 ? item->open_minor >= 0 : item->open_minor <= 0);
        assert_true(llabs(item->open_minor) <= llabs(item->amount_minor));
    }
    for (size_t k = 0; k < f->ledger.allocation_count; k++) {
        const struct allocation *a = &f->ledger.allocations[k];
        const struct item *credit = item_of(f, a->credit_item);
        const struct item *debit = item_of(f, a->debit_item);
        assert_true(a->amount_minor > 0 && credit != NULL && debit != NULL);
        assert_true(a->on.n >= credit->on.n && a->on.n >= debit->on.n);
    }
}

/* Every line that stands is an item of its amount; what else there is comes from lists. */
static void check_ledger(const struct world *w, const struct account_fold *f)
{
    size_t found = 0;
    for (size_t i = 0; i < f->ledger.item_count; i++) {
        const struct item *item = &f->ledger.items[i];
        if (item->line_id == 0)
            continue;
        const struct ledger_line *l = &w->lines[item->line_id - 1];
        assert_int_equal(item->amount_minor, l->debit_minor - l->credit_minor);
        found++;
    }
    assert_int_equal(found, w->line_count);
}

static int by_words(const void *pa, const void *pb, const void *with)
{
    const struct item *a = pa;
    const struct item *b = pb;
    const int64_t words[][2] = {{a->kind, b->kind},
                                {a->on.n, b->on.n},
                                {a->issued.n, b->issued.n},
                                {a->due.n, b->due.n},
                                {a->amount_minor, b->amount_minor},
                                {a->open_minor, b->open_minor}};
    (void)with;
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        if (words[i][0] != words[i][1])
            return words[i][0] < words[i][1] ? -1 : 1;
    }
    return str_cmp(a->piece, b->piece);
}

/* The same items, whatever their ids. */
static void check_same(const struct world *w, const struct account_fold *f,
                       const struct account_fold *g)
{
    struct item *x = ARENA_ARRAY(w->arena, ROOM, struct item);
    struct item *y = ARENA_ARRAY(w->arena, ROOM, struct item);
    assert_int_equal(f->ledger.item_count, g->ledger.item_count);
    assert_true(f->ledger.item_count <= ROOM);
    memcpy(x, f->ledger.items, f->ledger.item_count * sizeof *x);
    memcpy(y, g->ledger.items, g->ledger.item_count * sizeof *y);
    SORT(w->arena, x, f->ledger.item_count, by_words, NULL);
    SORT(w->arena, y, g->ledger.item_count, by_words, NULL);
    for (size_t i = 0; i < f->ledger.item_count; i++)
        assert_int_equal(by_words(&x[i], &y[i], NULL), 0);
}

static void check_same_days(const struct account_fold *f, const struct account_fold *g)
{
    for (int32_t day = FIRST_DAY - 60; day < FIRST_DAY + DAYS + 5; day++)
        assert_int_equal(known_balance(f, day), known_balance(g, day));
}

/* ---- the properties ---- */

/* Runs one property on many worlds; a failure names the world's own seed. */
static void on_worlds(const char *name, bool with_ledger,
                      void (*property)(struct random *r, const struct world *w))
{
    struct random r = random_start(name);
    struct arena a;
    arena_init(&a, 0);
    for (int n = 0; n < WORLDS; n++) {
        struct world w;
        make_world(&r, &a, &w, with_ledger);
        property(&r, &w);
        arena_clear(&a);
    }
    arena_release(&a);
}

static void totals(struct random *r, const struct world *w)
{
    struct known k = tell_all(r, w);
    struct account_fold f = known_fold(&k, books_of(w));
    check_totals(w, &f);
    check_sums(&f);
    check_ledger(w, &f);
}

static void a_complete_list_is_the_balance_of_its_day(void **state)
{
    (void)state;
    on_worlds("a_complete_list_is_the_balance_of_its_day", false, totals);
}

static void so_it_is_beside_a_ledger(void **state)
{
    (void)state;
    on_worlds("so_it_is_beside_a_ledger", true, totals);
}

static void orders(struct random *r, const struct world *w)
{
    struct known k = tell_all(r, w);
    struct known other = tell_all(r, w);
    struct account_fold f = known_fold(&k, books_of(w));
    struct account_fold g = known_fold(&other, books_of(w));
    if (!w->twins)
        check_same(w, &f, &g);
    if (!w->twins || w->line_count == 0)
        check_same_days(&f, &g);
}

static void the_order_of_files_is_irrelevant(void **state)
{
    (void)state;
    on_worlds("the_order_of_files_is_irrelevant", true, orders);
}

/* The same list once more changes no word of a complete list, and no figure of any. */
static void repeats(struct random *r, const struct world *w)
{
    struct known k = tell_all(r, w);
    struct account_fold before = known_fold(&k, books_of(w));
    size_t count = k.count;
    size_t list = (size_t)random_between(r, 0, (int64_t)w->list_count - 1);
    struct told_difference d = tell(&k, w, list, 900, ALL);
    struct account_fold after = known_fold(&k, books_of(w));
    assert_int_equal(d.item_count, 0);
    assert_int_equal(k.count, count);
    if (w->lists[list].complete)
        assert_int_equal(d.word_count, 0);
    check_same(w, &before, &after);
    known_take_back(&k, 900);
    struct account_fold back = known_fold(&k, books_of(w));
    check_same(w, &before, &back);
}

static void a_list_twice_changes_nothing(void **state)
{
    (void)state;
    on_worlds("a_list_twice_changes_nothing", true, repeats);
}

/* Taken back: as if never told. Told again: as before, with the same ids. */
static void undone(struct random *r, const struct world *w)
{
    struct known k = {.arena = w->arena};
    struct known without = {.arena = w->arena};
    size_t back = (size_t)random_between(r, 0, (int64_t)w->list_count - 1);
    add_ledger(&k, w, 1);
    add_ledger(&without, w, 1);
    for (size_t i = 0; i < w->list_count; i++) {
        (void)tell(&k, w, i, (int64_t)i + 2, ALL);
        if (i != back)
            (void)tell(&without, w, i, (int64_t)i + 2, ALL);
    }
    struct account_fold before = known_fold(&k, books_of(w));
    size_t count = k.count;
    known_take_back(&k, (int64_t)back + 2);
    struct account_fold never = known_fold(&without, books_of(w));
    struct account_fold taken = known_fold(&k, books_of(w));
    if (!w->twins)
        check_same(w, &never, &taken);
    (void)tell(&k, w, back, 900, ALL);
    struct account_fold again = known_fold(&k, books_of(w));
    assert_int_equal(k.count, count);
    if (w->twins)
        return;
    check_same(w, &before, &again);
    for (size_t i = 0; i < before.ledger.item_count; i++)
        assert_non_null(item_of(&again, before.ledger.items[i].id));
}

static void taken_back_and_told_again_is_the_same(void **state)
{
    (void)state;
    on_worlds("taken_back_and_told_again_is_the_same", true, undone);
}

/* A list that adds, in two files of its day. */
static void splits(struct random *r, const struct world *w)
{
    struct known whole = {.arena = w->arena};
    struct known parts = {.arena = w->arena};
    unsigned chosen = (unsigned)random_between(r, 0, (1 << PIECES_MAX) - 1);
    if (w->twins)
        return;
    add_ledger(&whole, w, 1);
    add_ledger(&parts, w, 1);
    for (size_t i = 0; i < w->list_count; i++) {
        bool split = !w->lists[i].complete;
        (void)tell(&whole, w, i, (int64_t)i * 2 + 2, ALL);
        (void)tell(&parts, w, i, (int64_t)i * 2 + 2, split ? chosen : ALL);
        if (split)
            (void)tell(&parts, w, i, (int64_t)i * 2 + 3, ~chosen);
    }
    struct account_fold f = known_fold(&whole, books_of(w));
    struct account_fold g = known_fold(&parts, books_of(w));
    check_same_days(&f, &g);
    for (size_t p = 0; p < w->piece_count; p++) {
        int64_t open = 0;
        for (size_t i = 0; i < f.ledger.item_count; i++)
            open += str_is(f.ledger.items[i].piece, w->pieces[p].number)
                        ? f.ledger.items[i].open_minor
                        : 0;
        for (size_t i = 0; i < g.ledger.item_count; i++)
            open -= str_is(g.ledger.items[i].piece, w->pieces[p].number)
                        ? g.ledger.items[i].open_minor
                        : 0;
        assert_int_equal(open, 0);
    }
}

static void a_list_in_two_files_is_the_same(void **state)
{
    (void)state;
    on_worlds("a_list_in_two_files_is_the_same", true, splits);
}

/* Choices at random, of items that may be anybody's: sums hold, complete lists keep their totals,
 * and no choice changes a balance. */
static void choices(struct random *r, const struct world *w)
{
    struct told_choice made[CHOICES_MAX];
    struct known k = tell_all(r, w);
    struct account_books books = books_of(w);
    struct account_fold plain = known_fold(&k, books);
    if (plain.ledger.item_count == 0)
        return;
    for (size_t i = 0; i < CHOICES_MAX; i++) {
        size_t last = plain.ledger.item_count - 1;
        int32_t day = FIRST_DAY + (int32_t)random_between(r, 0, DAYS) / 4 + (int32_t)i * DAYS / 4;
        made[i] = (struct told_choice){
            .id = (int64_t)i + 1,
            .credit_item = plain.ledger.items[random_between(r, 0, (int64_t)last)].id,
            .debit_item = plain.ledger.items[random_between(r, 0, (int64_t)last)].id,
            .amount_minor = random_between(r, 1, 1500),
            .on = {day},
            .entered = {day},
            .source = ALLOCATION_PERSON,
        };
    }
    books = books_of(w);
    books.choices = made;
    books.choice_count = CHOICES_MAX;
    struct account_fold f = known_fold(&k, books);
    check_sums(&f);
    check_totals(w, &f);
    check_ledger(w, &f);
}

static void choices_never_take_more_than_there_is(void **state)
{
    (void)state;
    on_worlds("choices_never_take_more_than_there_is", true, choices);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_complete_list_is_the_balance_of_its_day),
        cmocka_unit_test(so_it_is_beside_a_ledger),
        cmocka_unit_test(the_order_of_files_is_irrelevant),
        cmocka_unit_test(a_list_twice_changes_nothing),
        cmocka_unit_test(taken_back_and_told_again_is_the_same),
        cmocka_unit_test(a_list_in_two_files_is_the_same),
        cmocka_unit_test(choices_never_take_more_than_there_is),
    };
    return cmocka_run_group_tests_name("property told", tests, NULL, NULL);
}
