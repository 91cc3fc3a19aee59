/* Civil time from an instant in UTC.
 * Summer time: Europe from the last Sunday of March, 01:00 UTC, to the last Sunday of October,
 * 01:00 UTC (Directive 2000/84/EC); North America from the second Sunday of March to the first
 * Sunday of November, 02:00 local time each (general knowledge). */
#ifndef RELANCE_BASE_ZONE_H
#define RELANCE_BASE_ZONE_H

#include "check.h"
#include "day.h"

struct civil {
    struct day day;
    int32_t minute; /* of the day, 0..1439 */
};

enum zone_summer { ZONE_NO_SUMMER, ZONE_SUMMER_EUROPE, ZONE_SUMMER_AMERICA };

struct zone {
    int32_t offset_minutes; /* of winter time, east of Greenwich */
    enum zone_summer summer;
};

#define ZONE_PARIS ((struct zone){60, ZONE_SUMMER_EUROPE})

/* utc_ms: milliseconds since 1970, UTC. */
struct civil zone_civil(struct zone zone, int64_t utc_ms);
struct civil zone_paris(int64_t utc_ms);
/* The instant at which clocks there show this. Of an hour that is shown twice, the first; of one
 * that is skipped, the instant at which it would be winter time. */
int64_t zone_instant(struct zone zone, struct civil at);
/* The same of a full hour in mainland France, 0..23. */
int64_t zone_paris_hour(struct day day, int hour);

#endif
