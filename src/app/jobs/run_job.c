#include "run_job.h"

#include "app/clock.h"
#include "app/imports/import_each.h"
#include "app/open_app.h"
#include "ask_job.h"
#include "base/limits.h"
#include "gen/told_sql.h"
#include "intake/intake.h"
#include "job_report.h"
#include "spool.h"

enum {
    AGAIN_MS = 2000,       /* another import of the creditor is under way: looked at again then */
    REFUSALS_KEPT = 10000, /* of one file */
    DAY_MS = 24 * 3600 * 1000,
    FRESH_MS = 3600 * 1000, /* a folder without a job: one that is just being made */
};

struct running {
    struct app *app;
    const struct job_work *work;
    const struct job *job;
    struct arena arena;         /* lives as long as the job */
    struct str place;           /* its folder in the spool, with a slash */
    struct job_imports imports; /* of an earlier claim */
    struct job_parts before;    /* what was found out when it was looked at */
    struct job_parts parts;
    struct import_request base;
    bool again;       /* it cannot be done now, but later */
    bool lost;        /* somebody else has taken it over */
    struct err broke; /* the database: nothing more can be said */
};

/* ---- picking ---- */

/* A file that no server here has is somebody else's to read; with one file for a database there is
 * nobody else. */
static bool readable(struct app *app, struct arena *a, const struct job_work *work,
                     const struct job *job)
{
    return spool_has(spool_path(a, work->folder, job->id, job->file)) ||
           db_engine(app->db) == DB_SQLITE;
}

static bool claim_one(struct app *app, struct arena *a, const struct job_work *work,
                      struct job *job, struct err *err)
{
    const struct pulse pulse = {.work_id = job->id, .claim = work->claim, .now_ms = clock_now_ms()};
    const struct job candidate = *job;
    bool found = false;
    bool taken = false;
    if (!job_get(app->db, a, job, &found, err))
        return false;
    if (!found || !readable(app, a, work, job)) {
        job->number = 0;
        return true;
    }
    if (!db_begin(app->db, DB_WRITE, err))
        return false;
    if (!job_claim(app->db, &candidate, &pulse, &taken, err) || !db_commit(app->db, err)) {
        db_rollback(app->db);
        return false;
    }
    job->claim = work->claim;
    job->number = taken ? job->number : 0;
    return true;
}

bool job_pick(struct app *app, struct arena *a, const struct job_work *work, struct job *out,
              struct err *err)
{
    struct jobs waiting;
    *out = (struct job){0};
    if (!job_next(app->db, a, clock_now_ms(), &waiting, err))
        return false;
    for (size_t i = 0; i < waiting.count && out->number == 0; i++) {
        *out = waiting.rows[i];
        if (!claim_one(app, a, work, out, err))
            return false;
    }
    return true;
}

/* ---- what an earlier claim left ---- */

/* An import that was killed half-way counts for nothing; its lease would keep this one waiting. */
static bool mend(struct running *r, const struct job_import *import, struct err *err)
{
    const struct pulse pulse = {
        .work_id = r->job->id, .claim = r->work->claim, .now_ms = clock_now_ms()};
    const struct q_import_broken_add_in broken = {import->import_id, pulse.now_ms};
    const struct q_lease_drop_in drop = {import->creditor_id, import->import_id};
    struct db *db = r->app->db;
    if (!db_begin(db, DB_WRITE, err))
        return false;
    if (job_hold(db, &pulse, err) && q_import_broken_add(db, &broken, NULL, err) &&
        q_lease_drop(db, &drop, NULL, err) && db_commit(db, err))
        return true;
    db_rollback(db);
    return false;
}

static bool take_stock(struct running *r, struct err *err)
{
    struct db *db = r->app->db;
    if (r->job->step == JOB_LOOK)
        return true;
    if (!imports_finish(r->app, &r->arena, 0, err) ||
        !job_imports(db, &r->arena, r->job->id, &r->imports, err) ||
        !job_parts_load(db, &r->arena, r->job->id, &r->before, err))
        return false;
    for (size_t i = 0; i < r->imports.count; i++) {
        if (r->imports.rows[i].leased && !mend(r, &r->imports.rows[i], err))
            return false;
    }
    return true;
}

static const struct job_import *standing(const struct running *r, int64_t part)
{
    for (size_t i = 0; i < r->imports.count; i++) {
        const struct job_import *import = &r->imports.rows[i];
        if (import->part == part && import->stands)
            return import;
    }
    return NULL;
}

/* Effects and refusals are those found when it was looked at: they died with the other server. */
static void fill_standing(struct running *r, struct job_part *part, const struct job_import *import)
{
    struct import_report *to = &part->report;
    struct arena *a = &r->arena;
    for (size_t i = 0; i < r->before.count; i++) {
        if (r->before.rows[i].part != part->part)
            continue;
        *part = r->before.rows[i];
        (void)!job_refusals_load(r->app->db, a, r->job->id, part, &r->broke);
    }
    err_clear(&part->refused);
    to->number = import->number;
    to->format = arena_cstr(a, import->format);
    import_counts(a, import->counts, to);
}

/* ---- its files ---- */

static struct job_part *next_part(struct running *r, struct str file)
{
    struct job_parts *list = &r->parts;
    size_t n = list->count++;
    if ((n & (n - 1)) == 0) /* full at every power of two */
        list->rows = arena_grow(&r->arena, list->rows, n, n == 0 ? 1 : n * 2, sizeof *list->rows);
    if (str_starts(file, r->place))
        file = str_slice(file, r->place.n, file.n);
    list->rows[n] = (struct job_part){.part = (int64_t)n + 1,
                                      .file = arena_str(&r->arena, file),
                                      .report = {.stated_day = DAY_NONE}};
    return &list->rows[n];
}

static void add_refusal(struct running *r, struct job_part *part, const struct err *why)
{
    const char *mark = strstr(why->detail, REFUSED_WHOSE_MARK);
    size_t n = part->refusal_count;
    if (n == REFUSALS_KEPT)
        return;
    if ((n & (n - 1)) == 0)
        part->refusals =
            arena_grow(&r->arena, part->refusals, n, n == 0 ? 1 : n * 2, sizeof *part->refusals);
    part->refusal_count++;
    struct job_refusal *f = &part->refusals[n];
    *f = (struct job_refusal){.why = *why, .account = STR(""), .name = STR("")};
    if (mark == NULL)
        return;
    struct str account = {why->detail, (size_t)(mark - why->detail)};
    f->account = arena_str(&r->arena, account);
    f->name = arena_str(&r->arena, str_of(mark + sizeof REFUSED_WHOSE_MARK - 1));
}

struct refusing {
    struct running *r;
    struct job_part *part;
};

static bool refuse_row(void *with, const struct err *refused)
{
    struct refusing *f = with;
    add_refusal(f->r, f->part, refused);
    return true;
}

/* What of the report lies in the import's own arena, out of it. */
static void keep_report(struct running *r, struct job_part *part)
{
    struct import_report *report = &part->report;
    struct import_effect *effects =
        ARENA_ARRAY(&r->arena, report->effect_count, struct import_effect);
    for (size_t i = 0; i < report->effect_count; i++)
        effects[i] = report->effects[i];
    for (size_t i = 0; part->refusal_count == 0 && i < report->error_count; i++)
        add_refusal(r, part, &report->errors[i]);
    report->effects = effects;
    report->mapping = arena_str(&r->arena, report->mapping);
    report->errors = NULL;
    report->contradictions = NULL;
}

/* What another time may help against, and what ends this claim. */
static void note_failure(struct running *r, const struct err *e)
{
    r->again = r->again || e->code == ERR_IMPORT_RUNNING || e->code == ERR_DB_LOCKED;
    r->lost = r->lost || e->code == ERR_CHANGED_MEANWHILE;
    if (e->code == ERR_DB_FAILED || e->code == ERR_DB_UNCERTAIN || e->code == ERR_DB_OPEN)
        r->broke = *e;
}

static bool stopped(const struct running *r) { return r->again || r->lost || err_is(&r->broke); }

static void take_file(void *with, const struct import_request *request)
{
    struct running *r = with;
    struct job_part *part = next_part(r, request->path);
    const struct job_import *import = standing(r, part->part);
    const struct import_for_job for_job = {r->job->id, r->work->claim, part->part};
    struct refusing refusing = {r, part};
    struct import_request one = *request;
    struct arena arena;
    if (stopped(r))
        return;
    if (import != NULL) {
        fill_standing(r, part, import);
        return;
    }
    one.for_job = &for_job;
    one.rejects = refuse_row;
    one.rejects_with = &refusing;
    arena_init(&arena, 0);
    app_new_task(r->app);
    if (!import_file(r->app, &arena, &one, &part->report, &part->refused))
        note_failure(r, &part->refused);
    keep_report(r, part);
    arena_release(&arena);
}

static void refuse_file(void *with, struct str file, const struct err *refused)
{
    struct running *r = with;
    next_part(r, file)->refused = *refused;
}

static void skip_file(void *with, struct str file)
{
    struct running *r = with;
    next_part(r, file)->skipped = true;
}

static enum import_mode mode_of(struct str code)
{
    return str_is(code, "state")    ? IMPORT_STATE
           : str_is(code, "period") ? IMPORT_PERIOD
                                    : IMPORT_NEW;
}

/* Looked at, every row that cannot be taken is told. */
static void take_files(struct running *r, struct str path)
{
    const struct job *job = r->job;
    bool look = job->step == JOB_LOOK;
    const struct import_walk walk = {r, take_file, refuse_file, skip_file};
    r->base = (struct import_request){
        .creditor = job->creditor,
        .mode = mode_of(job->mode),
        .terms = job->terms,
        .as_of = job->as_of,
        .preview = look,
        .confirm = job->confirm,
        .accept_partial = look || job->accept_partial,
        .watch = r->work->watch,
    };
    import_each(r->app, &r->base, path, &walk);
}

/* ---- the end ---- */

static struct job ended(const struct running *r)
{
    struct job job = *r->job;
    size_t taken = 0;
    enum err_code first = ERR_NONE;
    for (size_t i = 0; i < r->parts.count; i++) {
        const struct job_part *part = &r->parts.rows[i];
        taken += part->report.number > 0;
        if (first == ERR_NONE && !part->skipped)
            first = part->refused.code;
    }
    bool look = job.step == JOB_LOOK;
    job.claim = r->work->claim;
    job.ended_ms = clock_now_ms();
    job.state = look ? JOB_WAITING : taken == 0 && first != ERR_NONE ? JOB_FAILED : JOB_DONE;
    job.error = job.state == JOB_FAILED ? first : ERR_NONE;
    return job;
}

/* A creditor who was not there before came with the import. */
static void find_creditor(const struct running *r, struct job *job)
{
    struct creditor c = {0};
    struct arena scratch;
    arena_init(&scratch, 0);
    if (job->creditor_id == 0 && job->state == JOB_DONE &&
        creditor_find(r->app->db, &scratch, job->creditor, &c, NULL))
        job->creditor_id = c.id;
    arena_release(&scratch);
}

static bool end(struct running *r, struct err *err)
{
    struct db *db = r->app->db;
    struct job job = ended(r);
    bool own = false;
    find_creditor(r, &job);
    if (!db_begin(db, DB_WRITE, err))
        return false;
    bool ok = r->again ? job_put_back(db, &job, job.ended_ms + AGAIN_MS, err)
                       : job_end(db, &job, &own, err) &&
                             (!own || job_parts_keep(db, job.id, &r->parts, err));
    if (ok && db_commit(db, err))
        return true;
    db_rollback(db);
    return false;
}

static bool run(struct running *r, struct err *err)
{
    struct str path = spool_path(&r->arena, r->work->folder, r->job->id, r->job->file);
    if (!take_stock(r, err))
        return false;
    r->place = str_slice(path, 0, path.n - r->job->file.n);
    take_files(r, path);
    if (err_is(&r->broke)) {
        *err = r->broke;
        return false;
    }
    return r->lost || end(r, err);
}

bool run_job(struct app *app, const struct job_work *work, const struct job *job, struct err *err)
{
    struct running r = {.app = app, .work = work, .job = job};
    arena_init(&r.arena, 0);
    app->actor_id = job->actor_id;
    app->now_ms = clock_now_ms();
    bool ok = run(&r, err);
    if (!ok && err->code == ERR_CHANGED_MEANWHILE) { /* taken over while it was looked at */
        err_clear(err);
        ok = true;
    }
    app->actor_id = ACTOR_COMMAND_LINE;
    arena_release(&r.arena);
    return ok;
}

/* ---- files that may go ---- */

static bool drop_spent(struct app *app, struct arena *a, struct str folder, struct err *err)
{
    int64_t now = clock_now_ms();
    struct job_ids spent;
    if (!job_spent_list(app->db, a, now - (int64_t)JOB_FILE_DAYS * DAY_MS, &spent, err))
        return false;
    for (size_t i = 0; i < spent.count; i++) {
        spool_drop(a, folder, spent.rows[i]);
        if (!job_spent(app->db, spent.rows[i], now, err))
            return false;
    }
    return true;
}

bool sweep_jobs(struct app *app, struct str folder, struct err *err)
{
    struct arena a;
    arena_init(&a, 0);
    bool ok = drop_spent(app, &a, folder, err);
    struct spooled found = spool_list(&a, folder, clock_now_ms() - FRESH_MS);
    for (size_t i = 0; ok && i < found.count; i++) {
        bool known = false;
        ok = job_known(app->db, found.job_ids[i], &known, err);
        if (ok && !known)
            spool_drop(&a, folder, found.job_ids[i]);
    }
    arena_release(&a);
    return ok;
}
