/* A carrier's file on registered letters: what it would change is shown, row by row what cannot be
 * taken, then it is taken. What was found goes back to the browser and comes with the second form:
 * it is checked as the file was, and says nothing that a person may not say by hand. */
#include "app/letters/letter_text.h"
#include "app/letters/take_mail.h"
#include "app/words/err_text.h"
#include "base/limits.h"
#include "base/ref.h"
#include "gen/views.h"
#include "web/pages.h"
#include "web/parts/describe.h"
#include "web/parts/error_page.h"
#include "web/parts/format.h"
#include "web/parts/shell.h"
#include "web/server/session.h"

enum { CHANGES_SHOWN = 200 };

struct screen {
    struct request *r;
    struct response *out;
    struct creditor_scope scope;
    struct mail_report report;
    struct v_letters_dates view;
};

static struct str count_text(struct screen *s, int64_t n, const char *one, const char *many)
{
    struct request *r = s->r;
    struct str figure = format_count(r->arena, n, r->lang);
    return format_text(r->arena, format_plural(r->lang, n, one, many), &figure, 1);
}

/* ---- what was found ---- */

static struct str becomes(struct request *r, const struct mail_change *c)
{
    struct buf b;
    buf_init(&b, r->arena, LIMIT_FIELD_BYTES);
    buf_add_c(&b, mailing_state_words(c->step.to, r->lang));
    if (c->step.to == MAILING_IS_RETURNED) {
        buf_add_c(&b, ", ");
        buf_add_c(&b, mailing_return_words(c->step.why, r->lang));
    }
    return buf_str(&b);
}

static void fill_changes(struct screen *s)
{
    struct request *r = s->r;
    const struct mail_report *report = &s->report;
    size_t n = report->change_count < CHANGES_SHOWN ? report->change_count : CHANGES_SHOWN;
    struct v_letters_dates_changes *rows = ARENA_ARRAY(r->arena, n, struct v_letters_dates_changes);
    for (size_t i = 0; i < n; i++) {
        const struct mail_change *c = &report->changes[i];
        struct str ref = format_ref(r->arena, REF_DOCUMENT, c->letter.document_number);
        rows[i] = (struct v_letters_dates_changes){
            .href = format_text(r->arena, "/documents/%1", &ref, 1),
            .kind = str_of(letter_kind_words((enum letter_kind)c->letter.mail.kind, r->lang)),
            .ref = ref,
            .tracking = c->letter.tracking,
            .on = format_day(r->arena, c->step.on, r->lang),
            .becomes = becomes(r, c),
            .notice = describe_notice(r, &c->letter.mail),
        };
    }
    s->view.changes = rows;
    s->view.changes_count = n;
    if (report->change_count > n)
        s->view.more = count_text(s, (int64_t)(report->change_count - n), N_("et %1 autre"),
                                  N_("et %1 autres"));
}

static void fill_refusals(struct screen *s)
{
    struct request *r = s->r;
    const struct mail_report *report = &s->report;
    size_t n = report->refusal_count;
    struct v_letters_dates_refusals *rows =
        ARENA_ARRAY(r->arena, n, struct v_letters_dates_refusals);
    for (size_t i = 0; i < n; i++) {
        struct buf why, advice;
        buf_init(&why, r->arena, LIMIT_FIELD_BYTES);
        buf_init(&advice, r->arena, LIMIT_FIELD_BYTES);
        err_sentence(&report->refusals[i].why, (struct str){0}, r->lang, &why);
        err_advice(&report->refusals[i].why, r->lang, &advice);
        rows[i] = (struct v_letters_dates_refusals){
            .line = format_count(r->arena, report->refusals[i].line, r->lang),
            .why = buf_str(&why),
            .advice = buf_str(&advice)};
    }
    s->view.refusals = rows;
    s->view.refusals_count = n;
}

static void fill_counts(struct screen *s)
{
    const struct mail_report *report = &s->report;
    const struct {
        int64_t n;
        const char *one, *many;
    } counts[] = {
        {report->read, N_("%1 ligne lue"), N_("%1 lignes lues")},
        {report->accepted, N_("%1 date nouvelle"), N_("%1 dates nouvelles")},
        {report->duplicates, N_("%1 déjà sue"), N_("%1 déjà sues")},
        {report->ignored, N_("%1 sur le trajet, sans effet"), N_("%1 sur le trajet, sans effet")},
        {report->unknown, N_("%1 d’un numéro qui n’est à aucune lettre"),
         N_("%1 d’un numéro qui n’est à aucune lettre")},
        {report->rejected, N_("%1 refusée"), N_("%1 refusées")},
    };
    struct v_letters_dates_counts *rows =
        ARENA_ARRAY(s->r->arena, COUNT_OF(counts), struct v_letters_dates_counts);
    for (size_t i = 0; i < COUNT_OF(counts); i++) {
        if (counts[i].n > 0 || i == 0)
            rows[s->view.counts_count++] = (struct v_letters_dates_counts){
                count_text(s, counts[i].n, counts[i].one, counts[i].many)};
    }
    s->view.counts = rows;
}

/* failure: of what was just asked, or NULL. */
static bool answer(struct screen *s, const struct err *failure)
{
    struct request *r = s->r;
    shell_fill(r, s->out, SHELL_LETTERS, str_of(tr(r->lang, N_("Dates des recommandés"))),
               &s->view.page);
    s->view.csrf = session_csrf(r, s->out, CSRF_UPLOAD);
    if (failure != NULL)
        form_failure(r, s->out, failure, &s->view.error, &s->view.advice);
    view_letters_dates(&s->out->body, &s->view, r->lang);
    return true;
}

static struct screen screen_of(struct request *r, struct response *out)
{
    struct screen s = {.r = r, .out = out};
    s.scope.creditors = describe_scope(r, &s.scope.count);
    return s;
}

bool letters_dates_page(struct request *r, struct response *out, struct err *err)
{
    struct screen s = screen_of(r, out);
    (void)err;
    s.view.none = true;
    return answer(&s, NULL);
}

/* ---- acts ---- */

static bool look(struct screen *s, struct err *failure)
{
    struct request *r = s->r;
    const struct http_file *file = http_file(&r->files, "file");
    if (file == NULL)
        return err_set_field(failure, ERR_OPTION_MISSING, "file", STR(""));
    struct mail_request request = {.open = {file->fd, file->bytes, file->name},
                                   .accept_partial = true,
                                   .preview = true,
                                   .scope = s->scope};
    if (!take_mail(r->app, r->arena, &request, &s->report, failure))
        return false;
    s->view.file = file->name;
    s->view.told = s->report.told;
    fill_counts(s);
    fill_changes(s);
    fill_refusals(s);
    return true;
}

static bool take(struct screen *s, struct err *failure)
{
    struct request *r = s->r;
    struct mail_request request = {.told = http_field(&r->form, "told"),
                                   .told_by = http_field(&r->form, "name"),
                                   .scope = s->scope};
    if (request.told.p == NULL || request.told_by.n == 0)
        return err_set_field(failure, ERR_OPTION_MISSING, "told", STR(""));
    if (!take_mail(r->app, r->arena, &request, &s->report, failure))
        return false;
    s->view.done = count_text(s, s->report.accepted, N_("%1 date prise."), N_("%1 dates prises."));
    return true;
}

bool letters_dates_submit(struct request *r, struct response *out, struct err *err)
{
    struct screen s = screen_of(r, out);
    struct err failure = {0};
    struct str act = http_field(&r->form, "act");
    bool ok = str_is(act, "take")   ? take(&s, &failure)
              : str_is(act, "look") ? look(&s, &failure)
                                    : err_set_field(&failure, ERR_BAD_OPTION_VALUE, "act", act);
    s.view.none = s.view.file.n == 0;
    if (ok)
        return answer(&s, NULL);
    if (form_refused(&failure))
        return answer(&s, &failure);
    *err = failure;
    return false;
}
