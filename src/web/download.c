#include "download.h"

#include "base/limits.h"

struct table_reader download_reader(const struct request *r)
{
    return (struct table_reader){r->lang, r->app->today};
}

bool download_workbook(struct request *r, struct response *out, const struct table_file *file,
                       const char *name, struct err *err)
{
    struct buf bytes;
    struct buf called;
    buf_init(&bytes, r->arena, LIMIT_EXPORT_BYTES);
    if (!table_file_write(file, TABLE_XLSX, &bytes, err))
        return false;
    buf_init(&called, r->arena, LIMIT_NAME_BYTES);
    buf_add_c(&called, name);
    buf_add_char(&called, '-');
    buf_add_day(&called, file->today);
    buf_add_c(&called, ".xlsx");
    out->body = bytes;
    out->type = TABLE_XLSX_MIME;
    out->file_name = buf_str(&called);
    return true;
}
