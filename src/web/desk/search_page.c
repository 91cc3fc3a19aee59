/* The search in the head of every page: what it finds, in groups. Asked for as one types, too. */
#include "app/documents/document_text.h"
#include "app/search/look_up.h"
#include "app/words/code_text.h"
#include "gen/views.h"
#include "web/pages.h"
#include "web/parts/describe.h"
#include "web/parts/format.h"
#include "web/parts/shell.h"

enum { SEARCH_ROWS = 20 };

/* ---- one line ---- */

static void set_marks(struct request *r, const struct search_query *query, struct str name,
                      struct v_search_hit *hit)
{
    struct name_mark *marks;
    size_t count = look_up_marks(r->arena, query, name, &marks);
    struct v_search_hit_marks *rows = ARENA_ARRAY(r->arena, count, struct v_search_hit_marks);
    for (size_t i = 0; i < count; i++)
        rows[i] = (struct v_search_hit_marks){marks[i].text, marks[i].matched};
    hit->marks = rows;
    hit->marks_count = count;
}

static struct str file_link(struct request *r, int64_t account_number)
{
    struct str ref = format_ref(r->arena, REF_ACCOUNT, account_number);
    return format_text(r->arena, "/files/%1", &ref, 1);
}

/* The files whose names have these words, with their state, to be taken away as a workbook. */
static struct str list_link(struct request *r, struct str text)
{
    struct link l;
    link_begin(&l, r->arena, "/files");
    link_text(&l, "q", text);
    return link_end(&l);
}

static struct str why_link(struct request *r, struct str text)
{
    struct link l;
    link_begin(&l, r->arena, "/search/why");
    link_text(&l, "q", text);
    return link_end(&l);
}

static struct str amount_text(struct request *r, int64_t minor, struct currency currency)
{
    return format_money(r->arena, (struct money){minor, currency}, r->lang);
}

static struct str two(struct request *r, struct str first, struct str second)
{
    const struct str both[] = {first, second};
    return second.n == 0 ? first : format_text(r->arena, "%1 · %2", both, 2);
}

/* What it was found by, where the name does not show it. */
static struct str account_why(struct request *r, const struct found_account *f)
{
    if (f->by == LOOK_UP_BY_FACT) {
        const char *kind = arena_cstr(r->arena, f->kind);
        const struct str both[] = {str_of(fact_kind_text(kind, r->lang)), f->value};
        return format_text(r->arena, tr(r->lang, N_("%1 : %2")), both, 2);
    }
    if (f->by == LOOK_UP_BY_NAME && f->score == LOOK_UP_NEAR)
        return str_of(tr(r->lang, N_("nom proche")));
    return (struct str){0};
}

static void account_hit(struct request *r, const struct looked_up *found,
                        const struct found_account *f, struct v_search_hit *hit)
{
    *hit = (struct v_search_hit){
        .href = file_link(r, f->account_number),
        .ref = format_ref(r->arena, REF_ACCOUNT, f->account_number),
        .detail = two(r, f->creditor, f->ledger_number),
        .why = account_why(r, f),
        .amount = amount_text(r, f->open_minor, f->currency),
    };
    set_marks(r, &found->query, f->name, hit);
}

static void item_hit(struct request *r, const struct found_item *f, struct v_search_hit *hit)
{
    struct v_search_hit_marks *mark = ARENA_NEW(r->arena, struct v_search_hit_marks);
    struct str kind = str_of(item_kind_text(f->kind, r->lang));
    struct str open = amount_text(r, f->open_minor, f->currency);
    *mark = (struct v_search_hit_marks){f->piece.n > 0 ? f->piece : kind, !f->by_amount};
    *hit = (struct v_search_hit){
        .href = file_link(r, f->account_number),
        .marks = mark,
        .marks_count = 1,
        .ref = format_ref(r->arena, REF_ACCOUNT, f->account_number),
        .detail = two(r, f->name, f->creditor),
        .why = two(r, kind,
                   f->open_minor == 0
                       ? str_of(tr(r->lang, N_("soldée")))
                       : format_text(r->arena, tr(r->lang, N_("reste dû %1")), &open, 1)),
        .amount = amount_text(r, f->amount_minor, f->currency),
    };
}

static void document_hit(struct request *r, const struct found_document *f,
                         struct v_search_hit *hit)
{
    struct v_search_hit_marks *mark = ARENA_NEW(r->arena, struct v_search_hit_marks);
    struct str ref = format_ref(r->arena, REF_DOCUMENT, f->number);
    *mark = (struct v_search_hit_marks){f->file, false};
    *hit = (struct v_search_hit){
        .href = format_text(r->arena, "/documents/%1", &ref, 1),
        .marks = mark,
        .marks_count = 1,
        .ref = ref,
        .detail = two(r, f->name, f->creditor),
        .why = str_of(document_kind_text(f->kind, r->lang)),
    };
}

/* ---- groups ---- */

static bool is_of_debtor(const struct found_account *f)
{
    return f->by != LOOK_UP_BY_NUMBER && f->by != LOOK_UP_BY_ACCOUNT_REF;
}

static void fill_accounts(struct request *r, const struct looked_up *found, struct v_search *view)
{
    size_t count = found->account_count;
    struct v_search_hit *debtors = ARENA_ARRAY(r->arena, count, struct v_search_hit);
    struct v_search_hit *accounts = ARENA_ARRAY(r->arena, count, struct v_search_hit);
    for (size_t i = 0; i < count; i++) {
        const struct found_account *f = &found->accounts[i];
        account_hit(r, found, f,
                    is_of_debtor(f) ? &debtors[view->debtors_count++]
                                    : &accounts[view->accounts_count++]);
    }
    view->debtors = debtors;
    view->accounts = accounts;
}

static void fill_others(struct request *r, const struct looked_up *found, struct v_search *view)
{
    struct v_search_hit *items = ARENA_ARRAY(r->arena, found->item_count, struct v_search_hit);
    struct v_search_hit *documents =
        ARENA_ARRAY(r->arena, found->document_count, struct v_search_hit);
    for (size_t i = 0; i < found->item_count; i++)
        item_hit(r, &found->items[i], &items[i]);
    for (size_t i = 0; i < found->document_count; i++)
        document_hit(r, &found->documents[i], &documents[i]);
    view->items = items;
    view->items_count = found->item_count;
    view->documents = documents;
    view->documents_count = found->document_count;
}

/* A reference, or a customer's number that is one account's alone, leads straight to the file. */
static bool leads_there(const struct request *r, const struct looked_up *found)
{
    if (r->headers.htmx || found->account_count == 0 || found->accounts[0].score < LOOK_UP_NUMBER ||
        (found->account_count > 1 && found->accounts[1].score >= LOOK_UP_NUMBER))
        return false;
    return found->accounts[0].score == LOOK_UP_REFERENCE ||
           (found->accounts[0].by == LOOK_UP_BY_NUMBER && found->item_count == 0);
}

bool search_page(struct request *r, struct response *out, struct err *err)
{
    struct look_up_query query = {.text = str_trim(http_field(&r->query, "q")),
                                  .limit = SEARCH_ROWS};
    struct v_search view = {0};
    struct looked_up found;
    query.scope = describe_scope(r, &query.scope_count);
    if (!look_up(r->app, r->arena, &query, &found, err))
        return false;
    if (leads_there(r, &found)) {
        response_redirect(out, file_link(r, found.accounts[0].account_number));
        return true;
    }
    shell_fill(r, out, SHELL_SEARCH, str_of(tr(r->lang, N_("Recherche"))), &view.page);
    view.page.search = found.query.text;
    view.query = found.query.text;
    view.searched = found.query.text.n > 0;
    view.count = (int64_t)(found.account_count + found.item_count + found.document_count);
    view.count_text = format_count(r->arena, view.count, r->lang);
    view.none = view.count == 0;
    view.more = found.more;
    view.why = why_link(r, found.query.text);
    if (found.account_count > 0 && found.accounts[0].by == LOOK_UP_BY_NAME &&
        found.accounts[0].score >= LOOK_UP_WORDS)
        view.list = list_link(r, found.query.text);
    fill_accounts(r, &found, &view);
    fill_others(r, &found, &view);
    view_search(&out->body, &view, r->lang);
    return true;
}
