/* How many requests a client may make: a bucket holds `burst` of them and fills again at
 * `per_second` (token bucket). Known are the clients of late; whoever is forgotten begins with a
 * full bucket. Any thread may ask. */
#ifndef RELANCE_WEB_RATE_H
#define RELANCE_WEB_RATE_H

#include "base/arena.h"
#include "base/str.h"

struct rate;

struct rate_settings {
    int64_t per_second; /* 1 or more */
    int64_t burst;      /* 1 or more */
};
struct rate *rate_new(struct arena *a, struct rate_settings settings);
/* One request of a client, named by any bytes. 0: it may pass; else seconds until the next may. */
int rate_ask(struct rate *rate, struct str client, int64_t now_ms);

#endif
