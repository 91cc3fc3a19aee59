/* Rows kept in memory stay the first ones of their list, whatever comes and goes. */
#include "support/random.h"
#include "support/unit.h"

#include "app/daily/kept_rows.h"

enum { DEBTORS = 900, LEAST = 150, STEPS = 2000, EACH_MAX = 3, CHANGES_MAX = 40 };

struct world {
    struct arena arena;
    struct random random;
    struct stored_work rows[DEBTORS][EACH_MAX]; /* of each debtor */
    size_t count[DEBTORS];
    struct stored_work all[DEBTORS * EACH_MAX]; /* in the order of work */
    size_t all_count;
};

static void draw_rows(struct world *w, int64_t debtor, int64_t most)
{
    w->count[debtor] = (size_t)random_between(&w->random, 0, most);
    for (size_t i = 0; i < w->count[debtor]; i++)
        w->rows[debtor][i] = (struct stored_work){
            .key = {debtor, debtor * EACH_MAX + (int64_t)i},
            .place_tier = random_between(&w->random, 0, 3),
            .place_value = -random_between(&w->random, 0, 9),
            .place_amount = -random_between(&w->random, 1, 40),
        };
}

static void put_in_order(struct world *w)
{
    w->all_count = 0;
    for (size_t d = 0; d < DEBTORS; d++) {
        for (size_t i = 0; i < w->count[d]; i++)
            w->all[w->all_count++] = w->rows[d][i];
    }
    work_order(&w->arena, w->all, w->all_count);
}

static void read_all(struct world *w, struct arena *kept_arena, struct kept_rows *k)
{
    struct kept_rows read;
    size_t asked = LEAST + KEPT_SPARE + (size_t)random_between(&w->random, 0, 50);
    struct stored_works works = {w->all, w->all_count < asked ? w->all_count : asked};
    kept_rows_fill(&w->arena, &read, &(struct kept_read){&works, asked, 0});
    arena_clear(kept_arena);
    kept_rows_take(kept_arena, k, &read, LEAST);
}

static bool change_some(struct world *w, struct kept_rows *k, int64_t most)
{
    int64_t ids[CHANGES_MAX];
    struct stored_work rows[CHANGES_MAX * EACH_MAX];
    struct kept_change change = {.debtor_ids = ids, .rows = rows};
    int64_t d = random_between(&w->random, 0, 40);
    while (d < DEBTORS && change.debtor_count < CHANGES_MAX) {
        draw_rows(w, d, most);
        ids[change.debtor_count++] = d;
        for (size_t i = 0; i < w->count[d]; i++)
            rows[change.row_count++] = w->rows[d][i];
        d += random_between(&w->random, 1, 300);
    }
    work_order(&w->arena, rows, change.row_count);
    return kept_rows_change(k, &change);
}

static void the_first_ones_stay(void **state)
{
    static struct world w;
    struct arena kept_arena;
    struct kept_rows k;
    size_t again = 0;
    (void)state;
    w.random = random_start("kept_rows");
    arena_init(&w.arena, 0);
    arena_init(&kept_arena, 0);
    for (int64_t d = 0; d < DEBTORS; d++)
        draw_rows(&w, d, EACH_MAX);
    put_in_order(&w);
    read_all(&w, &kept_arena, &k);
    for (int step = 0; step < STEPS; step++) {
        /* for a while more come than go, then the other way round */
        bool good = change_some(&w, &k, step / 250 % 2 == 0 ? EACH_MAX : step / 1000);
        put_in_order(&w);
        if (!good) {
            again++;
            read_all(&w, &kept_arena, &k);
        }
        assert_true(k.whole ? k.count == w.all_count : k.count >= LEAST);
        assert_true(k.count <= LEAST + 2 * KEPT_SPARE);
        for (size_t i = 0; i < k.count; i++)
            assert_int_equal(work_place_compare(&k.rows[i], &w.all[i]), 0);
        arena_clear(&w.arena);
    }
    assert_true(again > 2 && again < STEPS / 20);
    arena_release(&w.arena);
    arena_release(&kept_arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_first_ones_stay)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
