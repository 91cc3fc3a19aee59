/* Imports: sending files, those on their way in, those that came. */
#include "import_words.h"
#include "web/pages.h"
#include "web/parts/error_page.h"
#include "web/parts/format.h"
#include "web/parts/shell.h"
#include "web/server/session.h"

enum { ROWS_SHOWN = 50 };

struct screen {
    struct request *r;
    struct response *out;
    struct import_overview found;
    struct v_imports view;
    struct str creditor; /* chosen */
    struct job_options options;
};

static struct str who(const struct screen *s, struct str login)
{
    return login.n > 0 ? login : str_of(tr(s->r->lang, N_("programme")));
}

static struct str job_link(struct request *r, int64_t number)
{
    struct buf path;
    buf_init(&path, r->arena, 64);
    buf_add_c(&path, "/imports/");
    buf_add_int(&path, number);
    return buf_str(&path);
}

static void fill_jobs(struct screen *s)
{
    struct request *r = s->r;
    struct v_imports_jobs *rows = ARENA_ARRAY(r->arena, s->found.jobs.count, struct v_imports_jobs);
    for (size_t i = 0; i < s->found.jobs.count; i++) {
        const struct job_view *v = &s->found.jobs.rows[i];
        struct tag tag = import_job_tag(&v->job, r->lang);
        rows[i] = (struct v_imports_jobs){.href = job_link(r, v->job.number),
                                          .file = v->job.file,
                                          .creditor = v->creditor,
                                          .state = tag.text,
                                          .tone = tag.tone,
                                          .who = who(s, v->actor),
                                          .when = format_moment(r->arena, v->job.made_ms, r->lang)};
    }
    s->view.jobs = rows;
    s->view.jobs_count = s->found.jobs.count;
}

static void fill_rows(struct screen *s)
{
    struct request *r = s->r;
    struct arena *a = r->arena;
    struct v_imports_rows *rows = ARENA_ARRAY(a, s->found.count, struct v_imports_rows);
    for (size_t i = 0; i < s->found.count; i++) {
        const struct import_line *line = &s->found.rows[i];
        struct str ref = format_ref(a, REF_IMPORT, line->number);
        struct tag tag = import_line_tag(line->state, r->lang);
        rows[i] = (struct v_imports_rows){
            .href = format_text(a, "/imports/%1", &ref, 1),
            .ref = ref,
            .file = line->file,
            .creditor = line->creditor,
            .when = format_moment(a, line->at_ms, r->lang),
            .who = who(s, line->actor),
            .state = tag.text,
            .tone = tag.tone,
            .read = format_count(a, line->report.read, r->lang),
            .accepted = format_count(a, line->report.accepted, r->lang),
            .rejected = format_count(a, line->report.rejected, r->lang),
            .duplicates = format_count(a, line->report.duplicates, r->lang),
            .updated = format_count(a, line->report.updated, r->lang),
        };
    }
    s->view.rows = rows;
    s->view.rows_count = s->found.count;
    s->view.none = s->found.count == 0;
    if (s->found.before > 0) {
        struct link l;
        link_begin(&l, a, "/imports");
        link_int(&l, "before", s->found.before);
        s->view.more = link_end(&l);
    }
}

static bool answer(struct screen *s, const struct err *failure, struct err *err)
{
    struct request *r = s->r;
    const struct import_query query = {import_scope(r), http_field_int(&r->query, "before", 0),
                                       ROWS_SHOWN};
    if (!list_imports(r->app, r->arena, &query, &s->found, err))
        return false;
    const struct import_form form = {&s->found.creditors, s->creditor, s->options, DAY_NONE};
    struct import_fields fields = import_fields(r, &form);
    shell_fill(r, s->out, SHELL_IMPORTS, str_of(tr(r->lang, N_("Imports"))), &s->view.page);
    s->view.csrf = session_csrf(r, s->out, CSRF_UPLOAD);
    s->view.fields = fields.rows;
    s->view.fields_count = fields.count;
    s->view.may_send = r->user.all_creditors || s->found.creditors.count > 0;
    s->view.exports = (struct v_exports){
        .push = true, .workbook = STR("/imports.xlsx"), .text = STR("/imports.csv")};
    fill_jobs(s);
    fill_rows(s);
    if (failure != NULL)
        import_failure(r, s->out, failure, &s->view.error, &s->view.advice);
    view_imports(&s->out->body, &s->view, r->lang);
    return true;
}

bool imports_page(struct request *r, struct response *out, struct err *err)
{
    struct screen s = {.r = r, .out = out, .options.as_of = DAY_NONE};
    return answer(&s, NULL, err);
}

/* Each file is a job of its own; the first one that cannot be is told, those before it stand. */
static bool take_files(struct screen *s, int64_t *last, struct err *failure)
{
    struct request *r = s->r;
    struct job_ask ask = {.scope = import_scope(r),
                          .creditor = s->creditor,
                          .options = s->options,
                          .folder = r->spool};
    if (r->files.count == 0)
        return err_set_field(failure, ERR_OPTION_MISSING, "file", STR(""));
    for (size_t i = 0; i < r->files.count; i++) {
        const struct http_file *file = &r->files.files[i];
        ask.name = file->name;
        ask.fd = file->fd;
        ask.bytes = file->bytes;
        if (!ask_job(r->app, r->arena, &ask, last, failure))
            return false;
    }
    return true;
}

bool imports_submit(struct request *r, struct response *out, struct err *err)
{
    struct screen s = {.r = r, .out = out, .options.as_of = DAY_NONE};
    struct err failure = {0};
    int64_t last = 0;
    s.creditor = http_field(&r->form, "creditor");
    if (import_read_options(r, &s.options, &failure) && take_files(&s, &last, &failure)) {
        response_redirect(out, r->files.count == 1 ? job_link(r, last) : STR("/imports"));
        return true;
    }
    if (form_refused(&failure))
        return answer(&s, &failure, err);
    *err = failure;
    return false;
}
