/* Every open file the person may see, or those whose names answer some words. */
#include "app/code_text.h"
#include "app/work_table.h"
#include "base/sort.h"
#include "base/text.h"
#include "describe.h"
#include "download.h"
#include "format.h"
#include "gen/views.h"
#include "pages.h"
#include "shell.h"

enum { FILES_ROWS = 50 };

struct search {
    struct request *r;
    struct str words; /* folded */
    struct hit {
        const struct work_row *row;
        struct str folded; /* the name, for search and order */
    } * rows;
    size_t count;
};

/* Each word of the search begins a word of the name. */
static bool found(struct str words, struct str folded)
{
    struct str rest = words;
    struct str word;
    while (words.n > 0 && str_split(&rest, ' ', &word)) {
        if (!text_word_begins(folded, word))
            return false;
    }
    return true;
}

static int by_name(const void *pa, const void *pb, const void *with)
{
    const struct hit *a = pa;
    const struct hit *b = pb;
    (void)with;
    int order = str_cmp(a->folded, b->folded);
    if (order != 0)
        return order;
    return a->row->account_number < b->row->account_number ? -1 : 1;
}

static void collect(struct search *s, const struct work_row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct str folded = text_fold(s->r->arena, rows[i].debtor);
        if (found(s->words, folded))
            s->rows[s->count++] = (struct hit){&rows[i], folded};
    }
}

static void fill_row(struct request *r, const struct work_row *row, struct v_files_rows *out)
{
    bool blocked = row->rank == 0;
    struct tag tag = describe_action(row->action, row->oldest_days, r->lang);
    struct str ref = format_ref(r->arena, REF_ACCOUNT, row->account_number);
    *out = (struct v_files_rows){
        .href = format_text(r->arena, "/files/%1", &ref, 1),
        .ref = ref,
        .debtor = row->debtor,
        .creditor = row->creditor,
        .tone = blocked ? STR("") : tag.tone,
        .state = blocked ? str_of(block_text(row->block, r->lang)) : tag.text,
        .amount = format_money(r->arena, row->net_overdue, r->lang),
        .days = format_days(r->arena, row->oldest_days, r->lang),
    };
}

static struct str page_link(struct request *r, struct str query, int64_t after)
{
    struct link l;
    link_begin(&l, r->arena, "/files");
    link_text(&l, "q", query);
    link_int(&l, "after", after);
    return link_end(&l);
}

static struct str workbook_link(struct request *r, struct str query)
{
    struct link l;
    link_begin(&l, r->arena, "/files.xlsx");
    link_text(&l, "q", query);
    return link_end(&l);
}

static void fill_rows(struct search *s, struct v_files *view)
{
    struct request *r = s->r;
    int64_t after = http_field_int(&r->query, "after", 0);
    size_t from = after < (int64_t)s->count ? (size_t)after : 0;
    size_t to = from + FILES_ROWS < s->count ? from + FILES_ROWS : s->count;
    struct v_files_rows *rows = ARENA_ARRAY(r->arena, to - from, struct v_files_rows);
    for (size_t i = from; i < to; i++)
        fill_row(r, s->rows[i].row, &rows[i - from]);
    view->rows = rows;
    view->rows_count = to - from;
    if (from > 0)
        view->less = page_link(r, view->query, 0);
    if (to < s->count) {
        view->more = page_link(r, view->query, (int64_t)to);
        struct str rest = format_count(r->arena, (int64_t)(s->count - to), r->lang);
        view->more_text = format_text(r->arena,
                                      format_plural(r->lang, (int64_t)(s->count - to),
                                                    N_("Voir le dossier suivant"),
                                                    N_("Voir la suite : encore %1 dossiers")),
                                      &rest, 1);
    }
}

/* The files the person may see whose names answer the search, by name; so many explained. */
static bool search_files(struct search *s, struct str text, size_t explain, struct err *err)
{
    struct request *r = s->r;
    struct work_query query = {.show = SIZE_MAX, .explain = explain};
    struct work_list list;
    s->words = text_fold(r->arena, text);
    query.scope = describe_scope(r, &query.scope_count);
    if (!list_work(r->app, r->arena, &query, &list, err))
        return false;
    s->rows = ARENA_ARRAY(r->arena, list.row_count + list.blocked_count, struct hit);
    collect(s, list.rows, list.row_count);
    collect(s, list.blocked, list.blocked_count);
    SORT(r->arena, s->rows, s->count, by_name, NULL);
    return true;
}

bool files_page(struct request *r, struct response *out, struct err *err)
{
    struct str text = str_trim(http_field(&r->query, "q"));
    struct search s = {.r = r};
    struct v_files view = {.query = text, .searched = text.n > 0};
    if (!search_files(&s, text, 0, err))
        return false;
    shell_fill(r, out, SHELL_FILES, str_of(tr(r->lang, N_("Dossiers"))), &view.page);
    view.count = (int64_t)s.count;
    view.count_text = format_count(r->arena, view.count, r->lang);
    view.subtitle = str_of(tr(r->lang, N_("Chaque dossier qui porte une somme, par nom.")));
    view.workbook = workbook_link(r, text);
    fill_rows(&s, &view);
    view_files(&out->body, &view, r->lang);
    return true;
}

bool files_workbook(struct request *r, struct response *out, struct err *err)
{
    struct search s = {.r = r};
    struct table_view table;
    struct table_reader reader = download_reader(r);
    if (!search_files(&s, str_trim(http_field(&r->query, "q")), SIZE_MAX, err))
        return false;
    const struct work_row **rows = ARENA_ARRAY(r->arena, s.count, const struct work_row *);
    for (size_t i = 0; i < s.count; i++)
        rows[i] = s.rows[i].row;
    work_table(&table, r->arena, &(struct work_rows){rows, s.count}, &reader);
    return download_workbook(r, out, &(struct table_file){&table, 1, reader.today},
                             "relance-dossiers", err);
}
