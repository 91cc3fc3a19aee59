/* Listes: open items, files, payments and actions by whatever they are looked for, a page at a
 * time, as a workbook or a text file, each under an address that other pages lead to. */
#include "app/lists/lines_table.h"
#include "base/limits.h"
#include "gen/views.h"
#include "lists_form.h"
#include "web/pages.h"
#include "web/parts/describe.h"
#include "web/parts/download.h"
#include "web/parts/error_page.h"
#include "web/parts/format.h"
#include "web/parts/shell.h"

enum { LIST_ROWS = 50 };

struct listing {
    struct request *r;
    struct list_filter filter;
    struct list_lines lines;
    struct v_lists view;
    bool to_the_end; /* counted, however long that takes */
};

/* "/lists/accounts.xlsx": of files. */
static enum list_of list_of_path(struct str path)
{
    struct str name = str_slice(path, sizeof "/lists/" - 1, path.n);
    for (int i = 0; i < LIST_OF_COUNT; i++) {
        if (str_starts(name, str_of(list_of_code((enum list_of)i))))
            return (enum list_of)i;
    }
    return LIST_OF_ITEMS;
}

static bool read_filter(struct request *r, struct list_filter *out, struct err *err)
{
    struct list_param *rows = ARENA_ARRAY(r->arena, r->query.count, struct list_param);
    for (size_t i = 0; i < r->query.count; i++)
        rows[i] = (struct list_param){r->query.fields[i].name, r->query.fields[i].value};
    return list_filter_read(&(struct list_params){rows, r->query.count}, list_of_path(r->path), out,
                            err);
}

/* ---- addresses ---- */

struct target {
    const char *ending; /* "", ".xlsx" */
    enum list_of of;
    struct str after, before;
    bool to_the_end;
};

static struct str address(const struct listing *l, const struct target *to)
{
    struct request *r = l->r;
    struct link link;
    struct str args[] = {str_of(list_of_code(to->of)), str_of(to->ending)};
    struct str path = format_text(r->arena, "/lists/%1%2", args, COUNT_OF(args));
    link_begin(&link, r->arena, arena_cstr(r->arena, path));
    link_filter(&link, r->arena, &l->filter);
    link_text(&link, "after", to->after);
    link_text(&link, "before", to->before);
    link_text(&link, "count", to->to_the_end ? STR("all") : STR(""));
    return link_end(&link);
}

static void fill_tabs(struct listing *l)
{
    struct v_lists_tabs *tabs = ARENA_ARRAY(l->r->arena, LIST_OF_COUNT, struct v_lists_tabs);
    for (int i = 0; i < LIST_OF_COUNT; i++) {
        struct target to = {.ending = "", .of = (enum list_of)i};
        tabs[i] = (struct v_lists_tabs){str_of(lines_name(to.of, l->r->lang)), address(l, &to),
                                        (int)l->filter.of == i};
    }
    l->view.tabs = tabs;
    l->view.tabs_count = LIST_OF_COUNT;
}

/* ---- the rows ---- */

static void fill_heads(struct listing *l, const struct table_view *table)
{
    struct v_lists_heads *heads =
        ARENA_ARRAY(l->r->arena, table->column_count, struct v_lists_heads);
    for (size_t i = 0; i < table->column_count; i++) {
        enum table_kind kind = table->columns[i].kind;
        heads[i] = (struct v_lists_heads){table->columns[i].title,
                                          kind == TABLE_AMOUNT || kind == TABLE_INT};
    }
    l->view.heads = heads;
    l->view.heads_count = table->column_count;
}

static const char *place_of(enum table_kind kind)
{
    switch (kind) {
    case TABLE_AMOUNT:
    case TABLE_INT:
        return "n r nw";
    case TABLE_DAY:
        return "n nw";
    case TABLE_REF:
        return "nw";
    case TABLE_TEXT:
    case TABLE_EMPTY:
    case TABLE_KIND_COUNT:
        break;
    }
    return "";
}

/* The first cell that says something leads to the file. */
static void fill_cells(struct listing *l, const struct table_view *table, size_t at,
                       struct v_lists_rows *row)
{
    struct request *r = l->r;
    struct v_lists_rows_cells *cells =
        ARENA_ARRAY(r->arena, table->column_count, struct v_lists_rows_cells);
    bool linked = false;
    row->ref = format_ref(r->arena, REF_ACCOUNT, l->lines.rows[at].account->number);
    for (size_t i = 0; i < table->column_count; i++) {
        cells[i] = (struct v_lists_rows_cells){.text = describe_cell(r, &table->rows[at][i]),
                                               .label = table->columns[i].title,
                                               .place = str_of(place_of(table->columns[i].kind))};
        if (linked || cells[i].text.n == 0)
            continue;
        cells[i].href = format_text(r->arena, "/files/%1", &row->ref, 1);
        cells[i].label = STR("");
        linked = true;
    }
    row->cells = cells;
    row->cells_count = table->column_count;
}

static void fill_rows(struct listing *l)
{
    struct table_view table;
    struct table_reader reader = download_reader(l->r);
    struct lines_shown shown = {&l->filter, &l->lines, false};
    lines_table(&table, l->r->arena, &shown, &reader);
    struct v_lists_rows *rows = ARENA_ARRAY(l->r->arena, table.row_count, struct v_lists_rows);
    for (size_t i = 0; i < table.row_count; i++)
        fill_cells(l, &table, i, &rows[i]);
    fill_heads(l, &table);
    l->view.rows = rows;
    l->view.rows_count = table.row_count;
}

static struct str count_text(const struct listing *l)
{
    static const struct {
        const char *one, *many, *more_one, *more_many;
    } texts[LIST_OF_COUNT] = {
        [LIST_OF_ITEMS] = {N_("%1 pièce"), N_("%1 pièces"), N_("Plus de %1 pièce"),
                           N_("Plus de %1 pièces")},
        [LIST_OF_ACCOUNTS] = {N_("%1 dossier"), N_("%1 dossiers"), N_("Plus de %1 dossier"),
                              N_("Plus de %1 dossiers")},
        [LIST_OF_PAYMENTS] = {N_("%1 encaissement"), N_("%1 encaissements"),
                              N_("Plus de %1 encaissement"), N_("Plus de %1 encaissements")},
        [LIST_OF_ACTIONS] = {N_("%1 action"), N_("%1 actions"), N_("Plus de %1 action"),
                             N_("Plus de %1 actions")},
    };
    struct request *r = l->r;
    const struct list_total *total = &l->lines.total;
    enum list_of of = l->filter.of;
    struct str count = format_count(r->arena, total->count, r->lang);
    if (!total->whole && total->count == 0)
        return str_of(tr(r->lang, N_("Rien encore")));
    return format_text(
        r->arena,
        total->whole
            ? format_plural(r->lang, total->count, texts[of].one, texts[of].many)
            : format_plural(r->lang, total->count, texts[of].more_one, texts[of].more_many),
        &count, 1);
}

/* text NULL: the amounts alone. */
static void add_sums(const struct listing *l, const struct list_sums *sums, const char *text,
                     struct buf *out)
{
    struct request *r = l->r;
    for (size_t i = 0; i < sums->count; i++) {
        struct str amount = format_money(r->arena, sums->rows[i], r->lang);
        buf_add_c(out, " · ");
        buf_add(out, text == NULL ? amount : format_text(r->arena, tr(r->lang, text), &amount, 1));
    }
}

/* "12 pièces · 18 721,06 €", or that there are more than could be counted. */
static void fill_total(struct listing *l)
{
    const struct list_total *total = &l->lines.total;
    struct buf out;
    buf_init(&out, l->r->arena, LIMIT_FIELD_BYTES);
    buf_add(&out, count_text(l));
    if (total->whole) {
        add_sums(l, &total->open, NULL, &out);
        add_sums(l, &total->promised, N_("promis %1"), &out);
        add_sums(l, &total->planned, N_("au plan %1"), &out);
        add_sums(l, &total->disputed, N_("contesté %1"), &out);
    }
    l->view.total = buf_str(&out);
}

static void fill_ways(struct listing *l)
{
    struct request *r = l->r;
    const struct list_lines *lines = &l->lines;
    struct target to = {.ending = ".xlsx", .of = l->filter.of};
    l->view.exports.workbook = address(l, &to);
    to.ending = ".csv";
    l->view.exports.text = address(l, &to);
    to = (struct target){.ending = "", .of = to.of, .to_the_end = true};
    if (!lines->total.whole)
        l->view.count_on = address(l, &to);
    to.to_the_end = l->to_the_end;
    to.before = lines->before;
    if (lines->before.n > 0)
        l->view.less = address(l, &to);
    to.before = (struct str){0};
    to.after = lines->after;
    if (lines->after.n > 0)
        l->view.more = address(l, &to);
    l->view.more_text =
        str_of(tr(r->lang, lines->short_of ? N_("Chercher plus loin") : N_("Lignes suivantes")));
    l->view.empty = str_of(tr(r->lang, lines->short_of ? N_("La recherche peut aller plus loin")
                                                       : N_("Rien ne répond à ces critères")));
    struct str most = format_count(r->arena, LIST_FILE_ROWS_MAX, r->lang);
    l->view.limit = format_text(r->arena, tr(r->lang, N_("au plus %1 lignes")), &most, 1);
}

/* Whose decisions the list shows; what was done and what came in say nothing of decisions. */
static void fill_note(struct listing *l)
{
    if (l->filter.of == LIST_OF_ACTIONS || l->filter.of == LIST_OF_PAYMENTS)
        return;
    struct request *r = l->r;
    const struct list_lines *lines = &l->lines;
    struct str day = format_day(r->arena, lines->run.day, r->lang);
    const char *text = N_("Actions, niveaux et blocages sont ceux du passage du %1.");
    if (lines->run.number == 0)
        text = N_("Aucun passage n’a encore décidé d’actions, de niveaux ni de blocages.");
    else if (!lines->run_stands)
        text =
            N_("Actions, niveaux et blocages sont ceux du passage du %1 ; depuis, les données ont "
               "changé.");
    l->view.note = format_text(r->arena, tr(r->lang, text), &day, 1);
}

static bool load(struct listing *l, const struct list_asked *wish, struct err *err)
{
    struct list_asked asked = *wish;
    asked.filter = &l->filter;
    asked.to_the_end = l->to_the_end;
    asked.scope = describe_scope(l->r, &asked.scope_count);
    return list_lines(l->r->app, l->r->arena, &asked, &l->lines, err);
}

bool lists_page(struct request *r, struct response *out, struct err *err)
{
    static const char *const titles[LIST_OF_COUNT] = {[LIST_OF_ITEMS] = N_("Pièces ouvertes"),
                                                      [LIST_OF_ACCOUNTS] = N_("Dossiers ouverts"),
                                                      [LIST_OF_PAYMENTS] = N_("Encaissements"),
                                                      [LIST_OF_ACTIONS] = N_("Actions")};
    struct listing l = {.r = r, .to_the_end = str_is(http_field(&r->query, "count"), "all")};
    struct err failure = {0};
    struct list_asked asked = {.after = http_field(&r->query, "after"),
                               .before = http_field(&r->query, "before"),
                               .rows = LIST_ROWS};
    /* Also of a filter that is refused the form needs its choices. */
    struct err second = {0};
    bool read = read_filter(r, &l.filter, &failure);
    bool ok = load(&l, &asked, read ? &failure : &second) && read;
    if (!ok && !form_refused(&failure)) {
        *err = failure;
        return false;
    }
    l.view.title = str_of(tr(r->lang, titles[l.filter.of]));
    l.view.about =
        str_of(tr(r->lang, N_("Ce que vous filtrez est dans l’adresse : elle se garde et "
                              "se transmet ; chacun n’y voit que ses créanciers.")));
    shell_fill(r, out, SHELL_LISTS, l.view.title, &l.view.page);
    lists_form(r, &(struct lists_form){&l.filter, &l.lines}, &l.view);
    fill_tabs(&l);
    if (!saved_fill(r, out, &(struct lists_form){&l.filter, &l.lines}, &l.view, err))
        return false;
    l.view.open = !ok;
    if (ok) {
        fill_rows(&l);
        fill_total(&l);
        fill_note(&l);
        fill_ways(&l);
    } else {
        form_failure(r, out, &failure, &l.view.error, &l.view.advice);
    }
    view_lists(&out->body, &l.view, r->lang);
    return true;
}

/* ---- files ---- */

bool lists_file(struct request *r, struct response *out, struct err *err)
{
    static const char *const names[LIST_OF_COUNT] = {[LIST_OF_ITEMS] = "relance-pieces",
                                                     [LIST_OF_ACCOUNTS] = "relance-liste-dossiers",
                                                     [LIST_OF_PAYMENTS] = "relance-encaissements",
                                                     [LIST_OF_ACTIONS] = "relance-actions"};
    struct listing l = {.r = r};
    struct table_view table;
    struct table_reader reader = download_reader(r);
    if (!read_filter(r, &l.filter, err) ||
        !load(&l, &(struct list_asked){.rows = LIST_FILE_ROWS_MAX, .whole = true}, err))
        return false;
    lines_table(&table, r->arena, &(struct lines_shown){&l.filter, &l.lines, true}, &reader);
    struct str most = format_count(r->arena, LIST_FILE_ROWS_MAX, r->lang);
    struct str note = format_text(
        r->arena, tr(r->lang, N_("Les %1 premières lignes seulement : filtrez davantage.")), &most,
        1);
    if (l.lines.after.n > 0)
        table_view_add(&table)[0] = table_text(note);
    struct table_file file = {&table, 1, reader.today};
    return download_table(r, out, &file, &(struct download){names[l.filter.of], download_format(r)},
                          err);
}
