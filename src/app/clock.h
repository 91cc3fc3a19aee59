/* The only place that looks at the clock. */
#ifndef RELANCE_APP_CLOCK_H
#define RELANCE_APP_CLOCK_H

#include "base/day.h"
#include "base/ident.h"

int64_t clock_now_ms(void); /* milliseconds since 1970, UTC */
void clock_sleep_ms(int64_t ms);
struct day clock_today(void); /* the civil day in mainland France */
/* A source of identities on the real clock; node from the process id, so that two processes that
 * write at once do not meet. */
void clock_id_source(struct id_source *out);

#endif
