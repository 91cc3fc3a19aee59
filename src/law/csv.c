#include "csv.h"

/* The field in quotes at the start of *s, which is moved behind the closing quote. */
static struct str take_quoted(struct str *s, struct arena *arena)
{
    char *text = arena_alloc(arena, s->n);
    size_t n = 0;
    size_t i = 1;
    while (i < s->n) {
        if (s->p[i] != '"') {
            text[n++] = s->p[i++];
        } else if (i + 1 < s->n && s->p[i + 1] == '"') {
            text[n++] = '"';
            i += 2;
        } else {
            i++;
            break;
        }
    }
    *s = str_slice(*s, i, s->n);
    return (struct str){text, n};
}

static void split_row(struct str line, struct arena *arena, struct law_csv_row *row)
{
    row->count = 0;
    for (;;) {
        struct str field;
        if (line.n > 0 && line.p[0] == '"') {
            field = take_quoted(&line, arena);
        } else {
            ptrdiff_t comma = str_find(line, ',');
            size_t n = comma < 0 ? line.n : (size_t)comma;
            field = str_slice(line, 0, n);
            line = str_slice(line, n, line.n);
        }
        if (row->count == LAW_CSV_FIELDS_MAX) {
            row->count++;
            return;
        }
        row->fields[row->count++] = field;
        if (line.n == 0) {
            return;
        }
        line = str_slice(line, 1, line.n);
    }
}

bool law_csv_next(struct law_csv *csv, struct law_csv_row *row)
{
    struct str line;
    while (str_split(&csv->rest, '\n', &line)) {
        csv->line++;
        if (line.n > 0 && line.p[line.n - 1] == '\r') {
            line.n--;
        }
        if (line.n > 0) {
            split_row(line, csv->arena, row);
            return true;
        }
    }
    return false;
}
