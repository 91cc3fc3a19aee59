#include "rate.h"

#include <pthread.h>

#include "base/check.h"

/* Clients share sets of places; of a full set the one that was silent longest is forgotten. */
enum { SETS = 1024, PLACES = 4, MILLI = 1000 };

struct bucket {
    uint64_t client; /* its hash; 0: nobody's */
    int64_t milli;   /* thousandths of a request that may still pass */
    int64_t at_ms;   /* when that was so */
};

struct rate {
    struct rate_settings settings;
    pthread_mutex_t lock;
    struct bucket buckets[SETS][PLACES];
};

struct rate *rate_new(struct arena *a, struct rate_settings settings)
{
    ASSERT(settings.per_second > 0 && settings.burst > 0);
    struct rate *rate = ARENA_NEW(a, struct rate);
    rate->settings = settings;
    rate->lock = (pthread_mutex_t)PTHREAD_MUTEX_INITIALIZER;
    return rate;
}

/* FNV-1a. Whoever looks for another's bucket finds one he shares with him, no more. */
static uint64_t hash(struct str bytes)
{
    uint64_t h = 0xcbf29ce484222325u;
    for (size_t i = 0; i < bytes.n; i++)
        h = (h ^ (unsigned char)bytes.p[i]) * 0x100000001b3u;
    return h == 0 ? 1 : h;
}

static struct bucket *bucket_of(struct rate *rate, uint64_t client, int64_t now_ms)
{
    struct bucket *set = rate->buckets[client % SETS];
    struct bucket *oldest = &set[0];
    for (int i = 0; i < PLACES; i++) {
        if (set[i].client == client)
            return &set[i];
        if (set[i].client == 0 || set[i].at_ms < oldest->at_ms)
            oldest = &set[i];
    }
    *oldest = (struct bucket){client, rate->settings.burst * MILLI, now_ms};
    return oldest;
}

/* Seconds until the next one, 0: it passes. */
static int take(struct bucket *b, struct rate_settings settings, int64_t now_ms)
{
    int64_t full = settings.burst * MILLI;
    int64_t passed_ms = now_ms > b->at_ms ? now_ms - b->at_ms : 0;
    /* More than fills it does not count: a long silence cannot overflow. */
    int64_t fill_ms = full / settings.per_second + 1;
    b->milli += (passed_ms < fill_ms ? passed_ms : fill_ms) * settings.per_second;
    b->milli = b->milli < full ? b->milli : full;
    b->at_ms = now_ms;
    if (b->milli < MILLI)
        return (int)((MILLI - b->milli) / settings.per_second / 1000) + 1;
    b->milli -= MILLI;
    return 0;
}

int rate_ask(struct rate *rate, struct str client, int64_t now_ms)
{
    pthread_mutex_lock(&rate->lock);
    int seconds = take(bucket_of(rate, hash(client), now_ms), rate->settings, now_ms);
    pthread_mutex_unlock(&rate->lock);
    return seconds;
}
