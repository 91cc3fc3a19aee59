/* Rules that are brought or were changed in the editor: what is wrong with them, line by line, what
 * they change in the text, having them tried, and putting them in force. */
#include "app/legal/law_text.h"
#include "app/legal/load_law.h"
#include "app/rules/rule_trials.h"
#include "app/system/text_file.h"
#include "app/words/code_text.h"
#include "base/html.h"
#include "base/limits.h"
#include "base/text.h"
#include "rules_page.h"
#include "settings.h"
#include "web/pages.h"
#include "web/parts/error_page.h"
#include "web/parts/form_words.h"
#include "web/parts/format.h"
#include "web/server/session.h"

struct screen {
    struct rules_text t;
    int64_t seen; /* the version in force when the person looked; -1: he did not */
};

/* ---- the text ---- */

/* The file that was chosen, else the text of the editor. */
static bool take_text(struct screen *s, struct err *failure)
{
    struct request *r = s->t.r;
    const struct http_file *file = http_file(&r->files, "file");
    struct str text = http_field(&r->form, "text");
    size_t bad_at;
    s->t.name = file != NULL ? file->name : STR("");
    s->seen =
        str_is(http_field(&r->form, "seen"), "shipped") ? 0 : http_field_int(&r->form, "seen", -1);
    if (file != NULL && !text_file_read_open(r->arena, file->fd, LIMIT_YAML_BYTES, &text, failure))
        return false;
    if (!utf8_valid(text, &bad_at))
        return err_set(failure, ERR_FILE_ENCODING, NULL);
    s->t.text = http_plain_lines(r->arena, text);
    return s->t.text.n > 0 || err_set(failure, ERR_FILE_EMPTY, NULL);
}

static struct rules_paths paths_of(const struct rules_text *s)
{
    return (struct rules_paths){.paths = &s->name, .count = 1, .texts = &s->text};
}

bool rules_text_check(struct rules_text *s, struct err *err)
{
    struct request *r = s->r;
    struct rules_in_force *rules = ARENA_NEW(r->arena, struct rules_in_force);
    const struct law_tables *law;
    struct rules_paths paths = paths_of(s);
    if (!rules_ground_read(r->app, r->arena, &law, rules, err))
        return false;
    check_rules(r->arena, law, rules, &paths, &s->report);
    return true;
}

/* ---- what is shown ---- */

static struct str line_of(struct str text, int64_t line)
{
    struct str rest = text;
    struct str at = {0};
    for (int64_t i = 0; i < line; i++) {
        if (!str_split(&rest, '\n', &at))
            return (struct str){0};
    }
    return str_cut_utf8(str_trim(at), 160);
}

static struct str where_text(struct request *r, int64_t line)
{
    struct str n = format_count(r->arena, line, r->lang);
    return line > 0 ? format_text(r->arena, tr(r->lang, N_("ligne %1")), &n, 1)
                    : str_of(tr(r->lang, N_("l’ensemble")));
}

static void add_faults(struct rules_text *s, const struct rule_faults *faults,
                       struct v_rules_check_faults *rows)
{
    struct request *r = s->r;
    for (size_t i = 0; i < faults->count; i++) {
        struct v_rules_check_faults *row = &rows[s->view.faults_count++];
        *row = (struct v_rules_check_faults){
            .where = where_text(r, faults->rows[i].line),
            .what = str_of(rule_fault_text(faults->rows[i].kind, r->lang))};
        if (faults->rows[i].line > 0)
            row->line = line_of(s->text, faults->rows[i].line);
    }
}

/* A text that cannot be read has one fault, with its place. */
static void add_unread(struct rules_text *s, const struct err *why,
                       struct v_rules_check_faults *rows)
{
    struct request *r = s->r;
    rows[s->view.faults_count++] =
        (struct v_rules_check_faults){.where = where_text(r, why->line),
                                      .what = failure_words(r, why),
                                      .line = line_of(s->text, why->line)};
}

static void fill_report(struct rules_text *s)
{
    struct request *r = s->r;
    struct v_rules_check *v = &s->view;
    const struct rules_file *file = &s->report.files[0];
    struct v_rules_check_faults *rows = ARENA_ARRAY(
        r->arena, file->faults.count + s->report.together.count + 1, struct v_rules_check_faults);
    v->faults = rows;
    if (!file->read)
        add_unread(s, &file->err, rows);
    else
        add_faults(s, &file->faults, rows);
    add_faults(s, &s->report.together, rows);
    v->read = file->read;
    v->good = s->report.good;
    v->same = file->read && !file->shipped && file->changes.count == 0;
    v->may_load = v->good && !v->same;
    v->title = file->read ? file->rules.title : str_of(tr(r->lang, N_("Règles à vérifier")));
    v->tone = v->good ? STR("grn") : STR("red");
    v->verdict = str_of(tr(r->lang, !v->good  ? N_("à corriger")
                                    : v->same ? N_("déjà en vigueur")
                                              : N_("valables, pas encore en vigueur")));
    if (file->read)
        v->diff = rules_diff(r, &file->changes,
                             str_of(tr(r->lang, N_("De celles en vigueur à ce texte :"))));
}

void rules_text_answer(struct rules_text *s)
{
    struct request *r = s->r;
    struct v_rules_check *v = &s->view;
    struct settings_place place = {N_("Règles en vigueur"), STR(RULES_PATH), {0}};
    struct buf seen;
    fill_report(s);
    place.title = v->title;
    settings_shell_within(r, s->out, &place, &v->page);
    v->csrf = session_csrf(r, s->out, CSRF_SESSION);
    v->text = s->text;
    buf_init(&seen, r->arena, 24);
    buf_add_int(&seen, s->report.files[0].version);
    v->seen = buf_str(&seen);
    if (!v->good && s->out->status < 400 && v->asked.n == 0) /* of a form */
        s->out->status = 422;
    view_rules_check(&s->out->body, v, r->lang);
}

static bool check(struct screen *s, struct err *err)
{
    if (!rules_text_check(&s->t, err))
        return false;
    rules_text_answer(&s->t);
    return true;
}

/* ---- trying them ---- */

/* A server does it: the page of the trial says how far it is. */
static bool try(struct screen *s, struct err *err)
{
    const struct rule_trial_ask ask = {s->t.name, s->t.text};
    if (!rules_text_check(&s->t, err))
        return false;
    if (!s->t.report.good) { /* nothing to try */
        rules_text_answer(&s->t);
        return true;
    }
    if (!ask_rule_trial(s->t.r->app, &ask, err))
        return false;
    response_redirect(s->t.out, STR(RULES_TRIAL_PATH));
    return true;
}

/* ---- putting them in force ---- */

static bool load(struct screen *s, struct err *err)
{
    struct request *r = s->t.r;
    struct rules_paths paths = paths_of(&s->t);
    struct err failure = {0};
    if (s->seen >= 0)
        paths.seen = &s->seen;
    if (update_rules(r->app, r->arena, &paths, &s->t.report, &failure)) {
        struct buf b;
        buf_init(&b, r->arena, LIMIT_HTTP_URL_BYTES);
        buf_add_c(&b, RULES_PATH "/");
        buf_add_url_part(&b, s->t.report.files[0].rules.name);
        buf_add_c(&b, "?done=load");
        response_redirect(s->t.out, buf_str(&b));
        return true;
    }
    if (!form_refused(&failure)) {
        *err = failure;
        return false;
    }
    if (failure.code == ERR_CHANGED_MEANWHILE) {
        s->t.out->status = 409;
        s->t.view.notes.changed = true;
        s->t.view.notes.error = str_of(
            tr(r->lang, N_("Quelqu’un a mis d’autres règles de ce nom en vigueur entre-temps.")));
        s->t.view.notes.advice =
            str_of(tr(r->lang, N_("Lisez ce qui change désormais ; votre texte est encore là.")));
    }
    return check(s, err);
}

bool rules_submit(struct request *r, struct response *out, struct err *err)
{
    struct screen s = {.t = {.r = r, .out = out}};
    struct err failure = {0};
    struct str act = http_field(&r->form, "act");
    if (!settings_house_may_set(r))
        return err_set(err, ERR_NOT_ALLOWED, "scope");
    if (!take_text(&s, &failure)) {
        if (!form_refused(&failure)) {
            *err = failure;
            return false;
        }
        return rules_list(r, out, &failure, err);
    }
    if (str_is(act, "load"))
        return load(&s, err);
    if (str_is(act, "try"))
        return try(&s, err);
    return str_is(act, "check") ? check(&s, err)
                                : err_set_field(err, ERR_BAD_OPTION_VALUE, "act", act);
}
