/* A claim (base/pulse.h) that one thread of the server works under and another renews, so that it
 * does not fall silent however long a piece takes: the first says what it works on and how far it
 * is, the second writes that each PULSE_MS, on a connection of its own. */
#ifndef RELANCE_WEB_BEAT_H
#define RELANCE_WEB_BEAT_H

#include <pthread.h>

#include "base/pulse.h"
#include "chore.h"

struct beat {
    pthread_mutex_t lock; /* of the two below */
    struct pulse pulse;   /* claim 0: nothing is worked on */
    bool lost;            /* that claim, to somebody else */
    bool (*write)(struct db *db, const struct pulse *pulse, bool *own, struct err *err);
};

/* write: as job_beat. Errors: ERR_SYSTEM. */
MUST_CHECK bool beat_open(struct beat *beat,
                          bool (*write)(struct db *, const struct pulse *, bool *, struct err *),
                          struct err *err);
void beat_close(struct beat *beat); /* once both threads are gone */

/* ---- the thread that works ---- */

void beat_begin(struct beat *beat, int64_t work_id, int64_t claim);
void beat_at(struct beat *beat, int64_t phase, int64_t count);
bool beat_lost(struct beat *beat);
void beat_end(struct beat *beat);

/* ---- the other one, each PULSE_MS ---- */

MUST_CHECK bool beat_write(struct beat *beat, struct app *app, struct err *err);

#endif
