/* Civil time in mainland France from an instant in UTC.
 * Summer time: from the last Sunday of March, 01:00 UTC, to the last Sunday of October, 01:00 UTC.
 * Source: Directive 2000/84/EC; local time UTC+1. */
#ifndef RELANCE_BASE_ZONE_H
#define RELANCE_BASE_ZONE_H

#include "check.h"
#include "day.h"

struct civil {
    struct day day;
    int32_t minute; /* of the day, 0..1439 */
};

struct civil zone_paris(int64_t utc_ms); /* milliseconds since 1970, UTC */

#endif
