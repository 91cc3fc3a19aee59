/* A rate over time, added up: the interest on a constant amount between any two days is one
 * subtraction and one multiplication, however many rate changes lie between them. The daily run
 * builds a curve once and uses it for every invoice.
 *
 * A curve is cut at every 1 January and 1 July, so a piece lies in one semester and one year. A day
 * weighs its rate times 366, or times 365 in a leap year counted actual/actual; dividing by
 * 365 x 366 then gives exactly 1/365 or 1/366 of a year's interest. */
#ifndef RELANCE_LAW_CURVE_H
#define RELANCE_LAW_CURVE_H

#include "base/arena.h"
#include "base/check.h"
#include "base/day.h"
#include "base/money.h"
#include "base/rate.h"
#include "tables.h"

enum law_day_count {
    LAW_DAYS_365,    /* a year always counts 365 days */
    LAW_DAYS_ACTUAL, /* the days of a leap year count 1/366 */
};

/* Which rate a day carries. */
enum law_curve_kind {
    LAW_CURVE_BUSINESS,      /* ECB rate of the semester's first day + margin of L441-10 */
    LAW_CURVE_LEGAL_OTHER,   /* legal rate, creditor acting for professional needs */
    LAW_CURVE_LEGAL_PRIVATE, /* legal rate, private creditor */
    LAW_CURVE_FIXED,         /* one rate, frozen by law or fixed by contract */
};

struct law_curve_piece {
    struct day from;       /* first day; the piece ends before the next one begins */
    struct rate rate;      /* percent a year */
    int64_t weight_before; /* of all days of the curve before `from` */
    int64_t weight_a_day;
};

struct law_curve {
    const struct law_curve_piece *pieces;
    size_t count;           /* 0: not a single day is covered */
    struct day first, last; /* days covered, inclusive */
};

struct law_curve_terms {
    enum law_curve_kind kind;
    struct day from, to;  /* wanted; what the tables do not cover is left out */
    struct rate fixed;    /* LAW_CURVE_FIXED: the rate */
    struct day more_from; /* DAY_NONE, or the first day that carries `more` on top */
    struct rate more;
    enum law_day_count day_count;
};

/* Covers the days from `from` up to the day before the first one whose rate is missing; nothing if
 * `from` itself is missing. Pieces live in the arena. */
struct law_curve law_curve_build(const struct law_tables *t, const struct law_curve_terms *terms,
                                 struct arena *arena);

/* Weight of the days after `after` up to and including `to`; days outside the curve weigh nothing.
 */
int64_t law_curve_weight(const struct law_curve *c, struct day after, struct day to);

/* Interest of a weight on base minor units, in units of 10^-decimals of a minor unit, rounded half
 * up. decimals 0 to 6. */
int64_t law_weight_interest(int64_t base_minor, int64_t weight, int decimals);

/* The same base over some days, with its weight. */
struct law_slice {
    int64_t base_minor, weight;
};
/* Interest of several slices in minor units: added exactly, rounded half up once. */
int64_t law_slices_interest(const struct law_slice *slices, size_t count);

/* Business default rate of a semester; false: missing. */
MUST_CHECK bool law_business_rate(const struct law_tables *t, struct day day, struct rate *out);
/* Lowest lawful contractual rate in the semester of a day; false: missing. */
MUST_CHECK bool law_minimum_rate(const struct law_tables *t, struct day day, struct rate *out);

#endif
