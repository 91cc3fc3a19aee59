/* A seeded source of chance for the demo portfolio. Integers only, so that the same seed gives the
 * same bytes on every machine. */
#ifndef RELANCE_DEMOGEN_CHANCE_H
#define RELANCE_DEMOGEN_CHANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct chance {
    uint64_t state;
};

uint64_t chance_next(struct chance *c);
/* 0 .. bound - 1. */
int chance_below(struct chance *c, int bound);
/* low .. high, both included. */
int chance_between(struct chance *c, int low, int high);
/* True in `permille` of 1000 cases. */
bool chance_hits(struct chance *c, int permille);
/* Mean 0, standard deviation 1000, within +-6000. */
int chance_normal(struct chance *c);
/* Log-normal: half of the results lie below `median`; one deviation multiplies or divides it by
 * 2^(spread / 1000). */
int64_t chance_lognormal(struct chance *c, int64_t median, int spread);
/* An index into `weights`, in proportion to them. */
size_t chance_weighted(struct chance *c, const int *weights, size_t count);

#endif
