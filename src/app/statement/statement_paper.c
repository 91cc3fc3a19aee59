#include "statement_paper.h"

#include "base/limits.h"
#include "base/ref.h"
#include "courier/page.h"

/* Titles and tables; of notes there are as many as there is to say. */
enum { BLOCKS_MAX = 12 };

struct drawing {
    struct arena *arena;
    const struct account_statement *s;
    const struct statement_wish *wish;
    struct page_block *blocks;
    size_t block_count, block_room;
};

static const char *text_of(const struct drawing *d, const char *french)
{
    return tr(d->wish->reader.lang, french);
}

static struct page_text one_run(struct arena *a, struct str text, enum page_face face)
{
    struct page_run *run = ARENA_NEW(a, struct page_run);
    *run = (struct page_run){text, face};
    return (struct page_text){run, 1};
}

static void add_text(struct drawing *d, enum page_block_kind kind, struct str text)
{
    ASSERT(d->block_count < d->block_room);
    d->blocks[d->block_count++] =
        (struct page_block){.kind = kind, .text = one_run(d->arena, text, PAGE_PLAIN)};
}

/* ---- tables ---- */

static struct str cell_text(struct arena *a, const struct table_cell *cell, bool money)
{
    struct buf out;
    buf_init(&out, a, LIMIT_FIELD_BYTES);
    switch (cell->kind) {
    case TABLE_TEXT:
    case TABLE_REF:
        return cell->text;
    case TABLE_INT:
        buf_add_int(&out, cell->number);
        break;
    case TABLE_AMOUNT:
        if (money)
            buf_add_money_fr(&out, cell->amount);
        else
            buf_add_amount_fr(&out, cell->amount);
        break;
    case TABLE_DAY:
        buf_add_day_fr(&out, cell->day);
        break;
    case TABLE_EMPTY:
    case TABLE_KIND_COUNT:
        break;
    }
    return buf_str(&out);
}

static bool says_something(const struct table_cell *cell)
{
    bool text = cell->kind == TABLE_TEXT || cell->kind == TABLE_REF;
    return cell->kind != TABLE_EMPTY && (!text || cell->text.n > 0);
}

/* Rates and exact figures are texts, too: they stand like the amounts beside them. */
static bool to_the_right(const struct table_view *v, size_t column)
{
    enum table_kind kind = v->columns[column].kind;
    bool figures = kind == TABLE_TEXT && v->row_count > 0;
    for (size_t i = 0; figures && i < v->row_count; i++) {
        const struct table_cell *cell = &v->rows[i][column];
        figures = says_something(cell) && cell->kind == TABLE_TEXT && cell->text.p[0] >= '0' &&
                  cell->text.p[0] <= '9';
    }
    return figures || kind == TABLE_AMOUNT || kind == TABLE_INT || kind == TABLE_DAY;
}

/* The columns to print, in their order: those in which anything stands. */
static size_t columns_shown(const struct table_view *v, size_t *shown)
{
    size_t count = 0;
    for (size_t k = 0; k < v->column_count; k++) {
        bool any = k == 0;
        for (size_t i = 0; !any && i < v->row_count; i++)
            any = says_something(&v->rows[i][k]);
        if (any)
            shown[count++] = k;
    }
    return count;
}

/* money: amounts with their currency. */
static void add_table(struct drawing *d, const struct table_view *v, bool money)
{
    size_t rows_max = v->row_count < PAGE_ROWS_MAX ? v->row_count : PAGE_ROWS_MAX;
    struct page_table *table = ARENA_NEW(d->arena, struct page_table);
    struct page_column *columns = ARENA_ARRAY(d->arena, v->column_count, struct page_column);
    struct page_row *rows = ARENA_ARRAY(d->arena, rows_max, struct page_row);
    size_t *shown = ARENA_ARRAY(d->arena, v->column_count, size_t);
    size_t count = columns_shown(v, shown);
    ASSERT(v->column_count <= PAGE_COLUMNS_MAX);
    for (size_t k = 0; k < count; k++)
        columns[k] = (struct page_column){v->columns[shown[k]].title, to_the_right(v, shown[k])};
    for (size_t i = 0; i < rows_max; i++) {
        struct str *cells = ARENA_ARRAY(d->arena, count, struct str);
        for (size_t k = 0; k < count; k++)
            cells[k] = cell_text(d->arena, &v->rows[i][shown[k]], money);
        rows[i] = (struct page_row){.cells = cells};
    }
    *table = (struct page_table){columns, count, rows, rows_max};
    ASSERT(d->block_count < d->block_room);
    d->blocks[d->block_count++] = (struct page_block){.kind = PAGE_TABLE, .table = table};
}

static void add_titled(struct drawing *d, const struct table_view *v, bool money)
{
    if (v->row_count == 0)
        return;
    add_text(d, PAGE_HEADING, v->title);
    add_table(d, v, money);
}

/* ---- who writes to whom ---- */

static struct str fact_of(const struct drawing *d, const char *kind)
{
    for (size_t i = 0; i < d->s->file.fact_count; i++) {
        if (str_is(d->s->file.facts[i].kind, kind))
            return d->s->file.facts[i].value;
    }
    return (struct str){0};
}

static size_t address_lines(const struct drawing *d, struct str lines[4])
{
    struct buf town;
    struct str street = fact_of(d, "street");
    struct str country = fact_of(d, "country");
    size_t count = 0;
    lines[count++] = d->s->file.account.name;
    if (street.n > 0)
        lines[count++] = street;
    buf_init(&town, d->arena, LIMIT_FIELD_BYTES);
    buf_add(&town, fact_of(d, "postcode"));
    buf_add_c(&town, town.n > 0 ? " " : "");
    buf_add(&town, fact_of(d, "city"));
    if (town.n > 0)
        lines[count++] = buf_str(&town);
    if (country.n > 0 && !str_is(country, "FR"))
        lines[count++] = country;
    return count;
}

static struct page_text labelled(const struct drawing *d, const char *label, struct str value)
{
    struct page_run *runs = ARENA_ARRAY(d->arena, 2, struct page_run);
    runs[0] = (struct page_run){str_of(text_of(d, label)), PAGE_MUTED};
    runs[1] = (struct page_run){value, PAGE_PLAIN};
    return (struct page_text){runs, 2};
}

static size_t references(const struct drawing *d, struct page_text lines[3])
{
    struct buf ref;
    struct buf day;
    size_t count = 0;
    buf_init(&ref, d->arena, 64);
    buf_add_ref(&ref, REF_ACCOUNT, d->s->file.account_number);
    buf_init(&day, d->arena, 64);
    buf_add_day_fr(&day, d->s->on);
    lines[count++] = labelled(d, N_("Dossier "), buf_str(&ref));
    if (d->s->file.account.ledger_number.n > 0)
        lines[count++] = labelled(d, N_("Votre compte "), d->s->file.account.ledger_number);
    lines[count++] = labelled(d, N_("Arrêté au "), buf_str(&day));
    return count;
}

/* ---- the document ---- */

static void draw(struct drawing *d)
{
    struct statement_tables tables;
    statement_tables_make(&tables, d->arena, d->s, d->wish);
    d->block_room = BLOCKS_MAX + tables.note_count;
    d->blocks = ARENA_ARRAY(d->arena, d->block_room, struct page_block);
    add_text(d, PAGE_TITLE, tables.items.title);
    add_table(d, &tables.items, false);
    add_titled(d, &tables.sums, true);
    if (!d->wish->to_debtor)
        add_titled(d, &tables.differences, true);
    add_titled(d, &tables.interest, false);
    if (d->s->policy.imputation != IMPUTATION_LEDGER)
        add_titled(d, &tables.payments, false);
    for (size_t i = 0; i < tables.note_count; i++)
        add_text(d, PAGE_NOTE, tables.notes[i]);
}

bool statement_paper_write(struct arena *a, const struct account_statement *s,
                           const struct statement_paper *paper, struct buf *out, struct err *err)
{
    struct drawing d = {.arena = a, .s = s, .wish = &paper->wish};
    struct str address[4];
    struct page_text reference[3];
    struct page_press *press = NULL;
    draw(&d);
    struct page_document document = {
        .sender = s->file.creditor_name,
        .address_lines = address,
        .address_line_count = address_lines(&d, address),
        .reference_lines = reference,
        .reference_line_count = references(&d, reference),
        .running_head = d.blocks[0].text.runs[0].text,
        .blocks = d.blocks,
        .block_count = d.block_count,
    };
    struct page_book_options options = {
        .title = document.running_head,
        .author = s->file.creditor_name,
        .lang = paper->wish.reader.lang == LANG_EN ? STR("en") : STR("fr"),
        .instant_ms = paper->instant_ms,
    };
    if (!page_press_open(&press, err))
        return false;
    bool ok = page_print(press, &document, &options, out, err);
    page_press_close(press);
    return ok;
}
