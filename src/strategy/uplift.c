#include "uplift.h"

#include "base/sort.h"

#include <math.h>

enum { PARAMETERS = 2 * UPLIFT_TRAIT_COUNT, STEPS_MAX = 50 };

static const double ridge = 10, ridge_effect = 30, step_enough = 1e-10, weight_max = 20;
static const double prior_calls = 20;
static const double chance_min = 1e-4;

static double log_odds(double p)
{
    double q = p < chance_min ? chance_min : p > 1 - chance_min ? 1 - chance_min : p;
    return log(q / (1 - q));
}

static double chance_of(double odds) { return 1 / (1 + exp(-odds)); }

static double at_most(int32_t value, int32_t most) { return value > most ? most : value; }

static const int32_t steps[] = {1, 8, 15, 31, 46, 61, 91, 121, 181, 271, 366, 731};

static int32_t in_steps(int32_t days_late)
{
    size_t i = COUNT_OF(steps) - 1;
    while (i > 0 && days_late < steps[i])
        i--;
    return days_late < steps[0] ? 0 : steps[i];
}

static void traits_of(const struct uplift_file *file, double x[UPLIFT_TRAIT_COUNT])
{
    double units = (double)(file->amount_minor > 100 ? file->amount_minor : 100) / 100.0;
    x[UPLIFT_ONE] = 1;
    x[UPLIFT_AMOUNT] = log(units / 1000);
    x[UPLIFT_AGE] = log1p(in_steps(file->days_late)) - log(31);
    x[UPLIFT_CONSUMER] = file->consumer;
    x[UPLIFT_PUBLIC] = file->public_body;
    x[UPLIFT_BROKEN] = at_most(file->broken, 3);
    x[UPLIFT_KEPT] = at_most(file->kept, 3);
    x[UPLIFT_ATTEMPTS] = at_most(file->attempts, 5) / 5;
}

/* One row as the regression sees it: what the prior says, and the traits once or twice. */
struct sample {
    double prior;
    double x[PARAMETERS];
    double paid;
};

static struct sample sample_of(const struct priority_rules *rules, const struct uplift_file *file,
                               bool contacted)
{
    struct priority_chance prior = priority_prior(rules, file->days_late);
    struct sample s = {.prior = log_odds(contacted ? prior.called : prior.untouched)};
    traits_of(file, s.x);
    for (int k = 0; contacted && k < UPLIFT_TRAIT_COUNT; k++)
        s.x[UPLIFT_TRAIT_COUNT + k] = s.x[k];
    return s;
}

/* Newton's normal equations: gradient and the lower half of the (positive) Hessian. */
struct equations {
    double gradient[PARAMETERS];
    double hessian[PARAMETERS][PARAMETERS];
};

static void add_sample(struct equations *e, const struct sample *s, const double *w)
{
    double odds = s->prior;
    for (int k = 0; k < PARAMETERS; k++)
        odds += s->x[k] * w[k];
    double p = chance_of(odds);
    double residual = s->paid - p;
    double spread = p * (1 - p);
    for (int k = 0; k < PARAMETERS; k++) {
        e->gradient[k] += residual * s->x[k];
        for (int l = 0; l <= k; l++)
            e->hessian[k][l] += spread * s->x[k] * s->x[l];
    }
}

static void add_ridge(struct equations *e, const double *w)
{
    for (int k = 0; k < PARAMETERS; k++) {
        double pull = k < UPLIFT_TRAIT_COUNT ? ridge : ridge_effect;
        e->gradient[k] -= pull * w[k];
        e->hessian[k][k] += pull;
    }
}

/* Cholesky, in place; the ridge makes the matrix positive definite. Returns the longest step. */
static double solve(struct equations *e, double *w)
{
    double step[PARAMETERS];
    double longest = 0;
    for (int k = 0; k < PARAMETERS; k++) {
        for (int l = 0; l <= k; l++) {
            double sum = e->hessian[k][l];
            for (int m = 0; m < l; m++)
                sum -= e->hessian[k][m] * e->hessian[l][m];
            e->hessian[k][l] = k == l ? sqrt(sum) : sum / e->hessian[l][l];
        }
        double sum = e->gradient[k];
        for (int m = 0; m < k; m++)
            sum -= e->hessian[k][m] * step[m];
        step[k] = sum / e->hessian[k][k];
    }
    for (int k = PARAMETERS - 1; k >= 0; k--) {
        double sum = step[k];
        for (int m = k + 1; m < PARAMETERS; m++)
            sum -= e->hessian[m][k] * step[m];
        step[k] = sum / e->hessian[k][k];
        w[k] += step[k];
        longest = fabs(step[k]) > longest ? fabs(step[k]) : longest;
    }
    return longest;
}

static bool drawn(const struct uplift_outcome *row)
{
    return row->propensity > 0 && row->propensity < 1;
}

/* The rows that were drawn by lot; NULL when they are too few or all alike. */
static struct sample *samples_of(struct arena *a, const struct priority_rules *rules,
                                 const struct uplift_outcome *rows, size_t *count)
{
    size_t n = 0;
    size_t contacted = 0;
    struct sample *samples = ARENA_ARRAY(a, *count, struct sample);
    for (size_t i = 0; i < *count; i++) {
        if (!drawn(&rows[i]))
            continue;
        samples[n] = sample_of(rules, &rows[i].file, rows[i].contacted);
        samples[n++].paid = rows[i].paid;
        contacted += rows[i].contacted;
    }
    *count = n;
    bool enough = n >= (size_t)rules->outcomes_min && contacted > 0 && contacted < n;
    return enough ? samples : NULL;
}

void uplift_learn(struct arena *a, const struct priority_rules *rules,
                  const struct uplift_outcome *rows, size_t count, struct uplift_model *out)
{
    double w[PARAMETERS] = {0};
    const struct sample *samples = samples_of(a, rules, rows, &count);
    *out = (struct uplift_model){.outcome_count = count, .learnt = samples != NULL};
    if (samples == NULL)
        return;
    for (int step = 0; step < STEPS_MAX; step++) {
        struct equations e = {0};
        for (size_t i = 0; i < count; i++)
            add_sample(&e, &samples[i], w);
        add_ridge(&e, w);
        if (solve(&e, w) < step_enough)
            break;
    }
    memcpy(out->base, w, sizeof out->base);
    memcpy(out->effect, &w[UPLIFT_TRAIT_COUNT], sizeof out->effect);
}

void uplift_reach(const struct priority_rules *rules, const struct uplift_call *calls, size_t count,
                  struct uplift_model *out)
{
    double called[PRIORITY_BANDS_MAX] = {0};
    double reached[PRIORITY_BANDS_MAX] = {0};
    for (size_t i = 0; i < count; i++) {
        size_t band = priority_band_of(rules, calls[i].days_late);
        called[band] += 1;
        reached[band] += calls[i].reached;
    }
    for (size_t i = 0; i < rules->band_count; i++) {
        double prior = rules->bands[i].reached_permil / 1000.0;
        out->reached[i] = (prior_calls * prior + reached[i]) / (prior_calls + called[i]);
    }
    out->call_count = count;
    out->reach_learnt = count >= (size_t)rules->outcomes_min;
}

struct priority_chance uplift_chance(const struct priority_rules *rules,
                                     const struct uplift_model *model,
                                     const struct uplift_file *file)
{
    double x[UPLIFT_TRAIT_COUNT];
    struct priority_chance chance = priority_prior(rules, file->days_late);
    if (model->reach_learnt) {
        double reached = model->reached[priority_band_of(rules, file->days_late)];
        double effect = (chance.called - chance.untouched) / chance.reached;
        chance.reached = reached;
        if (!model->learnt)
            chance.called = chance.untouched + reached * effect;
    }
    if (!model->learnt)
        return chance;
    double untouched = log_odds(chance.untouched);
    double called = log_odds(chance.called);
    traits_of(file, x);
    for (int k = 0; k < UPLIFT_TRAIT_COUNT; k++) {
        untouched += model->base[k] * x[k];
        called += (model->base[k] + model->effect[k]) * x[k];
    }
    chance.untouched = chance_of(untouched);
    chance.called = chance_of(called);
    return chance;
}

/* ---- how good it is ---- */

double uplift_value(const struct priority_rules *rules, const struct uplift_model *model,
                    const struct uplift_outcome *rows, size_t count, double threshold)
{
    double sum = 0;
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        if (!drawn(&rows[i]))
            continue;
        struct priority_chance chance = uplift_chance(rules, model, &rows[i].file);
        bool wanted = chance.called - chance.untouched >= threshold;
        double expected = wanted ? chance.called : chance.untouched;
        double happened = wanted ? rows[i].propensity : 1 - rows[i].propensity;
        double weight = 1 / happened > weight_max ? weight_max : 1 / happened;
        sum += expected;
        if (rows[i].contacted == wanted)
            sum += weight * (rows[i].paid - expected);
        n++;
    }
    return n > 0 ? sum / (double)n : 0;
}

struct qini_row {
    double effect, weight, paid;
    bool contacted;
};

static int by_effect(const void *pa, const void *pb, const void *with)
{
    const struct qini_row *a = pa;
    const struct qini_row *b = pb;
    (void)with;
    if (a->effect > b->effect || a->effect < b->effect)
        return a->effect > b->effect ? -1 : 1;
    return 0;
}

double uplift_qini(struct arena *a, const struct priority_rules *rules,
                   const struct uplift_model *model, const struct uplift_outcome *rows,
                   size_t count)
{
    struct qini_row *sorted = ARENA_ARRAY(a, count, struct qini_row);
    size_t n = 0;
    double total = 0;
    for (size_t i = 0; i < count; i++) {
        if (!drawn(&rows[i]))
            continue;
        struct priority_chance chance = uplift_chance(rules, model, &rows[i].file);
        double happened = rows[i].contacted ? rows[i].propensity : 1 - rows[i].propensity;
        double weight = 1 / happened > weight_max ? weight_max : 1 / happened;
        sorted[n++] = (struct qini_row){chance.called - chance.untouched, weight, rows[i].paid,
                                        rows[i].contacted};
        total += (rows[i].contacted ? weight : -weight) * rows[i].paid;
    }
    SORT(a, sorted, n, by_effect, NULL);
    double gained = 0;
    double area = 0;
    for (size_t i = 0; i < n; i++) {
        gained += (sorted[i].contacted ? sorted[i].weight : -sorted[i].weight) * sorted[i].paid;
        area += gained - total * (double)(i + 1) / (double)n;
    }
    return n > 0 ? area / ((double)n * (double)n) : 0;
}

int32_t uplift_next_step(const struct priority_rules *rules, const struct uplift_model *model,
                         int32_t days_late)
{
    int32_t next = 0;
    for (size_t i = 0; i < rules->band_count; i++) {
        int32_t from = rules->bands[i].days_from;
        if (from > days_late && (next == 0 || from < next))
            next = from;
    }
    for (size_t i = 0; model->learnt && i < COUNT_OF(steps); i++) {
        if (steps[i] > days_late && (next == 0 || steps[i] < next))
            next = steps[i];
    }
    return next;
}
