#include "creditor_pages.h"

#include "app/system/journal_text.h"
#include "base/html.h"
#include "base/limits.h"
#include "settings.h"
#include "web/parts/describe.h"
#include "web/parts/error_page.h"
#include "web/parts/form_words.h"
#include "web/parts/format.h"
#include "web/server/session.h"

static const struct creditor_part *const parts[] = {
    &creditor_overview_part, &creditor_letterhead_part, &creditor_payees_part,
    &creditor_mandate_part,  &creditor_penalties_part,  &creditor_delays_part};

const char *creditor_capacity_text(struct str capacity, enum lang lang)
{
    if (str_is(capacity, "mandate"))
        return tr(lang, N_("sous mandat, pour son compte"));
    return str_is(capacity, "factor") ? tr(lang, N_("comme factor")) : tr(lang, N_("en son nom"));
}

struct str creditor_href(struct request *r, const char *path, struct str code)
{
    struct buf b;
    buf_init(&b, r->arena, LIMIT_FIELD_BYTES);
    buf_add_c(&b, path);
    buf_add_char(&b, '/');
    buf_add_url_part(&b, code);
    return buf_str(&b);
}

struct setting_form creditor_form(const struct creditor_screen *s, const char *act)
{
    return (struct setting_form){.r = s->r, .act = act, .failure = s->failure};
}

/* ---- the head ---- */

bool setting_conflict(struct request *r, const struct setting_of *of, struct v_setting_notes *notes,
                      struct err *err)
{
    struct file_changes changes = {.seen = http_field(&r->form, "seen")};
    if (!setting_changes(r->app, r->arena, of, &changes, err))
        return false;
    struct v_setting_notes_changes *rows =
        ARENA_ARRAY(r->arena, changes.count, struct v_setting_notes_changes);
    for (size_t i = 0; i < changes.count; i++) {
        const struct file_change *c = &changes.rows[i];
        rows[i] = (struct v_setting_notes_changes){
            .when = format_moment(r->arena, c->at_ms, r->lang),
            .who = c->who.n > 0 ? c->who : str_of(tr(r->lang, N_("programme"))),
            .what = journal_text(c->kind, r->lang)};
    }
    notes->changed = true;
    notes->changes = rows;
    notes->changes_count = changes.count;
    notes->more = changes.more;
    notes->error =
        str_of(tr(r->lang, N_("Ces réglages ont changé depuis que vous les avez ouverts.")));
    notes->advice = str_of(tr(r->lang, N_("Ce que vous avez saisi est encore là : relisez, puis "
                                          "enregistrez de nouveau.")));
    return true;
}

static bool fill_notes(struct creditor_screen *s, const struct creditor_part *part,
                       struct v_setting_notes *notes, struct err *err)
{
    struct request *r = s->r;
    struct str done = http_field(&r->query, "done");
    for (size_t i = 0; i < CREDITOR_ACTS_MAX && done.n > 0; i++) {
        if (part->acts[i].act != NULL && str_is(done, part->acts[i].act))
            notes->done = str_of(tr(r->lang, part->acts[i].done));
    }
    if (s->failure == NULL)
        return true;
    s->out->status = 422;
    if (s->failure->code == ERR_CHANGED_MEANWHILE) {
        struct setting_of of = {SETTINGS_CREDITOR, s->c->creditor.id};
        s->out->status = 409;
        return setting_conflict(r, &of, notes, err);
    }
    if (!s->beside)
        form_words(r, s->failure, arena_str(r->arena, str_of(s->failure->arg)), &notes->error,
                   &notes->advice);
    return true;
}

static void fill_tabs(struct creditor_screen *s, const struct creditor_part *part,
                      struct v_creditor_head *head)
{
    struct request *r = s->r;
    struct v_creditor_head_tabs *tabs =
        ARENA_ARRAY(r->arena, COUNT_OF(parts), struct v_creditor_head_tabs);
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        tabs[i] = (struct v_creditor_head_tabs){
            .href = creditor_href(r, parts[i]->path, s->c->creditor.code),
            .text = str_of(tr(r->lang, parts[i]->title)),
            .on = parts[i] == part,
            .lack = parts[i]->lacks != NULL && parts[i]->lacks(s->c)};
    head->tabs = tabs;
    head->tabs_count = COUNT_OF(parts);
}

bool creditor_head(struct creditor_screen *s, const struct creditor_part *part,
                   struct v_shell *page, struct v_creditor_head *head, struct err *err)
{
    struct request *r = s->r;
    const struct creditor *c = &s->c->creditor;
    struct settings_place place = {N_("Créanciers"), STR(CREDITORS_PATH), c->name};
    settings_shell_within(r, s->out, &place, page);
    *head = (struct v_creditor_head){
        .name = c->name,
        .code = c->code,
        .capacity = str_of(creditor_capacity_text(c->capacity, r->lang)),
        .csrf = session_csrf(r, s->out, CSRF_SESSION),
        .seen = s->c->mark,
        .act = creditor_href(r, part->path, c->code),
        .may_set = right_given(r->user.roles, part->right),
    };
    if (right_given(r->user.roles, RIGHT_READ_JOURNAL)) {
        struct link l;
        link_begin(&l, r->arena, "/journal");
        link_text(&l, "creditor", c->code);
        head->journal = link_end(&l);
    }
    fill_tabs(s, part, head);
    return fill_notes(s, part, &head->notes, err);
}

/* ---- pages and what is asked of them ---- */

static bool open_creditor(struct creditor_screen *s, struct err *err)
{
    struct request *r = s->r;
    struct creditor_settings_query query = {.of = {.code = r->parameter}, .person = r->user.name};
    query.of.scope = describe_scope(r, &query.of.scope_count);
    if (!creditor_settings_read(r->app, r->arena, &query, &s->list, err))
        return false;
    s->c = s->list.rows;
    return s->list.count == 1 || err_set_field(err, ERR_UNKNOWN_CREDITOR, "creditor", r->parameter);
}

bool creditor_part_page(struct request *r, struct response *out, const struct creditor_part *part,
                        struct err *err)
{
    struct creditor_screen s = {.r = r, .out = out};
    return open_creditor(&s, err) && part->show(&s, err);
}

static bool run(struct creditor_screen *s, const struct creditor_part *part, struct err *failure)
{
    struct str act = http_field(&s->r->form, "act");
    for (size_t i = 0; i < CREDITOR_ACTS_MAX; i++) {
        if (part->acts[i].act != NULL && str_is(act, part->acts[i].act))
            return part->acts[i].run(s, failure);
    }
    return err_set_field(failure, ERR_BAD_OPTION_VALUE, "act", act);
}

bool creditor_part_submit(struct request *r, struct response *out, const struct creditor_part *part,
                          struct err *err)
{
    struct creditor_screen s = {.r = r, .out = out};
    struct err failure = {0};
    struct link l;
    if (!open_creditor(&s, err))
        return false;
    if (run(&s, part, &failure)) {
        link_begin(&l, r->arena,
                   arena_cstr(r->arena, creditor_href(r, part->path, s.c->creditor.code)));
        link_text(&l, "done", http_field(&r->form, "act"));
        response_redirect(out, link_end(&l));
        return true;
    }
    if (!form_refused(&failure)) {
        *err = failure;
        return false;
    }
    s.failure = &failure;
    return open_creditor(&s, err) && part->show(&s, err); /* as they are now */
}
