/* Dossiers: every file with something open that the person may see, by name, or those whose names
 * answer some words. The list of files (lists_page.c) in few columns. */
#include "app/lists/list_lines.h"
#include "app/words/code_text.h"
#include "gen/views.h"
#include "lists_form.h"
#include "web/pages.h"
#include "web/parts/describe.h"
#include "web/parts/format.h"
#include "web/parts/shell.h"

enum { FILES_ROWS = 50, HUNDRED = 100 };

struct files {
    struct request *r;
    struct list_filter filter;
    struct list_lines lines;
};

static struct str files_link(const struct files *f, struct str after)
{
    struct link l;
    link_begin(&l, f->r->arena, "/files");
    link_text(&l, "q", f->filter.text);
    link_text(&l, "after", after);
    return link_end(&l);
}

/* The list of files answers: what is looked for here is found by its filter. */
static struct str export_link(const struct files *f, const char *address)
{
    struct link l;
    link_begin(&l, f->r->arena, address);
    link_filter(&l, f->r->arena, &f->filter);
    return link_end(&l);
}

/* What is to be done, else what is in the way of it first. */
static struct tag state_of(const struct files *f, const struct listed_account *account,
                           int32_t late)
{
    if (!account->decided)
        return (struct tag){STR(""), str_of(tr(f->r->lang, N_("Pas encore décidé")))};
    if (account->action != ACTION_NONE)
        return describe_action(account->action, late, f->r->lang);
    for (int b = 0; b < BLOCK_COUNT; b++) {
        if ((account->blocks >> b & 1) != 0)
            return (struct tag){STR(""), str_of(block_text((enum block)b, f->r->lang))};
    }
    return (struct tag){0};
}

static void fill_row(const struct files *f, const struct listed_row *row, struct v_files_rows *out)
{
    struct request *r = f->r;
    const struct listed_account *account = row->account;
    const struct creditor *creditor = creditor_by_id(&f->lines.creditors, account->creditor_id);
    int32_t late = day_is(row->sums.oldest) ? r->app->today.n - row->sums.oldest.n : 0;
    struct tag tag = state_of(f, account, late);
    struct str ref = format_ref(r->arena, REF_ACCOUNT, account->number);
    *out = (struct v_files_rows){
        .href = format_text(r->arena, "/files/%1", &ref, 1),
        .ref = ref,
        .debtor = account->name,
        .creditor = creditor != NULL ? creditor->name : STR(""),
        .tone = tag.tone,
        .state = tag.text,
        .amount = format_money(r->arena, (struct money){row->sums.balance_minor, account->currency},
                               r->lang),
        .days = format_days(r->arena, late > 0 ? late : 0, r->lang),
    };
}

static void fill_rows(struct files *f, struct v_files *view)
{
    struct request *r = f->r;
    struct v_files_rows *rows = ARENA_ARRAY(r->arena, f->lines.count, struct v_files_rows);
    for (size_t i = 0; i < f->lines.count; i++)
        fill_row(f, &f->lines.rows[i], &rows[i]);
    view->rows = rows;
    view->rows_count = f->lines.count;
    if (f->lines.before.n > 0)
        view->less = files_link(f, STR(""));
    if (f->lines.after.n > 0)
        view->more = files_link(f, f->lines.after);
}

/* Of a search only what is on this page is known; of all files the first are counted, and said in
 * hundreds: how far the counting came means nothing to anybody. */
static struct str count_text(const struct files *f, const struct v_files *view)
{
    struct request *r = f->r;
    const struct list_total *total = &f->lines.total;
    bool all = view->searched ? view->less.n == 0 && view->more.n == 0 : total->whole;
    int64_t count = view->searched ? (int64_t)f->lines.count : total->count;
    if (!all && count > HUNDRED)
        count -= count % HUNDRED;
    struct str text = format_count(r->arena, count, r->lang);
    if (view->searched && !all)
        return (struct str){0};
    return format_text(
        r->arena,
        all ? format_plural(r->lang, count, N_("%1 dossier"), N_("%1 dossiers"))
            : format_plural(r->lang, count, N_("Plus de %1 dossier"), N_("Plus de %1 dossiers")),
        &text, 1);
}

bool files_page(struct request *r, struct response *out, struct err *err)
{
    struct str text = str_trim(http_field(&r->query, "q"));
    struct files f = {.r = r, .filter = list_filter_none(LIST_OF_ACCOUNTS)};
    struct v_files view = {.query = text, .searched = text.n > 0};
    f.filter.order = LISTING_BY_NAME;
    f.filter.text = text;
    struct list_asked asked = {.filter = &f.filter,
                               .after = http_field(&r->query, "after"),
                               .rows = FILES_ROWS,
                               .whole = view.searched};
    asked.scope = describe_scope(r, &asked.scope_count);
    if (!list_lines(r->app, r->arena, &asked, &f.lines, err))
        return false;
    shell_fill(r, out, SHELL_FILES, str_of(tr(r->lang, N_("Dossiers"))), &view.page);
    view.subtitle = str_of(tr(r->lang, N_("Chaque dossier qui porte une somme, par nom.")));
    view.exports = (struct v_exports){.workbook = export_link(&f, "/lists/accounts.xlsx"),
                                      .text = export_link(&f, "/lists/accounts.csv")};
    fill_rows(&f, &view);
    view.count_text = count_text(&f, &view);
    view_files(&out->body, &view, r->lang);
    return true;
}
