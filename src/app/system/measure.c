#include "measure.h"

#include "gen/measure_sql.h"
#include "store/work_store.h"

static void count_job(struct measures *out, struct str state, int64_t jobs)
{
    for (int i = 0; i < JOB_STATE_COUNT; i++) {
        if (str_is(state, job_state_code((enum job_state)i)))
            out->jobs[i] = jobs;
    }
}

static void count_mail(struct measures *out, struct str state, int64_t mails)
{
    for (int i = 0; i < DISPATCH_STATE_COUNT; i++) {
        if (str_is(state, dispatch_state_code((enum dispatch_state)i)))
            out->mails[i] = mails;
    }
}

static bool read_jobs(struct app *app, struct measures *out, struct err *err)
{
    struct q_measure_jobs_row row;
    struct db_rows rows;
    bool have = false;
    if (!q_measure_jobs_open(app->db, &rows, err))
        return false;
    bool ok = q_measure_jobs_next(&rows, &row, &have, err);
    while (ok && have) {
        count_job(out, row.state, row.jobs);
        ok = q_measure_jobs_next(&rows, &row, &have, err);
    }
    db_done(&rows);
    return ok;
}

static bool read_mails(struct app *app, struct measures *out, struct err *err)
{
    struct q_measure_mails_row row;
    struct db_rows rows;
    bool have = false;
    if (!q_measure_mails_open(app->db, &rows, err))
        return false;
    bool ok = q_measure_mails_next(&rows, &row, &have, err);
    while (ok && have) {
        count_mail(out, row.state, row.mails);
        ok = q_measure_mails_next(&rows, &row, &have, err);
    }
    db_done(&rows);
    return ok;
}

bool measure(struct app *app, struct arena *a, struct measures *out, struct err *err)
{
    struct run_row run;
    *out = (struct measures){.run = DAY_NONE};
    if (!db_begin(app->db, DB_READ, err))
        return false;
    bool ok = read_jobs(app, out, err) && read_mails(app, out, err) &&
              run_last(app->db, a, "published", &run, err);
    db_rollback(app->db);
    if (ok && run.number > 0)
        out->run = run.day;
    return ok;
}
