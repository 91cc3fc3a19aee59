/* A trial of rules that a server does: how far it is, then what the day would become, above the
 * text that was tried. */
#include "app/rules/rule_trials.h"
#include "app/words/code_text.h"
#include "base/ref.h"
#include "rules_page.h"
#include "settings.h"
#include "web/pages.h"
#include "web/parts/form_words.h"
#include "web/parts/format.h"
#include "web/parts/progress.h"

/* Nobody else's, and none of somebody who may no longer set rules. */
static bool read_trial(struct request *r, struct shown_rule_trial *out, struct err *err)
{
    if (!settings_house_may_set(r))
        return err_set(err, ERR_NOT_ALLOWED, "scope");
    return show_rule_trial(r->app, r->arena, out, err);
}

static bool under_way(const struct shown_rule_trial *t)
{
    return t->row.state == TRIAL_QUEUED || t->row.state == TRIAL_RUNNING;
}

static struct str progress_of(struct request *r, const struct shown_rule_trial *t)
{
    struct str count = format_count(r->arena, t->row.looked, r->lang);
    if (t->row.state == TRIAL_QUEUED)
        return str_of(tr(r->lang, N_("L’essai attend son tour.")));
    return format_text(r->arena,
                       format_plural(r->lang, t->row.looked,
                                     N_("L’essai se fait : %1 dossier relu."),
                                     N_("L’essai se fait : %1 dossiers relus.")),
                       &count, 1);
}

/* ---- what it came to ---- */

static struct str action_at(struct request *r, enum action action, int32_t level)
{
    struct str args[] = {str_of(action_text(action, r->lang)),
                         format_count(r->arena, level, r->lang)};
    return level > 0 ? format_text(r->arena, tr(r->lang, N_("%1, niveau %2")), args, 2) : args[0];
}

static void fill_changes(struct rules_text *s, const struct rules_trial *t)
{
    struct request *r = s->r;
    struct v_rules_check_changes *rows =
        ARENA_ARRAY(r->arena, t->change_count, struct v_rules_check_changes);
    for (size_t i = 0; i < t->change_count; i++) {
        const struct trial_change *c = &t->changes[i];
        struct str ref = format_ref(r->arena, REF_ACCOUNT, c->account_number);
        rows[i] =
            (struct v_rules_check_changes){.href = format_text(r->arena, "/files/%1", &ref, 1),
                                           .debtor = c->debtor,
                                           .amount = format_money(r->arena, c->open, r->lang),
                                           .before = action_at(r, c->before, c->level_before),
                                           .after = action_at(r, c->after, c->level_after)};
    }
    s->view.changes = rows;
    s->view.changes_count = t->change_count;
}

static void fill_trial(struct rules_text *s, const struct rules_trial *t)
{
    struct request *r = s->r;
    struct v_rules_check *v = &s->view;
    struct v_rules_check_actions *rows =
        ARENA_ARRAY(r->arena, ACTION_COUNT, struct v_rules_check_actions);
    for (int i = 0; i < ACTION_COUNT; i++) {
        if (t->before[i] != 0 || t->after[i] != 0)
            rows[v->actions_count++] =
                (struct v_rules_check_actions){str_of(action_text((enum action)i, r->lang)),
                                               format_count(r->arena, t->before[i], r->lang),
                                               format_count(r->arena, t->after[i], r->lang)};
    }
    v->actions = rows;
    v->tried = true;
    struct str accounts = format_count(r->arena, t->accounts, r->lang);
    struct str changed = format_count(r->arena, t->changed, r->lang);
    v->counted = format_text(
        r->arena,
        format_plural(r->lang, t->accounts, N_("%1 dossier relu"), N_("%1 dossiers relus")),
        &accounts, 1);
    v->changed = t->changed == 0
                     ? str_of(tr(r->lang, N_("Aucun dossier ne change d’action ni de niveau.")))
                     : format_text(r->arena,
                                   format_plural(r->lang, t->changed, N_("%1 dossier change."),
                                                 N_("%1 dossiers changent ; les plus gros :")),
                                   &changed, 1);
    fill_changes(s, t);
}

static void fill_failure(struct rules_text *s, enum err_code code)
{
    struct request *r = s->r;
    s->view.notes.error = str_of(tr(r->lang, N_("L’essai a échoué.")));
    s->view.notes.advice = failure_words(r, &(struct err){.code = code});
}

bool rule_trial_page(struct request *r, struct response *out, struct err *err)
{
    struct rules_text s = {.r = r, .out = out};
    struct shown_rule_trial t;
    if (!read_trial(r, &t, err))
        return false;
    s.text = t.row.body;
    s.name = t.row.file;
    if (!rules_text_check(&s, err))
        return false;
    struct str when = format_moment(r->arena, t.row.made_ms, r->lang);
    s.view.asked = format_text(r->arena, tr(r->lang, N_("Essai demandé le %1.")), &when, 1);
    if (under_way(&t)) {
        s.view.moving = s.view.page.refresh = true;
        s.view.progress = (struct v_progress){
            .text = progress_of(r, &t),
            .about = s.view.asked,
            .events = STR(RULES_TRIAL_PATH "/events"),
            .here = STR(RULES_TRIAL_PATH),
            .goes_on = str_of(tr(r->lang, N_("Il continue si vous quittez la page.")))};
    } else if (t.row.state == TRIAL_DONE) {
        fill_trial(&s, &t.result);
    } else {
        fill_failure(&s, t.row.error);
    }
    rules_text_answer(&s);
    return true;
}

bool rule_trial_events(struct request *r, struct response *out, struct err *err)
{
    struct shown_rule_trial t;
    if (!read_trial(r, &t, err))
        return false;
    progress_event(out, under_way(&t) ? progress_of(r, &t) : STR(""));
    return true;
}
