#include "save_table.h"

#include "app/system/save_file.h"
#include "courier/csv.h"

bool table_format_of(struct str path, enum table_format *out)
{
    if (path.n < 5)
        return false;
    if (str_is_nocase(str_slice(path, path.n - 5, path.n), ".xlsx")) {
        *out = TABLE_XLSX;
        return true;
    }
    *out = TABLE_CSV;
    return str_is_nocase(str_slice(path, path.n - 4, path.n), ".csv");
}

bool table_file_write(const struct table_file *file, enum table_format format, struct buf *out,
                      struct err *err)
{
    if (format == TABLE_CSV)
        return csv_write(&file->tables[0], out, err);
    struct xlsx_book book = {file->tables, file->count, file->today};
    return xlsx_write(&book, out, err);
}

bool table_file_save(const struct table_file *file, struct arena *a, struct str path,
                     struct err *err)
{
    enum table_format format;
    struct buf bytes;
    if (!table_format_of(path, &format))
        return err_set_field(err, ERR_BAD_OPTION_VALUE, "out", path);
    buf_init(&bytes, a, LIMIT_EXPORT_BYTES);
    return table_file_write(file, format, &bytes, err) && save_bytes(a, path, buf_str(&bytes), err);
}

struct table_column table_column(const struct table_reader *reader, const char *title,
                                 enum table_kind kind, int width_chars)
{
    return (struct table_column){str_of(tr(reader->lang, title)), kind, width_chars};
}

void table_begin(struct table_view *out, struct arena *a, const struct table_reader *reader,
                 const struct table_heading *headings, size_t count)
{
    struct table_column *columns = ARENA_ARRAY(a, count, struct table_column);
    for (size_t i = 0; i < count; i++)
        columns[i] =
            table_column(reader, headings[i].title, headings[i].kind, headings[i].width_chars);
    table_view_init(out, a, columns, count);
}

struct str table_title(struct arena *a, const struct table_reader *reader, const char *title)
{
    struct buf out;
    buf_init(&out, a, LIMIT_FIELD_BYTES);
    for (const char *p = tr(reader->lang, title); *p != '\0'; p++) {
        if (p[0] == '%' && p[1] == '1') {
            buf_add_day_fr(&out, reader->today);
            p++;
        } else {
            buf_add_char(&out, *p);
        }
    }
    return buf_str(&out);
}
