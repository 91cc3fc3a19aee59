/* Learning from logged outcomes how much a contact changes, debtor by debtor.
 *
 * One logistic regression: the chance of being paid within the horizon, from what is known of the
 * file (x) and, when there was a contact, from the same again (a x). Both start from the prior of
 * the band and are pulled back to it by a ridge, three times as strong on a x: with few outcomes
 * the prior is what is left, with many it is forgotten. Nothing is random, nothing depends on the
 * order of the rows beyond rounding.
 *
 * Whether a contact was made must have been drawn by lot for a part of the files, with the chance
 * logged (queue.h), or nothing can be learnt. Source: science (uplift, doubly robust value, Qini).
 */
#ifndef RELANCE_STRATEGY_UPLIFT_H
#define RELANCE_STRATEGY_UPLIFT_H

#include "priority.h"

enum uplift_trait {
    UPLIFT_ONE,      /* 1 */
    UPLIFT_AMOUNT,   /* ln(amount in units / 1000) */
    UPLIFT_AGE,      /* ln(1 + days late) - ln(31); days count in steps: a value that is kept
                        need not change every day */
    UPLIFT_CONSUMER, /* 0 or 1 */
    UPLIFT_PUBLIC,   /* 0 or 1 */
    UPLIFT_BROKEN,   /* promises broken, at most 3 */
    UPLIFT_KEPT,     /* promises kept, at most 3 */
    UPLIFT_ATTEMPTS, /* calls that reached nobody, at most 5, divided by 5 */
    UPLIFT_TRAIT_COUNT
};

struct uplift_file {
    int64_t amount_minor;
    int32_t days_late;
    bool consumer, public_body;
    int32_t broken, kept, attempts;
};

struct uplift_outcome {
    struct uplift_file file;
    bool contacted;
    double propensity; /* the chance, when it was drawn, that a contact would be made; 0 to 1 */
    double paid;       /* share of the amount that came within the horizon, 0 to 1 */
};

/* One call that was noted. */
struct uplift_call {
    int32_t days_late;
    bool reached; /* somebody who can pay or decide */
};

struct uplift_model {
    double base[UPLIFT_TRAIT_COUNT];   /* added to the prior's log-odds */
    double effect[UPLIFT_TRAIT_COUNT]; /* added when there was a contact */
    size_t outcome_count;
    double
        reached[PRIORITY_BANDS_MAX]; /* calls of each band that reach somebody; by uplift_reach */
    size_t call_count;
    bool reach_learnt; /* false: too few calls were noted; the prior alone speaks */
    bool learnt;       /* false: too few outcomes, or all alike; the prior alone speaks */
};

/* Learns, when at least rules->outcomes_min outcomes with a propensity strictly between 0 and 1
 * are among the rows, some with and some without contact. */
void uplift_learn(struct arena *a, const struct priority_rules *rules,
                  const struct uplift_outcome *rows, size_t count, struct uplift_model *out);
/* Learns how often calls reach somebody, band by band, from at least rules->outcomes_min calls: the
 * prior of the band counts as much as twenty calls (Beta-Bernoulli). Sets reached, call_count and
 * reach_learnt; nothing else. */
void uplift_reach(const struct priority_rules *rules, const struct uplift_call *calls, size_t count,
                  struct uplift_model *out);
/* The chances of a file: the prior's when nothing was learnt. While only the reach is learnt, a
 * call has the effect of the prior on those whom it reaches. */
struct priority_chance uplift_chance(const struct priority_rules *rules,
                                     const struct uplift_model *model,
                                     const struct uplift_file *file);

/* After so many days late the chances of a file may be others than now, were nothing else to
 * change; 0: never again. */
int32_t uplift_next_step(const struct priority_rules *rules, const struct uplift_model *model,
                         int32_t days_late);

/* Value per outcome of a policy that contacts the files whose predicted effect is at least
 * `threshold`: the doubly robust estimate, weights cut at 20. */
double uplift_value(const struct priority_rules *rules, const struct uplift_model *model,
                    const struct uplift_outcome *rows, size_t count, double threshold);
/* Area between the Qini curve of the predicted effect and that of chance, per outcome: above 0 the
 * ranking finds those whom a contact changes. */
double uplift_qini(struct arena *a, const struct priority_rules *rules,
                   const struct uplift_model *model, const struct uplift_outcome *rows,
                   size_t count);

#endif
