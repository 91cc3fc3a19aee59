#include "job_store.h"

#include "directory_store.h"
#include "gen/job_sql.h"

static const char *const states[JOB_STATE_COUNT] = {
    [JOB_QUEUED] = "queued", [JOB_RUNNING] = "running", [JOB_WAITING] = "waiting",
    [JOB_DONE] = "done",     [JOB_FAILED] = "failed",   [JOB_CANCELLED] = "cancelled"};
static const char *const steps[JOB_STEP_COUNT] = {[JOB_LOOK] = "look", [JOB_TAKE] = "take"};

const char *job_state_code(enum job_state state) { return states[state]; }

bool job_state_parse(struct str code, enum job_state *out)
{
    size_t i = str_which(code, states, COUNT_OF(states));
    *out = (enum job_state)i;
    return i < COUNT_OF(states);
}

static enum job_state state_of(struct str text)
{
    enum job_state state;
    if (!job_state_parse(text, &state))
        BUG("state of a job");
    return state;
}

bool job_add(struct db *db, struct job *job, struct err *err)
{
    ASSERT(db_in_transaction(db));
    if (!counter_take(db, "job", 1, &job->number, err))
        return false;
    const struct q_job_insert_in in = {
        .job_id = job->id,
        .number = job->number,
        .creditor_id = job->creditor_id,
        .creditor = job->creditor,
        .actor_id = job->actor_id,
        .file = job->file,
        .digest = job->digest,
        .bytes = job->bytes,
        .mode = job->mode,
        .as_of = {day_is(job->as_of), job->as_of.n},
        .terms = job->terms,
        .accept_partial = job->accept_partial,
        .made_ms = job->made_ms,
    };
    return q_job_insert(db, &in, NULL, err);
}

bool job_get(struct db *db, struct arena *a, struct job *out, bool *found, struct err *err)
{
    const struct q_job_by_number_in in = {out->number};
    struct q_job_by_number_row row;
    if (!q_job_by_number(db, &in, a, &row, found, err))
        return false;
    if (!*found)
        return true;
    *out = (struct job){
        .id = row.job_id,
        .number = in.number,
        .creditor_id = row.creditor_id,
        .creditor = row.creditor,
        .actor_id = row.actor_id,
        .file = row.file,
        .digest = row.digest,
        .bytes = row.bytes,
        .mode = row.mode,
        .as_of = row.as_of.has ? (struct day){(int32_t)row.as_of.v} : DAY_NONE,
        .terms = row.terms,
        .confirm = row.confirm == 1,
        .accept_partial = row.accept_partial == 1,
        .step = str_is(row.step, steps[JOB_TAKE]) ? JOB_TAKE : JOB_LOOK,
        .state = state_of(row.state),
        .made_ms = row.made_ms,
        .begun_ms = row.begun_ms,
        .ended_ms = row.ended_ms,
        .claim = row.claim,
        .alive_ms = row.alive_ms,
        .phase = row.phase,
        .rows = row.rows,
        .error = err_code_read(row.error),
        .kept = row.kept == 1,
    };
    return true;
}

static struct job *next_job(struct arena *a, struct jobs *list)
{
    size_t n = list->count++;
    if ((n & (n - 1)) == 0) /* full at every power of two */
        list->rows = arena_grow(a, list->rows, n, n == 0 ? 1 : n * 2, sizeof *list->rows);
    return &list->rows[n];
}

bool job_page(struct db *db, struct arena *a, const struct jobs_wanted *wanted, struct jobs *out,
              struct err *err)
{
    const struct q_job_page_in in = {
        .before_number = wanted->before > 0 ? wanted->before : INT64_MAX,
        .state = wanted->one_state ? str_of(states[wanted->state]) : STR(""),
        .open = wanted->open ? 1 : 0,
        .how_many = wanted->scope.creditors == NULL ? (int64_t)wanted->most : INT32_MAX};
    struct q_job_page_row row;
    struct db_rows rows;
    bool ok = true;
    *out = (struct jobs){0};
    if (!q_job_page_open(db, &in, &rows, err))
        return false;
    while (out->count < wanted->most && q_job_page_more(&rows, &row, &ok, err)) {
        if (!scope_has(&wanted->scope, row.creditor_id))
            continue;
        *next_job(a, out) =
            (struct job){.id = row.job_id,
                         .number = row.number,
                         .creditor_id = row.creditor_id,
                         .creditor = arena_str(a, row.creditor),
                         .actor_id = row.actor_id,
                         .file = arena_str(a, row.file),
                         .mode = arena_str(a, row.mode),
                         .as_of = row.as_of.has ? (struct day){(int32_t)row.as_of.v} : DAY_NONE,
                         .step = str_is(row.step, steps[JOB_TAKE]) ? JOB_TAKE : JOB_LOOK,
                         .state = state_of(row.state),
                         .made_ms = row.made_ms,
                         .begun_ms = row.begun_ms,
                         .ended_ms = row.ended_ms,
                         .phase = row.phase,
                         .rows = row.rows,
                         .error = err_code_read(row.error)};
    }
    db_done(&rows);
    return ok;
}

bool job_go_on(struct db *db, const struct job *job, bool *changed, struct err *err)
{
    int64_t rows = 0;
    const struct q_job_go_on_in in = {
        .step = str_of(steps[job->step]),
        .mode = job->mode,
        .as_of = {day_is(job->as_of), job->as_of.n},
        .terms = job->terms,
        .confirm = job->confirm,
        .accept_partial = job->accept_partial,
        .job_id = job->id,
    };
    bool ok = q_job_go_on(db, &in, &rows, err);
    *changed = rows == 1;
    return ok;
}

bool job_cancel(struct db *db, int64_t job_id, int64_t now_ms, bool *changed, struct err *err)
{
    int64_t rows = 0;
    const struct q_job_cancel_in in = {now_ms, job_id};
    bool ok = q_job_cancel(db, &in, &rows, err);
    *changed = rows == 1;
    return ok;
}

/* ---- the thread that works ---- */

bool job_next(struct db *db, struct arena *a, int64_t now_ms, struct jobs *out, struct err *err)
{
    const struct q_job_next_list_in in = {now_ms, now_ms - PULSE_SILENT_MS};
    struct q_job_next_list_row row;
    struct db_rows rows;
    bool ok = true;
    *out = (struct jobs){0};
    if (!q_job_next_list_open(db, &in, &rows, err))
        return false;
    while (q_job_next_list_more(&rows, &row, &ok, err))
        *next_job(a, out) = (struct job){
            .id = row.job_id, .number = row.number, .claim = row.claim, .alive_ms = row.alive_ms};
    db_done(&rows);
    return ok;
}

bool job_claim(struct db *db, const struct job *job, const struct pulse *pulse, bool *taken,
               struct err *err)
{
    int64_t rows = 0;
    const struct q_job_claim_in in = {pulse->claim, pulse->now_ms, job->id, job->claim,
                                      job->alive_ms};
    bool ok = q_job_claim(db, &in, &rows, err);
    *taken = rows == 1;
    return ok;
}

bool job_beat(struct db *db, const struct pulse *pulse, bool *own, struct err *err)
{
    int64_t rows = 0;
    const struct q_job_beat_in in = {pulse->now_ms, pulse->phase, pulse->count, pulse->work_id,
                                     pulse->claim};
    bool ok = q_job_beat(db, &in, &rows, err);
    *own = rows == 1;
    return ok;
}

bool job_hold(struct db *db, const struct pulse *pulse, struct err *err)
{
    int64_t rows = 0;
    const struct q_job_hold_in in = {pulse->now_ms, pulse->work_id, pulse->claim};
    ASSERT(db_in_transaction(db));
    return q_job_hold(db, &in, &rows, err) &&
           (rows == 1 || err_set(err, ERR_CHANGED_MEANWHILE, "job"));
}

bool job_end(struct db *db, const struct job *job, bool *changed, struct err *err)
{
    int64_t rows = 0;
    const struct q_job_end_in in = {
        str_of(states[job->state]), job->ended_ms, err_code_stored(job->error),
        job->creditor_id,           job->id,       job->claim};
    ASSERT(db_in_transaction(db));
    bool ok = q_job_end(db, &in, &rows, err);
    *changed = rows == 1;
    return ok;
}

bool job_put_back(struct db *db, const struct job *job, int64_t next_ms, struct err *err)
{
    const struct q_job_put_back_in in = {next_ms, job->id, job->claim};
    return q_job_put_back(db, &in, NULL, err);
}

/* ---- its files in the spool ---- */

bool job_spent_list(struct db *db, struct arena *a, int64_t before_ms, struct job_ids *out,
                    struct err *err)
{
    const struct q_job_spent_list_in in = {before_ms};
    struct q_job_spent_list_row row;
    struct db_rows rows;
    bool ok = true;
    *out = (struct job_ids){0};
    if (!q_job_spent_list_open(db, &in, &rows, err))
        return false;
    while (q_job_spent_list_more(&rows, &row, &ok, err)) {
        size_t n = out->count++;
        if ((n & (n - 1)) == 0)
            out->rows = arena_grow(a, out->rows, n, n == 0 ? 1 : n * 2, sizeof *out->rows);
        out->rows[n] = row.job_id;
    }
    db_done(&rows);
    return ok;
}

bool job_spent(struct db *db, int64_t job_id, int64_t now_ms, struct err *err)
{
    const struct q_job_spent_in in = {job_id, now_ms};
    return q_job_spent(db, &in, NULL, err);
}

bool job_known(struct db *db, int64_t job_id, bool *known, struct err *err)
{
    const struct q_job_known_in in = {job_id};
    struct q_job_known_row row;
    struct arena scratch;
    arena_init(&scratch, 0);
    bool ok = q_job_known(db, &in, &scratch, &row, known, err);
    arena_release(&scratch);
    return ok;
}

/* ---- its imports ---- */

bool job_import_add(struct db *db, int64_t job_id, int64_t part, int64_t import_id, struct err *err)
{
    const struct q_job_import_insert_in in = {import_id, job_id, part};
    return q_job_import_insert(db, &in, NULL, err);
}

/* The row of a long import says 'undone' while it is written, and for good when it was never
 * finished; one that a person has taken back says so, too, but was whole. */
static bool stood(const struct q_job_import_list_row *row)
{
    return str_is(row->state, "done") || (row->broken == 0 && row->leased == 0);
}

bool job_imports(struct db *db, struct arena *a, int64_t job_id, struct job_imports *out,
                 struct err *err)
{
    const struct q_job_import_list_in in = {job_id};
    struct q_job_import_list_row row;
    struct db_rows rows;
    bool ok = true;
    *out = (struct job_imports){0};
    if (!q_job_import_list_open(db, &in, &rows, err))
        return false;
    while (q_job_import_list_more(&rows, &row, &ok, err)) {
        size_t n = out->count++;
        if ((n & (n - 1)) == 0)
            out->rows = arena_grow(a, out->rows, n, n == 0 ? 1 : n * 2, sizeof *out->rows);
        out->rows[n] = (struct job_import){.import_id = row.import_id,
                                           .part = row.part,
                                           .number = row.number,
                                           .creditor_id = row.creditor_id,
                                           .format = arena_str(a, row.format),
                                           .counts = arena_str(a, row.counts),
                                           .stands = stood(&row),
                                           .leased = row.leased == 1};
    }
    db_done(&rows);
    return ok;
}

bool job_of_import(struct db *db, int64_t import_id, struct job_origin *out, struct err *err)
{
    const struct q_job_of_import_in in = {import_id};
    struct q_job_of_import_row row = {0};
    struct arena scratch;
    bool found = false;
    arena_init(&scratch, 0);
    bool ok = q_job_of_import(db, &in, &scratch, &row, &found, err);
    arena_release(&scratch);
    *out = (struct job_origin){row.job_id, found ? row.number : 0, row.part};
    return ok;
}
