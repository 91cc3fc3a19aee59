#include "clock.h"

#include <errno.h>
#include <time.h>
#include <unistd.h>

#include "base/zone.h"

int64_t clock_now_ms(void)
{
    struct timespec now;
    if (clock_gettime(CLOCK_REALTIME, &now) != 0)
        BUG("clock");
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void clock_sleep_ms(int64_t ms)
{
    struct timespec left = {ms / 1000, ms % 1000 * 1000000};
    while (nanosleep(&left, &left) != 0 && errno == EINTR) {
    }
}

struct day clock_today(void) { return zone_paris(clock_now_ms()).day; }

static int64_t now(void *with)
{
    (void)with;
    return clock_now_ms();
}

void clock_id_source(struct id_source *out)
{
    id_source_seeded(out, 0, (uint32_t)getpid() & 0xff);
    out->now_ms = now;
}
