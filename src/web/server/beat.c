#include "beat.h"

#include "app/clock.h"

bool beat_open(struct beat *beat,
               bool (*write)(struct db *, const struct pulse *, bool *, struct err *),
               struct err *err)
{
    *beat = (struct beat){.write = write};
    return pthread_mutex_init(&beat->lock, NULL) == 0 || err_set(err, ERR_SYSTEM, "thread");
}

void beat_close(struct beat *beat) { pthread_mutex_destroy(&beat->lock); }

static void set(struct beat *beat, const struct pulse *pulse)
{
    pthread_mutex_lock(&beat->lock);
    beat->pulse = *pulse;
    beat->lost = false;
    pthread_mutex_unlock(&beat->lock);
}

void beat_begin(struct beat *beat, int64_t work_id, int64_t claim)
{
    set(beat, &(struct pulse){.work_id = work_id, .claim = claim});
}

void beat_end(struct beat *beat) { set(beat, &(struct pulse){.claim = 0}); }

void beat_at(struct beat *beat, int64_t phase, int64_t count)
{
    pthread_mutex_lock(&beat->lock);
    beat->pulse.phase = phase;
    beat->pulse.count = count;
    pthread_mutex_unlock(&beat->lock);
}

bool beat_lost(struct beat *beat)
{
    pthread_mutex_lock(&beat->lock);
    bool lost = beat->lost;
    pthread_mutex_unlock(&beat->lock);
    return lost;
}

/* The one that works may have gone on to something else while this one wrote. */
bool beat_write(struct beat *beat, struct app *app, struct err *err)
{
    bool own = true;
    pthread_mutex_lock(&beat->lock);
    struct pulse pulse = beat->pulse;
    pthread_mutex_unlock(&beat->lock);
    pulse.now_ms = clock_now_ms();
    if (pulse.claim == 0)
        return true;
    if (!beat->write(app->db, &pulse, &own, err))
        return false;
    pthread_mutex_lock(&beat->lock);
    beat->lost = beat->lost || (!own && beat->pulse.claim == pulse.claim);
    pthread_mutex_unlock(&beat->lock);
    return true;
}
