/* Documents: what waits to be attached, what a person decides about it, and each as a file. */
#include "app/documents/decide_document.h"
#include "app/documents/document_text.h"
#include "app/documents/fetch_document.h"
#include "base/limits.h"
#include "base/ref.h"
#include "gen/views.h"
#include "web/pages.h"
#include "web/parts/describe.h"
#include "web/parts/error_page.h"
#include "web/parts/format.h"
#include "web/parts/shell.h"
#include "web/server/session.h"

enum { ROWS_SHOWN = 100, DONE_DIGITS = 6 };

static const char address[] = "/documents";

struct screen {
    struct request *r;
    struct response *out;
    struct document_list list;
    struct v_documents view;
};

static struct document_query query_of(struct request *r)
{
    struct document_query query = {.limit = ROWS_SHOWN};
    query.scope = describe_scope(r, &query.scope_count);
    return query;
}

/* ---- the list ---- */

static struct str href(struct request *r, const char *pattern, enum ref_kind kind, int64_t number)
{
    struct str ref = format_ref(r->arena, kind, number);
    return format_text(r->arena, pattern, &ref, 1);
}

static struct v_document_row_items fill_item(struct request *r, const struct listed_item *item)
{
    struct str about[] = {format_money(r->arena, item->amount, r->lang),
                          format_day(r->arena, item->due, r->lang)};
    struct buf id;
    buf_init(&id, r->arena, 32);
    buf_add_int(&id, item->item_id);
    return (struct v_document_row_items){
        .piece = item->piece,
        .href = href(r, "/files/%1", REF_ACCOUNT, item->account_number),
        .debtor = item->debtor,
        .about = format_text(r->arena, tr(r->lang, N_("%1, échéance %2")), about, COUNT_OF(about)),
        .how = str_of(document_how_text(item->how, r->lang)),
        .account = format_ref(r->arena, REF_ACCOUNT, item->account_number),
        .item = buf_str(&id),
    };
}

static struct v_document_row fill_row(struct screen *s, const struct listed_document *d)
{
    struct request *r = s->r;
    struct v_document_row_items *items =
        ARENA_ARRAY(r->arena, d->item_count, struct v_document_row_items);
    for (size_t i = 0; i < d->item_count; i++)
        items[i] = fill_item(r, &d->items[i]);
    struct buf field;
    buf_init(&field, r->arena, 32);
    if (d->state == WAITING_UNMATCHED)
        buf_add_int(&field, d->number);
    return (struct v_document_row){
        .csrf = s->view.csrf,
        .ref = format_ref(r->arena, REF_DOCUMENT, d->number),
        .href = href(r, "/documents/%1?show=1", REF_DOCUMENT, d->number),
        .file = d->file,
        .kind = str_of(document_kind_text(d->kind, r->lang)),
        .sure = d->state == WAITING_PROPOSED,
        .doubtful = d->state == WAITING_DOUBTFUL,
        .field = buf_str(&field),
        .items = items,
        .items_count = d->item_count,
    };
}

/* Rows come by state. */
static void fill_rows(struct screen *s)
{
    struct v_document_row *rows = ARENA_ARRAY(s->r->arena, s->list.count, struct v_document_row);
    size_t counts[DOCUMENT_WAITING_COUNT] = {0};
    struct v_documents *v = &s->view;
    for (size_t i = 0; i < s->list.count; i++) {
        rows[i] = fill_row(s, &s->list.rows[i]);
        counts[s->list.rows[i].state]++;
    }
    v->sure = rows;
    v->sure_count = counts[WAITING_PROPOSED];
    v->doubtful = rows + v->sure_count;
    v->doubtful_count = counts[WAITING_DOUBTFUL];
    v->unmatched = v->doubtful + v->doubtful_count;
    v->unmatched_count = counts[WAITING_UNMATCHED];
    v->any = s->list.count > 0;
}

static void fill_totals(struct screen *s)
{
    const int64_t *totals = s->list.totals;
    struct request *r = s->r;
    struct v_documents *v = &s->view;
    v->sure_n = totals[WAITING_PROPOSED];
    v->sure_text = format_count(r->arena, v->sure_n, r->lang);
    v->doubtful_n = totals[WAITING_DOUBTFUL];
    v->doubtful_text = format_count(r->arena, v->doubtful_n, r->lang);
    v->unmatched_n = totals[WAITING_UNMATCHED];
    v->unmatched_text = format_count(r->arena, v->unmatched_n, r->lang);
    if (v->sure_n + v->doubtful_n + v->unmatched_n > (int64_t)s->list.count) {
        struct str shown = format_count(r->arena, ROWS_SHOWN, r->lang);
        v->cut = format_text(
            r->arena, tr(r->lang, N_("Les %1 premiers de chaque sorte sont montrés.")), &shown, 1);
    }
}

/* failure: of what was just asked, or NULL. */
static bool answer(struct screen *s, const struct err *failure, struct err *err)
{
    struct request *r = s->r;
    struct document_query query = query_of(r);
    if (!list_documents(r->app, r->arena, &query, &s->list, err))
        return false;
    shell_fill(r, s->out, SHELL_DOCUMENTS, str_of(tr(r->lang, N_("Documents à rattacher"))),
               &s->view.page);
    s->view.csrf = session_csrf(r, s->out, CSRF_SESSION);
    s->view.exports =
        (struct v_exports){.workbook = STR("/documents.xlsx"), .text = STR("/documents.csv")};
    fill_rows(s);
    fill_totals(s);
    if (failure != NULL)
        form_failure(r, s->out, failure, &s->view.error, &s->view.advice);
    view_documents(&s->out->body, &s->view, r->lang);
    return true;
}

static void fill_done(struct screen *s)
{
    struct request *r = s->r;
    struct str done = http_field(&r->query, "done");
    int64_t count = 0;
    if (done.p == NULL)
        return;
    for (size_t i = 0; i < done.n && i < DONE_DIGITS && done.p[i] >= '0' && done.p[i] <= '9'; i++)
        count = count * 10 + (done.p[i] - '0');
    s->view.done = str_of(tr(r->lang, N_("C’est noté.")));
    if (count > 1) {
        struct str shown = format_count(r->arena, count, r->lang);
        s->view.done =
            format_text(r->arena, tr(r->lang, N_("C’est noté pour %1 documents.")), &shown, 1);
    }
}

bool documents_page(struct request *r, struct response *out, struct err *err)
{
    struct screen s = {.r = r, .out = out};
    fill_done(&s);
    return answer(&s, NULL, err);
}

/* ---- decisions ---- */

/* Also of what the page had no place for. */
static bool confirm_all(struct request *r, int64_t *count, struct err *failure)
{
    struct document_query query = query_of(r);
    struct confirm_report report;
    query.limit = 0;
    if (!confirm_sure_documents(r->app, r->arena, &query, &report, failure))
        return false;
    *count = report.count;
    return true;
}

/* *count: documents about which it is decided. */
static bool decide(struct request *r, int64_t *count, struct err *failure)
{
    static const struct {
        const char *act;
        bool (*decide)(struct app *app, struct arena *a, const struct document_request *request,
                       struct err *err);
    } acts[] = {
        {"confirm", confirm_document}, {"refuse", refuse_document}, {"attach", attach_document}};
    struct str act = http_field(&r->form, "act"), text = http_field(&r->form, "document");
    struct document_request request = {.ref = http_field(&r->form, "ref"),
                                       .item = http_field(&r->form, "item")};
    struct document_query query = query_of(r);
    enum ref_kind kind;
    if (str_is(act, "confirm-all"))
        return confirm_all(r, count, failure);
    *count = 1;
    request.scope = query.scope;
    request.scope_count = query.scope_count;
    if (!ref_parse(text, &kind, &request.number, failure))
        return false;
    if (kind != REF_DOCUMENT)
        return err_set_field(failure, ERR_BAD_REF, "document", text);
    for (size_t i = 0; i < COUNT_OF(acts); i++) {
        if (str_is(act, acts[i].act))
            return acts[i].decide(r->app, r->arena, &request, failure);
    }
    return err_set_field(failure, ERR_BAD_OPTION_VALUE, "act", act);
}

bool documents_submit(struct request *r, struct response *out, struct err *err)
{
    struct screen s = {.r = r, .out = out};
    struct err failure = {0};
    int64_t count;
    if (decide(r, &count, &failure)) {
        struct link l;
        struct buf done;
        buf_init(&done, r->arena, 32);
        buf_add_int(&done, count);
        link_begin(&l, r->arena, address);
        link_text(&l, "done", buf_str(&done));
        response_redirect(out, link_end(&l));
        return true;
    }
    if (form_refused(&failure))
        return answer(&s, &failure, err);
    *err = failure;
    return false;
}

/* ---- one document ---- */

bool document_download(struct request *r, struct response *out, struct err *err)
{
    struct fetch_request request = {0};
    struct fetched_document doc;
    enum ref_kind kind;
    request.scope = describe_scope(r, &request.scope_count);
    if (!ref_parse(r->parameter, &kind, &request.number, err))
        return false;
    if (kind != REF_DOCUMENT)
        return err_set_field(err, ERR_BAD_REF, "document", r->parameter);
    if (!fetch_document(r->app, r->arena, &request, &doc, err))
        return false;
    buf_add(&out->body, doc.body);
    /* never a type that a browser would run */
    bool pdf = str_is(doc.mime, "application/pdf");
    out->type = pdf ? "application/pdf" : "application/octet-stream";
    out->file_name = doc.file;
    out->shown = pdf && str_is(http_field(&r->query, "show"), "1");
    return true;
}
