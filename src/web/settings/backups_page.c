/* Réglages, Sauvegardes: one more is made while people work, those that are there are read back or
 * taken away; what is not in them, and how one is brought back. */
#include "app/system/plan_backups.h"
#include "app/words/err_text.h"
#include "backup_words.h"
#include "base/limits.h"
#include "gen/views.h"
#include "settings.h"
#include "timetable.h"
#include "web/pages.h"
#include "web/parts/error_page.h"
#include "web/parts/form_words.h"
#include "web/parts/format.h"
#include "web/parts/progress.h"
#include "web/server/backups.h"
#include "web/server/keep.h"
#include "web/server/session.h"

enum { COMMAND_BYTES_MAX = 3 * LIMIT_FIELD_BYTES };

static const char address[] = "/settings/backups";

struct screen {
    struct request *r;
    struct response *out;
    struct backup_chore *chore;
    struct backups_state state;
    struct stored_backups found;
    struct backup_plan plan;
    struct v_backups view;
};

static struct screen screen_of(struct request *r, struct response *out)
{
    struct screen s = {.r = r, .out = out, .chore = keep_backups(r->keep)};
    backups_look(s.chore, &s.state);
    return s;
}

/* ---- what is under way ---- */

static bool makes(const struct backup_asked *asked) { return asked->name[0] == '\0'; }

static struct str progress_of(const struct screen *s)
{
    struct request *r = s->r;
    const struct backup_asked *asked = &s->state.asked;
    struct str since = format_moment(r->arena, asked->at_ms, r->lang);
    struct str args[] = {str_of(asked->name), since};
    if (makes(asked))
        return format_text(r->arena,
                           tr(r->lang, asked->planned
                                           ? N_("La sauvegarde prévue le %1 se fait.")
                                           : N_("Une sauvegarde se fait, demandée le %1.")),
                           &since, 1);
    return format_text(r->arena, tr(r->lang, N_("%1 est relue, à la demande du %2.")), args, 2);
}

/* Of what was asked last: why it was not done. */
static void fill_failure(struct screen *s)
{
    struct request *r = s->r;
    const struct err *failed = &s->state.failed;
    struct buf text;
    struct buf advice;
    struct str at = format_moment(r->arena, s->state.asked.at_ms, r->lang);
    if (s->state.busy || s->state.asked.planned || !err_is(failed))
        return; /* of a planned one it stands with the timetable */
    buf_init(&text, r->arena, LIMIT_FIELD_BYTES);
    buf_init(&advice, r->arena, LIMIT_FIELD_BYTES);
    err_sentence(failed, (struct str){0}, r->lang, &text);
    err_advice(failed, r->lang, &advice);
    s->view.failed_at = format_text(
        r->arena,
        tr(r->lang, makes(&s->state.asked) ? N_("La sauvegarde demandée le %1 ne s’est pas faite.")
                                           : N_("La relecture demandée le %1 ne s’est pas faite.")),
        &at, 1);
    s->view.failed = buf_str(&text);
    s->view.failed_advice = buf_str(&advice);
}

/* ---- those that are there ---- */

static struct str size_of(struct request *r, int64_t bytes)
{
    static const char *const units[] = {N_("%1 Kio"), N_("%1 Mio"), N_("%1 Gio")};
    size_t unit = 0;
    int64_t kib = (bytes + 1023) / 1024;
    while (kib >= 10 * 1024 && unit + 1 < COUNT_OF(units)) {
        kib = (kib + 512) / 1024;
        unit++;
    }
    struct str count = format_count(r->arena, kib, r->lang);
    return format_text(r->arena, tr(r->lang, units[unit]), &count, 1);
}

static void fill_state(const struct screen *s, const struct stored_backup *b,
                       struct v_backups_rows *row)
{
    struct request *r = s->r;
    struct str at = format_moment(r->arena, b->checked_ms, r->lang);
    struct str faults = format_count(r->arena, b->journal_faults, r->lang);
    if (b->checked_ms == 0) {
        row->state = str_of(tr(r->lang, N_("jamais relue")));
        row->tone = STR("amb");
        return;
    }
    row->tone = b->whole ? STR("grn") : STR("red");
    row->state = str_of(tr(r->lang, b->whole ? N_("relue, entière") : N_("abîmée")));
    row->checked = format_text(r->arena, tr(r->lang, N_("le %1")), &at, 1);
    if (b->journal_faults > 0)
        row->faults = format_text(r->arena, tr(r->lang, N_("écarts du journal : %1")), &faults, 1);
}

static struct v_backups_rows fill_row(const struct screen *s, const struct stored_backup *b)
{
    struct request *r = s->r;
    struct v_backups_rows row = {
        .name = b->name,
        .made = format_moment(r->arena, b->at_ms, r->lang),
        .size = size_of(r, b->bytes),
        .digest = b->digest,
    };
    if (r->user.all_creditors)
        row.href = format_text(r->arena, "/settings/backups/%1", &b->name, 1);
    if (b->rows > 0)
        row.lines = format_count(r->arena, b->rows, r->lang);
    fill_state(s, b, &row);
    return row;
}

static void fill_rows(struct screen *s)
{
    size_t count = s->found.count < BACKUPS_SHOWN ? s->found.count : BACKUPS_SHOWN;
    struct v_backups_rows *rows = ARENA_ARRAY(s->r->arena, count, struct v_backups_rows);
    for (size_t i = 0; i < count; i++)
        rows[i] = fill_row(s, &s->found.rows[i]);
    s->view.rows = rows;
    s->view.rows_count = count;
}

/* ---- what to know of them ---- */

/* The newest one that is whole, or a word for any. */
static struct str example(const struct screen *s)
{
    for (size_t i = 0; i < s->found.count; i++) {
        if (s->found.rows[i].whole)
            return s->found.rows[i].path;
    }
    return str_of(tr(s->r->lang, N_("SAUVEGARDE.relance")));
}

static void fill_words(struct screen *s)
{
    struct request *r = s->r;
    struct str kept = format_count(r->arena, (int64_t)backup_plan_kept(&s->plan), r->lang);
    struct str file = example(s);
    struct buf restore;
    buf_init(&restore, r->arena, COMMAND_BYTES_MAX);
    buf_add_c(&restore, "relance --db sqlite:");
    buf_add_c(&restore, tr(r->lang, N_("neuve.db")));
    buf_add_c(&restore, " restore '");
    buf_add(&restore, file);
    buf_add_c(&restore, "'\nrelance --db sqlite:");
    buf_add_c(&restore, tr(r->lang, N_("neuve.db")));
    buf_add_c(&restore, " verify");
    s->view.restore = buf_str(&restore);
    s->view.folder = backups_place(s->chore);
    s->view.may_make = s->view.folder.n > 0;
    s->view.kept = format_text(
        r->arena,
        tr(r->lang,
           N_("Des sauvegardes faites ici, %1 au plus sont gardées ; une plus ancienne s’efface "
              "quand une nouvelle est complète et relue. Elles sont sur la machine du serveur : "
              "copiez-les ailleurs.")),
        &kept, 1);
    s->view.key_file = r->app->key_file;
    s->view.may_take = r->user.all_creditors;
}

/* ---- the timetable ---- */

static void fill_plan(struct screen *s, struct setting_form *form)
{
    struct request *r = s->r;
    struct v_timetable *t = &s->view.timetable;
    const struct timetable_hour hour = {N_("Chaque jour, heure de Paris"),
                                        N_("aucune : seulement à la demande"), s->plan.at.hour};
    const struct setting_field keep = {.name = "keep",
                                       .label = N_("Combien sont gardées"),
                                       .value =
                                           timetable_digits(r, (int64_t)backup_plan_kept(&s->plan)),
                                       .help = N_("De 1 à 99, celles qu’on demande comprises."),
                                       .amount = true,
                                       .required = true};
    struct v_form_field *fields = ARENA_ARRAY(r->arena, 2, struct v_form_field);
    fields[0] = timetable_field(form, &hour);
    fields[1] = setting_field(form, &keep);
    t->fields = fields;
    t->fields_count = 2;
    t->action = str_of(address);
    t->last = backup_plan_last_text(r, &s->plan);
    t->next = backup_plan_next_text(r, &s->plan);
    t->about = str_of(
        tr(r->lang, N_("Une heure manquée, le serveur éteint, est rattrapée dès qu’il tourne.")));
    timetable_failed(r, &s->plan.at, t);
}

static bool show_plan(struct screen *s, const struct err *failure, struct err *err)
{
    struct request *r = s->r;
    const struct setting_of of = {SETTINGS_BACKUPS, 0};
    struct setting_form form = {.r = r, .act = "plan", .failure = failure};
    if (!backup_plan_load(r->app->db, r->arena, &s->plan, err) ||
        !setting_mark_read(r->app, r->arena, &of, &s->view.timetable.seen, err))
        return false;
    fill_plan(s, &form);
    return timetable_notes(&form, &of, s->out, &s->view.notes, err);
}

static bool answer(struct screen *s, const struct err *failure, struct err *err)
{
    struct request *r = s->r;
    if (!show_plan(s, failure, err) ||
        !list_backups(r->arena, backups_place(s->chore), &s->found, err))
        return false;
    settings_shell(r, s->out, N_("Sauvegardes"), &s->view.page);
    s->view.page.refresh = s->state.busy;
    s->view.csrf = s->view.timetable.csrf = session_csrf(r, s->out, CSRF_SESSION);
    s->view.busy = s->state.busy;
    if (s->state.busy)
        s->view.progress = (struct v_progress){
            .text = progress_of(s),
            .events = STR("/settings/backups/events"),
            .here = str_of(address),
            .goes_on = str_of(tr(r->lang, N_("Elle continue si vous quittez la page.")))};
    fill_failure(s);
    fill_rows(s);
    fill_words(s);
    view_backups(&s->out->body, &s->view, r->lang);
    return true;
}

bool backups_page(struct request *r, struct response *out, struct err *err)
{
    struct screen s = screen_of(r, out);
    return answer(&s, NULL, err);
}

/* ---- what is asked ---- */

/* err: of an address nobody's page leads to. */
static bool read_act(struct screen *s, struct backup_asked *asked, struct err *err)
{
    struct request *r = s->r;
    struct str act = http_field(&r->form, "act");
    const struct backup_named named = {backups_place(s->chore), http_field(&r->form, "name")};
    struct stored_backup there;
    bool found = false;
    *asked = (struct backup_asked){.actor_id = r->user.id, .at_ms = r->app->now_ms};
    if (named.folder.n == 0 || (!str_is(act, "make") && !str_is(act, "check")))
        return err_set_field(err, ERR_BAD_OPTION_VALUE, "act", act);
    if (str_is(act, "make"))
        return true;
    if (!backup_look(r->arena, &named, &there, &found, err))
        return false;
    if (!found || there.name.n >= sizeof asked->name)
        return err_set(err, ERR_UNKNOWN_REF, "backup");
    memcpy(asked->name, there.name.p, there.name.n);
    return true;
}

static bool read_plan(const struct request *r, struct backup_plan_wish *wish, struct err *err)
{
    struct str keep = str_trim(http_field(&r->form, "keep"));
    *wish = (struct backup_plan_wish){.seen = http_field(&r->form, "seen")};
    return timetable_hour_read(r, &wish->hour, err) &&
           (setting_number(keep, &wish->kept) ||
            err_set_field(err, ERR_BAD_OPTION_VALUE, "keep", keep));
}

static bool submit_plan(struct screen *s, struct err *err)
{
    struct request *r = s->r;
    struct backup_plan_wish wish;
    struct err failure = {0};
    if (read_plan(r, &wish, &failure) && plan_backups(r->app, r->arena, &wish, &failure)) {
        response_redirect(s->out, STR("/settings/backups?done=plan"));
        return true;
    }
    if (form_refused(&failure))
        return answer(s, &failure, err);
    *err = failure;
    return false;
}

/* Asked for twice, it is done once: the page shows what is under way. */
bool backups_submit(struct request *r, struct response *out, struct err *err)
{
    struct screen s = screen_of(r, out);
    struct backup_asked asked;
    if (str_is(http_field(&r->form, "act"), "plan") && backups_place(s.chore).n > 0)
        return submit_plan(&s, err);
    if (!read_act(&s, &asked, err))
        return false;
    (void)backups_ask(s.chore, &asked);
    response_redirect(out, str_of(address));
    return true;
}

bool backups_events(struct request *r, struct response *out, struct err *err)
{
    struct screen s = screen_of(r, out);
    (void)err;
    progress_event(out, s.state.busy ? progress_of(&s) : STR(""));
    return true;
}

/* Read as it is sent: it may be larger than memory. */
bool backup_download(struct request *r, struct response *out, struct err *err)
{
    const struct backup_named named = {backups_place(keep_backups(r->keep)), r->parameter};
    struct fetched_backup file;
    if (!fetch_backup(r->app, r->arena, &named, &file, err))
        return false;
    out->type = "application/octet-stream";
    out->file_name = file.name;
    out->fd = file.fd;
    out->fd_bytes = file.bytes;
    return true;
}
