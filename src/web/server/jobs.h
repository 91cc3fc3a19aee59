/* Two chores of the server for files taken in by page (app/jobs/run_job.h): one works, the other
 * renews its claim (beat.h). The one that works also ends imports that are being taken back
 * (undos_finish). */
#ifndef RELANCE_WEB_JOBS_H
#define RELANCE_WEB_JOBS_H

#include "chore.h"

struct job_chores;

/* In the arena; the settings must outlive it. Errors: ERR_SYSTEM. */
MUST_CHECK bool jobs_start(struct arena *a, const struct server_settings *settings,
                           struct job_chores **out, struct err *err);
/* Of the one that works. */
void jobs_look(struct job_chores *jobs, struct chore_state *out);
/* No job begins any more; does not wait. NULL is fine. */
void jobs_end(struct job_chores *jobs);
/* Waits for the end of the job under way. NULL is fine. */
void jobs_stop(struct job_chores *jobs);

#endif
