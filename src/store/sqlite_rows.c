#include "sqlite_rows.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#include "driver.h"

/* A batch stays in the processor's cache. */
enum { BATCH_ROWS = 256, BATCH_BYTES = 128 * 1024 };

struct cell {
    int64_t i; /* the number; of a text or blob, where its bytes begin */
    uint32_t n;
    enum sql_kind kind;
};

struct sqlite_rows {
    size_t column_count, row_count;
    struct cell cells[BATCH_ROWS * SQLITE_ROWS_COLUMNS_MAX];
    char *bytes;
    size_t byte_count, byte_room;
};

struct rows_table {
    sqlite3_vtab base; /* first */
    const struct sqlite_rows *rows;
};

struct rows_cursor {
    sqlite3_vtab_cursor base; /* first */
    const struct sqlite_rows *rows;
    size_t at;
};

/* ---- the table ---- */

static int rows_connect(sqlite3 *handle, void *rows, int argc, const char *const *argv,
                        sqlite3_vtab **out, char **why)
{
    (void)argc;
    (void)argv;
    (void)why;
    char columns[8 * SQLITE_ROWS_COLUMNS_MAX];
    int n = 0;
    for (int i = 0; i < SQLITE_ROWS_COLUMNS_MAX; i++)
        n += snprintf(columns + n, sizeof columns - (size_t)n, "%sc%d", i == 0 ? "" : ", ", i);
    char *declared = sqlite3_mprintf("%s TABLE x(%s)", "CREATE", columns);
    int code = declared == NULL ? SQLITE_NOMEM : sqlite3_declare_vtab(handle, declared);
    sqlite3_free(declared);
    if (code != SQLITE_OK)
        return code;
    (void)sqlite3_vtab_config(handle, SQLITE_VTAB_DIRECTONLY);
    struct rows_table *table = sqlite3_malloc(sizeof *table);
    if (table == NULL)
        return SQLITE_NOMEM;
    *table = (struct rows_table){.rows = rows};
    *out = &table->base;
    return SQLITE_OK;
}

static int rows_disconnect(sqlite3_vtab *table)
{
    sqlite3_free(table);
    return SQLITE_OK;
}

static int rows_best_index(sqlite3_vtab *table, sqlite3_index_info *info)
{
    (void)table;
    info->estimatedCost = BATCH_ROWS;
    info->estimatedRows = BATCH_ROWS;
    return SQLITE_OK;
}

static int cursor_open(sqlite3_vtab *table, sqlite3_vtab_cursor **out)
{
    struct rows_cursor *cursor = sqlite3_malloc(sizeof *cursor);
    if (cursor == NULL)
        return SQLITE_NOMEM;
    *cursor = (struct rows_cursor){.rows = ((struct rows_table *)(void *)table)->rows};
    *out = &cursor->base;
    return SQLITE_OK;
}

static int cursor_close(sqlite3_vtab_cursor *cursor)
{
    sqlite3_free(cursor);
    return SQLITE_OK;
}

static struct rows_cursor *of(sqlite3_vtab_cursor *cursor)
{
    return (struct rows_cursor *)(void *)cursor;
}

static int cursor_filter(sqlite3_vtab_cursor *cursor, int plan, const char *name, int argc,
                         sqlite3_value **argv)
{
    (void)plan;
    (void)name;
    (void)argc;
    (void)argv;
    of(cursor)->at = 0;
    return SQLITE_OK;
}

static int cursor_next(sqlite3_vtab_cursor *cursor)
{
    of(cursor)->at++;
    return SQLITE_OK;
}

static int cursor_eof(sqlite3_vtab_cursor *cursor)
{
    return of(cursor)->at >= of(cursor)->rows->row_count;
}

static int cursor_column(sqlite3_vtab_cursor *cursor, sqlite3_context *out, int column)
{
    const struct sqlite_rows *rows = of(cursor)->rows;
    if (column < 0 || (size_t)column >= rows->column_count)
        return SQLITE_RANGE;
    const struct cell *cell = &rows->cells[of(cursor)->at * rows->column_count + (size_t)column];
    switch (cell->kind) {
    case SQL_NULL:
        sqlite3_result_null(out);
        break;
    case SQL_INT:
        sqlite3_result_int64(out, cell->i);
        break;
    case SQL_TEXT:
        sqlite3_result_text64(out, rows->bytes + cell->i, cell->n, SQLITE_STATIC, SQLITE_UTF8);
        break;
    case SQL_BLOB:
        sqlite3_result_blob64(out, rows->bytes + cell->i, cell->n, SQLITE_STATIC);
        break;
    }
    return SQLITE_OK;
}

static int cursor_rowid(sqlite3_vtab_cursor *cursor, sqlite3_int64 *out)
{
    *out = (sqlite3_int64)of(cursor)->at;
    return SQLITE_OK;
}

static const sqlite3_module rows_module = {
    .iVersion = 0,
    .xConnect = rows_connect, /* without xCreate: nobody can make another one */
    .xBestIndex = rows_best_index,
    .xDisconnect = rows_disconnect,
    .xOpen = cursor_open,
    .xClose = cursor_close,
    .xFilter = cursor_filter,
    .xNext = cursor_next,
    .xEof = cursor_eof,
    .xColumn = cursor_column,
    .xRowid = cursor_rowid,
};

/* ---- the rows ---- */

static void make_room(struct sqlite_rows *rows, size_t n)
{
    if (rows->byte_count + n <= rows->byte_room)
        return;
    size_t room = rows->byte_room == 0 ? 2 * (size_t)BATCH_BYTES : rows->byte_room * 2;
    room = room < rows->byte_count + n ? rows->byte_count + n : room;
    rows->bytes = realloc(rows->bytes, room);
    if (rows->bytes == NULL)
        BUG("out of memory");
    rows->byte_room = room;
}

struct sqlite_rows *sqlite_rows_open(struct sqlite3 *handle)
{
    struct sqlite_rows *rows = db_alloc(sizeof *rows);
    if (sqlite3_create_module_v2(handle, "relance_rows", &rows_module, rows, NULL) != SQLITE_OK) {
        db_free(rows);
        return NULL;
    }
    make_room(rows, 1); /* an empty text is no NULL */
    return rows;
}

void sqlite_rows_free(struct sqlite_rows *rows)
{
    if (rows == NULL)
        return;
    free(rows->bytes);
    db_free(rows);
}

void sqlite_rows_clear(struct sqlite_rows *rows, size_t column_count)
{
    ASSERT(column_count <= SQLITE_ROWS_COLUMNS_MAX);
    rows->column_count = column_count;
    rows->row_count = 0;
    rows->byte_count = 0;
}

bool sqlite_rows_put(struct sqlite_rows *rows, const struct sql_value *values)
{
    ASSERT(rows->row_count < BATCH_ROWS);
    struct cell *cells = &rows->cells[rows->row_count++ * rows->column_count];
    for (size_t c = 0; c < rows->column_count; c++) {
        const struct sql_value *v = &values[c];
        cells[c] = (struct cell){.i = v->i, .kind = v->kind};
        if (v->kind != SQL_TEXT && v->kind != SQL_BLOB)
            continue;
        make_room(rows, v->s.n);
        if (v->s.n > 0)
            memcpy(rows->bytes + rows->byte_count, v->s.p, v->s.n);
        cells[c].i = (int64_t)rows->byte_count;
        cells[c].n = (uint32_t)v->s.n;
        rows->byte_count += v->s.n;
    }
    return rows->row_count == BATCH_ROWS || rows->byte_count >= BATCH_BYTES;
}

size_t sqlite_rows_count(const struct sqlite_rows *rows) { return rows->row_count; }
