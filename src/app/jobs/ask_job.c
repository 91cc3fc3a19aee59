#include "ask_job.h"

#include "app/clock.h"
#include "app/imports/file_digest.h"
#include "app/system/system_journal.h"
#include "base/json.h"
#include "gen/job_sql.h"
#include "law/term.h"
#include "spool.h"
#include "store/user_store.h"

enum { BODY_BYTES_MAX = 256 };

/* ---- asking ---- */

/* *id 0: there is no creditor yet. */
static bool find_creditor(struct app *app, struct arena *a, const struct job_ask *ask, int64_t *id,
                          struct err *err)
{
    struct creditor c = {0};
    if (!creditor_find(app->db, a, ask->creditor, &c, err))
        return false;
    *id = c.id;
    if (c.id == 0 && ask->creditor.n == 0 && ask->scope.creditors == NULL)
        return true;
    return (c.id != 0 && scope_has(&ask->scope, c.id)) ||
           err_set_field(err, ERR_UNKNOWN_CREDITOR, "creditor", ask->creditor);
}

static bool check_options(const struct app *app, const struct job_options *o, struct err *err)
{
    enum law_term rule;
    bool state = str_is(o->mode, "state");
    if (o->mode.n > 0 && !state && !str_is(o->mode, "new") && !str_is(o->mode, "period"))
        return err_set_field(err, ERR_BAD_OPTION_VALUE, "mode", o->mode);
    if (o->terms.n > 0 && !law_term_parse(o->terms, &rule))
        return err_set_field(err, ERR_BAD_OPTION_VALUE, "terms", o->terms);
    if (day_is(o->as_of) && o->as_of.n > app->today.n)
        return err_set_field(err, ERR_AS_OF_FUTURE, "as_of", STR(""));
    return true;
}

static void set_options(struct job *job, const struct job_options *o)
{
    job->mode = o->mode.n > 0 ? o->mode : STR("new");
    job->as_of = o->as_of;
    job->terms = o->terms.n > 0 ? o->terms : STR("");
    job->confirm = o->confirm;
    job->accept_partial = o->accept_partial;
}

static bool add(struct app *app, struct job *job, struct err *err)
{
    if (!db_begin(app->db, DB_WRITE, err))
        return false;
    if (job_add(app->db, job, err) && db_commit(app->db, err))
        return true;
    db_rollback(app->db);
    return false;
}

bool ask_job(struct app *app, struct arena *a, const struct job_ask *ask, int64_t *number,
             struct err *err)
{
    uint8_t digest[FILE_DIGEST_BYTES];
    struct job job = {.id = id_next(app->ids),
                      .creditor = ask->creditor.n > 0 ? ask->creditor : STR(""),
                      .actor_id = app->actor_id,
                      .file = spool_name(a, ask->name),
                      .bytes = ask->bytes,
                      .made_ms = app->now_ms};
    if (ask->bytes == 0)
        return err_set_field(err, ERR_FILE_EMPTY, "file", ask->name);
    set_options(&job, &ask->options);
    if (!find_creditor(app, a, ask, &job.creditor_id, err) ||
        !check_options(app, &ask->options, err) || !file_digest_of_fd(ask->fd, digest, err))
        return false;
    job.digest = (struct str){(const char *)digest, sizeof digest};
    if (!spool_keep(a, ask->fd, spool_path(a, ask->folder, job.id, job.file), err) ||
        !add(app, &job, err)) {
        spool_drop(a, ask->folder, job.id);
        return false;
    }
    *number = job.number;
    return true;
}

/* ---- showing ---- */

/* One whose creditor is not there yet is of those who see every creditor. */
static bool load(struct app *app, struct arena *a, const struct creditor_scope *scope,
                 struct job *job, struct err *err)
{
    bool found = false;
    if (!job_get(app->db, a, job, &found, err))
        return false;
    return (found && scope_has(scope, job->creditor_id)) || err_set(err, ERR_UNKNOWN_REF, "job");
}

static bool find_same(struct app *app, struct job_view *v, struct err *err)
{
    const struct q_import_same_in in = {v->job.digest, v->job.creditor_id};
    struct q_import_same_row row;
    struct db_rows rows;
    bool have = false;
    if (!q_import_same_open(app->db, &in, &rows, err))
        return false;
    bool ok = q_import_same_next(&rows, &row, &have, err);
    v->same_number = ok && have ? row.number : 0;
    v->same_at_ms = ok && have ? row.at_ms : 0;
    db_done(&rows);
    return ok;
}

static bool name_people(struct app *app, struct arena *a, struct job_view *v,
                        const struct creditors *creditors, struct err *err)
{
    const struct creditor *c = creditor_by_id(creditors, v->job.creditor_id);
    v->creditor = c == NULL ? STR("") : c->name;
    struct user user;
    if (!user_by_id(app->db, a, v->job.actor_id, &user, err))
        return false;
    v->actor = user.id != 0 ? user.login : STR("");
    return true;
}

bool show_job(struct app *app, struct arena *a, const struct creditor_scope *scope,
              struct job_view *out, struct err *err)
{
    struct creditors all;
    if (!load(app, a, scope, &out->job, err) || !creditor_list(app->db, a, &all, err) ||
        !name_people(app, a, out, &all, err) ||
        !job_parts_load(app->db, a, out->job.id, &out->parts, err) || !find_same(app, out, err))
        return false;
    for (size_t i = 0; i < out->parts.count; i++) {
        const struct import_report *r = &out->parts.rows[i].report;
        out->partial_needed = out->partial_needed || r->rejected > 0;
        out->confirm_needed = out->confirm_needed || import_moves_much(r);
    }
    out->confirm_needed = out->confirm_needed && str_is(out->job.mode, "state");
    return true;
}

/* ---- going on ---- */

/* What the person saw is what is taken: other options are looked at first. */
static bool check_take(const struct job_view *v, const struct job_options *o, struct err *err)
{
    bool same = str_eq(v->job.mode, o->mode) && v->job.as_of.n == o->as_of.n &&
                str_eq(v->job.terms, o->terms);
    if (v->job.state != JOB_WAITING || !same)
        return err_set(err, ERR_CHANGED_MEANWHILE, "job");
    if (str_is(o->mode, "state") && !day_is(o->as_of))
        return err_set_field(err, ERR_OPTION_MISSING, "as_of", STR(""));
    if (v->confirm_needed && !o->confirm)
        return err_set_field(err, ERR_CONFIRM_NEEDED, "confirm", STR(""));
    return true;
}

/* With who did it, for the house: a file somebody sent does not come in. */
static bool cancel_within(struct app *app, struct arena *a, const struct job *job, struct err *err)
{
    struct buf body;
    struct json j;
    bool changed = false;
    buf_init(&body, a, BODY_BYTES_MAX);
    json_begin(&j, &body);
    json_object(&j, NULL);
    json_int(&j, "job", job->number);
    json_object_end(&j);
    json_end(&j);
    return job_cancel(app->db, job->id, app->now_ms, &changed, err) &&
           (changed || err_set(err, ERR_CHANGED_MEANWHILE, "job")) &&
           system_journal_say(app, "job_cancelled", buf_str(&body), err) && db_commit(app->db, err);
}

static bool cancel(struct app *app, struct arena *a, const struct job *job, struct err *err)
{
    if (!db_begin(app->db, DB_WRITE, err))
        return false;
    bool ok = cancel_within(app, a, job, err);
    db_rollback(app->db);
    return ok;
}

bool change_job(struct app *app, struct arena *a, const struct job_change *change, struct err *err)
{
    struct job_view v = {.job.number = change->number};
    bool changed = false;
    if (!show_job(app, a, &change->scope, &v, err) || !check_options(app, &change->options, err))
        return false;
    if (change->act == JOB_ACT_CANCEL)
        return cancel(app, a, &v.job, err);
    struct job next = v.job;
    set_options(&next, &change->options);
    const struct job_options shown = {next.mode, next.as_of, next.terms, next.confirm,
                                      next.accept_partial};
    next.step = change->act == JOB_ACT_TAKE ? JOB_TAKE : JOB_LOOK;
    if (next.step == JOB_TAKE && !check_take(&v, &shown, err))
        return false;
    if (!job_go_on(app->db, &next, &changed, err))
        return false;
    return changed || err_set(err, ERR_CHANGED_MEANWHILE, "job");
}
