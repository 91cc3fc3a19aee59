/* A seeded generator for property tests. The seed comes from RELANCE_SEED or is fixed; every test
 * program prints it, so that a failure can be replayed. */
#ifndef RELANCE_TESTS_RANDOM_H
#define RELANCE_TESTS_RANDOM_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

struct random {
    uint64_t state;
};

static inline struct random random_start(const char *test)
{
    const char *given = getenv("RELANCE_SEED");
    uint64_t seed = given != NULL ? strtoull(given, NULL, 10) : 20261123;
    printf("# %s: RELANCE_SEED=%llu\n", test, (unsigned long long)seed);
    return (struct random){seed * 0x9e3779b97f4a7c15u + 1};
}

/* splitmix64 */
static inline uint64_t random_next(struct random *r)
{
    uint64_t z = (r->state += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

/* from <= result <= to */
static inline int64_t random_between(struct random *r, int64_t from, int64_t to)
{
    return from + (int64_t)(random_next(r) % (uint64_t)(to - from + 1));
}

#endif
