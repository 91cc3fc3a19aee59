#include "overview_making.h"

struct str making_said(const struct making *m, const char *text)
{
    return str_of(tr(m->reader->lang, text));
}

struct str making_said_of(const struct making *m, const char *text, struct str arg)
{
    struct buf out;
    struct str whole = making_said(m, text);
    ptrdiff_t at = str_find(whole, '%');
    if (at < 0)
        return whole;
    buf_init(&out, m->arena, whole.n + arg.n);
    buf_add(&out, str_slice(whole, 0, (size_t)at));
    buf_add(&out, arg);
    buf_add(&out, str_slice(whole, (size_t)at + 2, whole.n));
    return buf_str(&out);
}

struct str making_day(const struct making *m, struct day day)
{
    struct buf out;
    buf_init(&out, m->arena, 32);
    if (m->reader->lang == LANG_FR)
        buf_add_day_fr(&out, day);
    else
        buf_add_day(&out, day);
    return buf_str(&out);
}

struct str making_number(const struct making *m, int64_t number)
{
    struct buf out;
    buf_init(&out, m->arena, 32);
    buf_add_int(&out, number);
    return buf_str(&out);
}

/* ---- building ---- */

void making_column(struct making *m, const char *title, enum table_kind kind)
{
    struct overview_table *t = m->table;
    ASSERT(t->column_count < OVERVIEW_COLUMNS_MAX);
    t->columns[t->column_count++] = table_column(m->reader, title, kind, 0);
}

struct overview_cell *making_row(struct making *m, struct str label)
{
    struct overview_table *t = m->table;
    size_t n = t->row_count++;
    if ((n & (n - 1)) == 0) /* full at every power of two */
        t->rows = arena_grow(m->arena, t->rows, n, n == 0 ? 1 : n * 2, sizeof *t->rows);
    t->rows[n] = (struct overview_row){
        .currency = m->currency,
        .cells = ARENA_ARRAY(m->arena, OVERVIEW_COLUMNS_MAX, struct overview_cell)};
    memset(t->rows[n].cells, 0, OVERVIEW_COLUMNS_MAX * sizeof *t->rows[n].cells);
    t->rows[n].cells[0].shown = table_text(label);
    return t->rows[n].cells;
}

void making_last_is_total(struct making *m)
{
    m->table->rows[m->table->row_count - 1].total = true;
}

/* Everything of this currency in question. */
struct list_filter making_base(const struct making *m, enum list_of of)
{
    struct list_filter f = list_filter_none(of);
    f.creditor = m->o->query->creditor;
    f.currency = m->currency_name;
    return f;
}

/* A figure of nothing leads nowhere. */
void making_money(const struct making *m, struct overview_cell *cell, int64_t minor,
                  const struct list_filter *to)
{
    cell->shown = table_amount((struct money){minor, m->currency});
    if (minor == 0 || to == NULL)
        return;
    struct list_filter *kept = ARENA_NEW(m->arena, struct list_filter);
    *kept = *to;
    cell->to = kept;
}

static void put_count(const struct making *m, struct overview_cell *cell, int64_t count,
                      const struct list_filter *to)
{
    making_money(m, cell, count, to);
    cell->shown = table_int(count);
}

struct total making_sum(const struct making *m, const struct overview_sums *sums,
                        int64_t creditor_id)
{
    struct total total = {0, 0};
    for (size_t i = 0; i < sums->count; i++) {
        const struct overview_sum *row = &sums->rows[i];
        if (!currency_eq(row->currency, m->currency) ||
            (creditor_id != 0 && row->creditor_id != creditor_id))
            continue;
        total.count += row->count;
        total.minor += row->minor;
    }
    return total;
}

void making_both(const struct making *m, struct overview_cell *cells, struct total total,
                 const struct list_filter *to)
{
    put_count(m, &cells[1], total.count, to);
    making_money(m, &cells[2], total.minor, to);
    if (total.count > 0) /* an amount nobody said leads to its file, too */
        cells[2].to = cells[1].to;
}
