#include "download.h"

#include "base/limits.h"
#include "format.h"

struct table_reader download_reader(const struct request *r)
{
    return (struct table_reader){r->lang, r->app->today};
}

enum table_format download_format(const struct request *r)
{
    enum table_format format;
    bool known = table_format_of(r->path, &format);
    ASSERT(known);
    return format;
}

static void cut(struct request *r, struct table_view *table)
{
    struct str most = format_count(r->arena, DOWNLOAD_ROWS, r->lang);
    if (table->row_count <= DOWNLOAD_ROWS)
        return;
    table->row_count = DOWNLOAD_ROWS;
    table_view_add(table)[1] =
        table_text(format_text(r->arena, tr(r->lang, N_("Au plus %1 lignes.")), &most, 1));
}

bool download_list(struct request *r, struct response *out, const struct list_file *list,
                   struct err *err)
{
    struct table_reader reader = download_reader(r);
    struct table_view table;
    table_begin(&table, r->arena, &reader, list->columns, list->column_count);
    table.name = str_of(tr(r->lang, list->title));
    if (!list->fill(r, &table, err))
        return false;
    cut(r, &table);
    struct table_file file = {&table, 1, reader.today};
    return download_table(r, out, &file, &(struct download){list->name, download_format(r)}, err);
}

bool download_table(struct request *r, struct response *out, const struct table_file *file,
                    const struct download *download, struct err *err)
{
    bool workbook = download->format == TABLE_XLSX;
    struct buf bytes;
    struct buf called;
    buf_init(&bytes, r->arena, LIMIT_EXPORT_BYTES);
    if (!table_file_write(file, download->format, &bytes, err))
        return false;
    buf_init(&called, r->arena, LIMIT_NAME_BYTES);
    buf_add_c(&called, download->name);
    buf_add_char(&called, '-');
    buf_add_day(&called, file->today);
    buf_add_c(&called, workbook ? ".xlsx" : ".csv");
    out->body = bytes;
    out->type = workbook ? TABLE_XLSX_MIME : "text/csv; charset=utf-8";
    out->file_name = buf_str(&called);
    return true;
}

bool download_workbook(struct request *r, struct response *out, const struct table_file *file,
                       const char *name, struct err *err)
{
    return download_table(r, out, file, &(struct download){name, TABLE_XLSX}, err);
}
