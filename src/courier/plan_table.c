#include "plan.h"

#define CELL_PAD (1.1 * PLAN_MM) /* above and below */
#define CELL_GAP (2.8 * PLAN_MM) /* between two columns */

struct grid {
    const struct page_table *table;
    PangoLayout **heads;            /* one a column */
    PangoLayout **cells;            /* row by row; NULL: empty */
    double width[PAGE_COLUMNS_MAX]; /* without the gaps */
    double left[PAGE_COLUMNS_MAX];  /* from the table's left edge */
    double *height;                 /* of each row */
    double head_height;
};

static bool set_cell(struct plan *plan, struct str text, enum press_style style, PangoLayout **out,
                     struct err *err)
{
    struct page_run run = {text, PAGE_PLAIN};
    return press_layout(plan->press, &(struct page_text){&run, 1},
                        &(struct press_box){.style = style}, out, err);
}

static bool set_cells(struct plan *plan, struct grid *grid, struct err *err)
{
    const struct page_table *table = grid->table;
    for (size_t c = 0; c < table->column_count; c++) {
        if (!set_cell(plan, table->columns[c].head, STYLE_TABLE_HEAD, &grid->heads[c], err)) {
            return false;
        }
    }
    for (size_t i = 0; i < table->row_count * table->column_count; i++) {
        const struct page_row *row = &table->rows[i / table->column_count];
        struct str text = row->cells[i % table->column_count];
        enum press_style style = row->total ? STYLE_TABLE_HEAD : STYLE_TABLE;
        if (text.n > 0 && !set_cell(plan, text, style, &grid->cells[i], err)) {
            return false;
        }
    }
    return true;
}

static double larger(double a, double b) { return a > b ? a : b; }

/* How many columns the cell may run over: the empty ones behind it, in a total row; an amount
 * stays in its own. */
static size_t span(const struct grid *grid, size_t row, size_t column)
{
    size_t columns = grid->table->column_count;
    bool runs_on = grid->table->rows[row].total && !grid->table->columns[column].right;
    size_t n = 1;
    while (runs_on && column + n < columns && grid->cells[row * columns + column + n] == NULL) {
        n++;
    }
    return n;
}

/* Least and natural width of a column. */
static void measure(const struct grid *grid, size_t c, double *least, double *natural)
{
    const struct page_table *table = grid->table;
    *least = press_word_width(grid->heads[c], STYLE_TABLE_HEAD);
    *natural = press_width(grid->heads[c], STYLE_TABLE_HEAD);
    for (size_t r = 0; r < table->row_count; r++) {
        PangoLayout *cell = grid->cells[r * table->column_count + c];
        if (cell == NULL || span(grid, r, c) > 1) {
            continue;
        }
        double width = press_width(cell, STYLE_TABLE);
        *natural = larger(*natural, width);
        *least =
            larger(*least, table->columns[c].right ? width : press_word_width(cell, STYLE_TABLE));
    }
}

/* All the width of the page, shared by what the columns need. */
static void share_width(struct grid *grid)
{
    const size_t n = grid->table->column_count;
    double least[PAGE_COLUMNS_MAX];
    double natural[PAGE_COLUMNS_MAX];
    double least_all = 0;
    double natural_all = 0;
    double room = PLAN_WIDTH - CELL_GAP * (double)(n - 1);
    for (size_t c = 0; c < n; c++) {
        measure(grid, c, &least[c], &natural[c]);
        least_all += least[c];
        natural_all += natural[c];
    }
    double x = 0;
    for (size_t c = 0; c < n; c++) {
        if (natural_all <= room) {
            grid->width[c] = natural[c] + (room - natural_all) * natural[c] / natural_all;
        } else if (least_all <= room) {
            double share = natural_all - least_all;
            grid->width[c] = least[c] + (room - least_all) * (natural[c] - least[c]) / share;
        } else {
            grid->width[c] = room * least[c] / least_all;
        }
        grid->left[c] = x;
        x += grid->width[c] + CELL_GAP;
    }
}

static void fit(const struct grid *grid, PangoLayout *cell, size_t column, size_t columns)
{
    double width = grid->width[column];
    for (size_t i = 1; i < columns; i++) {
        width += grid->width[column + i] + CELL_GAP;
    }
    bool right = grid->table->columns[column].right;
    /* a hair more than measured, or the last letter may find no room */
    pango_layout_set_width(cell, (int)((width + 0.05) / press_scale(STYLE_TABLE) * PANGO_SCALE));
    pango_layout_set_wrap(cell, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(cell, right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
}

static void fit_all(const struct plan *plan, struct grid *grid)
{
    const struct page_table *table = grid->table;
    grid->head_height = 0;
    for (size_t c = 0; c < table->column_count; c++) {
        fit(grid, grid->heads[c], c, 1);
        grid->head_height =
            larger(grid->head_height, plan_height(plan, grid->heads[c], STYLE_TABLE_HEAD));
    }
    grid->head_height += 2 * CELL_PAD;
    for (size_t r = 0; r < table->row_count; r++) {
        grid->height[r] = plan_leading(plan, STYLE_TABLE);
        for (size_t c = 0; c < table->column_count; c++) {
            PangoLayout *cell = grid->cells[r * table->column_count + c];
            if (cell != NULL) {
                fit(grid, cell, c, span(grid, r, c));
                grid->height[r] = larger(grid->height[r], plan_height(plan, cell, STYLE_TABLE));
            }
        }
        grid->height[r] += 2 * CELL_PAD;
    }
}

static void draw_head(struct plan *plan, const struct grid *grid)
{
    for (size_t c = 0; c < grid->table->column_count; c++) {
        double height = plan_height(plan, grid->heads[c], STYLE_TABLE_HEAD);
        struct plan_place place = {PLAN_LEFT + grid->left[c],
                                   plan->y + grid->head_height - CELL_PAD - height, plan->page};
        (void)plan_text(plan, grid->heads[c], STYLE_TABLE_HEAD, &place);
    }
    plan->y += grid->head_height;
    plan_rule(plan, &(struct plan_place){PLAN_LEFT, plan->y, plan->page}, PLAN_WIDTH, false);
}

static void draw_row(struct plan *plan, const struct grid *grid, size_t r)
{
    const struct page_row *row = &grid->table->rows[r];
    if (r > 0) {
        plan_rule(plan, &(struct plan_place){PLAN_LEFT, plan->y, plan->page}, PLAN_WIDTH,
                  !row->total);
    }
    for (size_t c = 0; c < grid->table->column_count; c++) {
        PangoLayout *cell = grid->cells[r * grid->table->column_count + c];
        if (cell != NULL) {
            struct plan_place place = {PLAN_LEFT + grid->left[c], plan->y + CELL_PAD, plan->page};
            (void)plan_text(plan, cell, STYLE_TABLE, &place);
        }
    }
    plan->y += grid->height[r];
}

/* The row with the totals that follow it. *next: the row behind them. */
static double unit_height(const struct grid *grid, size_t r, size_t *next)
{
    double height = grid->height[r++];
    while (r < grid->table->row_count && grid->table->rows[r].total) {
        height += grid->height[r++];
    }
    *next = r;
    return height;
}

/* What must fit below for row r to be set here: its totals, and the next row when that one would
 * be the first here or the last of all. */
static double row_need(const struct grid *grid, size_t r, bool first_here)
{
    size_t next;
    size_t behind;
    double need = unit_height(grid, r, &next);
    if (next < grid->table->row_count) {
        double second = unit_height(grid, next, &behind);
        if (first_here || behind == grid->table->row_count) {
            need += second;
        }
    }
    return need;
}

static bool draw(struct plan *plan, const struct grid *grid, struct err *err)
{
    double need = grid->table->row_count > 0 ? row_need(grid, 0, true) : 0;
    plan_room(plan, grid->head_height + need);
    draw_head(plan, grid);
    double rows_top = plan->y;
    for (size_t r = 0; r < grid->table->row_count; r++) {
        if (grid->height[r] > plan->bottom - plan->top - grid->head_height) {
            return err_set_field(err, ERR_TOO_LONG, "row", STR(""));
        }
        bool first = plan->y <= rows_top;
        bool tied = grid->table->rows[r].total && !first;
        if (!tied && !first && plan->y + row_need(grid, r, false) > plan->bottom) {
            plan_next_page(plan);
            draw_head(plan, grid);
            rows_top = plan->y;
        }
        draw_row(plan, grid, r);
    }
    return true;
}

static void release(struct grid *grid)
{
    size_t columns = grid->table->column_count;
    for (size_t c = 0; c < columns; c++) {
        if (grid->heads[c] != NULL) {
            g_object_unref(grid->heads[c]);
        }
    }
    for (size_t i = 0; i < columns * grid->table->row_count; i++) {
        if (grid->cells[i] != NULL) {
            g_object_unref(grid->cells[i]);
        }
    }
}

bool plan_table(struct plan *plan, const struct page_table *table, struct err *err)
{
    if (table->column_count == 0 || table->column_count > PAGE_COLUMNS_MAX) {
        return err_set_field(err, ERR_TOO_LONG, "columns", STR(""));
    }
    if (table->row_count > PAGE_ROWS_MAX) {
        return err_set_field(err, ERR_TOO_LONG, "rows", STR(""));
    }
    struct grid grid = {
        .table = table,
        .heads = ARENA_ARRAY(&plan->arena, table->column_count, PangoLayout *),
        .cells = ARENA_ARRAY(&plan->arena, table->column_count * table->row_count, PangoLayout *),
        .height = ARENA_ARRAY(&plan->arena, table->row_count, double),
    };
    bool done = set_cells(plan, &grid, err);
    if (done) {
        share_width(&grid);
        fit_all(plan, &grid);
        done = draw(plan, &grid, err);
    }
    release(&grid);
    return done;
}
