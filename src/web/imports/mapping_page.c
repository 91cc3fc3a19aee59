/* Mappings: those that are kept, their versions, the editor, and the columns of the last list that
 * nobody could read. */
#include "app/imports/mappings.h"
#include "app/imports/suggest_mapping.h"
#include "app/jobs/ask_job.h"
#include "app/system/text_file.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/zone.h"
#include "gen/views.h"
#include "import_words.h"
#include "web/pages.h"
#include "web/parts/describe.h"
#include "web/parts/error_page.h"
#include "web/parts/format.h"
#include "web/parts/shell.h"
#include "web/server/session.h"

enum { COLUMNS_SHOWN = 60, FIELDS_SHOWN = 64 };

static const char address[] = "/imports/mapping";

struct screen {
    struct request *r;
    struct response *out;
    struct mapping_overview overview;
    struct v_mapping view;
    struct suggestion *unread; /* its header; NULL: there is none */
    struct str *samples;       /* under each text of it, a tab between two */
    int64_t from;              /* the import that waits for this mapping, or 0 */
};

/* ---- what was asked for ---- */

/* A creditor out of the person's scope is one that does not exist. */
static bool check_owner(const struct screen *s, struct str code, struct err *err)
{
    const struct creditors *all = &s->overview.creditors;
    for (size_t i = 0; i < all->count; i++) {
        if (str_eq(all->rows[i].code, code))
            return true;
    }
    return code.n == 0 || err_set_field(err, ERR_UNKNOWN_CREDITOR, "creditor", code);
}

/* What is of every creditor is changed only by those who work for all. */
static bool may_write(const struct screen *s, struct str creditor)
{
    return creditor.n > 0 || s->r->user.all_creditors;
}

static void read_unread(struct screen *s)
{
    const struct unread_list *list = s->overview.unread;
    struct str rest, text;
    if (list == NULL)
        return;
    struct suggestion *u = ARENA_NEW(s->r->arena, struct suggestion);
    struct first_row *row = &u->rows.rows[0];
    u->rows.count = 1;
    *row =
        (struct first_row){.line = 1, .texts = ARENA_ARRAY(s->r->arena, LIMIT_COLUMNS, struct str)};
    rest = list->texts;
    s->samples = ARENA_ARRAY(s->r->arena, LIMIT_COLUMNS, struct str);
    while (row->count < LIMIT_COLUMNS && str_split(&rest, '\n', &text) && rest.p != NULL)
        row->texts[row->count++] = arena_str(s->r->arena, text);
    rest = list->samples;
    for (int i = 0; i < row->count && str_split(&rest, '\n', &text) && rest.p != NULL; i++)
        s->samples[i] = text;
    if (suggest_from_rows(s->r->arena, u))
        s->unread = u;
}

static bool load(struct screen *s, struct err *err)
{
    struct creditor_scope scope;
    scope.creditors = describe_scope(s->r, &scope.count);
    if (!overview_mappings(s->r->app, s->r->arena, &scope, &s->overview, err))
        return false;
    read_unread(s);
    return true;
}

/* ---- filling the page ---- */

static const char *list_text(enum lang lang, struct str list)
{
    return tr(lang, str_is(list, "customers") ? N_("clients") : N_("postes ouverts"));
}

static struct str who_text(const struct screen *s, struct str login)
{
    return login.n > 0 ? login : str_of(tr(s->r->lang, N_("programme")));
}

static struct str when_text(const struct screen *s, int64_t at_ms)
{
    return format_day(s->r->arena, zone_paris(at_ms).day, s->r->lang);
}

static struct str mapping_link(const struct screen *s, const struct mapping_row *row, bool version)
{
    struct link l;
    link_begin(&l, s->r->arena, address);
    link_text(&l, "name", row->stored.name);
    link_text(&l, "creditor", row->creditor);
    link_int(&l, "version", version ? row->stored.version : 0);
    return link_end(&l);
}

static void fill_rows(struct screen *s)
{
    const struct mapping_rows *from = &s->overview.rows;
    struct v_mapping_rows *rows = ARENA_ARRAY(s->r->arena, from->count, struct v_mapping_rows);
    for (size_t i = 0; i < from->count; i++) {
        const struct mapping_row *row = &from->rows[i];
        bool all = row->stored.creditor_id == MAPPING_OF_ALL;
        rows[i] = (struct v_mapping_rows){
            .href = mapping_link(s, row, false),
            .name = row->stored.name,
            .list = str_of(list_text(s->r->lang, row->stored.list)),
            .creditor = all ? str_of(tr(s->r->lang, N_("tous"))) : row->creditor,
            .version = format_count(s->r->arena, row->stored.version, s->r->lang),
            .when = when_text(s, row->stored.at_ms),
            .who = who_text(s, row->actor),
        };
    }
    s->view.rows = rows;
    s->view.rows_count = from->count;
}

static void fill_owners(struct screen *s)
{
    const struct creditors *from = &s->overview.creditors;
    struct v_mapping_owners *owners =
        ARENA_ARRAY(s->r->arena, from->count + 1, struct v_mapping_owners);
    size_t n = 0;
    for (size_t i = 0; i < from->count; i++, n++)
        owners[n] = (struct v_mapping_owners){.value = from->rows[i].code,
                                              .text = from->rows[i].name,
                                              .on = str_eq(from->rows[i].code, s->view.creditor)};
    if (s->r->user.all_creditors)
        owners[n++] =
            (struct v_mapping_owners){.text = str_of(tr(s->r->lang, N_("Tous les créanciers"))),
                                      .on = s->view.creditor.n == 0 && from->count != 1};
    s->view.owners = owners;
    s->view.owners_count = n;
}

static void fill_versions(struct screen *s, const struct mapping_rows *from, int64_t shown)
{
    struct v_mapping_versions *list =
        ARENA_ARRAY(s->r->arena, from->count, struct v_mapping_versions);
    for (size_t i = 0; i < from->count; i++) {
        const struct mapping_row *v = &from->rows[i];
        const struct str args[] = {format_count(s->r->arena, v->stored.version, s->r->lang),
                                   when_text(s, v->stored.at_ms)};
        bool gone = v->stored.body.n == 0;
        list[i] = (struct v_mapping_versions){
            .href = mapping_link(s, v, true),
            .text = format_text(s->r->arena,
                                tr(s->r->lang, gone ? N_("%1, du %2 : retirée") : N_("%1, du %2")),
                                args, COUNT_OF(args)),
            .who = who_text(s, v->actor),
            .on = gone || v->stored.version == shown,
        };
    }
    s->view.versions = list;
    s->view.versions_count = from->count;
}

/* ---- the list nobody could read ---- */

static void fill_options(struct screen *s, int column, struct v_mapping_columns *out)
{
    struct v_mapping_columns_options *options =
        ARENA_ARRAY(s->r->arena, FIELDS_SHOWN + 1, struct v_mapping_columns_options);
    size_t n = 0;
    options[n++].text = str_of(tr(s->r->lang, N_("ne pas lire")));
    for (int field = 0; field < FIELDS_SHOWN; field++) {
        const char *name = mapping_field_name(s->unread->kind, field);
        if (name == NULL)
            continue;
        options[n].value = options[n].text = str_of(name);
        options[n++].on = s->unread->fields[column] == field;
    }
    out->options = options;
    out->options_count = n;
}

/* "Par exemple : « A1 », « A2 »." */
static struct str samples_text(const struct screen *s, int column)
{
    struct str rest = s->samples[column];
    struct str value;
    struct buf quoted;
    if (rest.n == 0)
        return (struct str){0};
    buf_init(&quoted, s->r->arena, LIMIT_FIELD_BYTES);
    while (str_split(&rest, '\t', &value)) {
        struct str one = format_text(s->r->arena, tr(s->r->lang, N_("« %1 »")), &value, 1);
        if (buf_str(&quoted).n > 0)
            buf_add_c(&quoted, ", ");
        buf_add(&quoted, one);
    }
    struct str all = buf_str(&quoted);
    return format_text(s->r->arena, tr(s->r->lang, N_("Par exemple : %1")), &all, 1);
}

static void fill_unread(struct screen *s)
{
    const struct first_row *row = s->unread->row;
    bool items = s->unread->kind == KIND_OPEN_ITEMS;
    struct v_mapping_columns *columns =
        ARENA_ARRAY(s->r->arena, (size_t)row->count, struct v_mapping_columns);
    size_t n = 0;
    for (int i = 0; i < row->count && i < COLUMNS_SHOWN; i++) {
        if (row->texts[i].n == 0)
            continue;
        struct buf id;
        buf_init(&id, s->r->arena, 16);
        buf_add_char(&id, 'c');
        buf_add_int(&id, i);
        columns[n] = (struct v_mapping_columns){
            .id = buf_str(&id), .text = row->texts[i], .samples = samples_text(s, i)};
        fill_options(s, i, &columns[n++]);
    }
    s->view.columns = columns;
    s->view.columns_count = n;
    s->view.unread = s->overview.unread->file;
    s->view.unread_when = when_text(s, s->overview.unread->at_ms);
    s->view.list = str_of(mapping_list_name(s->unread->kind));
    struct link l;
    link_begin(&l, s->r->arena, address);
    link_text(&l, "list", items ? STR("customers") : STR("open-items"));
    link_int(&l, "from", s->from);
    s->view.other_href = link_end(&l);
    s->view.other_text = str_of(tr(s->r->lang, items ? N_("C’est une liste de clients")
                                                     : N_("Ce sont des postes ouverts")));
}

/* The header as a list of this kind. */
static void choose_list(struct screen *s, struct str list)
{
    if (s->unread == NULL || list.n == 0)
        return;
    suggest_as(s->r->arena, s->unread,
               str_is(list, "customers") ? KIND_CUSTOMERS : KIND_OPEN_ITEMS);
}

/* ---- the import that waits for it ---- */

static struct str number_text(struct screen *s, const char *before)
{
    struct buf text;
    buf_init(&text, s->r->arena, 64);
    buf_add_c(&text, before);
    buf_add_int(&text, s->from);
    return buf_str(&text);
}

/* The import is looked at again with what was just said of its columns. */
static bool look_again(struct screen *s, struct err *failure)
{
    struct request *r = s->r;
    struct job_view v = {.job.number = s->from};
    struct job_change c = {.scope = import_scope(r), .number = s->from, .act = JOB_ACT_LOOK};
    if (!show_job(r->app, r->arena, &c.scope, &v, failure))
        return false;
    c.options =
        (struct job_options){.mode = v.job.mode, .as_of = v.job.as_of, .terms = v.job.terms};
    return change_job(r->app, r->arena, &c, failure);
}

/* ---- answers ---- */

static void answer(struct screen *s, const struct err *failure)
{
    struct request *r = s->r;
    struct v_mapping *view = &s->view;
    shell_fill(r, s->out, SHELL_IMPORTS, str_of(tr(r->lang, N_("Correspondances"))), &view->page);
    view->csrf = session_csrf(r, s->out, CSRF_SESSION);
    view->fresh_href = str_of(address);
    if (s->from > 0) {
        view->from = number_text(s, "");
        view->from_href = number_text(s, "/imports/");
    }
    view->title = view->kept ? view->name : str_of(tr(r->lang, N_("Nouvelle correspondance")));
    view->may_write = view->kept ? may_write(s, view->creditor) : true;
    fill_rows(s);
    fill_owners(s);
    if (s->unread != NULL)
        fill_unread(s);
    if (failure != NULL)
        form_failure(r, s->out, failure, &view->error, &view->advice);
    view_mapping(&s->out->body, view, r->lang);
}

/* One that is kept, with its text. *found false: there is none, or none to be seen. */
static bool open_kept(struct screen *s, int64_t version, bool *found, struct err *err)
{
    const struct mapping_request of = {s->view.creditor, s->view.name, version};
    struct mapping_view view;
    struct err failure = {0};
    *found = check_owner(s, s->view.creditor, &failure) &&
             show_mapping(s->r->app, s->r->arena, &of, &view, &failure);
    if (!*found) {
        if (failure.code == ERR_UNKNOWN_CREDITOR || failure.code == ERR_UNKNOWN_MAPPING)
            return true;
        *err = failure;
        return false;
    }
    s->view.kept = true;
    s->view.yaml = view.row.stored.body;
    fill_versions(s, &view.versions, view.row.stored.version);
    return true;
}

static bool begin(struct screen *s, const struct http_fields *from, struct err *err)
{
    s->view.name = str_trim(http_field(from, "name"));
    s->view.creditor = http_field(from, "creditor");
    s->from = http_field_int(from, "from", 0);
    if (!load(s, err))
        return false;
    choose_list(s, http_field(from, "list"));
    return true;
}

bool mapping_page(struct request *r, struct response *out, struct err *err)
{
    struct screen s = {.r = r, .out = out};
    bool found = false;
    if (!begin(&s, &r->query, err) ||
        (s.view.name.n > 0 && !open_kept(&s, http_field_int(&r->query, "version", 0), &found, err)))
        return false;
    if (s.view.name.n > 0 && !found)
        return err_set(err, ERR_UNKNOWN_REF, "mapping");
    if (http_field(&r->query, "saved").n > 0)
        s.view.saved = str_of(tr(r->lang, N_("La correspondance est gardée.")));
    answer(&s, NULL);
    return true;
}

static void compose(struct screen *s)
{
    struct buf yaml;
    struct suggestion *u = s->unread;
    buf_init(&yaml, s->r->arena, LIMIT_YAML_BYTES);
    u->known = 0;
    for (int i = 0; i < u->row->count && i < COLUMNS_SHOWN; i++) {
        struct buf id;
        buf_init(&id, s->r->arena, 16);
        buf_add_char(&id, 'c');
        buf_add_int(&id, i);
        struct str chosen = http_field(&s->r->form, buf_cstr(&id));
        u->fields[i] = -1;
        for (int field = 0; field < FIELDS_SHOWN; field++) {
            const char *name = mapping_field_name(u->kind, field);
            if (name != NULL && str_is(chosen, name))
                u->fields[i] = field;
        }
        u->known += u->fields[i] >= 0;
    }
    suggestion_write(u, s->r->lang, &yaml);
    s->view.yaml = buf_str(&yaml);
}

static bool save(struct screen *s, struct err *failure)
{
    struct mapping_save of = {.of = {.creditor = s->view.creditor, .name = s->view.name},
                              .yaml = s->view.yaml};
    struct mapping_saved saved;
    struct mapping *mapping;
    if (!check_owner(s, s->view.creditor, failure))
        return false;
    if (!may_write(s, s->view.creditor))
        return err_set(failure, ERR_NOT_ALLOWED, "mapping of every creditor");
    /* what was just said about the unread list makes its header known */
    if (s->unread != NULL && mapping_read(of.yaml, s->r->arena, &mapping, failure) &&
        mapping_header_row(mapping, &s->unread->rows) != NULL)
        of.example = &s->unread->rows;
    return !err_is(failure) && save_mapping(s->r->app, s->r->arena, &of, &saved, failure);
}

static bool forget(struct screen *s, struct err *failure)
{
    const struct mapping_request of = {.creditor = s->view.creditor, .name = s->view.name};
    if (!check_owner(s, s->view.creditor, failure))
        return false;
    if (!may_write(s, s->view.creditor))
        return err_set(failure, ERR_NOT_ALLOWED, "mapping of every creditor");
    return forget_mapping(s->r->app, s->r->arena, &of, failure);
}

static struct str saved_link(const struct screen *s)
{
    struct link l;
    link_begin(&l, s->r->arena, address);
    link_text(&l, "name", s->view.name);
    link_text(&l, "creditor", s->view.creditor);
    link_text(&l, "saved", STR("1"));
    return link_end(&l);
}

/* The text of the editor, or of the file that was chosen instead. */
static bool take_text(struct screen *s, struct err *failure)
{
    struct request *r = s->r;
    const struct http_file *file = http_file(&r->files, "file");
    struct str text = http_field(&r->form, "yaml");
    size_t bad_at;
    if (file != NULL && !text_file_read_open(r->arena, file->fd, LIMIT_YAML_BYTES, &text, failure))
        return false;
    if (!utf8_valid(text, &bad_at))
        return err_set(failure, ERR_FILE_ENCODING, NULL);
    s->view.yaml = http_plain_lines(r->arena, text);
    return true;
}

bool mapping_submit(struct request *r, struct response *out, struct err *err)
{
    struct screen s = {.r = r, .out = out};
    struct err failure = {0};
    struct str act = http_field(&r->form, "act");
    if (!begin(&s, &r->form, err))
        return false;
    if (!take_text(&s, &failure)) {
        answer(&s, &failure);
        return true;
    }
    if (str_is(act, "compose") && s.unread != NULL) {
        compose(&s);
        answer(&s, NULL);
        return true;
    }
    bool forgetting = str_is(act, "forget");
    if (forgetting ? forget(&s, &failure) : save(&s, &failure)) {
        struct err gone = {0}; /* the import may have gone on without it: the mapping is kept */
        bool back = !forgetting && s.from > 0 && look_again(&s, &gone);
        response_redirect(out, back         ? number_text(&s, "/imports/")
                               : forgetting ? str_of(address)
                                            : saved_link(&s));
        return true;
    }
    if (err_exit_code(failure.code) != EXIT_REFUSED) {
        *err = failure;
        return false;
    }
    answer(&s, &failure);
    return true;
}
