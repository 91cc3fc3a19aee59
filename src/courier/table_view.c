#include "table_view.h"

void table_view_init(struct table_view *v, struct arena *a, const struct table_column *columns,
                     size_t count)
{
    ASSERT(count >= 1);
    ASSERT(count <= LIMIT_COLUMNS);
    *v = (struct table_view){.arena = a, .columns = columns, .column_count = count};
}

struct table_cell *table_view_add(struct table_view *v)
{
    if (v->row_count == v->row_room) {
        size_t bigger = v->row_room == 0 ? 64 : v->row_room * 2;
        v->rows = arena_grow(v->arena, v->rows, v->row_room, bigger, sizeof(struct table_cell *));
        v->row_room = bigger;
    }
    struct table_cell *row = ARENA_ARRAY(v->arena, v->column_count, struct table_cell);
    v->rows[v->row_count++] = row;
    return row;
}

struct table_cell *table_view_total(struct table_view *v)
{
    ASSERT(v->total == NULL);
    v->total = ARENA_ARRAY(v->arena, v->column_count, struct table_cell);
    return v->total;
}
