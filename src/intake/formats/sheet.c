#include "sheet.h"

#include "xlsx.h"

bool sheet_open(struct sheet *s, const struct sheet_file *file, char separator, struct arena *a,
                struct err *err)
{
    if (file->book != NULL) {
        *s = (struct sheet){.book = file->book, .scratch = xlsx_scratch(file->book)};
        return xlsx_rewind(file->book, err);
    }
    *s = (struct sheet){.table = ARENA_NEW(a, struct table)};
    table_open(s->table, file->source, file->encoding, a);
    s->table->separator = separator;
    s->scratch = &s->table->scratch;
    return true;
}

static bool next_of_text(struct sheet *s, bool *have, struct err *err)
{
    if (!table_next(s->table, have, err))
        return false;
    s->count = *have ? s->table->count : 0;
    for (int i = 0; i < s->count; i++)
        s->cells[i] = (struct cell){CELL_TEXT, s->table->cells[i], DAY_NONE};
    s->line = s->table->line;
    s->at = s->table->reader.at;
    return true;
}

bool sheet_next(struct sheet *s, bool *have, struct err *err)
{
    return s->table != NULL ? next_of_text(s, have, err) : xlsx_next(s->book, s, have, err);
}

void sheet_close(struct sheet *s)
{
    if (s->table != NULL)
        table_close(s->table);
}

struct cell sheet_cell(const struct sheet *s, int position)
{
    if (position < 0 || position >= s->count)
        return (struct cell){CELL_TEXT, {"", 0}, DAY_NONE};
    return s->cells[position];
}
