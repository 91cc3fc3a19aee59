/* What one minute of an agent's time is worth on a file: the extra cash a contact is expected to
 * bring, per minute it takes. Extra: what would have come anyway is not counted.
 *
 *     U = B (Pa - P0) r - c - h        I = U / t        t = q talk + (1 - q) ring
 *
 * B the open amount net of credits, P0 and Pa the chance that it is paid within the horizon without
 * and with the action, r the share that is left when it is recovered, c the cost of the action, h
 * the harm it may do, t the minutes it takes, q the chance to reach somebody who can pay. The day
 * is filled by decreasing I; the I of the first one left out is the price of a minute.
 *
 * Until enough outcomes were logged nothing is learnt from them (uplift.h): Pa - P0 is then the
 * effect of the file's band, a table with its source (rules/priority.yaml). Whatever the law or the
 * house forbids was taken out before, by the gate. Source: science, Dantzig's greedy knapsack. */
#ifndef RELANCE_STRATEGY_PRIORITY_H
#define RELANCE_STRATEGY_PRIORITY_H

#include "base/arena.h"
#include "base/check.h"
#include "base/str.h"
#include "rule_fault.h"

/* Files of one age. Shares in thousandths. */
struct priority_band {
    int32_t days_from;        /* late; it reaches to the day before the next band's */
    int32_t untouched_permil; /* paid within the horizon without any contact */
    int32_t reached_permil;   /* calls that reach somebody who can pay */
    int32_t effect_permil;    /* extra share paid when he was reached */
    int32_t line;
};

enum { PRIORITY_BANDS_MAX = 20 };

struct priority_rules {
    int32_t horizon_days;
    int32_t talk_seconds, ring_seconds; /* a call that reaches somebody, and one that does not */
    int64_t cost_minor, harm_minor;     /* of one contact */
    int32_t recovered_permil;           /* r: 1000 when all that is paid is kept */
    int32_t outcomes_min;               /* below so many logged outcomes nothing is learnt */
    int32_t explore_permil;             /* share of the debtors drawn by lot each day (queue.h) */
    int32_t day_minutes;                /* that one agent spends on calls in a day */
    struct priority_band bands[PRIORITY_BANDS_MAX];
    size_t band_count; /* by days_from, the first at 1 */
    int32_t line;      /* of the file */
};

/* What the house starts with: rules/priority.yaml says where each figure comes from. */
struct priority_rules priority_default(void);
/* Adds what is wrong. */
void priority_check(const struct priority_rules *rules, struct rule_faults *faults);

/* The two chances, and how to reach him: of a band, or learnt. */
struct priority_chance {
    double untouched, called; /* P0, Pa: of being paid within the horizon */
    double reached;           /* q */
};

size_t priority_band_of(const struct priority_rules *rules, int32_t days_late);
struct priority_chance priority_prior(const struct priority_rules *rules, int32_t days_late);

/* Every factor, so that the figure can be explained: amount x effect / minutes. */
struct priority_value {
    int64_t amount_minor;
    double effect;         /* Pa - P0 */
    double minutes;        /* t */
    double expected_minor; /* U; may be negative: not worth a call */
    double per_minute_minor;
};

/* Minutes that a call takes, which reaches somebody with this chance. */
double priority_minutes(const struct priority_rules *rules, double reached);
struct priority_value priority_of(const struct priority_rules *rules, int64_t amount_minor,
                                  struct priority_chance chance);
/* I in whole minor units, half away from zero: for people, never for ranking. */
int64_t priority_per_minute(const struct priority_value *value);

/* How far a day goes: values by decreasing I. */
struct priority_day {
    size_t count;                  /* how many of the first fit, one after the other */
    double minutes;                /* they take */
    double price_per_minute_minor; /* I of the first one left out; 0: all fit */
};
struct priority_day priority_fill(const struct priority_value *values, size_t count,
                                  double minutes);

#endif
