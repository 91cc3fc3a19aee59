/* One import: what it would change, going on with it, what came of it, taking it back. */
#include "app/imports/import_text.h"
#include "app/words/err_text.h"
#include "base/limits.h"
#include "import_words.h"
#include "web/pages.h"
#include "web/parts/error_page.h"
#include "web/parts/form_words.h"
#include "web/parts/format.h"
#include "web/parts/shell.h"
#include "web/server/session.h"

enum { REFUSALS_SHOWN = 50, COUNTS_MAX = 14 };

struct screen {
    struct request *r;
    struct response *out;
    struct job_view job;     /* job.number 0: an import of a command */
    struct import_line line; /* number 0: a job's page */
    struct undo_progress undoing;
    struct v_import view;
};

static struct str count_text(struct screen *s, int64_t n, const char *one, const char *many)
{
    struct request *r = s->r;
    struct str figure = format_count(r->arena, n, r->lang);
    return format_text(r->arena, format_plural(r->lang, n, one, many), &figure, 1);
}

/* ---- a file of it ---- */

static void fill_counts(struct screen *s, const struct import_report *report, bool coming,
                        struct v_import_parts *to)
{
    bool ledger = report->kind != NULL && strcmp(report->kind, "ledger") == 0;
    bool documents = report->kind != NULL && strcmp(report->kind, "document") == 0;
    const struct {
        const char *text;
        int64_t n;
        bool always;
    } counts[] = {
        {documents ? N_("documents lus") : N_("lignes lues"), report->read, true},
        {N_("nouvelles"), report->accepted, true},
        {N_("mises à jour"), report->updated, true},
        {N_("déjà connues"), report->duplicates, true},
        {N_("refusées"), report->rejected, true},
        {ledger ? N_("hors comptes clients") : N_("sans rien d’ouvert"), report->ignored, false},
        {N_("disparues"), report->vanished, false},
        {coming ? N_("clients à créer") : N_("clients créés"), report->debtors, false},
        {coming ? N_("créances à créer") : N_("créances créées"), report->items, false},
        {coming ? N_("règlements à créer") : N_("règlements créés"), report->payments, false},
        {coming ? N_("avoirs et autres crédits à créer") : N_("avoirs et autres crédits créés"),
         report->credits, false},
        {N_("renseignements nouveaux"), report->facts, false},
    };
    struct v_import_parts_counts *rows =
        ARENA_ARRAY(s->r->arena, COUNTS_MAX, struct v_import_parts_counts);
    for (size_t i = 0; i < COUNT_OF(counts); i++) {
        if (counts[i].n > 0 || counts[i].always)
            rows[to->counts_count++] =
                (struct v_import_parts_counts){str_of(tr(s->r->lang, counts[i].text)),
                                               format_count(s->r->arena, counts[i].n, s->r->lang)};
    }
    to->counts = rows;
}

static void fill_warnings(struct screen *s, const struct import_report *report,
                          struct v_import_parts *to)
{
    struct request *r = s->r;
    struct v_import_parts_warnings *rows =
        ARENA_ARRAY(r->arena, report->warning_count, struct v_import_parts_warnings);
    for (size_t i = 0; i < report->warning_count; i++) {
        const char *text = import_warning_text(report->warnings[i].code);
        if (text == NULL)
            continue;
        const struct str both[] = {format_count(r->arena, report->warnings[i].count, r->lang),
                                   str_of(tr(r->lang, text))};
        rows[to->warnings_count++].text = format_text(r->arena, "%1 %2", both, 2);
    }
    to->warnings = rows;
}

static struct str amount(struct screen *s, int64_t minor, struct currency currency)
{
    return format_money(s->r->arena, (struct money){minor, currency}, s->r->lang);
}

static void fill_effects(struct screen *s, const struct import_report *report,
                         struct v_import_parts *to)
{
    struct arena *a = s->r->arena;
    struct v_import_parts_effects *rows =
        ARENA_ARRAY(a, report->effect_count, struct v_import_parts_effects);
    for (size_t i = 0; i < report->effect_count; i++) {
        const struct import_effect *e = &report->effects[i];
        rows[i] = (struct v_import_parts_effects){
            .currency = currency_str(a, e->currency),
            .before = amount(s, e->before_minor, e->currency),
            .closed = amount(s, e->closed_minor, e->currency),
            .closed_n = count_text(s, e->closed, N_("%1 poste"), N_("%1 postes")),
            .changed = amount(s, e->changed_minor, e->currency),
            .changed_n = count_text(s, e->changed, N_("%1 poste"), N_("%1 postes")),
            .added = amount(s, e->added_minor, e->currency),
            .added_n = count_text(s, e->added, N_("%1 poste"), N_("%1 postes")),
        };
    }
    to->effects = rows;
    to->effects_count = report->effect_count;
}

static void fill_refusals(struct screen *s, const struct job_part *part, struct v_import_parts *to)
{
    struct request *r = s->r;
    size_t n = part->refusal_count < REFUSALS_SHOWN ? part->refusal_count : REFUSALS_SHOWN;
    struct v_import_parts_refusals *rows = ARENA_ARRAY(r->arena, n, struct v_import_parts_refusals);
    for (size_t i = 0; i < n; i++) {
        struct err why = part->refusals[i].why;
        struct buf sentence, advice;
        why.line = 0; /* it has a column of its own */
        buf_init(&sentence, r->arena, LIMIT_FIELD_BYTES);
        buf_init(&advice, r->arena, LIMIT_FIELD_BYTES);
        err_sentence(&why, (struct str){0}, r->lang, &sentence);
        err_advice(&why, r->lang, &advice);
        rows[i] = (struct v_import_parts_refusals){
            .line = format_count(r->arena, part->refusals[i].why.line, r->lang),
            .why = buf_str(&sentence),
            .advice = buf_str(&advice)};
    }
    to->refusals = rows;
    to->refusals_count = n;
    to->refused = count_text(s, (int64_t)part->refusal_count, N_("%1 ligne refusée"),
                             N_("%1 lignes refusées"));
    struct link l;
    struct buf path;
    buf_init(&path, r->arena, 64);
    buf_add_c(&path, "/imports/refused/");
    buf_add_int(&path, s->job.job.number);
    link_begin(&l, r->arena, buf_cstr(&path));
    link_int(&l, "part", part->part);
    to->csv = link_end(&l);
}

/* A complete list without its day says which one it names itself. */
static void fill_error(struct screen *s, const struct job_part *part, struct v_import_parts *to)
{
    struct request *r = s->r;
    const struct err *why = &part->refused;
    struct buf path;
    if (why->code == ERR_OPTION_MISSING && strcmp(why->field, "as-of") == 0) {
        to->error = str_of(tr(r->lang, N_("Il manque le jour que cette liste décrit.")));
        to->advice = str_of(tr(r->lang, N_("Donnez-le sous « Le lire autrement ».")));
        return;
    }
    form_words(r, why, str_of(why->arg), &to->error, &to->advice);
    if (why->code != ERR_FILE_UNKNOWN_FORMAT && why->code != ERR_COLUMN_MISSING)
        return;
    buf_init(&path, r->arena, 64);
    buf_add_c(&path, "/imports/mapping?from=");
    buf_add_int(&path, s->job.job.number);
    to->map_href = buf_str(&path);
}

static bool fill_part(struct screen *s, struct job_part *part, struct v_import_parts *to,
                      struct err *err)
{
    struct request *r = s->r;
    const struct import_report *report = &part->report;
    *to = (struct v_import_parts){.name = part->file, .skipped = part->skipped};
    if (part->skipped)
        return true;
    if (!job_refusals_load(r->app->db, r->arena, s->job.job.id, part, err))
        return false;
    if (report->number > 0) {
        to->ref = format_ref(r->arena, REF_IMPORT, report->number);
        to->ref_href = format_text(r->arena, "/imports/%1", &to->ref, 1);
    }
    if (err_is(&part->refused))
        fill_error(s, part, to);
    else
        fill_counts(s, report, report->number == 0, to);
    if (report->mapping.n > 0)
        to->note = format_text(r->arena, tr(r->lang, N_("Lue avec la correspondance « %1 ».")),
                               &report->mapping, 1);
    fill_warnings(s, report, to);
    fill_effects(s, report, to);
    if (part->refusal_count > 0)
        fill_refusals(s, part, to);
    return true;
}

static bool fill_parts(struct screen *s, struct err *err)
{
    struct job_parts *parts = &s->job.parts;
    struct v_import_parts *rows = ARENA_ARRAY(s->r->arena, parts->count, struct v_import_parts);
    for (size_t i = 0; i < parts->count; i++) {
        if (!fill_part(s, &parts->rows[i], &rows[i], err))
            return false;
    }
    s->view.parts = rows;
    s->view.parts_count = parts->count;
    return true;
}

/* ---- a job ---- */

static struct str job_path(struct screen *s, const char *before)
{
    struct buf path;
    buf_init(&path, s->r->arena, 64);
    buf_add_c(&path, before);
    buf_add_int(&path, s->job.job.number);
    return buf_str(&path);
}

static struct str who(struct screen *s, struct str login)
{
    return login.n > 0 ? login : str_of(tr(s->r->lang, N_("programme")));
}

static struct day stated_day(const struct job_view *v)
{
    for (size_t i = 0; i < v->parts.count; i++) {
        if (day_is(v->parts.rows[i].report.stated_day))
            return v->parts.rows[i].report.stated_day;
    }
    return DAY_NONE;
}

static bool readable(const struct job_view *v)
{
    for (size_t i = 0; i < v->parts.count; i++) {
        if (!v->parts.rows[i].skipped && !err_is(&v->parts.rows[i].refused))
            return true;
    }
    return false;
}

static void fill_choices(struct screen *s)
{
    const struct job *job = &s->job.job;
    struct v_import *v = &s->view;
    const struct import_form form = {
        .options = {job->mode, job->as_of, job->terms, false, false},
        .stated = stated_day(&s->job),
    };
    struct import_fields fields = import_fields(s->r, &form);
    v->waits = job->state == JOB_WAITING || job->state == JOB_FAILED;
    v->fields = fields.rows;
    v->fields_count = fields.count;
    v->may_take = job->state == JOB_WAITING && readable(&s->job);
    v->confirm = s->job.confirm_needed;
    v->partial = s->job.partial_needed;
    v->again = job->kept;
    if (!job->kept)
        v->gone = str_of(tr(s->r->lang, N_("Le fichier n’est plus là : envoyez-le de nouveau.")));
}

static void fill_same(struct screen *s)
{
    struct request *r = s->r;
    const struct job_view *v = &s->job;
    if (v->same_number == 0 || v->job.state == JOB_DONE)
        return;
    const struct str both[] = {format_ref(r->arena, REF_IMPORT, v->same_number),
                               format_moment(r->arena, v->same_at_ms, r->lang)};
    s->view.same = format_text(
        r->arena, tr(r->lang, N_("Ce fichier est déjà entré tel quel : %1, le %2.")), both, 2);
    s->view.same_href = format_text(r->arena, "/imports/%1", both, 1);
}

static bool fill_job(struct screen *s, struct err *err)
{
    struct request *r = s->r;
    const struct job *job = &s->job.job;
    struct v_import *v = &s->view;
    struct tag tag = import_job_tag(job, r->lang);
    const struct str about[] = {s->job.creditor, who(s, s->job.actor),
                                format_moment(r->arena, job->made_ms, r->lang)};
    v->title = job->file;
    v->state = tag.text;
    v->tone = tag.tone;
    const char *form =
        s->job.creditor.n > 0 ? N_("%1 · envoyé par %2, le %3") : N_("envoyé par %2, le %3");
    v->about = format_text(r->arena, tr(r->lang, form), about, 3);
    v->action = v->progress.here = job_path(s, "/imports/");
    v->progress.events = job_path(s, "/imports/events/");
    v->moving = job->state == JOB_QUEUED || job->state == JOB_RUNNING;
    v->progress.text = v->moving ? import_progress(r, job) : STR("");
    v->progress.goes_on = str_of(tr(r->lang, N_("L’import continue si vous la quittez.")));
    fill_same(s);
    if (!v->moving)
        fill_choices(s);
    return v->moving || fill_parts(s, err);
}

/* ---- an import ---- */

static void fill_undo(struct screen *s)
{
    struct request *r = s->r;
    const struct import_report *report = &s->line.report;
    const struct str counts[] = {
        count_text(s, report->items, N_("%1 créance"), N_("%1 créances")),
        count_text(s, report->payments + report->credits, N_("%1 règlement ou avoir"),
                   N_("%1 règlements ou avoirs")),
        count_text(s, report->accepted + report->updated, N_("%1 ligne"), N_("%1 lignes")),
    };
    s->view.undo = s->line.state == IMPORT_LINE_DONE;
    if (s->undoing.open)
        return;
    s->view.undo_text = format_text(
        r->arena,
        tr(r->lang,
           N_("Ce que lui seul a dit ne comptera plus : %3, dont %1 et %2 nés avec lui. Ce "
              "qu’un autre import contient aussi reste, et les comptes touchés sont "
              "recalculés.")),
        counts, 3);
    if (s->line.state == IMPORT_LINE_UNDONE)
        s->view.stands =
            str_of(tr(r->lang, N_("Il a été annulé : rien de ce que lui seul a dit ne "
                                  "compte. Le fichier peut être importé de nouveau.")));
}

/* It counts no longer; what it touched follows. */
static void fill_undoing(struct screen *s)
{
    struct request *r = s->r;
    struct v_import *v = &s->view;
    v->state = str_of(tr(r->lang, N_("annulation en cours")));
    v->tone = STR("amb");
    v->moving = true;
    v->progress.goes_on = str_of(tr(r->lang, N_("L’annulation continue si vous la quittez.")));
    v->progress.text = import_undo_progress(r, &s->undoing);
    v->progress.events = format_text(r->arena, "/imports/events/%1", &v->title, 1);
    v->stands = str_of(tr(r->lang, N_("Ce que lui seul a dit ne compte plus ; les comptes touchés "
                                      "sont recalculés les uns après les autres.")));
}

/* Of an import: the part of its job when it came by one. */
static bool fill_import(struct screen *s, struct err *err)
{
    struct request *r = s->r;
    struct v_import *v = &s->view;
    struct import_line *line = &s->line;
    struct tag tag = import_line_tag(line->state, r->lang);
    struct str ref = format_ref(r->arena, REF_IMPORT, line->number);
    const struct str about[] = {line->creditor, who(s, line->actor),
                                format_moment(r->arena, line->at_ms, r->lang)};
    struct job_part part = {.file = line->file, .report = line->report};
    v->title = ref;
    v->state = tag.text;
    v->tone = tag.tone;
    v->about = format_text(r->arena, tr(r->lang, N_("%1 · importé par %2, le %3")), about, 3);
    v->action = v->progress.here = format_text(r->arena, "/imports/%1", &ref, 1);
    for (size_t i = 0; i < s->job.parts.count; i++) {
        if (s->job.parts.rows[i].report.number == line->number)
            part = s->job.parts.rows[i];
    }
    struct v_import_parts *row = ARENA_NEW(r->arena, struct v_import_parts);
    if (!fill_part(s, &part, row, err))
        return false;
    row->ref = (struct str){0};
    v->parts = row;
    v->parts_count = 1;
    fill_undo(s);
    if (s->undoing.open)
        fill_undoing(s);
    return true;
}

/* ---- answers ---- */

static bool parse_number(struct str text, int64_t *out)
{
    *out = 0;
    for (size_t i = 0; i < text.n && text.n < 18; i++) {
        if (text.p[i] < '0' || text.p[i] > '9')
            return false;
        *out = *out * 10 + (text.p[i] - '0');
    }
    return *out > 0;
}

/* "12" is a job, "I-000012-X" an import. */
static bool load(struct screen *s, struct err *err)
{
    struct request *r = s->r;
    const struct creditor_scope scope = import_scope(r);
    enum ref_kind kind;
    if (parse_number(r->parameter, &s->job.job.number))
        return show_job(r->app, r->arena, &scope, &s->job, err);
    if (!ref_parse(r->parameter, &kind, &s->line.number, err))
        return false;
    if (kind != REF_IMPORT)
        return err_set(err, ERR_UNKNOWN_REF, "import");
    if (!show_import(r->app, r->arena, &scope, &s->line, err) ||
        !undo_look(r->app, s->line.number, &s->undoing, err))
        return false;
    s->job.job.number = s->line.job_number;
    return s->line.job_number == 0 || show_job(r->app, r->arena, &scope, &s->job, err);
}

static bool answer(struct screen *s, const struct err *failure, struct err *err)
{
    struct request *r = s->r;
    struct v_import *v = &s->view;
    if (!(s->line.number > 0 ? fill_import(s, err) : fill_job(s, err)))
        return false;
    if (s->job.job.number > 0 && !v->moving && right_given(r->user.roles, RIGHT_READ_FILES))
        v->why = job_path(s, "");
    struct str title = v->title;
    shell_fill(r, s->out, SHELL_IMPORTS, title, &v->page);
    v->page.refresh = v->moving;
    v->csrf = session_csrf(r, s->out, CSRF_SESSION);
    if (failure != NULL && failure->code == ERR_CHANGED_MEANWHILE) {
        s->out->status = 422;
        v->error = str_of(tr(r->lang, N_("Cet import n’en est plus là.")));
        v->advice = str_of(tr(r->lang, N_("Rien n’a été changé : voici où il en est.")));
    } else if (failure != NULL) {
        import_failure(r, s->out, failure, &v->error, &v->advice);
    }
    view_import(&s->out->body, v, r->lang);
    return true;
}

bool import_page(struct request *r, struct response *out, struct err *err)
{
    struct screen s = {.r = r, .out = out};
    if (!load(&s, err))
        return false;
    if (http_field(&r->query, "undone").n > 0 && !s.undoing.open)
        s.view.said = str_of(tr(r->lang, N_("L’import est annulé.")));
    return answer(&s, NULL, err);
}

static bool undo(struct screen *s, struct err *failure)
{
    struct request *r = s->r;
    struct undo_begun begun = {.report.number = s->line.number};
    if (s->line.number == 0)
        return err_set_field(failure, ERR_BAD_OPTION_VALUE, "act", STR("undo"));
    if (http_field(&r->form, "sure").n == 0)
        return err_set_field(failure, ERR_OPTION_MISSING, "sure", STR(""));
    return undo_begin(r->app, r->arena, &begun, failure);
}

static bool change(struct screen *s, struct str act, struct err *failure)
{
    struct request *r = s->r;
    struct job_change c = {.scope = import_scope(r), .number = s->job.job.number};
    if (s->line.number > 0)
        return err_set_field(failure, ERR_BAD_OPTION_VALUE, "act", act);
    if (str_is(act, "take"))
        c.act = JOB_ACT_TAKE;
    else if (str_is(act, "look"))
        c.act = JOB_ACT_LOOK;
    else if (str_is(act, "cancel"))
        c.act = JOB_ACT_CANCEL;
    else
        return err_set_field(failure, ERR_BAD_OPTION_VALUE, "act", act);
    return import_read_options(r, &c.options, failure) && change_job(r->app, r->arena, &c, failure);
}

bool import_submit(struct request *r, struct response *out, struct err *err)
{
    struct screen s = {.r = r, .out = out};
    struct err failure = {0};
    struct str act = http_field(&r->form, "act");
    bool undoing = str_is(act, "undo");
    if (!load(&s, err))
        return false;
    if (undoing ? undo(&s, &failure) : change(&s, act, &failure)) {
        response_redirect(out, undoing
                                   ? format_text(r->arena, "/imports/%1?undone=1", &r->parameter, 1)
                                   : format_text(r->arena, "/imports/%1", &r->parameter, 1));
        return true;
    }
    if (form_refused(&failure) || failure.code == ERR_IMPORT_RUNNING) {
        struct screen again = {.r = r, .out = out};
        return load(&again, err) && answer(&again, &failure, err);
    }
    *err = failure;
    return false;
}
