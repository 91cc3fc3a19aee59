/* What the JSON interface lets be read; the keys are those of the commands. */
#include "api_page.h"
#include "app/acts/list_objects.h"
#include "app/acts/objects_json.h"
#include "app/books/ageing_json.h"
#include "app/daily/work_json.h"
#include "app/file/file_json.h"
#include "app/lists/lines_json.h"
#include "app/people/people.h"
#include "app/search/found_json.h"
#include "app/statement/statement_json.h"
#include "base/limits.h"
#include "base/ref.h"
#include "web/parts/describe.h"
#include "web/parts/format.h"

enum { ROWS_USUAL = 50 };

struct creditor_scope api_scope(const struct request *r)
{
    struct creditor_scope scope;
    scope.creditors = describe_scope(r, &scope.count);
    return scope;
}

struct file_query api_file_query(const struct request *r, struct str ref)
{
    struct file_query query = {.ref = ref};
    query.scope = describe_scope(r, &query.scope_count);
    return query;
}

size_t api_limit(const struct request *r)
{
    int64_t limit = http_field_int(&r->query, "limit", ROWS_USUAL);
    return limit < 1 ? 1 : limit > LIMIT_PAGE_ROWS ? LIMIT_PAGE_ROWS : (size_t)limit;
}

struct json api_begin(struct response *out)
{
    struct json j;
    json_begin(&j, &out->body);
    json_object(&j, NULL);
    return j;
}

void api_end(struct json *j)
{
    json_object_end(j);
    json_end(j);
}

void api_next(struct json *j, size_t shown_to, size_t count)
{
    if (shown_to < count)
        json_int(j, "next", (int64_t)shown_to);
    else
        json_null(j, "next");
}

struct api_span api_span(const struct request *r, size_t count)
{
    int64_t after = http_field_int(&r->query, "after", 0);
    struct api_span span = {(size_t)after < count ? (size_t)after : count, 0};
    size_t limit = api_limit(r);
    span.to = count - span.from < limit ? count : span.from + limit;
    return span;
}

/* ---- who ---- */

static void creditors_json(struct json *j, const struct request *r, const struct creditors *all)
{
    struct creditor_scope scope = api_scope(r);
    json_array(j, "creditors");
    for (size_t i = 0; i < all->count; i++) {
        if (scope_has(&scope, all->rows[i].id))
            json_text(j, NULL, all->rows[i].code);
    }
    json_array_end(j);
}

bool api_me_page(struct request *r, struct response *out, struct err *err)
{
    struct creditors all;
    if (!people_creditors(r->app, r->arena, &all, err))
        return false;
    struct json j = api_begin(out);
    json_object(&j, "user");
    json_text(&j, "login", r->user.login);
    json_text(&j, "name", r->user.name);
    json_array(&j, "roles");
    for (int role = 0; role < ROLE_COUNT; role++) {
        if (role_set_has(r->user.roles, (enum role)role))
            json_cstr(&j, NULL, role_code((enum role)role));
    }
    json_array_end(&j);
    json_bool(&j, "all_creditors", r->user.all_creditors);
    creditors_json(&j, r, &all);
    json_object_end(&j);
    json_object(&j, "token");
    json_id(&j, "id", r->token.id);
    json_text(&j, "name", r->token.name);
    json_array(&j, "scopes");
    for (int scope = 0; scope < TOKEN_SCOPE_COUNT; scope++) {
        if (token_scopes_have(r->token.scopes, (enum token_scope)scope))
            json_cstr(&j, NULL, token_scope_code((enum token_scope)scope));
    }
    json_array_end(&j);
    json_day(&j, "until", r->token.until);
    json_object_end(&j);
    json_day(&j, "today", r->app->today);
    api_end(&j);
    return true;
}

/* ---- files ---- */

bool api_files_page(struct request *r, struct response *out, struct err *err)
{
    struct list_filter filter;
    struct list_lines lines;
    struct list_param *params = ARENA_ARRAY(r->arena, r->query.count, struct list_param);
    for (size_t i = 0; i < r->query.count; i++)
        params[i] = (struct list_param){r->query.fields[i].name, r->query.fields[i].value};
    if (!list_filter_read(&(struct list_params){params, r->query.count}, LIST_OF_ACCOUNTS, &filter,
                          err))
        return false;
    struct list_asked asked = {.filter = &filter,
                               .after = http_field(&r->query, "after"),
                               .rows = api_limit(r),
                               .to_the_end = str_is(http_field(&r->query, "count"), "all")};
    asked.scope = describe_scope(r, &asked.scope_count);
    if (!list_lines(r->app, r->arena, &asked, &lines, err))
        return false;
    struct json j = api_begin(out);
    listed_files_json(&j, r->arena, &lines, r->app->today);
    api_end(&j);
    return true;
}

/* The day asked for is the day of the statement; nothing else looks at it. */
static bool read_statement(struct request *r, struct day on, struct account_statement *s,
                           struct err *err)
{
    struct file_query query = api_file_query(r, r->parameter);
    struct day today = r->app->today;
    r->app->today = on;
    bool ok = show_statement(r->app, r->arena, &query, s, err);
    r->app->today = today;
    return ok;
}

bool api_file_page(struct request *r, struct response *out, struct err *err)
{
    struct account_statement s;
    if (!read_statement(r, r->app->today, &s, err))
        return false;
    struct json j = api_begin(out);
    file_json(&j, r->arena, &s);
    api_end(&j);
    return true;
}

bool api_items_page(struct request *r, struct response *out, struct err *err)
{
    struct file_view file;
    struct file_query query = api_file_query(r, r->parameter);
    if (!show_file(r->app, r->arena, &query, &file, err))
        return false;
    struct json j = api_begin(out);
    json_text(&j, "ref", format_ref(r->arena, REF_ACCOUNT, file.account_number));
    json_currency(&j, "currency", file.account.currency);
    file_items_json(&j, &file);
    api_end(&j);
    return true;
}

bool api_statement_page(struct request *r, struct response *out, struct err *err)
{
    struct account_statement s;
    struct day on = r->app->today;
    struct str asked = http_field(&r->query, "on");
    if ((asked.n > 0 && !day_parse_iso(asked, &on, err)) || !read_statement(r, on, &s, err))
        return false;
    struct json j = api_begin(out);
    statement_json(&j, r->arena, &s);
    api_end(&j);
    return true;
}

bool api_why_page(struct request *r, struct response *out, struct err *err)
{
    struct file_view file;
    struct file_query query = api_file_query(r, r->parameter);
    if (!show_file(r->app, r->arena, &query, &file, err))
        return false;
    struct json j = api_begin(out);
    why_json(&j, r->arena, &file);
    api_end(&j);
    return true;
}

/* ---- lists ---- */

bool api_queue_page(struct request *r, struct response *out, struct err *err)
{
    struct work_list list;
    struct work_query query = {.creditor = http_field(&r->query, "creditor"),
                               .agent = http_field(&r->query, "agent"),
                               .blocked_most = 1};
    query.scope = describe_scope(r, &query.scope_count);
    if (!list_work(r->app, r->arena, &query, &list, err))
        return false;
    struct api_span span = api_span(r, list.row_count);
    size_t count = span.to - span.from;
    struct work_row **rows = ARENA_ARRAY(r->arena, count, struct work_row *);
    for (size_t i = 0; i < count; i++)
        rows[i] = &list.rows[span.from + i];
    if (!list_work_show(r->app, r->arena, rows, count, err) ||
        !list_work_explain(r->app, r->arena, rows, count, err))
        return false;
    struct json j = api_begin(out);
    work_list_json(&j, r->arena, &(struct work_span){&list, span.from, count, r->app->today});
    api_next(&j, span.to, list.row_count);
    api_end(&j);
    return true;
}

bool api_ageing_page(struct request *r, struct response *out, struct err *err)
{
    static const char *const kinds[] = {[AGEING_BY_ACCOUNT] = "account",
                                        [AGEING_BY_CREDITOR] = "creditor",
                                        [AGEING_BY_AGENT] = "agent"};
    struct ageing_lines lines;
    struct str by = http_field(&r->query, "by");
    struct ageing_query query = {.strict_due = str_is(http_field(&r->query, "strict_due"), "true"),
                                 .creditor = http_field(&r->query, "creditor"),
                                 .scope = api_scope(r)};
    size_t kind = 0;
    while (by.n > 0 && kind < COUNT_OF(kinds) && !str_is(by, kinds[kind]))
        kind++;
    if (kind == COUNT_OF(kinds))
        return err_set_field(err, ERR_FIELD_VALUE, "by", by);
    query.by = (enum ageing_by)kind;
    if (!list_ageing(r->app, r->arena, &query, &lines, err))
        return false;
    struct api_span span = api_span(r, lines.count);
    struct json j = api_begin(out);
    json_day(&j, "on", r->app->today);
    ageing_lines_json(&j, lines.rows + span.from, span.to - span.from);
    api_next(&j, span.to, lines.count);
    api_end(&j);
    return true;
}

bool api_search_page(struct request *r, struct response *out, struct err *err)
{
    struct looked_up found;
    struct look_up_query query = {.text = str_trim(http_field(&r->query, "q")),
                                  .limit = api_limit(r)};
    query.scope = describe_scope(r, &query.scope_count);
    if (!look_up(r->app, r->arena, &query, &found, err))
        return false;
    struct json j = api_begin(out);
    found_json(&j, r->arena, &found);
    api_end(&j);
    return true;
}

/* Objects of one kind are written as their accounts go by, those of one answer only. */
struct object_listing {
    struct json *j;
    enum object_kind kind;
    struct str status;
    size_t after, limit, seen, shown;
};

static void visit_objects(void *with, const struct objects_view *view)
{
    struct object_listing *l = with;
    size_t count = object_count(&view->objects->stored, l->kind);
    for (size_t i = 0; i < count; i++) {
        if (l->status.n > 0 && !str_is(l->status, object_status(view->objects, l->kind, i)))
            continue;
        if (l->seen++ < l->after || l->shown == l->limit)
            continue;
        l->shown++;
        json_object(l->j, NULL);
        object_json(l->j, view, l->kind, i);
        json_object_end(l->j);
    }
}

static bool list_kind(struct request *r, struct response *out, const char *key,
                      enum object_kind kind, struct err *err)
{
    struct file_query query = api_file_query(r, http_field(&r->query, "ref"));
    struct json j = api_begin(out);
    struct object_listing list = {.j = &j,
                                  .kind = kind,
                                  .status = http_field(&r->query, "status"),
                                  .after = (size_t)http_field_int(&r->query, "after", 0),
                                  .limit = api_limit(r)};
    struct objects_visitor visitor = {visit_objects, &list};
    query.creditor = http_field(&r->query, "creditor");
    json_array(&j, key);
    if (!list_objects(r->app, r->arena, &query, &visitor, err))
        return false;
    json_array_end(&j);
    api_next(&j, list.after + list.shown, list.seen);
    api_end(&j);
    return true;
}

bool api_promises_page(struct request *r, struct response *out, struct err *err)
{
    return list_kind(r, out, "promises", OBJECT_PROMISE, err);
}

bool api_plans_page(struct request *r, struct response *out, struct err *err)
{
    return list_kind(r, out, "plans", OBJECT_PLAN, err);
}
