/* What must hold for any ledger that comes in files: in whatever order they are taken in, split,
 * repeated or taken back and taken in again, the lines stand as the latest export tells them, items
 * and balances are the same, and the items always tie to the lines that stand. */
#include "support/unit.h"

#include "claim/ledger.h"
#include "support/random.h"

enum { WORLDS = 400, LINES_MAX = 24, EXPORTS = 3, FILES_MAX = 12, SPAN_DAYS = 90 };

/* A line as the package knows it; from its day on it is in the exports, from letter_day with its
 * letter. Every line has a day of its own: "oldest first" is no draw. */
struct entry {
    int32_t day, letter_day;
    int64_t amount_minor;
    const char *letter;
};

/* A part of what the package exported on a day. */
struct file {
    int64_t seq;
    int export;
    unsigned lines; /* by bits */
    unsigned gone;  /* of a period import: lines it no longer holds */
    bool undone;
};

struct world {
    struct entry entries[LINES_MAX];
    int count;
    struct file files[FILES_MAX];
    int file_count;
};

static bool chance(struct random *r, int percent) { return random_between(r, 1, 100) <= percent; }

static int32_t export_day(int export) { return (export + 1) * SPAN_DAYS / EXPORTS; }

static void make_entries(struct random *r, struct world *w)
{
    static const char *const letters[] = {"A", "B", "C"};
    w->count = (int)random_between(r, 1, LINES_MAX);
    for (int i = 0; i < w->count; i++) {
        struct entry *e = &w->entries[i];
        *e = (struct entry){.day = (int32_t)(i * SPAN_DAYS / LINES_MAX + 1),
                            .amount_minor = random_between(r, -50, 60) * 100,
                            .letter = ""};
        if (e->amount_minor == 0)
            e->amount_minor = 700;
        if (chance(r, 60)) {
            e->letter = letters[random_between(r, 0, COUNT_OF(letters) - 1)];
            e->letter_day = (int32_t)random_between(r, e->day, SPAN_DAYS);
        }
    }
}

static unsigned known_on(const struct world *w, int export)
{
    unsigned lines = 0;
    for (int i = 0; i < w->count; i++)
        lines |= w->entries[i].day <= export_day(export) ? 1u << i : 0;
    return lines;
}

/* Each export whole, or in parts that may overlap. */
static void make_files(struct random *r, struct world *w)
{
    w->file_count = 0;
    for (int e = 0; e < EXPORTS; e++) {
        unsigned all = known_on(w, e);
        unsigned part = chance(r, 50) ? all : (unsigned)random_next(r) & all;
        unsigned rest = (all & ~part) | ((unsigned)random_next(r) & all);
        w->files[w->file_count++] = (struct file){.export = e, .lines = part};
        if (part != all)
            w->files[w->file_count++] = (struct file){.export = e, .lines = rest};
    }
    for (int i = 0; i < w->file_count; i++)
        w->files[i].seq = i + 1;
}

static void shuffle(struct random *r, struct world *w)
{
    for (int i = w->file_count; i > 1; i--) {
        int j = (int)random_between(r, 0, i - 1);
        int64_t seq = w->files[i - 1].seq;
        w->files[i - 1].seq = w->files[j].seq;
        w->files[j].seq = seq;
    }
}

/* ---- what the files make ---- */

static bool is_lettered(const struct entry *e, int export)
{
    return e->letter[0] != '\0' && e->letter_day <= export_day(export);
}

/* The last entry or lettering that a file holds. */
static struct day reach_of(const struct world *w, const struct file *f)
{
    int32_t reach = 0;
    for (int i = 0; i < w->count; i++) {
        const struct entry *e = &w->entries[i];
        int32_t day = is_lettered(e, f->export) ? e->letter_day : e->day;
        if ((f->lines >> i & 1) != 0 && day > reach)
            reach = day;
    }
    return (struct day){reach};
}

static struct line_sighting sighting(const struct world *w, const struct file *f, int line)
{
    const struct entry *e = &w->entries[line];
    bool lettered = is_lettered(e, f->export);
    return (struct line_sighting){
        .import_seq = f->seq,
        .known_day = reach_of(w, f),
        .vanished = (f->gone >> line & 1) != 0,
        .undone = f->undone,
        .letter = lettered ? str_of(e->letter) : STR(""),
        .letter_day = lettered ? (struct day){e->letter_day} : DAY_NONE,
        .valid_day = DAY_NONE,
        .opening_day = DAY_NONE,
        .entry_number = STR(""),
        .position = line + 1,
    };
}

/* The lines some file has held, as they stand, in the arena. */
static size_t lines_of(struct arena *a, const struct world *w, struct ledger_line **out)
{
    struct ledger_line *lines = ARENA_ARRAY(a, LINES_MAX, struct ledger_line);
    size_t count = 0;
    for (int i = 0; i < w->count; i++) {
        struct line_sighting seen[FILES_MAX];
        size_t n = 0;
        for (int f = 0; f < w->file_count; f++) {
            if (((w->files[f].lines | w->files[f].gone) >> i & 1) != 0)
                seen[n++] = sighting(w, &w->files[f], i);
        }
        if (n == 0)
            continue;
        int64_t amount = w->entries[i].amount_minor;
        struct ledger_line *l = &lines[count++];
        *l = (struct ledger_line){.id = i + 1,
                                  .role = LEDGER_CUSTOMER,
                                  .ledger_account = STR("411000"),
                                  .piece = STR("F"),
                                  .entry_day = {w->entries[i].day},
                                  .piece_day = DAY_NONE,
                                  .debit_minor = amount > 0 ? amount : 0,
                                  .credit_minor = amount < 0 ? -amount : 0};
        ledger_standing(l, seen, n);
    }
    *out = lines;
    return count;
}

/* Folds it; every item ties to a line that stands. */
static struct ledger_fold fold(struct arena *a, const struct world *w)
{
    struct ledger_line *lines;
    struct ledger_fold f;
    size_t count = lines_of(a, w, &lines);
    int64_t balance = 0;
    int64_t open = 0;
    size_t standing = 0;
    ledger_fold(a, lines, count, &f);
    for (size_t i = 0; i < count; i++) {
        balance += lines[i].in_force ? lines[i].debit_minor - lines[i].credit_minor : 0;
        standing += lines[i].in_force;
    }
    assert_int_equal(f.item_count, standing);
    for (size_t i = 0; i < f.item_count; i++)
        open += f.items[i].open_minor;
    assert_int_equal(open, balance);
    return f;
}

static void same(const struct ledger_fold *f, const struct ledger_fold *g)
{
    assert_int_equal(f->item_count, g->item_count);
    assert_int_equal(f->allocation_count, g->allocation_count);
    for (size_t i = 0; i < f->item_count; i++) {
        assert_int_equal(f->items[i].id, g->items[i].id);
        assert_int_equal(f->items[i].amount_minor, g->items[i].amount_minor);
        assert_int_equal(f->items[i].open_minor, g->items[i].open_minor);
    }
    for (size_t i = 0; i < f->allocation_count; i++) {
        assert_int_equal(f->allocations[i].amount_minor, g->allocations[i].amount_minor);
        assert_int_equal(f->allocations[i].on.n, g->allocations[i].on.n);
    }
}

/* ---- the properties ---- */

static void on_worlds(const char *name,
                      void (*property)(struct random *r, struct arena *a, struct world *w))
{
    struct random r = random_start(name);
    struct arena a;
    arena_init(&a, 0);
    for (int n = 0; n < WORLDS; n++) {
        struct world w = {.count = 0};
        make_entries(&r, &w);
        make_files(&r, &w);
        property(&r, &a, &w);
        arena_clear(&a);
    }
    arena_release(&a);
}

/* The last export alone, in one file. */
static struct world last_alone(const struct world *w)
{
    struct world last = *w;
    last.file_count = 1;
    last.files[0] =
        (struct file){.seq = 1, .export = EXPORTS - 1, .lines = known_on(w, EXPORTS - 1)};
    return last;
}

static void orders(struct random *r, struct arena *a, struct world *w)
{
    struct world last = last_alone(w);
    struct ledger_fold whole = fold(a, &last);
    for (int i = 0; i < 3; i++) {
        shuffle(r, w);
        struct ledger_fold f = fold(a, w);
        same(&whole, &f);
    }
}

static void parts_in_any_order_make_the_last_export(void **state)
{
    (void)state;
    on_worlds("parts_in_any_order_make_the_last_export", orders);
}

static void repeats(struct random *r, struct arena *a, struct world *w)
{
    shuffle(r, w);
    struct ledger_fold before = fold(a, w);
    struct file again = w->files[random_between(r, 0, w->file_count - 1)];
    again.seq = w->file_count + 1;
    w->files[w->file_count++] = again;
    struct ledger_fold after = fold(a, w);
    same(&before, &after);
    w->files[w->file_count - 1].undone = true;
    struct ledger_fold back = fold(a, w);
    same(&before, &back);
}

static void a_file_twice_changes_nothing(void **state)
{
    (void)state;
    on_worlds("a_file_twice_changes_nothing", repeats);
}

static void undone(struct random *r, struct arena *a, struct world *w)
{
    shuffle(r, w);
    struct ledger_fold before = fold(a, w);
    int back = (int)random_between(r, 0, w->file_count - 1);
    struct world never = *w;
    never.files[back] = never.files[--never.file_count];
    struct ledger_fold without = fold(a, &never);
    w->files[back].undone = true;
    struct ledger_fold taken = fold(a, w);
    same(&without, &taken);
    struct file again = w->files[back];
    again.undone = false;
    again.seq = w->file_count + 1;
    w->files[w->file_count++] = again;
    struct ledger_fold told = fold(a, w);
    same(&before, &told);
}

static void taken_back_is_as_if_never_taken_in(void **state)
{
    (void)state;
    on_worlds("taken_back_is_as_if_never_taken_in", undone);
}

/* A period import that no longer holds some lines: they are out of the balance, come back with a
 * file that holds them, and with the import's undo. */
static void periods(struct random *r, struct arena *a, struct world *w)
{
    unsigned all = known_on(w, EXPORTS - 1);
    unsigned gone = (unsigned)random_next(r) & (unsigned)random_next(r) & all;
    struct ledger_fold before = fold(a, w);
    struct file period = {.seq = w->file_count + 1, .export = EXPORTS - 1, .gone = gone};
    period.lines = all & ~gone;
    w->files[w->file_count++] = period;
    struct ledger_fold after = fold(a, w);
    int64_t left = 0;
    int64_t open = 0;
    for (int i = 0; i < w->count; i++)
        left += (gone >> i & 1) == 0 ? w->entries[i].amount_minor : 0;
    for (size_t i = 0; i < after.item_count; i++)
        open += after.items[i].open_minor;
    assert_int_equal(open, left);
    w->files[w->file_count - 1].undone = true;
    struct ledger_fold back = fold(a, w);
    same(&before, &back);
    w->files[w->file_count - 1].undone = false;
    w->files[w->file_count++] =
        (struct file){.seq = period.seq + 1, .export = EXPORTS - 1, .lines = all};
    struct ledger_fold returned = fold(a, w);
    same(&before, &returned);
}

static void what_a_period_loses_comes_back(void **state)
{
    (void)state;
    on_worlds("what_a_period_loses_comes_back", periods);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_in_any_order_make_the_last_export),
        cmocka_unit_test(a_file_twice_changes_nothing),
        cmocka_unit_test(taken_back_is_as_if_never_taken_in),
        cmocka_unit_test(what_a_period_loses_comes_back),
    };
    return cmocka_run_group_tests_name("property files", tests, NULL, NULL);
}
