#include "first_rows.h"

static void take_row(struct first_rows *out, const struct sheet *s, struct arena *a)
{
    struct first_row *row = &out->rows[out->count++];
    *row = (struct first_row){s->line, s->count, ARENA_ARRAY(a, (size_t)s->count, struct str)};
    for (int i = 0; i < s->count; i++)
        row->texts[i] = arena_str(a, str_cut_utf8(s->cells[i].text, FIRST_ROWS_TEXT_BYTES));
}

static void read_rows(struct sheet *s, struct arena *a, struct first_rows *out)
{
    struct err ignored = {0}; /* the reader of the whole list says it */
    bool have;
    while (out->count < FIRST_ROWS_MAX && sheet_next(s, &have, &ignored) && have)
        take_row(out, s, a);
}

/* Columns that many rows agree on: the larger, the likelier the separator. */
static int evenness(const struct first_rows *rows)
{
    int best = 0;
    for (int i = 0; i < rows->count; i++) {
        int same = 0;
        for (int j = 0; j < rows->count; j++)
            same += rows->rows[j].count == rows->rows[i].count;
        int score = same * (rows->rows[i].count - 1);
        best = score > best ? score : best;
    }
    return best;
}

static void read_text(const struct sheet_file *file, struct arena *a, struct first_rows *out)
{
    struct first_rows *rows = ARENA_NEW(a, struct first_rows);
    struct sheet *s = ARENA_NEW(a, struct sheet);
    int most = -1;
    for (const char *separator = LIST_SEPARATORS; *separator != '\0'; separator++) {
        rows->count = 0;
        if (sheet_open(s, file, *separator, a, NULL))
            read_rows(s, a, rows);
        sheet_close(s);
        int score = evenness(rows);
        if (score <= most)
            continue;
        most = score;
        *out = *rows;
    }
}

bool first_rows_read(const struct sheet_file *file, struct arena *a, struct first_rows *out,
                     struct err *err)
{
    out->count = 0;
    if (file->book == NULL) {
        read_text(file, a, out);
        return true;
    }
    struct sheet *s = ARENA_NEW(a, struct sheet);
    if (!sheet_open(s, file, 0, a, err))
        return false;
    read_rows(s, a, out);
    return true;
}
