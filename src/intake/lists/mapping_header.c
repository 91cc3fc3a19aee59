#include "mapping_header.h"

#include "base/text.h"
#include "intake/formats/first_rows.h"

struct search {
    const struct sheet_file *file;
    struct arena *arena;
    struct mapped_header *here, *best;
    int score_best; /* -1: no row at all */
    bool whole;     /* the best row is the header */
};

static void take_row(struct mapped_header *h, const struct sheet *s)
{
    h->line = s->line;
    h->columns = s->count;
    for (int i = 0; i < s->count; i++)
        h->names[i] = s->cells[i].text;
}

/* More texts of the mapping are better, then more columns. */
static void keep_better(struct search *q, int found)
{
    struct mapped_header *best = q->best;
    int score = found * (LIMIT_COLUMNS + 1) + q->here->columns;
    if (score <= q->score_best)
        return;
    q->score_best = score;
    *best = *q->here;
    for (int i = 0; i < best->columns; i++)
        best->names[i] = arena_str(q->arena, best->names[i]);
}

/* True: the row is looked at; *last: no row below can be the header. */
static bool is_candidate(const struct mapping *m, const struct sheet *s, int row, bool *last)
{
    if (m->header_row == MAPPING_HEADER_SEARCHED || m->header_row == MAPPING_NO_HEADER) {
        *last = m->header_row == MAPPING_NO_HEADER || row + 1 == FIRST_ROWS_MAX;
        return true;
    }
    *last = s->line >= m->header_row;
    return s->line == m->header_row;
}

/* Looks for the header under one separator; without one, at the first row. */
static bool search_sheet(struct search *q, struct sheet *s, struct err *err)
{
    const struct mapping *m = q->file->mapping;
    bool have, last = false;
    for (int row = 0; !last && !q->whole; row++) {
        if (!sheet_next(s, &have, err))
            return false;
        if (!have)
            return true;
        if (!is_candidate(m, s, row, &last))
            continue;
        take_row(q->here, s);
        int found = mapping_place(m, q->here->names, q->here->columns, s->scratch, q->here->at);
        keep_better(q, found);
        q->whole = found == mapping_texts(m) && found > 0;
    }
    return true;
}

static void search_text(struct search *q)
{
    const char *separators = LIST_SEPARATORS;
    struct sheet *s = ARENA_NEW(q->arena, struct sheet);
    for (; *separators != '\0' && !q->whole; separators++) {
        char separator = q->file->mapping->separator;
        struct err ignored = {0}; /* under a wrong separator anything may be wrong */
        q->here->separator = separator != 0 ? separator : *separators;
        if (sheet_open(s, q->file, q->here->separator, q->arena, &ignored))
            (void)!search_sheet(q, s, &ignored);
        sheet_close(s);
        if (separator != 0)
            return;
    }
}

static bool refuse(const struct mapped_header *h, enum err_code code, struct str name,
                   struct arena *a, struct err *err)
{
    err_set_field(err, code, arena_cstr(a, name), name);
    err_at(err, h->line, 0, NULL);
    return false;
}

/* Every text stands in the header, and no text twice. */
static bool check(struct search *q, struct err *err)
{
    const struct mapping *m = q->file->mapping;
    struct mapped_header *h = q->best;
    if (m->header_row == MAPPING_NO_HEADER) {
        h->line = 0;
        h->columns = 0;
        memset(h->names, 0, sizeof h->names);
        for (int c = 0; c < m->column_count; c++)
            h->at[c] = m->columns[c].position;
        return true;
    }
    for (int c = 0; c < m->column_count; c++) {
        struct str name = m->columns[c].header;
        int count = 0;
        for (int i = 0; i < h->columns && name.n > 0; i++)
            count += text_same(q->arena, name, h->names[i]);
        if (name.n > 0 && count != 1)
            return refuse(h, count == 0 ? ERR_COLUMN_MISSING : ERR_COLUMN_TWICE, name, q->arena,
                          err);
    }
    return true;
}

bool mapping_find_header(const struct sheet_file *file, struct arena *a, struct mapped_header *out,
                         struct err *err)
{
    struct search q = {.file = file,
                       .arena = a,
                       .here = ARENA_NEW(a, struct mapped_header),
                       .best = out,
                       .score_best = -1};
    *out = (struct mapped_header){0};
    if (file->book == NULL) {
        search_text(&q);
        return check(&q, err);
    }
    struct sheet *s = ARENA_NEW(a, struct sheet);
    return sheet_open(s, file, 0, a, err) && search_sheet(&q, s, err) && check(&q, err);
}

bool mapping_ignores(const struct mapping *m, const struct sheet *s)
{
    for (int w = 0; m != NULL && w < m->ignored_count; w++) {
        struct str word = text_fold(s->scratch, m->ignored[w]);
        for (int i = 0; i < s->count; i++) {
            struct str text = s->cells[i].text;
            if (str_contains(text, m->ignored[w]) ||
                (word.n > 0 && text.n > 0 && str_contains(text_fold(s->scratch, text), word)))
                return true;
        }
    }
    return false;
}
