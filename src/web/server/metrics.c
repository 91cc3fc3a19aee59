#include "metrics.h"

#include <stdatomic.h>

static struct {
    atomic_llong requests[METRICS_CLASSES];
    atomic_llong spent_ms, started_ms;
} counted;

void metrics_start(int64_t now_ms) { atomic_store(&counted.started_ms, now_ms); }

void metrics_count(int status, int64_t spent_ms)
{
    int class = status / 100;
    atomic_fetch_add(&counted.requests[class > 0 && class < METRICS_CLASSES ? class : 0], 1);
    atomic_fetch_add(&counted.spent_ms, spent_ms > 0 ? spent_ms : 0);
}

struct metrics metrics_now(void)
{
    struct metrics out = {.spent_ms = atomic_load(&counted.spent_ms),
                          .started_ms = atomic_load(&counted.started_ms)};
    for (int i = 0; i < METRICS_CLASSES; i++)
        out.requests[i] = atomic_load(&counted.requests[i]);
    return out;
}
