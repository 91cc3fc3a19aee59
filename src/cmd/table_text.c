#include "table_text.h"

#include "columns.h"

static void add_cell(struct columns *t, const struct table_cell *cell, bool money)
{
    switch (cell->kind) {
    case TABLE_TEXT:
    case TABLE_REF:
        buf_add(&t->cell, cell->text);
        break;
    case TABLE_INT:
        buf_add_int(&t->cell, cell->number);
        break;
    case TABLE_AMOUNT:
        if (money)
            buf_add_money_fr(&t->cell, cell->amount);
        else
            buf_add_amount_fr(&t->cell, cell->amount);
        break;
    case TABLE_DAY:
        buf_add_day_fr(&t->cell, cell->day);
        break;
    case TABLE_EMPTY:
    case TABLE_KIND_COUNT:
        break;
    }
    columns_next(t);
}

void table_text_print(struct buf *out, const struct table_view *v, bool money)
{
    struct columns t;
    char align[COLUMNS_COUNT_MAX + 1] = {0};
    if (v->row_count == 0)
        return;
    ASSERT(v->column_count <= COLUMNS_COUNT_MAX);
    for (size_t i = 0; i < v->column_count; i++) {
        enum table_kind kind = v->columns[i].kind;
        align[i] = kind == TABLE_AMOUNT || kind == TABLE_INT ? 'r' : 'l';
    }
    columns_begin(&t, v->arena, align);
    for (size_t i = 0; i < v->column_count; i++) {
        buf_add(&t.cell, v->columns[i].title);
        columns_next(&t);
    }
    for (size_t i = 0; i < v->row_count; i++) {
        for (size_t k = 0; k < v->column_count; k++)
            add_cell(&t, &v->rows[i][k], money);
    }
    columns_end(&t, 0, out);
}
