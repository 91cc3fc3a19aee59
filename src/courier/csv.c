#include "csv.h"

static void add_quoted(struct buf *out, struct str text)
{
    bool plain = true;
    for (size_t i = 0; i < text.n && plain; i++)
        plain = text.p[i] != ';' && text.p[i] != '"' && text.p[i] != '\n' && text.p[i] != '\r';
    if (plain) {
        buf_add(out, text);
        return;
    }
    buf_add_char(out, '"');
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '"')
            buf_add_char(out, '"');
        buf_add_char(out, text.p[i]);
    }
    buf_add_char(out, '"');
}

static void add_text(struct buf *out, struct str text)
{
    if (text.n == 0 || memchr("=+-@\t\r", text.p[0], 6) == NULL) {
        add_quoted(out, text);
        return;
    }
    struct buf safe;
    buf_init(&safe, out->arena, text.n + 1);
    buf_add_char(&safe, '\'');
    buf_add(&safe, text);
    add_quoted(out, buf_str(&safe));
}

static void add_cell(struct buf *out, const struct table_cell *cell)
{
    switch (cell->kind) {
    case TABLE_TEXT:
    case TABLE_REF:
        add_text(out, cell->text);
        break;
    case TABLE_INT:
        buf_add_int(out, cell->number);
        break;
    case TABLE_AMOUNT:
        buf_add_amount_mark(out, cell->amount, ',');
        break;
    case TABLE_DAY:
        buf_add_day(out, cell->day);
        break;
    case TABLE_EMPTY:
    case TABLE_KIND_COUNT:
        break;
    }
}

void csv_head(const struct table_column *columns, size_t count, struct buf *out)
{
    buf_add_c(out, "\xef\xbb\xbf");
    for (size_t c = 0; c < count; c++) {
        buf_add_c(out, c == 0 ? "" : ";");
        add_text(out, columns[c].title);
    }
    buf_add_c(out, "\r\n");
}

void csv_row(const struct table_cell *cells, size_t count, struct buf *out)
{
    for (size_t c = 0; c < count; c++) {
        buf_add_c(out, c == 0 ? "" : ";");
        add_cell(out, &cells[c]);
    }
    buf_add_c(out, "\r\n");
}

bool csv_write(const struct table_view *v, struct buf *out, struct err *err)
{
    csv_head(v->columns, v->column_count, out);
    for (size_t r = 0; r < v->row_count; r++)
        csv_row(v->rows[r], v->column_count, out);
    return !out->full || err_set(err, ERR_EXPORT_TOO_LARGE, NULL);
}
