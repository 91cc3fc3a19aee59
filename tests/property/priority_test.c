/* What always holds of priorities: filling a day greedily loses next to nothing, and what is learnt
 * from logged outcomes finds those whom a contact changes. Seeded: see random.h. */
#include "support/random.h"
#include "support/unit.h"

#include <math.h>

#include "strategy/queue.h"
#include "strategy/uplift.h"

static double uniform(struct random *r)
{
    return (double)(random_next(r) >> 11) / 9007199254740992.0;
}

/* ---- the knapsack ---- */

enum { FILES = 150, MINUTES = 300 };

static int best_first(const void *pa, const void *pb)
{
    const struct priority_value *a = pa;
    const struct priority_value *b = pb;
    return a->per_minute_minor > b->per_minute_minor ? -1
                                                     : a->per_minute_minor < b->per_minute_minor;
}

/* Whole minutes: the exact optimum by dynamic programming. */
static double optimum(const struct priority_value *values)
{
    static double best[MINUTES + 1];
    memset(best, 0, sizeof best);
    for (int i = 0; i < FILES; i++) {
        int minutes = (int)values[i].minutes;
        for (int m = MINUTES; m >= minutes; m--)
            best[m] = fmax(best[m], best[m - minutes] + values[i].expected_minor);
    }
    return best[MINUTES];
}

static void greedy_loses_next_to_nothing(void **state)
{
    (void)state;
    struct random r = random_start("knapsack");
    double lost = 0;
    for (int day = 0; day < 1000; day++) {
        struct priority_value values[FILES];
        for (int i = 0; i < FILES; i++) {
            values[i] = (struct priority_value){.minutes = (double)random_between(&r, 2, 5)};
            values[i].expected_minor = exp(3 + 2 * uniform(&r)) * values[i].minutes;
            values[i].per_minute_minor = values[i].expected_minor / values[i].minutes;
        }
        qsort(values, FILES, sizeof values[0], best_first);
        struct priority_day filled = priority_fill(values, FILES, MINUTES);
        double greedy = 0;
        for (size_t i = 0; i < filled.count; i++)
            greedy += values[i].expected_minor;
        assert_true(filled.minutes <= MINUTES);
        lost += 1 - greedy / optimum(values);
    }
    print_message("# mean loss %.4f %%\n", lost / 10);
    assert_true(lost / 1000 <= 0.005);
}

/* ---- learning ---- */

static struct uplift_file any_file(struct random *r)
{
    return (struct uplift_file){.amount_minor = (int64_t)(exp(9 + 4 * uniform(r))),
                                .days_late = (int32_t)random_between(r, 1, 200),
                                .consumer = uniform(r) < 0.3,
                                .broken = (int32_t)random_between(r, 0, 3),
                                .kept = (int32_t)random_between(r, 0, 3),
                                .attempts = (int32_t)random_between(r, 0, 5)};
}

/* The world the log comes from: contacts work on those who keep promises, not on those who break
 * them; and not as the prior believes. */
static double truth(const struct uplift_file *f, bool contacted)
{
    double odds = -1.5 - 0.004 * f->days_late + 0.2 * f->kept;
    if (contacted)
        odds += 0.3 + 0.5 * f->kept - 0.4 * f->broken;
    return 1 / (1 + exp(-odds));
}

static struct uplift_outcome *log_of(struct arena *a, struct random *r, size_t count)
{
    struct uplift_outcome *rows = ARENA_ARRAY(a, count, struct uplift_outcome);
    for (size_t i = 0; i < count; i++) {
        rows[i].file = any_file(r);
        rows[i].propensity = 0.3 + 0.4 * uniform(r);
        rows[i].contacted = uniform(r) < rows[i].propensity;
        rows[i].paid = uniform(r) < truth(&rows[i].file, rows[i].contacted);
    }
    return rows;
}

static int by_double(const void *pa, const void *pb)
{
    const double *a = pa;
    const double *b = pb;
    return *a < *b ? -1 : *a > *b;
}

enum { JUDGED = 2000 };

static void ranks(const double *values, double *out)
{
    static double sorted[JUDGED];
    memcpy(sorted, values, sizeof sorted);
    qsort(sorted, JUDGED, sizeof sorted[0], by_double);
    for (int i = 0; i < JUDGED; i++) {
        double *at = bsearch(&values[i], sorted, JUDGED, sizeof sorted[0], by_double);
        out[i] = (double)(at - sorted);
    }
}

static double spearman(const double *a, const double *b)
{
    static double ra[JUDGED];
    static double rb[JUDGED];
    double sum = 0;
    double aa = 0;
    double bb = 0;
    ranks(a, ra);
    ranks(b, rb);
    for (int i = 0; i < JUDGED; i++) {
        double x = ra[i] - (JUDGED - 1) / 2.0;
        double y = rb[i] - (JUDGED - 1) / 2.0;
        sum += x * y;
        aa += x * x;
        bb += y * y;
    }
    return sum / sqrt(aa * bb);
}

static double agreement(struct random *r, const struct priority_rules *rules,
                        const struct uplift_model *model)
{
    static double predicted[JUDGED];
    static double real[JUDGED];
    for (int i = 0; i < JUDGED; i++) {
        struct uplift_file file = any_file(r);
        struct priority_chance chance = uplift_chance(rules, model, &file);
        predicted[i] = chance.called - chance.untouched;
        real[i] = truth(&file, true) - truth(&file, false);
    }
    return spearman(predicted, real);
}

static void the_truth_is_recovered_from_a_log(void **state)
{
    (void)state;
    struct arena a;
    struct random r = random_start("uplift");
    struct priority_rules rules = priority_default();
    struct uplift_model model;
    arena_init(&a, 0);
    struct uplift_outcome *rows = log_of(&a, &r, 5800);
    uplift_learn(&a, &rules, rows, 5800, &model);
    assert_true(model.learnt);
    double found = agreement(&r, &rules, &model);
    double gain = uplift_qini(&a, &rules, &model, rows, 5800);
    struct uplift_model prior = {.learnt = false};
    print_message("# rank correlation %.2f, qini %.4f, of the prior %.4f\n", found, gain,
                  uplift_qini(&a, &rules, &prior, rows, 5800));
    assert_true(found >= 0.75);
    assert_true(gain > uplift_qini(&a, &rules, &prior, rows, 5800) + 0.005);
    arena_release(&a);
}

static void few_outcomes_hardly_move_the_prior_and_none_do_not(void **state)
{
    (void)state;
    struct arena a;
    struct random r = random_start("shrinkage");
    struct priority_rules rules = priority_default();
    struct uplift_model model;
    arena_init(&a, 0);
    struct uplift_outcome *rows = log_of(&a, &r, 20000);
    struct uplift_file file = {.amount_minor = 100000, .days_late = 40, .kept = 3};
    double before = priority_prior(&rules, 40).called - priority_prior(&rules, 40).untouched;
    uplift_learn(&a, &rules, rows, 299, &model);
    assert_false(model.learnt);
    struct priority_chance same = uplift_chance(&rules, &model, &file);
    assert_true(fabs(same.called - same.untouched - before) < 1e-12);
    double goal = truth(&file, true) - truth(&file, false);
    double far = 0;
    static const size_t counts[] = {300, 3000, 20000};
    for (size_t i = 0; i < COUNT_OF(counts); i++) {
        uplift_learn(&a, &rules, rows, counts[i], &model);
        assert_true(model.learnt);
        struct priority_chance c = uplift_chance(&rules, &model, &file);
        double now = fabs(c.called - c.untouched - goal);
        print_message("# %zu outcomes: %.3f away from the truth, the prior %.3f\n", counts[i], now,
                      fabs(before - goal));
        assert_true(now < fabs(before - goal));
        far = now;
    }
    assert_true(far < 0.12);
    arena_release(&a);
}

static void what_was_not_drawn_by_lot_teaches_nothing(void **state)
{
    (void)state;
    struct arena a;
    struct random r = random_start("propensity");
    struct priority_rules rules = priority_default();
    struct uplift_model model;
    arena_init(&a, 0);
    struct uplift_outcome *rows = log_of(&a, &r, 1000);
    for (size_t i = 0; i < 1000; i++)
        rows[i].propensity = i < 701 ? (double)(i % 2) : rows[i].propensity;
    uplift_learn(&a, &rules, rows, 1000, &model);
    assert_false(model.learnt); /* 299 are left */
    assert_int_equal(model.outcome_count, 299);
    rows = log_of(&a, &r, 1000);
    for (size_t i = 0; i < 1000; i++)
        rows[i].contacted = true;
    uplift_learn(&a, &rules, rows, 1000, &model);
    assert_false(model.learnt); /* nobody was left alone */
    arena_release(&a);
}

static void the_value_of_a_policy_is_estimated_without_following_it(void **state)
{
    (void)state;
    struct arena a;
    struct random r = random_start("policy value");
    struct priority_rules rules = priority_default();
    struct uplift_model model;
    arena_init(&a, 0);
    enum { ROWS = 40000 };
    struct uplift_outcome *rows = log_of(&a, &r, ROWS);
    uplift_learn(&a, &rules, rows, 3000, &model);
    double real = 0;
    for (size_t i = 0; i < ROWS; i++) {
        struct priority_chance c = uplift_chance(&rules, &model, &rows[i].file);
        real += truth(&rows[i].file, c.called - c.untouched >= 0.1) / ROWS;
    }
    double estimate = uplift_value(&rules, &model, rows, ROWS, 0.1);
    print_message("# estimated %.4f, real %.4f\n", estimate, real);
    assert_true(fabs(estimate - real) < 0.05 * real);
    arena_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(greedy_loses_next_to_nothing),
        cmocka_unit_test(the_truth_is_recovered_from_a_log),
        cmocka_unit_test(few_outcomes_hardly_move_the_prior_and_none_do_not),
        cmocka_unit_test(what_was_not_drawn_by_lot_teaches_nothing),
        cmocka_unit_test(the_value_of_a_policy_is_estimated_without_following_it),
    };
    return cmocka_run_group_tests_name("property priority", tests, NULL, NULL);
}
