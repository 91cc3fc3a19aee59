/* What a job found out about its files, kept for the pages that show it. */
#ifndef RELANCE_APP_JOB_REPORT_H
#define RELANCE_APP_JOB_REPORT_H

#include "app/imports/import_files.h"
#include "store/job_store.h"

/* A row that was not taken. */
struct job_refusal {
    struct err why;
    struct str account, name; /* of the customer, where the row told them */
};

struct job_part {
    int64_t part; /* from 1 */
    struct str file;
    bool skipped;
    struct err refused;          /* as a whole; clear: it was taken, or would be */
    struct import_report report; /* number 0: nothing was taken */
    struct job_refusal *refusals;
    size_t refusal_count;
};
struct job_parts {
    struct job_part *rows;
    size_t count;
};

/* Inside a write transaction: instead of what was known of the job's files before. */
MUST_CHECK bool job_parts_keep(struct db *db, int64_t job_id, const struct job_parts *parts,
                               struct err *err);
/* Without the refusals; in the arena. */
MUST_CHECK bool job_parts_load(struct db *db, struct arena *a, int64_t job_id,
                               struct job_parts *out, struct err *err);
/* Of one part, in the order of the file. */
MUST_CHECK bool job_refusals_load(struct db *db, struct arena *a, int64_t job_id,
                                  struct job_part *part, struct err *err);

#endif
