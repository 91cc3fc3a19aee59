/* Pilotage: what the one who leads the work looks at in the morning. Every figure leads to the list
 * of its rows, whose total it is; the month's objective is said here, each word is kept. */
#include "app/overview/overview_tables.h"
#include "app/overview/set_objective.h"
#include "app/people/people.h"
#include "base/limits.h"
#include "gen/views.h"
#include "lists_form.h"
#include "web/pages.h"
#include "web/parts/describe.h"
#include "web/parts/download.h"
#include "web/parts/error_page.h"
#include "web/parts/format.h"
#include "web/parts/shell.h"
#include "web/server/session.h"

enum { WORDS_SHOWN = 24, MONTH_CHARS = 7 };

struct screen {
    struct request *r;
    struct overview_query query;
    struct overview o;
    struct overview_table *tables;
    struct v_manager view;
};

/* ---- addresses ---- */

/* This page, or one of its files. */
static struct str own_href(const struct screen *s, const char *path, const char *table)
{
    struct link l;
    link_begin(&l, s->r->arena, path);
    link_text(&l, "creditor", s->query.creditor);
    link_int(&l, "idle", s->query.idle_days == OVERVIEW_IDLE_DAYS ? 0 : s->query.idle_days);
    link_text(&l, "table", str_of(table));
    return link_end(&l);
}

/* ---- tables ---- */

static bool is_number(enum table_kind kind) { return kind == TABLE_AMOUNT || kind == TABLE_INT; }

static void fill_cells(struct screen *s, const struct overview_table *t,
                       const struct overview_row *from, struct v_manager_tables_rows *to)
{
    struct request *r = s->r;
    struct v_manager_tables_rows_cells *cells =
        ARENA_ARRAY(r->arena, t->column_count, struct v_manager_tables_rows_cells);
    for (size_t i = 0; i < t->column_count; i++) {
        const struct overview_cell *cell = &from->cells[i];
        cells[i] = (struct v_manager_tables_rows_cells){
            .text = describe_cell(r, &cell->shown),
            .label = i > 0 ? t->columns[i].title : STR(""),
            .place = is_number(t->columns[i].kind) ? STR("n r nw") : STR("w5")};
        if (cell->to != NULL)
            cells[i].href = list_href(r, cell->to);
    }
    to->cells = cells;
    to->cells_count = t->column_count;
    to->total = from->total;
}

static void fill_table(struct screen *s, enum overview_table_code code, struct v_manager_tables *to)
{
    struct request *r = s->r;
    const struct overview_table *t = &s->tables[code];
    struct str name = str_of(overview_table_name(code));
    struct v_manager_tables_heads *heads =
        ARENA_ARRAY(r->arena, t->column_count, struct v_manager_tables_heads);
    struct v_manager_tables_rows *rows =
        ARENA_ARRAY(r->arena, t->row_count, struct v_manager_tables_rows);
    for (size_t i = 0; i < t->column_count; i++)
        heads[i] =
            (struct v_manager_tables_heads){t->columns[i].title, is_number(t->columns[i].kind)};
    for (size_t i = 0; i < t->row_count; i++)
        fill_cells(s, t, &t->rows[i], &rows[i]);
    *to = (struct v_manager_tables){
        .id = name,
        .title = t->title,
        .about = t->about,
        .wide = t->column_count > 5,
        .objective = code == OVERVIEW_MONTH,
        .heads = heads,
        .heads_count = t->column_count,
        .rows = rows,
        .rows_count = t->row_count,
        .csv = own_href(s, "/manager.csv", overview_table_name(code)),
    };
}

static void fill_tables(struct screen *s)
{
    struct v_manager_tables *out =
        ARENA_ARRAY(s->r->arena, OVERVIEW_TABLE_COUNT, struct v_manager_tables);
    for (int i = OVERVIEW_FIGURES + 1; i < OVERVIEW_TABLE_COUNT; i++) {
        if (s->tables[i].row_count > 0 || i == OVERVIEW_MONTH)
            fill_table(s, (enum overview_table_code)i, &out[s->view.tables_count++]);
    }
    s->view.tables = out;
}

/* The figures of the day, big. */
static void fill_figures(struct screen *s)
{
    struct request *r = s->r;
    const struct overview_table *t = &s->tables[OVERVIEW_FIGURES];
    struct v_manager_figures *out = ARENA_ARRAY(r->arena, t->row_count, struct v_manager_figures);
    for (size_t i = 0; i < t->row_count; i++) {
        const struct overview_cell *cells = t->rows[i].cells;
        const struct list_filter *to = cells[2].to;
        int64_t count = cells[1].shown.kind == TABLE_INT ? cells[1].shown.number : 0;
        struct str number = format_count(r->arena, count, r->lang);
        out[i] = (struct v_manager_figures){.label = cells[0].shown.text,
                                            .value = describe_cell(r, &cells[2].shown)};
        if (to == NULL)
            continue;
        out[i].href = list_href(r, to);
        if (count == 0)
            continue;
        bool payments = to->of == LIST_OF_PAYMENTS;
        out[i].count = format_text(
            r->arena,
            payments ? format_plural(r->lang, count, N_("%1 encaissement"), N_("%1 encaissements"))
                     : format_plural(r->lang, count, N_("%1 dossier"), N_("%1 dossiers")),
            &number, 1);
    }
    s->view.figures = out;
    s->view.figures_count = t->row_count;
}

/* ---- objectives ---- */

static void fill_words(struct screen *s)
{
    struct request *r = s->r;
    const struct objectives *list = &s->o.objectives;
    size_t n = list->count < WORDS_SHOWN ? list->count : WORDS_SHOWN;
    struct v_manager_words *out = ARENA_ARRAY(r->arena, n, struct v_manager_words);
    for (size_t i = 0; i < n; i++) {
        const struct objective *word = &list->rows[i];
        const struct creditor *creditor = creditor_by_id(&s->o.creditors, word->creditor_id);
        const struct user *who = house_user(&s->o.house, word->actor_id);
        out[i] = (struct v_manager_words){
            .month = str_slice(format_iso_day(r->arena, word->month), 0, MONTH_CHARS),
            .creditor = creditor != NULL ? creditor->name : STR(""),
            .amount = format_money(r->arena, word->amount, r->lang),
            .when = format_moment(r->arena, word->at_ms, r->lang),
            .who = who != NULL ? who->name : STR("")};
    }
    s->view.words = out;
    s->view.words_count = n;
}

/* ---- the page ---- */

static void fill_creditors(struct screen *s)
{
    const struct creditors *all = &s->o.creditors;
    struct v_manager_creditors *out =
        ARENA_ARRAY(s->r->arena, all->count, struct v_manager_creditors);
    for (size_t i = 0; i < all->count; i++) {
        if (people_see(&s->r->user, all->rows[i].id))
            out[s->view.creditors_count++] = (struct v_manager_creditors){
                all->rows[i].code, all->rows[i].name, str_eq(all->rows[i].code, s->query.creditor)};
    }
    s->view.creditors = out;
}

static struct str note(struct screen *s)
{
    struct request *r = s->r;
    struct str day = format_day(r->arena, s->o.run.day, r->lang);
    const char *text = N_("Listes, promesses rompues et blocages sont ceux du passage du %1.");
    if (s->o.run.number == 0)
        text =
            N_("Aucun passage n’a encore décidé de listes, de promesses rompues ni de blocages.");
    else if (!s->o.run_stands)
        text = N_("Listes, promesses rompues et blocages sont ceux du passage du %1 ; depuis, les "
                  "données ont changé.");
    return format_text(r->arena, tr(r->lang, text), &day, 1);
}

static void read_query(struct request *r, struct overview_query *out)
{
    int64_t idle = http_field_int(&r->query, "idle", OVERVIEW_IDLE_DAYS);
    *out = (struct overview_query){.creditor = str_trim(http_field(&r->query, "creditor")),
                                   .idle_days = OVERVIEW_IDLE_DAYS};
    if (idle > 0 && idle <= LIST_IDLE_MAX)
        out->idle_days = idle;
    out->scope = describe_scope(r, &out->scope_count);
}

static bool read(struct screen *s, struct request *r, struct err *err)
{
    struct table_reader reader = download_reader(r);
    *s = (struct screen){.r = r};
    read_query(r, &s->query);
    if (!overview_read(r->app, r->arena, &s->query, &s->o, err))
        return false;
    s->tables = overview_tables(r->arena, &s->o, &reader);
    return true;
}

/* failure: of the form that was sent, or NULL. */
static bool show(struct request *r, struct response *out, const struct err *failure,
                 struct err *err)
{
    struct screen s;
    if (!read(&s, r, err))
        return false;
    struct str title = str_of(tr(r->lang, N_("Pilotage")));
    shell_fill(r, out, SHELL_MANAGER, title, &s.view.page);
    s.view.subtitle = format_day_long(r->arena, s.o.today, r->lang);
    s.view.note = note(&s);
    s.view.csrf = session_csrf(r, out, CSRF_SESSION);
    s.view.idle = format_count(r->arena, s.query.idle_days, r->lang);
    s.view.xlsx = own_href(&s, "/manager.xlsx", "");
    s.view.month = str_slice(format_iso_day(r->arena, s.o.today), 0, MONTH_CHARS);
    s.view.done = http_field(&r->query, "done").n > 0;
    fill_creditors(&s);
    fill_figures(&s);
    fill_tables(&s);
    fill_words(&s);
    if (failure != NULL) {
        form_failure(r, out, failure, &s.view.error, &s.view.advice);
        s.view.month = http_field(&r->form, "month");
        s.view.amount = http_field(&r->form, "amount");
        s.view.chosen = http_field(&r->form, "creditor");
    }
    view_manager(&out->body, &s.view, r->lang);
    return true;
}

bool manager_page(struct request *r, struct response *out, struct err *err)
{
    return show(r, out, NULL, err);
}

bool manager_submit(struct request *r, struct response *out, struct err *err)
{
    struct err failure = {0};
    struct objective_wish wish = {.creditor = str_trim(http_field(&r->form, "creditor")),
                                  .month = str_trim(http_field(&r->form, "month")),
                                  .amount = str_trim(http_field(&r->form, "amount"))};
    wish.scope = describe_scope(r, &wish.scope_count);
    if (set_objective(r->app, r->arena, &wish, &failure)) {
        response_redirect(out, STR("/manager?done=objective#month"));
        return true;
    }
    if (form_refused(&failure))
        return show(r, out, &failure, err);
    *err = failure;
    return false;
}

/* ---- files ---- */

bool manager_workbook(struct request *r, struct response *out, struct err *err)
{
    struct screen s;
    struct table_reader reader = download_reader(r);
    struct table_view *views = ARENA_ARRAY(r->arena, OVERVIEW_TABLE_COUNT, struct table_view);
    if (!read(&s, r, err))
        return false;
    for (int i = 0; i < OVERVIEW_TABLE_COUNT; i++)
        overview_view(r->arena, &s.tables[i], &reader, &views[i]);
    return download_workbook(r, out,
                             &(struct table_file){views, OVERVIEW_TABLE_COUNT, reader.today},
                             "relance-pilotage", err);
}

bool manager_text(struct request *r, struct response *out, struct err *err)
{
    struct screen s;
    struct table_view view;
    enum overview_table_code code;
    struct table_reader reader = download_reader(r);
    struct str name = http_field(&r->query, "table");
    if (!overview_table_find(name, &code))
        return err_set_field(err, ERR_BAD_OPTION_VALUE, "table", name);
    if (!read(&s, r, err))
        return false;
    overview_view(r->arena, &s.tables[code], &reader, &view);
    struct str file = format_text(r->arena, "relance-pilotage-%1", &name, 1);
    return download_table(r, out, &(struct table_file){&view, 1, reader.today},
                          &(struct download){arena_cstr(r->arena, file), TABLE_CSV}, err);
}
