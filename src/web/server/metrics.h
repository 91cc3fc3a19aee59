/* How many requests this server has answered, and how long that took. Any thread may count. */
#ifndef RELANCE_WEB_METRICS_H
#define RELANCE_WEB_METRICS_H

#include "base/check.h"

enum { METRICS_CLASSES = 6 }; /* 2xx is class 2; 0: no answer left */

struct metrics {
    int64_t requests[METRICS_CLASSES];
    int64_t spent_ms;   /* on all of them */
    int64_t started_ms; /* when the first was counted from; 0: none was */
};

void metrics_start(int64_t now_ms);
void metrics_count(int status, int64_t spent_ms);
struct metrics metrics_now(void);

#endif
