/* Réglages, Passage du jour: at what hour a server makes the daily run by itself, when the last one
 * was made, when the next one comes. */
#include "app/daily/plan_run.h"
#include "run_words.h"
#include "settings.h"
#include "timetable.h"
#include "web/pages.h"
#include "web/parts/error_page.h"
#include "web/parts/format.h"
#include "web/server/keep.h"
#include "web/server/session.h"

static const char address[] = "/settings/run";

struct screen {
    struct request *r;
    struct response *out;
    struct run_timetable found;
    struct v_run_plan view;
};

static void fill_timetable(struct screen *s, struct setting_form *form)
{
    struct request *r = s->r;
    struct v_timetable *t = &s->view.timetable;
    const struct timetable_hour hour = {N_("Chaque jour ouvré, heure de Paris"),
                                        N_("aucune : par la commande seulement"),
                                        s->found.plan.hour};
    struct v_form_field *field = ARENA_NEW(r->arena, struct v_form_field);
    *field = timetable_field(form, &hour);
    t->fields = field;
    t->fields_count = 1;
    t->action = str_of(address);
    t->next = s->view.pinned ? STR("") : run_next_text(r, &s->found);
    t->about = str_of(tr(
        r->lang, N_("Une heure manquée, le serveur éteint, est rattrapée le jour même ; un jour "
                    "déjà fait n’est pas repris, et de plusieurs serveurs un seul s’en charge.")));
    timetable_failed(r, &s->found.plan, t);
}

static void fill_last(struct screen *s)
{
    struct request *r = s->r;
    const struct run_made *last = &s->found.last;
    struct str counts[] = {format_count(r->arena, last->accounts, r->lang),
                           format_count(r->arena, last->actions, r->lang),
                           format_count(r->arena, last->queue, r->lang),
                           format_count(r->arena, last->blocked, r->lang)};
    if (last->number == 0)
        return;
    s->view.made = run_last_text(r, last);
    s->view.counts = format_text(
        r->arena,
        tr(r->lang, N_("Dossiers examinés : %1. À traiter : %2, dont à appeler : %3. Sans action, "
                       "avec leur raison : %4.")),
        counts, COUNT_OF(counts));
    s->view.list = STR("/");
}

static bool answer(struct screen *s, const struct err *failure, struct err *err)
{
    struct request *r = s->r;
    const struct setting_of of = {SETTINGS_RUN, 0};
    struct setting_form form = {.r = r, .act = "plan", .failure = failure};
    struct v_timetable *t = &s->view.timetable;
    if (!run_timetable_read(r->app, r->arena, &s->found, err) ||
        !setting_mark_read(r->app, r->arena, &of, &t->seen, err))
        return false;
    s->view.pinned = !keep_runs(r->keep);
    t->csrf = session_csrf(r, s->out, CSRF_SESSION);
    fill_timetable(s, &form);
    fill_last(s);
    if (!timetable_notes(&form, &of, s->out, &s->view.notes, err))
        return false;
    settings_shell(r, s->out, N_("Passage du jour"), &s->view.page);
    view_run_plan(&s->out->body, &s->view, r->lang);
    return true;
}

bool run_plan_page(struct request *r, struct response *out, struct err *err)
{
    struct screen s = {.r = r, .out = out};
    return answer(&s, NULL, err);
}

bool run_plan_submit(struct request *r, struct response *out, struct err *err)
{
    struct screen s = {.r = r, .out = out};
    struct run_plan_wish wish = {.seen = http_field(&r->form, "seen")};
    struct err failure = {0};
    if (!str_is(http_field(&r->form, "act"), "plan"))
        return err_set_field(err, ERR_BAD_OPTION_VALUE, "act", http_field(&r->form, "act"));
    if (timetable_hour_read(r, &wish.hour, &failure) &&
        plan_run(r->app, r->arena, &wish, &failure)) {
        response_redirect(out, STR("/settings/run?done=plan"));
        return true;
    }
    if (form_refused(&failure))
        return answer(&s, &failure, err);
    *err = failure;
    return false;
}
