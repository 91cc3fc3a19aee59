/* Identities made by the program: 63-bit, growing with time, from a source that is a parameter.
 * Layout: milliseconds since 2020-01-01 (42 bits) | node (8 bits) | counter (13 bits).
 * In tests and exams the source is seeded and never looks at a clock. */
#ifndef RELANCE_BASE_IDENT_H
#define RELANCE_BASE_IDENT_H

#include "check.h"

struct id_source {
    int64_t (*now_ms)(void *with); /* milliseconds since 1970, UTC; NULL: a counter only */
    void *with;
    int64_t last_ms; /* since 2020-01-01 */
    uint32_t counter;
    uint32_t node; /* 0..255 */
};

void id_source_seeded(struct id_source *s, int64_t seed_ms, uint32_t node);
/* Never the same twice from one source, always greater than the one before. */
int64_t id_next(struct id_source *s);

#endif
