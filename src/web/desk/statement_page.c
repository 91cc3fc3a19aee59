/* The statement of a file (relevé de compte) on a day: both views side by side, each figure opening
 * down to the rows it is made of. */
#include "app/statement/statement_paper.h"
#include "app/words/code_text.h"
#include "base/limits.h"
#include "gen/views.h"
#include "web/pages.h"
#include "web/parts/describe.h"
#include "web/parts/download.h"
#include "web/parts/format.h"
#include "web/parts/shell.h"
#include "web/parts/two_views.h"

enum { MAIN_MAX = 2, SIDE_MAX = 2, TERMS_MAX = 6, TAGS_MAX = 3, FIGURES_MAX = 3 };
/* Items of a page; each may have several rows of interest and payments. */
enum { ITEMS_MAX = 100 };

/* A page under way. */
struct paging {
    struct request *r;
    struct app app; /* as on the day of the statement */
    struct account_statement s;
    struct statement_tables tables;
    bool all;                  /* settled items, too */
    size_t from, to;           /* items of this page: the latter is not */
    size_t before, on, behind; /* items shown before it, on it, behind it */
    size_t left_out;           /* settled ones, of the whole file */
};

static struct str money_of(const struct paging *p, int64_t minor)
{
    return format_money(p->r->arena, (struct money){minor, p->s.file.account.currency}, p->r->lang);
}

static const char *text_of(const struct paging *p, const char *french)
{
    return tr(p->r->lang, french);
}

/* ?on=AAAA-MM-JJ, else today; what is no day of our time is today. */
static struct day day_asked(const struct request *r)
{
    struct day on = r->app->today;
    struct str text = http_field(&r->query, "on");
    struct day day;
    if (text.n > 0 && day_parse_iso(text, &day, NULL) && day.n >= day_ymd(1950, 1, 1).n &&
        day.n <= day_ymd(2150, 1, 1).n)
        on = day;
    return on;
}

static bool load(struct request *r, struct paging *p, struct err *err)
{
    struct file_query query = {.ref = r->parameter};
    query.scope = describe_scope(r, &query.scope_count);
    *p = (struct paging){.r = r, .app = *r->app};
    p->app.today = day_asked(r);
    return show_statement(&p->app, r->arena, &query, &p->s, err);
}

static struct statement_wish wish_of(const struct paging *p)
{
    return (struct statement_wish){.reader = {p->r->lang, p->app.today}};
}

/* ---- links ---- */

/* With the day when it is not today's. */
static struct link link_on(const struct paging *p, const char *path)
{
    struct link l;
    struct buf to;
    buf_init(&to, p->r->arena, LIMIT_HTTP_URL_BYTES);
    buf_add_c(&to, path);
    buf_add(&to, format_ref(p->r->arena, REF_ACCOUNT, p->s.file.account_number));
    link_begin(&l, p->r->arena, arena_cstr(p->r->arena, buf_str(&to)));
    if (p->s.on.n != p->r->app->today.n)
        link_text(&l, "on", format_iso_day(p->r->arena, p->s.on));
    return l;
}

static struct str link_to(const struct paging *p, const char *path, const char *name,
                          const char *value)
{
    struct link l = link_on(p, path);
    if (name != NULL)
        link_text(&l, name, str_of(value));
    return link_end(&l);
}

/* The page behind an item; 0: the first one. */
static struct str page_link(const struct paging *p, int64_t after)
{
    struct link l = link_on(p, "/statements/");
    if (p->all)
        link_text(&l, "all", STR("1"));
    link_int(&l, "after", after);
    return link_end(&l);
}

/* "i12": where the computation of an item begins. */
static struct str anchor_of(const struct paging *p, const char *sign, size_t at)
{
    struct buf out;
    buf_init(&out, p->r->arena, 32);
    buf_add_c(&out, sign);
    buf_add_int(&out, (int64_t)at + 1);
    return buf_str(&out);
}

/* ---- tables ---- */

struct grid {
    struct v_calculator_table *table;
    struct v_calculator_table_rows *rows;
    size_t columns;
    const char *align; /* r, d (day), a (never broken) or blank */
};

static void grid_begin(const struct paging *p, struct grid *g, const struct str *heads,
                       const char *align, size_t rows_max)
{
    size_t n = strlen(align);
    struct v_calculator_table_heads *out =
        ARENA_ARRAY(p->r->arena, n, struct v_calculator_table_heads);
    for (size_t i = 0; i < n; i++)
        out[i] = (struct v_calculator_table_heads){heads[i], align[i] == 'r'};
    g->columns = n;
    g->align = align;
    g->rows = ARENA_ARRAY(p->r->arena, rows_max, struct v_calculator_table_rows);
    g->table->heads = out;
    g->table->heads_count = n;
    g->table->pile = n > FORMAT_COLUMNS_ACROSS;
    g->table->rows = g->rows;
}

static struct v_calculator_table_rows_cells *grid_row(const struct paging *p, struct grid *g)
{
    struct v_calculator_table_rows_cells *cells =
        ARENA_ARRAY(p->r->arena, g->columns, struct v_calculator_table_rows_cells);
    struct v_calculator_table_rows *row = &g->rows[g->table->rows_count++];
    for (size_t i = 0; i < g->columns; i++) {
        cells[i].head = i > 0 ? g->table->heads[i].text : STR("");
        cells[i].place = g->align[i] == 'r'   ? STR("r nw")
                         : g->align[i] == 'd' ? STR("n")
                         : g->align[i] == 'a' ? STR("nw")
                                              : STR("");
    }
    row->cells = cells;
    row->cells_count = g->columns;
    return cells;
}

static bool on_page(const struct paging *p, size_t at) { return at >= p->from && at < p->to; }

/* Rows of items on this page; `items`, of each row its item: the first row of one carries its
 * anchor. NULL: all rows. */
static void fill_table(const struct paging *p, const struct table_view *v, const char *sign,
                       const size_t *items, struct v_calculator_table *out)
{
    struct str *heads = ARENA_ARRAY(p->r->arena, v->column_count, struct str);
    char *align = arena_alloc(p->r->arena, v->column_count + 1);
    struct grid g = {.table = out};
    for (size_t i = 0; i < v->column_count; i++) {
        enum table_kind kind = v->columns[i].kind;
        heads[i] = v->columns[i].title;
        align[i] = kind == TABLE_AMOUNT || kind == TABLE_INT ? 'r' : kind == TABLE_DAY ? 'd' : ' ';
    }
    out->title = v->title;
    grid_begin(p, &g, heads, align, v->row_count);
    for (size_t i = 0; i < v->row_count; i++) {
        if (items != NULL && !on_page(p, items[i]))
            continue;
        struct v_calculator_table_rows_cells *cells = grid_row(p, &g);
        for (size_t k = 0; k < v->column_count; k++)
            cells[k].text = describe_cell(p->r, &v->rows[i][k]);
        if (items != NULL && (i == 0 || items[i - 1] != items[i]))
            g.rows[out->rows_count - 1].id = anchor_of(p, sign, items[i]);
    }
}

/* ---- items, both views side by side ---- */

/* Which items of the page have a row in a table; `items`: of each row its item. */
static bool *having_rows(const struct paging *p, const size_t *items, size_t count)
{
    bool *has = ARENA_ARRAY(p->r->arena, p->to - p->from, bool);
    for (size_t i = 0; i < count; i++) {
        if (on_page(p, items[i]))
            has[items[i] - p->from] = true;
    }
    return has;
}

struct having {
    const bool *paid, *computed; /* of the items of the page */
};

static void fill_item(const struct paging *p, size_t at, const struct having *having,
                      struct v_calculator_table_rows_cells *cells)
{
    const struct walked_item *item = &p->s.file.account.items[at];
    const struct statement_line *line = &p->s.views.lines[at];
    bool debit = item->amount_minor > 0;
    bool paid = having->paid[at - p->from];
    bool computed = having->computed[at - p->from];
    struct str whole = money_of(p, item->amount_minor);
    cells[0].text = item->piece.n > 0 ? item->piece : item->label;
    cells[0].note = str_of(item_kind_text(item->kind, p->r->lang));
    cells[1].text = format_day(p->r->arena, debit ? item->due.day : item->on, p->r->lang);
    if (debit && line->gap != GAP_NONE)
        cells[1].note = str_of(statement_gap_text(line->gap, p->r->lang));
    cells[2].text = money_of(p, line->ledger_minor);
    if (line->ledger_minor != item->amount_minor)
        cells[2].note = format_text(p->r->arena, text_of(p, N_("sur %1")), &whole, 1);
    cells[3].text = money_of(p, line->principal_minor);
    if (paid)
        cells[3].href = anchor_of(p, "#p", at);
    cells[4].text = format_days(p->r->arena, line->late_days, p->r->lang);
    if (line->interest_minor > 0 || computed)
        cells[5].text = money_of(p, line->interest_minor);
    if (computed)
        cells[5].href = anchor_of(p, "#i", at);
    if (line->indemnity_minor > 0)
        cells[6].text = money_of(p, line->indemnity_minor);
}

static bool shown(const struct paging *p, size_t at)
{
    const struct statement_line *line = &p->s.views.lines[at];
    return p->all || line->ledger_minor != 0 || line->principal_minor != 0 ||
           line->interest_minor + line->indemnity_minor > 0;
}

static bool is_id(struct str text, int64_t id)
{
    size_t n = text.n;
    while (n > 0 && id > 0 && text.p[n - 1] == (char)('0' + id % 10)) {
        n--;
        id /= 10;
    }
    return n == 0 && id == 0;
}

/* The page behind the item that the address names. */
static void find_page(struct paging *p)
{
    const struct walked_account *account = &p->s.file.account;
    struct str after = http_field(&p->r->query, "after");
    p->all = str_is(http_field(&p->r->query, "all"), "1");
    for (size_t i = 0; after.n > 0 && i < account->item_count && p->from == 0; i++) {
        if (is_id(after, account->items[i].id))
            p->from = i + 1;
    }
    p->to = p->from;
    for (size_t i = 0; i < account->item_count; i++) {
        bool is = shown(p, i);
        p->left_out += !is;
        p->before += is && i < p->from;
        if (i < p->from || !is)
            continue;
        if (p->on == ITEMS_MAX) {
            p->behind++;
            continue;
        }
        p->on++;
        p->to = i + 1;
    }
}

static void fill_sums(const struct paging *p, struct grid *g, const struct str *heads)
{
    struct v_calculator_table_foot *foot =
        ARENA_ARRAY(p->r->arena, g->columns, struct v_calculator_table_foot);
    const struct statement *v = &p->s.views;
    bool part = p->before + p->behind > 0;
    struct str sums[] = {str_of(text_of(p, part ? N_("Total du dossier") : N_("Total"))),
                         STR(""),
                         money_of(p, v->ledger_minor),
                         money_of(p, v->principal_minor),
                         STR(""),
                         money_of(p, v->interest_minor),
                         money_of(p, v->indemnity_minor)};
    for (size_t i = 0; i < g->columns; i++)
        foot[i] = (struct v_calculator_table_foot){sums[i], g->align[i] == 'r',
                                                   i > 0 ? heads[i] : STR("")};
    g->table->foot = foot;
    g->table->foot_count = g->columns;
    if (!part)
        return;
    struct str span[] = {
        format_count(p->r->arena, (int64_t)p->before + 1, p->r->lang),
        format_count(p->r->arena, (int64_t)(p->before + p->on), p->r->lang),
        format_count(p->r->arena, (int64_t)(p->before + p->on + p->behind), p->r->lang)};
    g->table->caption =
        format_text(p->r->arena, text_of(p, N_("%1 à %2, sur %3 pièces")), span, COUNT_OF(span));
}

static void fill_items(const struct paging *p, struct v_calculator_table *out)
{
    struct str heads[] = {
        str_of(text_of(p, N_("Pièce"))),          str_of(text_of(p, N_("Échéance"))),
        str_of(text_of(p, N_("Au grand livre"))), str_of(text_of(p, N_("Selon la loi"))),
        str_of(text_of(p, N_("Retard"))),         str_of(text_of(p, N_("Intérêts"))),
        str_of(text_of(p, N_("Indemnité")))};
    const struct statement_tables *t = &p->tables;
    struct having having = {having_rows(p, t->payment_items, t->payments.row_count),
                            having_rows(p, t->interest_items, t->interest.row_count)};
    struct grid g = {.table = out};
    out->title = str_of(text_of(p, N_("Pièce par pièce")));
    grid_begin(p, &g, heads, "adrrrrr", p->on);
    for (size_t i = p->from; i < p->to; i++) {
        if (shown(p, i))
            fill_item(p, i, &having, grid_row(p, &g));
    }
    fill_sums(p, &g, heads);
}

/* ---- the two views ---- */

static void fill_views(const struct paging *p, struct v_calculator_table *out)
{
    struct str heads[] = {STR(""), str_of(text_of(p, N_("Au grand livre"))),
                          str_of(text_of(p, N_("Selon la loi")))};
    struct v_two_views both = {0};
    struct grid g = {.table = out};
    two_views_fill(p->r, &p->s, &both);
    out->title = str_of(text_of(p, N_("Les deux vues")));
    grid_begin(p, &g, heads, " rr", both.rows_count);
    for (size_t i = 0; i < both.rows_count; i++) {
        struct v_calculator_table_rows_cells *cells = grid_row(p, &g);
        cells[0].text = both.rows[i].label;
        cells[0].note = both.rows[i].note;
        cells[1].text = both.rows[i].ledger;
        cells[2].text = both.rows[i].claim;
        if (both.rows[i].last)
            cells[1].place = cells[2].place = STR("r nw w6");
    }
}

/* ---- head and sides ---- */

static void fill_head(const struct paging *p, struct v_statement *view)
{
    struct v_statement_tags *tags = ARENA_ARRAY(p->r->arena, TAGS_MAX, struct v_statement_tags);
    struct v_statement_figures *figures =
        ARENA_ARRAY(p->r->arena, FIGURES_MAX, struct v_statement_figures);
    const struct statement *v = &p->s.views;
    tags[view->tags_count++] =
        (struct v_statement_tags){p->s.stage.stage == STAGE_CLOSED ? STR("grn") : STR("acc"),
                                  str_of(account_stage_text(p->s.stage.stage, p->r->lang))};
    if (!v->complete)
        tags[view->tags_count++] =
            (struct v_statement_tags){STR("amb"), str_of(text_of(p, N_("Incomplet")))};
    figures[0] = (struct v_statement_figures){str_of(text_of(p, N_("Au grand livre"))),
                                              money_of(p, v->ledger_minor)};
    figures[1] = (struct v_statement_figures){str_of(text_of(p, N_("Selon la loi"))),
                                              money_of(p, statement_total(v))};
    figures[2] = (struct v_statement_figures){str_of(text_of(p, N_("Montant demandé"))),
                                              money_of(p, p->s.asked_minor)};
    view->title = p->tables.items.title;
    view->debtor = p->s.file.account.name;
    view->about = describe_about(p->r, &p->s.file);
    view->tags = tags;
    view->figures = figures;
    view->figures_count = FIGURES_MAX;
    view->on = format_iso_day(p->r->arena, p->s.on);
    view->action = link_to(p, "/statements/", NULL, NULL);
    struct str ref = format_ref(p->r->arena, REF_ACCOUNT, p->s.file.account_number);
    view->file_href = format_text(p->r->arena, "/files/%1", &ref, 1);
    view->pdf_href = link_to(p, "/statements/pdf/", NULL, NULL);
    view->debtor_pdf_href = link_to(p, "/statements/pdf/", "to", "debtor");
    view->xlsx_href = link_to(p, "/statements/xlsx/", NULL, NULL);
}

static void fill_terms(const struct paging *p, struct v_statement *view)
{
    enum lang lang = p->r->lang;
    struct v_statement_terms *terms = ARENA_ARRAY(p->r->arena, TERMS_MAX, struct v_statement_terms);
    size_t n = 0;
    const struct {
        const char *label, *value;
    } rows[] = {
        {N_("Pénalités"), penalty_policy_text(p->s.policy.penalty, lang)},
        {N_("Imputation"), imputation_mode_text(p->s.policy.imputation, lang)},
        {N_("Ordre"), p->s.policy.imputation == IMPUTATION_CONTRACT
                          ? payment_order_text(p->s.policy.order, lang)
                          : NULL},
        {N_("Stade"), account_stage_text(p->s.stage.stage, lang)},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        if (rows[i].value != NULL)
            terms[n++] = (struct v_statement_terms){str_of(text_of(p, rows[i].label)),
                                                    str_of(rows[i].value)};
    }
    if (p->s.stage.by_hand && p->s.stage.why.n > 0)
        terms[n++] = (struct v_statement_terms){str_of(text_of(p, N_("Raison"))), p->s.stage.why};
    view->terms = terms;
    view->terms_count = n;
}

static void fill_notes(const struct paging *p, struct v_statement *view)
{
    struct v_statement_notes *notes =
        ARENA_ARRAY(p->r->arena, p->tables.note_count, struct v_statement_notes);
    for (size_t i = 0; i < p->tables.note_count; i++)
        notes[i].text = p->tables.notes[i];
    view->notes = notes;
    view->notes_count = p->tables.note_count;
}

static void fill_tables(const struct paging *p, struct v_statement *view)
{
    struct v_calculator_table *main = ARENA_ARRAY(p->r->arena, MAIN_MAX, struct v_calculator_table);
    struct v_calculator_table *side = ARENA_ARRAY(p->r->arena, SIDE_MAX, struct v_calculator_table);
    fill_items(p, &view->items);
    fill_table(p, &p->tables.interest, "i", p->tables.interest_items, &main[view->main_count]);
    view->main_count += main[view->main_count].rows_count > 0;
    fill_table(p, &p->tables.payments, "p", p->tables.payment_items, &main[view->main_count]);
    view->main_count += main[view->main_count].rows_count > 0;
    fill_views(p, &side[view->side_count++]);
    if (p->tables.differences.row_count > 0)
        fill_table(p, &p->tables.differences, "", NULL, &side[view->side_count++]);
    view->main = main;
    view->side = side;
}

/* Where the other items are. */
static void fill_rest(const struct paging *p, struct v_statement *view)
{
    struct str behind = format_count(p->r->arena, (int64_t)p->behind, p->r->lang);
    struct str hidden = format_count(p->r->arena, (int64_t)p->left_out, p->r->lang);
    if (p->from > 0)
        view->less = page_link(p, 0);
    if (p->behind > 0) {
        view->more = page_link(p, p->s.file.account.items[p->to - 1].id);
        view->more_text =
            format_text(p->r->arena,
                        format_plural(p->r->lang, (int64_t)p->behind, N_("Voir la pièce suivante"),
                                      N_("Voir la suite : encore %1 pièces")),
                        &behind, 1);
    }
    if (p->left_out == 0)
        return;
    view->hidden = format_text(p->r->arena,
                               format_plural(p->r->lang, (int64_t)p->left_out,
                                             N_("%1 pièce soldée n’est pas montrée."),
                                             N_("%1 pièces soldées ne sont pas montrées.")),
                               &hidden, 1);
    view->all_href = link_to(p, "/statements/", "all", "1");
}

static void fill_crumbs(const struct paging *p, struct v_statement *view)
{
    struct v_shell_crumbs *crumbs = ARENA_ARRAY(p->r->arena, 3, struct v_shell_crumbs);
    struct str ref = format_ref(p->r->arena, REF_ACCOUNT, p->s.file.account_number);
    crumbs[0] = (struct v_shell_crumbs){str_of(text_of(p, N_("Dossiers"))), STR("/files")};
    crumbs[1] = (struct v_shell_crumbs){ref, view->file_href};
    crumbs[2] = (struct v_shell_crumbs){.text = str_of(text_of(p, N_("Relevé")))};
    view->page.crumbs = crumbs;
    view->page.crumbs_count = 3;
}

bool statement_page(struct request *r, struct response *out, struct err *err)
{
    struct paging p;
    struct v_statement view = {0};
    if (!load(r, &p, err))
        return false;
    struct statement_wish wish = wish_of(&p);
    statement_tables_make(&p.tables, r->arena, &p.s, &wish);
    find_page(&p);
    shell_fill(r, out, SHELL_FILES, p.s.file.account.name, &view.page);
    fill_head(&p, &view);
    fill_crumbs(&p, &view);
    fill_tables(&p, &view);
    fill_rest(&p, &view);
    fill_terms(&p, &view);
    fill_notes(&p, &view);
    view_statement(&out->body, &view, r->lang);
    return true;
}

bool statement_workbook(struct request *r, struct response *out, struct err *err)
{
    struct paging p;
    struct table_view sheets[5];
    if (!load(r, &p, err))
        return false;
    struct statement_wish wish = wish_of(&p);
    wish.everything = true;
    statement_tables_make(&p.tables, r->arena, &p.s, &wish);
    struct table_file file = {sheets, statement_sheets(&p.tables, sheets), p.s.on};
    return download_workbook(r, out, &file, "releve", err);
}

/* The same statement asked for twice is the same file. */
static int64_t day_instant_ms(struct day day) { return (int64_t)day.n * 24 * 3600 * 1000; }

bool statement_pdf(struct request *r, struct response *out, struct err *err)
{
    struct paging p;
    struct buf pdf;
    struct buf name;
    if (!load(r, &p, err))
        return false;
    struct statement_paper paper = {wish_of(&p), day_instant_ms(p.app.today)};
    paper.wish.to_debtor = str_is(http_field(&r->query, "to"), "debtor");
    buf_init(&pdf, r->arena, LIMIT_DOCUMENT_BYTES);
    if (!statement_paper_write(r->arena, &p.s, &paper, &pdf, err))
        return false;
    buf_init(&name, r->arena, LIMIT_NAME_BYTES);
    buf_add_c(&name, "releve-");
    buf_add_ref(&name, REF_ACCOUNT, p.s.file.account_number);
    buf_add_char(&name, '-');
    buf_add_day(&name, p.s.on);
    buf_add_c(&name, ".pdf");
    out->body = pdf;
    out->type = "application/pdf";
    out->file_name = buf_str(&name);
    return true;
}
