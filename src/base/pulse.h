/* A claim on work that one of several threads, or servers, is to do. It stands in the row of that
 * work; whoever holds it renews it each PULSE_MS, and one that was silent for PULSE_SILENT_MS is
 * anybody's. What the silent one still says of it then changes nothing. */
#ifndef RELANCE_BASE_PULSE_H
#define RELANCE_BASE_PULSE_H

#include <stdint.h>

enum { PULSE_MS = 1000, PULSE_SILENT_MS = 10 * PULSE_MS };

struct pulse {
    int64_t work_id; /* the row; 0 where there is only one */
    int64_t claim;   /* 0: of nobody */
    int64_t now_ms;
    int64_t phase, count; /* how far it is, in what the row counts */
};

#endif
