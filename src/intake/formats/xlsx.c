#include "xlsx.h"

#include "base/buf.h"
#include "base/sort.h"
#include "intake/clean.h"
#include "xlsx_book.h"

enum { SERIAL_OF_1970 = 25569, FROM_1904_DAYS = 1462, MERGES_MAX = 100000 };

/* Room for a row of the largest cells, cleaned and copied. */
#define SCRATCH_BYTES ((size_t)16 * LIMIT_COLUMNS * LIMIT_FIELD_BYTES)

struct merge {
    int32_t column;
    int64_t first, last; /* rows */
};

struct xlsx {
    struct arena *arena;
    struct archive archive;
    struct book_facts facts;
    struct part part; /* the sheet */
    bool open;
    struct arena scratch;
    struct merge *merges; /* downwards; known after the first pass */
    size_t merge_count, merge_room, merge_next;
    bool merges_known;
    /* where each column's running merge ends, and what it shows */
    int64_t running[LIMIT_COLUMNS];
    struct cell shown[LIMIT_COLUMNS];
    char shown_text[LIMIT_COLUMNS][LIMIT_REF_BYTES];
    /* the row and the cell being read */
    struct cell cells[LIMIT_COLUMNS];
    int count;
    int64_t row;
    bool row_ready, in_value;
    int phonetic, column;
    char type[12];
    int32_t style;
    char value[LIMIT_FIELD_BYTES];
    size_t value_bytes;
};

struct arena *xlsx_scratch(struct xlsx *book) { return &book->scratch; }

/* ---- values ---- */

static bool serial_day(const struct xlsx *x, struct str text, struct day *out)
{
    int64_t n = 0;
    size_t i = 0;
    for (; i < text.n && i < 7 && text.p[i] >= '0' && text.p[i] <= '9'; i++)
        n = n * 10 + (text.p[i] - '0');
    if (i == 0 || (i < text.n && text.p[i] != '.'))
        return false;
    n += x->facts.from_1904 ? FROM_1904_DAYS : 0;
    n += n < 60 ? 1 : 0; /* spreadsheets know a 29 February 1900 */
    n -= SERIAL_OF_1970;
    struct day first = day_ymd(DAY_YEAR_MIN, 1, 1), last = day_ymd(DAY_YEAR_MAX, 12, 31);
    if (n < first.n || n > last.n)
        return false;
    out->n = (int32_t)n;
    return true;
}

static void set_date(struct xlsx *x, struct cell *cell, struct day day)
{
    struct buf text;
    buf_init(&text, &x->scratch, 16);
    buf_add_day(&text, day);
    *cell = (struct cell){CELL_DATE, buf_str(&text), day};
}

static void set_number(struct xlsx *x, struct cell *cell, struct str text)
{
    struct day day;
    bool dated = x->style >= 0 && (size_t)x->style < x->facts.style_count &&
                 x->facts.style_is_date[x->style];
    if (dated && serial_day(x, text, &day))
        set_date(x, cell, day);
    else
        *cell = (struct cell){CELL_NUMBER, arena_str(&x->scratch, text), DAY_NONE};
}

static void set_cell(struct xlsx *x, struct cell *cell)
{
    struct str text = {x->value, x->value_bytes};
    struct err ignored = {0};
    struct day day;
    *cell = (struct cell){CELL_TEXT, {"", 0}, DAY_NONE};
    if (strcmp(x->type, "s") == 0) {
        struct str copy =
            arena_cstr(&x->scratch, text) == NULL ? text : arena_str(&x->scratch, text);
        text = book_string(&x->facts, part_number(copy.p));
        if (text.p == NULL) {
            part_refuse(&x->part, ERR_FILE_DAMAGED, x->row, x->column + 1);
            return;
        }
    }
    if (text.n > LIMIT_FIELD_BYTES) {
        part_refuse(&x->part, ERR_FIELD_TOO_LONG, x->row, x->column + 1);
        return;
    }
    if (!clean_text(arena_str(&x->scratch, text), ENC_UTF8, &x->scratch, &text))
        text = (struct str){"", 0};
    cell->text = text;
    if (text.n == 0)
        return;
    if (x->type[0] == '\0' || strcmp(x->type, "n") == 0)
        set_number(x, cell, text);
    else if (strcmp(x->type, "b") == 0)
        cell->type = CELL_FLAG;
    else if (strcmp(x->type, "e") == 0)
        cell->type = CELL_ERROR;
    else if (strcmp(x->type, "d") == 0 && text.n >= 10 &&
             day_parse_iso(str_slice(text, 0, 10), &day, &ignored))
        set_date(x, cell, day);
}

/* ---- events of the sheet ---- */

/* "AB12": the column from 0, and where its letters end. -1: no letters. */
static int32_t column_of(const char *ref, const char **behind)
{
    int32_t column = 0;
    const char *p = ref;
    for (; *p >= 'A' && *p <= 'Z' && p - ref < 4; p++)
        column = column * 26 + (*p - 'A' + 1);
    *behind = p;
    return column - 1;
}

static void row_start(struct part *p, struct xlsx *x, const char **attributes)
{
    const char *number = part_attribute(attributes, "r");
    int64_t row = number == NULL ? x->row + 1 : part_number(number);
    if (row <= x->row || row > LIMIT_FILE_LINES) {
        part_refuse(p, row > LIMIT_FILE_LINES ? ERR_TOO_MANY_LINES : ERR_FILE_DAMAGED, x->row, 0);
        return;
    }
    x->row = row;
    x->count = 0;
    x->column = -1;
}

static void cell_start(struct part *p, struct xlsx *x, const char **attributes)
{
    const char *ref = part_attribute(attributes, "r"), *type = part_attribute(attributes, "t");
    const char *behind;
    int32_t column = ref == NULL ? x->column + 1 : column_of(ref, &behind);
    if (column <= x->column) {
        part_refuse(p, ERR_FILE_DAMAGED, x->row, 0);
        return;
    }
    x->column = column;
    x->value_bytes = 0;
    x->style = part_number(part_attribute(attributes, "s"));
    struct str kind = str_cut_utf8(str_of(type), sizeof x->type - 1);
    if (kind.n > 0)
        memcpy(x->type, kind.p, kind.n);
    x->type[kind.n] = '\0';
}

static void merge_start(struct part *p, struct xlsx *x, const char **attributes)
{
    const char *ref = part_attribute(attributes, "ref"), *behind, *colon;
    if (x->merges_known || ref == NULL || (colon = strchr(ref, ':')) == NULL)
        return;
    int32_t column = column_of(ref, &behind);
    struct str first_text = {behind, (size_t)(colon - behind)};
    int32_t first = part_number(arena_cstr(&x->scratch, first_text));
    (void)column_of(colon + 1, &behind);
    int32_t last = part_number(behind);
    if (column < 0 || column >= LIMIT_COLUMNS || first < 1 || last <= first)
        return;
    if (x->merge_count == MERGES_MAX) {
        part_refuse(p, ERR_SWOLLEN_ARCHIVE, 0, 0);
        return;
    }
    if (x->merge_count == x->merge_room) {
        size_t room = x->merge_room == 0 ? 256 : 2 * x->merge_room;
        x->merges = arena_grow(x->arena, x->merges, x->merge_room, room, sizeof *x->merges);
        x->merge_room = room;
    }
    x->merges[x->merge_count++] = (struct merge){column, first, last};
}

static void sheet_start(struct part *p, const char *name, const char **attributes)
{
    struct xlsx *x = p->with;
    if (strcmp(name, "row") == 0)
        row_start(p, x, attributes);
    else if (strcmp(name, "c") == 0)
        cell_start(p, x, attributes);
    else if (strcmp(name, "mergeCell") == 0)
        merge_start(p, x, attributes);
    x->phonetic += strcmp(name, "rPh") == 0;
    x->in_value = (strcmp(name, "v") == 0 || strcmp(name, "t") == 0) && x->phonetic == 0;
}

static void cell_end(struct part *p, struct xlsx *x)
{
    struct cell cell;
    set_cell(x, &cell);
    if (err_is(&p->refused) || cell.text.n == 0)
        return;
    if (x->column >= LIMIT_COLUMNS) {
        part_refuse(p, ERR_TOO_MANY_COLUMNS, x->row, LIMIT_COLUMNS + 1);
        return;
    }
    for (; x->count < x->column; x->count++)
        x->cells[x->count] = (struct cell){CELL_TEXT, {"", 0}, DAY_NONE};
    x->cells[x->count++] = cell;
}

static void sheet_end(struct part *p, const char *name)
{
    struct xlsx *x = p->with;
    x->in_value = false;
    x->phonetic -= strcmp(name, "rPh") == 0;
    if (strcmp(name, "c") == 0) {
        cell_end(p, x);
    } else if (strcmp(name, "row") == 0 && x->count > 0) {
        x->row_ready = true;
        part_pause(p);
    }
}

static void sheet_text(struct part *p, struct str text)
{
    struct xlsx *x = p->with;
    if (!x->in_value)
        return;
    if (x->value_bytes + text.n > sizeof x->value) {
        part_refuse(p, ERR_FIELD_TOO_LONG, x->row, x->column + 1);
        return;
    }
    memcpy(x->value + x->value_bytes, text.p, text.n);
    x->value_bytes += text.n;
}

/* ---- rows ---- */

bool xlsx_open(const struct source *source, struct str sheet, struct arena *a, struct xlsx **book,
               struct err *err)
{
    static const struct part_handler handler = {sheet_start, sheet_end, sheet_text};
    struct xlsx *x = ARENA_NEW(a, struct xlsx);
    *book = NULL;
    x->arena = a;
    if (!archive_open(&x->archive, source))
        return true;
    if (archive_count(&x->archive) > LIMIT_ARCHIVE_MEMBERS ||
        !archive_has(&x->archive, "xl/workbook.xml")) {
        archive_close(&x->archive);
        return true;
    }
    arena_init(&x->scratch, SCRATCH_BYTES);
    x->part = (struct part){.arena = a, .with = x, .handler = &handler};
    *book = x;
    if (book_read(&x->archive, sheet, a, &x->facts, err))
        return true;
    xlsx_close(x);
    *book = NULL;
    return false;
}

bool xlsx_rewind(struct xlsx *x, struct err *err)
{
    if (x->open)
        part_close(&x->part);
    x->open = false;
    x->row = 0;
    x->merge_next = 0;
    memset(x->running, 0, sizeof x->running);
    if (!part_open(&x->part, &x->archive, x->facts.sheet_name, err))
        return false;
    x->open = true;
    return true;
}

/* Starts the merges that begin in this row and fills the cells of those that run. */
static void fill_merges(struct xlsx *x)
{
    for (; x->merge_next < x->merge_count && x->merges[x->merge_next].first <= x->row;
         x->merge_next++) {
        const struct merge *m = &x->merges[x->merge_next];
        if (m->first != x->row || m->column >= x->count)
            continue;
        struct cell cell = x->cells[m->column];
        if (cell.text.n == 0 || cell.text.n > LIMIT_REF_BYTES)
            continue;
        memcpy(x->shown_text[m->column], cell.text.p, cell.text.n);
        cell.text.p = x->shown_text[m->column];
        x->shown[m->column] = cell;
        x->running[m->column] = m->last;
    }
    for (int i = 0; i < LIMIT_COLUMNS; i++) {
        if (x->running[i] < x->row || (i < x->count && x->cells[i].text.n > 0))
            continue;
        for (; x->count <= i; x->count++)
            x->cells[x->count] = (struct cell){CELL_TEXT, {"", 0}, DAY_NONE};
        x->cells[i] = x->shown[i];
    }
}

static int by_first_row(const void *a, const void *b, const void *with)
{
    (void)with;
    int64_t x = ((const struct merge *)a)->first, y = ((const struct merge *)b)->first;
    return (x > y) - (x < y);
}

bool xlsx_next(struct xlsx *x, struct sheet *out, bool *have, struct err *err)
{
    ASSERT(x->open);
    arena_clear(&x->scratch);
    x->row_ready = false;
    while (!x->row_ready && (!x->part.ended || x->part.paused)) {
        if (!part_go(&x->part, err))
            return false;
    }
    *have = x->row_ready;
    if (!x->row_ready) {
        if (!x->merges_known)
            SORT(x->arena, x->merges, x->merge_count, by_first_row, NULL);
        x->merges_known = true;
        return true;
    }
    if (x->merge_count > 0 && x->merges_known)
        fill_merges(x);
    memcpy(out->cells, x->cells, sizeof(struct cell) * (size_t)x->count);
    out->count = x->count;
    out->line = x->row;
    out->at = x->archive.at;
    return true;
}

void xlsx_close(struct xlsx *x)
{
    if (x->open)
        part_close(&x->part);
    x->open = false;
    archive_close(&x->archive);
    arena_release(&x->scratch);
    arena_release(&x->facts.strings_arena);
}
