/* Réglages, Travaux: what the server does beside answering, each with when it worked last and why
 * it failed; files on their way in and those that came by page. */
#include "backup_words.h"
#include "run_words.h"
#include "settings.h"
#include "web/imports/import_words.h"
#include "web/pages.h"
#include "web/parts/error_page.h"
#include "web/parts/form_words.h"
#include "web/parts/format.h"
#include "web/server/keep.h"
#include "web/server/session.h"

enum { ROWS_SHOWN = 50, SECOND_MS = 1000, MINUTE_S = 60 };

static const char address[] = "/settings/jobs";

/* By their names in the log. */
static const struct {
    const char *name, *title, *about;
} chores[] = {
    {"run", N_("Passage du jour"), N_("Chaque jour ouvré à son heure ; manqué, il est rattrapé.")},
    {"jobs", N_("Imports"), N_("Les fichiers envoyés par page sont regardés, puis pris.")},
    {"trials", N_("Essais de règles"), N_("Ceux qu’on demande par la page des règles.")},
    {"mail", N_("E-mails"), N_("Ceux qui attendent sont remis au serveur de messagerie.")},
    {"backups", N_("Sauvegardes"),
     N_("Celle de l’horaire, ou qu’on demande, est faite ; ou relue.")},
    {"words", N_("Recherche"), N_("Ses mots suivent ce qui est entré.")},
    {"figures", N_("Chiffres"), N_("Ceux du pilotage suivent ce qui est entré.")},
};

struct screen {
    struct request *r;
    struct response *out;
    struct jobs_wanted wanted;
    struct job_lines found;
    struct backup_plan backups;
    struct run_timetable run;
    struct v_jobs view;
};

/* ---- chores ---- */

static struct str moment(const struct screen *s, int64_t at_ms)
{
    return at_ms == 0 ? (struct str){0} : format_moment(s->r->arena, at_ms, s->r->lang);
}

static struct tag tag_of(const struct chore_state *c, enum lang lang)
{
    if (c->failing)
        return (struct tag){STR("red"), str_of(tr(lang, N_("en échec")))};
    if (c->begun_ms != 0)
        return (struct tag){STR("acc"), str_of(tr(lang, N_("au travail")))};
    if (c->worked_ms != 0)
        return (struct tag){STR("grn"), str_of(tr(lang, N_("va bien")))};
    return (struct tag){STR(""), str_of(tr(lang, N_("pas encore passé")))};
}

static struct str next_of(const struct screen *s, const struct chore_state *c)
{
    struct request *r = s->r;
    int64_t left_s = (c->next_ms - r->app->now_ms + SECOND_MS - 1) / SECOND_MS;
    bool minutes = left_s > 2 * MINUTE_S;
    struct str count = format_count(r->arena, minutes ? left_s / MINUTE_S : left_s, r->lang);
    if (c->begun_ms != 0 || left_s <= 0)
        return str_of(tr(r->lang, N_("en ce moment")));
    return format_text(r->arena, tr(r->lang, minutes ? N_("dans %1 min") : N_("dans %1 s")), &count,
                       1);
}

static struct v_jobs_chores fill_chore(const struct screen *s, const struct chore_state *c)
{
    struct tag tag = tag_of(c, s->r->lang);
    struct v_jobs_chores row = {.name = str_of(c->name),
                                .tone = tag.tone,
                                .state = tag.text,
                                .worked = moment(s, c->worked_ms),
                                .next = next_of(s, c),
                                .failed = moment(s, c->failed_ms)};
    for (size_t i = 0; i < COUNT_OF(chores); i++) {
        if (strcmp(chores[i].name, c->name) != 0)
            continue;
        row.title = str_of(tr(s->r->lang, chores[i].title));
        row.about = str_of(tr(s->r->lang, chores[i].about));
    }
    if (c->failed_ms != 0) {
        row.code = str_of(err_code_text(c->failed.code));
        row.why = failure_words(s->r, &c->failed);
    }
    return row;
}

static struct str backups_of(const struct screen *s)
{
    const struct str words[] = {backup_plan_last_text(s->r, &s->backups),
                                backup_plan_next_text(s->r, &s->backups)};
    return format_text(s->r->arena, "%1 %2", words, COUNT_OF(words));
}

static struct str run_of(const struct screen *s)
{
    const struct str words[] = {run_last_text(s->r, &s->run.last), run_next_text(s->r, &s->run)};
    return format_text(s->r->arena, "%1 %2", words, COUNT_OF(words));
}

static void fill_chores(struct screen *s)
{
    struct request *r = s->r;
    struct chore_state states[KEEP_CHORES_MAX];
    size_t count = keep_look(r->keep, states);
    struct v_jobs_chores *rows = ARENA_ARRAY(r->arena, count, struct v_jobs_chores);
    bool mail = false;
    for (size_t i = 0; i < count; i++) {
        rows[i] = fill_chore(s, &states[i]);
        mail = mail || strcmp(states[i].name, "mail") == 0;
        if (strcmp(states[i].name, "backups") == 0)
            rows[i].more = backups_of(s);
        if (strcmp(states[i].name, "run") == 0)
            rows[i].more = run_of(s);
    }
    s->view.chores = rows;
    s->view.chores_count = count;
    s->view.mail_waits = !mail;
    s->view.since = moment(s, keep_since_ms(r->keep));
}

/* ---- jobs ---- */

static struct str link_to(const struct screen *s, struct str state, int64_t before)
{
    struct link l;
    link_begin(&l, s->r->arena, address);
    link_text(&l, "state", state);
    link_int(&l, "before", before);
    return link_end(&l);
}

static void fill_tabs(struct screen *s)
{
    struct request *r = s->r;
    struct v_jobs_tabs *tabs = ARENA_ARRAY(r->arena, JOB_STATE_COUNT + 1, struct v_jobs_tabs);
    tabs[0] = (struct v_jobs_tabs){link_to(s, STR(""), 0), str_of(tr(r->lang, N_("Tous"))),
                                   !s->wanted.one_state};
    for (int i = 0; i < JOB_STATE_COUNT; i++) {
        const struct job job = {.state = (enum job_state)i};
        tabs[i + 1] = (struct v_jobs_tabs){link_to(s, str_of(job_state_code(job.state)), 0),
                                           import_job_tag(&job, r->lang).text,
                                           s->wanted.one_state && s->wanted.state == job.state};
    }
    s->view.tabs = tabs;
    s->view.tabs_count = JOB_STATE_COUNT + 1;
}

static struct v_jobs_rows fill_row(const struct screen *s, const struct job_view *line)
{
    struct request *r = s->r;
    const struct job *job = &line->job;
    struct tag tag = import_job_tag(job, r->lang);
    struct buf number;
    buf_init(&number, r->arena, 32);
    buf_add_int(&number, job->number);
    struct str n = buf_str(&number);
    struct v_jobs_rows row = {.number = n,
                              .href = format_text(r->arena, "/imports/%1", &n, 1),
                              .file = job->file,
                              .creditor = line->creditor,
                              .tone = tag.tone,
                              .state = tag.text,
                              .made = moment(s, job->made_ms),
                              .who = line->actor,
                              .waits = job->state == JOB_QUEUED || job->state == JOB_WAITING};
    if (job->state == JOB_DONE || job->state == JOB_FAILED || job->state == JOB_CANCELLED)
        row.ended = moment(s, job->ended_ms);
    if (job->state == JOB_RUNNING)
        row.how = import_progress(r, job);
    if (job->error != ERR_NONE)
        row.how = failure_words(r, &(struct err){.code = job->error});
    return row;
}

static void fill_rows(struct screen *s)
{
    struct v_jobs_rows *rows = ARENA_ARRAY(s->r->arena, s->found.count, struct v_jobs_rows);
    for (size_t i = 0; i < s->found.count; i++)
        rows[i] = fill_row(s, &s->found.rows[i]);
    s->view.rows = rows;
    s->view.rows_count = s->found.count;
    if (s->found.before > 0)
        s->view.more = link_to(s, http_field(&s->r->query, "state"), s->found.before);
}

static bool answer(struct screen *s, const struct err *failure, struct err *err)
{
    struct request *r = s->r;
    s->wanted = (struct jobs_wanted){.before = http_field_int(&r->query, "before", 0),
                                     .most = ROWS_SHOWN,
                                     .scope = import_scope(r)};
    s->wanted.one_state = job_state_parse(http_field(&r->query, "state"), &s->wanted.state);
    if (!list_jobs(r->app, r->arena, &s->wanted, &s->found, err) ||
        !backup_plan_load(r->app->db, r->arena, &s->backups, err) ||
        !run_timetable_read(r->app, r->arena, &s->run, err))
        return false;
    settings_shell(r, s->out, N_("Travaux"), &s->view.page);
    s->view.csrf = session_csrf(r, s->out, CSRF_SESSION);
    fill_chores(s);
    fill_tabs(s);
    fill_rows(s);
    if (failure != NULL)
        form_failure(r, s->out, failure, &s->view.error, &s->view.advice);
    if (failure != NULL && failure->code == ERR_CHANGED_MEANWHILE) {
        s->view.error = str_of(tr(r->lang, N_("Cet import n’en est plus là.")));
        s->view.advice = str_of(tr(r->lang, N_("Rien n’a été changé : voici où il en est.")));
    }
    view_jobs(&s->out->body, &s->view, r->lang);
    return true;
}

bool jobs_page(struct request *r, struct response *out, struct err *err)
{
    struct screen s = {.r = r, .out = out};
    if (http_field(&r->query, "done").n > 0)
        s.view.done = str_of(tr(r->lang, N_("Abandonné : rien n’a été pris.")));
    return answer(&s, NULL, err);
}

/* Of one that waits: what is under way is let end, or stopped from its own page. */
static bool cancel(struct request *r, const struct job *job, struct err *failure)
{
    const struct job_change change = {.scope = import_scope(r),
                                      .number = job->number,
                                      .act = JOB_ACT_CANCEL,
                                      .options = {.as_of = DAY_NONE}};
    if (job->state != JOB_QUEUED && job->state != JOB_WAITING)
        return err_set(failure, ERR_CHANGED_MEANWHILE, "job");
    return change_job(r->app, r->arena, &change, failure);
}

bool jobs_submit(struct request *r, struct response *out, struct err *err)
{
    struct screen s = {.r = r, .out = out};
    struct err failure = {0};
    struct str act = http_field(&r->form, "act");
    struct job_view line = {.job.number = http_field_int(&r->form, "job", 0)};
    const struct creditor_scope scope = import_scope(r);
    if (!str_is(act, "cancel"))
        return err_set_field(err, ERR_BAD_OPTION_VALUE, "act", act);
    if (!show_job(r->app, r->arena, &scope, &line, err))
        return false;
    if (cancel(r, &line.job, &failure)) {
        response_redirect(out, STR("/settings/jobs?done=1"));
        return true;
    }
    if (form_refused(&failure))
        return answer(&s, &failure, err);
    *err = failure;
    return false;
}
