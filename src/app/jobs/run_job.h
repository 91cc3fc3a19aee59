/* Working on jobs: files taken in by page, one after the other, by a thread of the server.
 *
 * A job is looked at first: its effects are found out, nothing is written but what the page shows.
 * When a person has said yes it is taken in. Each import it makes is noted with the import's own
 * row, so that whoever goes on with a job whose server died takes nothing twice: what stands is
 * left, what was cut off is noted as broken, the rest is done. */
#ifndef RELANCE_APP_RUN_JOB_H
#define RELANCE_APP_RUN_JOB_H

#include "app/imports/import_files.h"
#include "store/job_store.h"

enum { JOB_FILE_DAYS = 7 /* so long the file of a job stays in the spool */ };

struct job_work {
    struct str folder; /* the spool */
    int64_t claim;     /* of this thread, for this job */
    const struct import_watch *watch;
};

/* Claims the next job whose file lies in this spool. out->number 0: there is none. In the arena. */
MUST_CHECK bool job_pick(struct app *app, struct arena *a, const struct job_work *work,
                         struct job *out, struct err *err);
/* Does what the job asks for and says what came of it; a file that is refused is no error. Errors:
 * the database's: the job stays claimed, and is taken over when the claim has been silent. */
MUST_CHECK bool run_job(struct app *app, const struct job_work *work, const struct job *job,
                        struct err *err);
/* Files of jobs that are no longer needed go, and those of no job. */
MUST_CHECK bool sweep_jobs(struct app *app, struct str folder, struct err *err);

#endif
