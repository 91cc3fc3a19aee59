#include "ident.h"

enum { COUNTER_BITS = 13, NODE_BITS = 8 };
#define EPOCH_2020_MS INT64_C(1577836800000)

void id_source_seeded(struct id_source *s, int64_t seed_ms, uint32_t node)
{
    ASSERT(node < 1u << NODE_BITS);
    *s = (struct id_source){.last_ms = seed_ms, .node = node};
}

int64_t id_next(struct id_source *s)
{
    int64_t now = s->now_ms == NULL ? s->last_ms : s->now_ms(s->with) - EPOCH_2020_MS;
    if (now > s->last_ms) {
        s->last_ms = now;
        s->counter = 0;
    } else if (++s->counter >> COUNTER_BITS != 0) {
        s->last_ms++; /* the counter is full, or the clock went back: run ahead of it */
        s->counter = 0;
    }
    return (s->last_ms << (COUNTER_BITS + NODE_BITS)) | ((int64_t)s->node << COUNTER_BITS) |
           (int64_t)s->counter;
}
