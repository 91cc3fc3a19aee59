/* Something is done on a file: the form by itself, and what every such form is sent to. When the
 * file changed since its form was made, the page says what changed, who did it, and what one typed:
 * nothing is lost, and the form now stands on the file as it is. */
#include "app/file/file_changes.h"
#include "app/system/journal_text.h"
#include "base/html.h"
#include "base/limits.h"
#include "web/pages.h"
#include "web/parts/act_form.h"
#include "web/parts/describe.h"
#include "web/parts/error_page.h"
#include "web/parts/form_words.h"
#include "web/parts/format.h"
#include "web/parts/shell.h"
#include "web/server/session.h"

/* Where the person came from; his file when that is no address of this site. */
static struct str back_of(const struct http_fields *fields, struct str file)
{
    struct str back = http_field(fields, "back");
    return back.n > 0 && http_local_path(back) ? back : file;
}

static struct str file_href(const struct request *r, struct str ref)
{
    return format_text(r->arena, "/files/%1", &ref, 1);
}

static bool fill_changes(struct request *r, const struct file_query *query, struct v_act *view,
                         struct err *err)
{
    struct file_changes changes;
    if (!file_changes(r->app, r->arena, query, &changes, err))
        return false;
    struct v_act_changes *rows = ARENA_ARRAY(r->arena, changes.count, struct v_act_changes);
    for (size_t i = 0; i < changes.count; i++) {
        const struct file_change *c = &changes.rows[i];
        rows[i] = (struct v_act_changes){.when = format_moment(r->arena, c->at_ms, r->lang),
                                         .who = c->who.n > 0 ? c->who
                                                             : str_of(tr(r->lang, N_("programme"))),
                                         .what = journal_text(c->kind, r->lang),
                                         .why = c->why};
    }
    view->changes = rows;
    view->changes_count = changes.count;
    view->more = changes.more;
    return true;
}

struct acted {
    enum act_code code;
    struct file_query query;
    const struct err *failure; /* NULL: nothing was sent yet */
};

static bool show(struct request *r, struct response *out, const struct acted *acted,
                 struct err *err)
{
    struct file_view file;
    struct v_act view = {.title = str_of(tr(r->lang, acts[acted->code].title))};
    struct file_query query = acted->query;
    const struct http_fields *fields = acted->failure != NULL ? &r->form : &r->query;
    query.seen = (struct str){0};
    if (!show_file(r->app, r->arena, &query, &file, err))
        return false;
    struct act_ground ground = {r, &file};
    view.debtor = file.account.name;
    view.about = describe_about(r, &file);
    view.file = file_href(r, format_ref(r->arena, REF_ACCOUNT, file.account_number));
    view.back = back_of(fields, view.file);
    shell_fill(r, out, SHELL_FILES, view.title, &view.page);
    struct act_wish wish = {.code = acted->code,
                            .back = view.back,
                            .typed = acted->failure != NULL,
                            .failure = acted->failure,
                            .full = true,
                            .csrf = session_csrf(r, out, CSRF_SESSION)};
    if (!act_form(&ground, &wish, &view.form, err))
        return false;
    view.form.key = (struct str){0};
    if (acted->failure != NULL) {
        out->status = 422;
        view.changed = acted->failure->code == ERR_CHANGED_MEANWHILE;
        if (view.changed)
            out->status = 409;
        if (!wish.beside)
            form_words(r, acted->failure, str_of(acted->failure->arg), &view.error, &view.advice);
        if (view.changed && !fill_changes(r, &acted->query, &view, err))
            return false;
    }
    view_act(&out->body, &view, r->lang);
    return true;
}

static struct file_query query_of(const struct request *r)
{
    struct file_query query = {.ref = r->parameter};
    query.scope = describe_scope(r, &query.scope_count);
    return query;
}

bool act_page(struct request *r, struct response *out, struct err *err)
{
    struct acted acted = {.query = query_of(r)};
    if (!act_find(http_field(&r->query, "act"), &acted.code))
        acted.code = ACT_NOTE;
    return show(r, out, &acted, err);
}

/* ---- sent ---- */

static bool missing(const struct request *r, const struct act *act, struct err *err)
{
    for (const struct act_field *f = act->fields;
         f < &act->fields[ACT_FIELDS_MAX] && f->name != NULL; f++) {
        if (f->required && str_trim(http_field(&r->form, f->name)).n == 0)
            return !err_set_field(err, ERR_OPTION_MISSING, f->name, STR(""));
    }
    return false;
}

static struct str chosen_items(const struct request *r)
{
    struct buf b;
    buf_init(&b, r->arena, 64 * HTTP_FIELDS_MAX);
    for (size_t i = 0; i < r->form.count; i++) {
        if (!str_is(r->form.fields[i].name, "item"))
            continue;
        buf_add_c(&b, b.n > 0 ? "," : "");
        buf_add(&b, str_slice(r->form.fields[i].value, 0, 40));
    }
    return buf_str(&b);
}

/* The page one came from says what was done, and how to take it back. */
static void go_back(struct request *r, struct response *out, const struct acted *acted,
                    unsigned missing)
{
    struct str back = back_of(&r->form, file_href(r, r->parameter));
    struct buf b;
    buf_init(&b, r->arena, LIMIT_HTTP_URL_BYTES);
    buf_add(&b, back);
    buf_add_c(&b, str_find(back, '?') >= 0 ? "&done=" : "?done=");
    buf_add_c(&b, acts[acted->code].code);
    buf_add_c(&b, "&on=");
    buf_add_url_part(&b, r->parameter);
    if (missing != 0) {
        buf_add_c(&b, "&missing=");
        buf_add_int(&b, missing);
    }
    response_redirect(out, b.full ? back : buf_str(&b));
}

bool act_submit(struct request *r, struct response *out, struct err *err)
{
    struct err failure = {0};
    struct acted acted = {.query = query_of(r), .failure = &failure};
    struct str code = http_field(&r->form, "act");
    if (!act_find(code, &acted.code))
        return err_set_field(err, ERR_BAD_OPTION_VALUE, "act", code);
    acted.query.seen = http_field(&r->form, "seen");
    struct acting acting = {
        .r = r, .request = {r->app, r->arena, acted.query}, .items = chosen_items(r)};
    if (!missing(r, &acts[acted.code], &failure) && acts[acted.code].perform(&acting, &failure)) {
        go_back(r, out, &acted, acting.missing);
        return true;
    }
    if (form_refused(&failure) && failure.code != ERR_UNKNOWN_REF)
        return show(r, out, &acted, err);
    *err = failure;
    return false;
}
