/* Files that other programs send, by the same way as those sent by page: each is a job that is
 * looked at first and waits for a yes. */
#include "api_page.h"
#include "app/imports/import_json.h"
#include "app/jobs/ask_job.h"
#include "app/people/people.h"
#include "base/moment.h"
#include "base/ref.h"
#include "web/parts/format.h"

static const char *const line_states[] = {
    [IMPORT_LINE_DONE] = "done", [IMPORT_LINE_UNDONE] = "undone", [IMPORT_LINE_BROKEN] = "broken"};

/* "2026-11-23T10:15": the clock of mainland France. */
static struct str moment(struct request *r, int64_t at_ms)
{
    struct buf text;
    buf_init(&text, r->arena, 32);
    moment_add(&text, zone_paris(at_ms));
    return buf_str(&text);
}

static struct str number_text(struct request *r, int64_t number)
{
    struct buf text;
    buf_init(&text, r->arena, 32);
    buf_add_int(&text, number);
    return buf_str(&text);
}

/* The creditor of a job may not be there yet: then the code it was asked with, if any. */
static void creditor_json(struct json *j, const struct creditors *all, int64_t id, struct str asked)
{
    const struct creditor *creditor = creditor_by_id(all, id);
    json_text_or_null(j, "creditor", creditor != NULL ? creditor->code : asked);
}

static void part_json(struct json *j, const struct job_part *part)
{
    json_object(j, NULL);
    json_text(j, "file", part->file);
    json_bool(j, "skipped", part->skipped);
    json_cstr(j, "refused", err_is(&part->refused) ? err_code_text(part->refused.code) : NULL);
    import_counts_json(j, &part->report);
    json_object_end(j);
}

static void job_json(struct request *r, struct json *j, const struct creditors *all,
                     const struct job_view *v)
{
    const struct job *job = &v->job;
    json_text(j, "id", number_text(r, job->number));
    json_id(j, "job", job->number);
    json_text(j, "file", job->file);
    creditor_json(j, all, job->creditor_id, job->creditor);
    json_text(j, "mode", job->mode);
    json_day(j, "as_of", job->as_of);
    json_cstr(j, "state", job_state_code(job->state));
    json_text(j, "made", moment(r, job->made_ms));
    json_text_or_null(j, "by", v->actor);
    json_cstr(j, "error", job->error == ERR_NONE ? NULL : err_code_text(job->error));
    json_bool(j, "confirm_needed", v->confirm_needed);
    json_bool(j, "partial_needed", v->partial_needed);
    json_array(j, "parts");
    for (size_t i = 0; i < v->parts.count; i++)
        part_json(j, &v->parts.rows[i]);
    json_array_end(j);
}

/* An import is one file that was taken: its own only part. */
static void line_json(struct request *r, struct json *j, const struct creditors *all,
                      const struct import_line *line)
{
    struct job_part part = {.part = 1, .file = line->file, .report = line->report};
    json_text(j, "id", format_ref(r->arena, REF_IMPORT, line->number));
    if (line->job_number > 0)
        json_id(j, "job", line->job_number);
    else
        json_null(j, "job");
    json_text(j, "file", line->file);
    creditor_json(j, all, line->creditor_id, STR(""));
    json_text(j, "mode", line->mode);
    json_day(j, "as_of", line->as_of);
    json_cstr(j, "state", line_states[line->state]);
    json_text(j, "made", moment(r, line->at_ms));
    json_text_or_null(j, "by", line->actor);
    json_null(j, "error");
    json_bool(j, "confirm_needed", false);
    json_bool(j, "partial_needed", false);
    json_array(j, "parts");
    part_json(j, &part);
    json_array_end(j);
}

bool api_imports_page(struct request *r, struct response *out, struct err *err)
{
    struct import_overview found;
    const struct import_query query = {api_scope(r), http_field_int(&r->query, "after", 0),
                                       api_limit(r)};
    if (!list_imports(r->app, r->arena, &query, &found, err))
        return false;
    struct json j = api_begin(out);
    json_array(&j, "jobs");
    for (size_t i = 0; query.before == 0 && i < found.jobs.count; i++) {
        json_object(&j, NULL);
        job_json(r, &j, &found.creditors, &found.jobs.rows[i]);
        json_object_end(&j);
    }
    json_array_end(&j);
    json_array(&j, "imports");
    for (size_t i = 0; i < found.count; i++) {
        json_object(&j, NULL);
        line_json(r, &j, &found.creditors, &found.rows[i]);
        json_object_end(&j);
    }
    json_array_end(&j);
    if (found.before > 0)
        json_int(&j, "next", found.before);
    else
        json_null(&j, "next");
    api_end(&j);
    return true;
}

/* ---- one of them ---- */

/* A job by its small number; 0: it is none. */
static int64_t job_number(struct str text)
{
    int64_t number = 0;
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] < '0' || text.p[i] > '9' || text.n > 15)
            return 0;
        number = number * 10 + (text.p[i] - '0');
    }
    return number;
}

static bool answer_job(struct request *r, struct response *out, int64_t number, struct err *err)
{
    struct job_view view = {.job.number = number};
    struct creditor_scope scope = api_scope(r);
    struct creditors all;
    if (!show_job(r->app, r->arena, &scope, &view, err) ||
        !people_creditors(r->app, r->arena, &all, err))
        return false;
    struct json j = api_begin(out);
    job_json(r, &j, &all, &view);
    api_end(&j);
    return true;
}

bool api_import_page(struct request *r, struct response *out, struct err *err)
{
    struct import_line line = {0};
    struct creditors all;
    struct creditor_scope scope = api_scope(r);
    enum ref_kind kind;
    int64_t number = job_number(r->parameter);
    if (number > 0)
        return answer_job(r, out, number, err);
    if (!ref_parse(r->parameter, &kind, &line.number, err))
        return false;
    if (kind != REF_IMPORT)
        return err_set_field(err, ERR_UNKNOWN_REF, "import", r->parameter);
    if (!show_import(r->app, r->arena, &scope, &line, err) ||
        !people_creditors(r->app, r->arena, &all, err))
        return false;
    struct json j = api_begin(out);
    line_json(r, &j, &all, &line);
    api_end(&j);
    return true;
}

/* ---- sending ---- */

static struct str place_of(struct request *r, int64_t number)
{
    struct str text = number_text(r, number);
    return format_text(r->arena, "/api/v1/imports/%1", &text, 1);
}

static bool read_options(const struct request *r, struct job_options *out, struct err *err)
{
    struct str day = http_field(&r->query, "as_of");
    *out = (struct job_options){.mode = http_field(&r->query, "mode"),
                                .as_of = DAY_NONE,
                                .terms = http_field(&r->query, "terms")};
    return day.n == 0 || day_parse_iso(day, &out->as_of, err);
}

bool api_import_send_page(struct request *r, struct response *out, struct err *err)
{
    struct job_ask ask = {.scope = api_scope(r),
                          .creditor = http_field(&r->query, "creditor"),
                          .folder = r->spool,
                          .name = http_field(&r->query, "name")};
    int64_t number = 0;
    if (!read_options(r, &ask.options, err))
        return false;
    if (r->files.count == 0)
        return err_set_field(err, ERR_FILE_EMPTY, "file", ask.name);
    ask.fd = r->files.files[0].fd;
    ask.bytes = r->files.files[0].bytes;
    if (!ask_job(r->app, r->arena, &ask, &number, err) || !answer_job(r, out, number, err))
        return false;
    out->location = place_of(r, number);
    return true;
}

bool api_import_take_page(struct request *r, struct response *out, struct err *err)
{
    struct creditor_scope scope = api_scope(r);
    struct job_view view = {.job.number = job_number(r->parameter)};
    if (view.job.number == 0)
        return err_set_field(err, ERR_UNKNOWN_REF, "import", r->parameter);
    if (!show_job(r->app, r->arena, &scope, &view, err))
        return false;
    const struct job_change change = {
        .scope = scope,
        .number = view.job.number,
        .act = JOB_ACT_TAKE,
        .options = {.mode = view.job.mode,
                    .as_of = view.job.as_of,
                    .terms = view.job.terms,
                    .confirm = http_field(&r->form, "confirm").n > 0,
                    .accept_partial = http_field(&r->form, "accept_partial").n > 0},
    };
    return change_job(r->app, r->arena, &change, err) && answer_job(r, out, change.number, err);
}
