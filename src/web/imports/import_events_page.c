/* How far an import is (progress.h), and its refused rows as a file. */
#include "base/ref.h"
#include "import_words.h"
#include "web/pages.h"
#include "web/parts/error_page.h"
#include "web/parts/progress.h"

static bool number_of(struct str text, int64_t *out)
{
    *out = 0;
    for (size_t i = 0; i < text.n && text.n < 18; i++) {
        if (text.p[i] < '0' || text.p[i] > '9')
            return false;
        *out = *out * 10 + (text.p[i] - '0');
    }
    return *out > 0;
}

static bool load(struct request *r, struct job_view *out, struct err *err)
{
    const struct creditor_scope scope = import_scope(r);
    *out = (struct job_view){0};
    if (!number_of(r->parameter, &out->job.number))
        return err_set(err, ERR_UNKNOWN_REF, "job");
    return show_job(r->app, r->arena, &scope, out, err);
}

/* *said empty: it has ended. */
static bool job_said(struct request *r, struct str *said, struct err *err)
{
    struct job_view v;
    if (!load(r, &v, err))
        return false;
    bool moving = v.job.state == JOB_QUEUED || v.job.state == JOB_RUNNING;
    *said = moving ? import_progress(r, &v.job) : STR("");
    return true;
}

/* The same of an import that is being taken back. */
static bool undo_said(struct request *r, struct str *said, struct err *err)
{
    const struct creditor_scope scope = import_scope(r);
    struct import_line line = {0};
    struct undo_progress undo;
    enum ref_kind kind;
    if (!ref_parse(r->parameter, &kind, &line.number, err))
        return false;
    if (kind != REF_IMPORT)
        return err_set(err, ERR_UNKNOWN_REF, "import");
    if (!show_import(r->app, r->arena, &scope, &line, err) ||
        !undo_look(r->app, line.number, &undo, err))
        return false;
    *said = undo.open ? import_undo_progress(r, &undo) : STR("");
    return true;
}

bool import_events(struct request *r, struct response *out, struct err *err)
{
    struct str said;
    if (!(str_starts(r->parameter, STR("I-")) ? undo_said(r, &said, err) : job_said(r, &said, err)))
        return false;
    progress_event(out, said);
    return true;
}

/* A cell that a spreadsheet does not take for a formula. */
static void add_cell(struct buf *out, struct str text)
{
    buf_add_c(out, ";\"");
    if (text.n > 0 && strchr("=+-@\t\r", text.p[0]) != NULL)
        buf_add_char(out, '\'');
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '"')
            buf_add_char(out, '"');
        buf_add_char(out, text.p[i]);
    }
    buf_add_char(out, '"');
}

bool import_refusals(struct request *r, struct response *out, struct err *err)
{
    struct job_view v;
    struct job_part part = {.part = http_field_int(&r->query, "part", 1)};
    if (!load(r, &v, err) || !job_refusals_load(r->app->db, r->arena, v.job.id, &part, err))
        return false;
    out->type = "text/csv; charset=utf-8";
    out->file_name = STR("refus.csv");
    buf_add_c(&out->body, "\xEF\xBB\xBFline;column;field;code;value;account;name\r\n");
    for (size_t i = 0; i < part.refusal_count; i++) {
        const struct job_refusal *f = &part.refusals[i];
        buf_add_int(&out->body, f->why.line);
        buf_add_char(&out->body, ';');
        buf_add_int(&out->body, f->why.column);
        add_cell(&out->body, str_of(f->why.field));
        add_cell(&out->body, str_of(err_code_text(f->why.code)));
        add_cell(&out->body, str_of(f->why.arg));
        add_cell(&out->body, f->account);
        add_cell(&out->body, f->name);
        buf_add_c(&out->body, "\r\n");
    }
    return true;
}
