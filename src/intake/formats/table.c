#include "table.h"

#include "base/buf.h"
#include "intake/clean.h"

/* Room for a row of the largest cells, converted and grown. */
#define SCRATCH_BYTES ((size_t)32 * LIMIT_COLUMNS * LIMIT_FIELD_BYTES)

static bool refuse(const struct table *t, enum err_code code, int column, struct err *err)
{
    err_set(err, code, NULL);
    err_at(err, t->line, column, NULL);
    return false;
}

char table_separator(struct arena *scratch, struct str header, table_knows *knows)
{
    static const char separators[] = {';', ',', '\t', '|'};
    char best = 0;
    int most = 0;
    for (size_t i = 0; i < sizeof separators; i++) {
        int known = knows(scratch, header, separators[i]);
        if (known > most) {
            most = known;
            best = separators[i];
        }
    }
    return best;
}

char table_announced(struct str line)
{
    struct str t = str_trim(line);
    bool announced = line.n >= 5 && t.n >= 4 && str_is_nocase(str_slice(t, 0, 4), "sep=");
    return announced && line.n <= 6 ? line.p[4] : 0;
}

void table_open(struct table *t, const struct source *source, enum encoding encoding,
                struct arena *a)
{
    *t = (struct table){.encoding = encoding};
    arena_init(&t->scratch, SCRATCH_BYTES);
    reader_init(&t->reader, source, a);
}

static bool next_line(struct table *t, struct str *line, bool *have, struct err *err)
{
    do {
        if (!reader_next(&t->reader, line, have, err))
            return false;
    } while (*have && str_trim(*line).n == 0);
    t->line = t->reader.line;
    return true;
}

bool table_header(struct table *t, struct str *line, char *announced, bool *have, struct err *err)
{
    *announced = 0;
    if (!next_line(t, line, have, err))
        return false;
    if (*have && (*announced = table_announced(*line)) != 0 && !next_line(t, line, have, err))
        return false;
    if (*have)
        *line = encoding_to_utf8(&t->scratch, t->encoding, arena_str(&t->scratch, *line));
    return true;
}

/* ---- cells ---- */

/* A row while it is cut; a quoted cell may need more lines of the file. */
struct cutting {
    struct table *table;
    struct str rest; /* of the current line, behind what was cut */
    bool converted;  /* the line is UTF-8 already */
    int kept;        /* cells that no longer point into the reader's buffer */
};

static bool add_cell(struct cutting *c, struct str raw, struct err *err)
{
    struct table *t = c->table;
    if (t->count == LIMIT_COLUMNS)
        return refuse(t, ERR_TOO_MANY_COLUMNS, LIMIT_COLUMNS + 1, err);
    if (raw.n > LIMIT_FIELD_BYTES)
        return refuse(t, ERR_FIELD_TOO_LONG, t->count + 1, err);
    struct str *cell = &t->cells[t->count++];
    if (!clean_text(raw, c->converted ? ENC_UTF8 : t->encoding, &t->scratch, cell))
        return refuse(t, ERR_FILE_ENCODING, t->count, err);
    return true;
}

/* The next line of the file, as the quoted cell goes on. The reader's buffer moves: what was cut so
 * far is taken out of it. */
static bool go_on(struct cutting *c, struct buf *cell, struct err *err)
{
    struct table *t = c->table;
    bool have;
    for (; c->kept < t->count; c->kept++)
        t->cells[c->kept] = arena_str(&t->scratch, t->cells[c->kept]);
    if (!reader_next(&t->reader, &c->rest, &have, err))
        return false;
    if (!have)
        return refuse(t, ERR_FILE_TRUNCATED, t->count + 1, err);
    if (c->converted)
        c->rest = encoding_to_utf8(&t->scratch, t->encoding, c->rest);
    buf_add_char(cell, '\n');
    return true;
}

/* Behind an opening quotation mark: up to the closing one, then to the separator. */
static bool cut_quoted(struct cutting *c, bool *last, struct err *err)
{
    struct table *t = c->table;
    struct buf cell;
    buf_init(&cell, &t->scratch, LIMIT_FIELD_BYTES + 1);
    for (bool inside = true;;) {
        if (c->rest.n == 0) {
            *last = true;
            if (!inside)
                break;
            if (cell.full || cell.n > LIMIT_FIELD_BYTES)
                return refuse(t, ERR_FIELD_TOO_LONG, t->count + 1, err);
            if (!go_on(c, &cell, err))
                return false;
            continue;
        }
        char character = c->rest.p[0];
        c->rest = str_slice(c->rest, 1, c->rest.n);
        if (inside && character == '"') {
            inside = c->rest.n > 0 && c->rest.p[0] == '"';
            if (!inside)
                continue;
            c->rest = str_slice(c->rest, 1, c->rest.n);
        } else if (!inside && character == t->separator) {
            *last = false;
            break;
        }
        buf_add_char(&cell, character);
    }
    return cell.full ? refuse(t, ERR_FIELD_TOO_LONG, t->count + 1, err)
                     : add_cell(c, buf_str(&cell), err);
}

static bool cut_plain(struct cutting *c, bool *last, struct err *err)
{
    ptrdiff_t at = str_find(c->rest, c->table->separator);
    *last = at < 0;
    size_t n = at < 0 ? c->rest.n : (size_t)at;
    struct str raw = str_slice(c->rest, 0, n);
    c->rest = str_slice(c->rest, at < 0 ? n : n + 1, c->rest.n);
    return add_cell(c, raw, err);
}

static bool cut(struct cutting *c, struct err *err)
{
    struct table *t = c->table;
    t->count = 0;
    for (bool last = false; !last;) {
        size_t blanks = 0;
        while (blanks < c->rest.n && c->rest.p[blanks] == ' ')
            blanks++;
        bool quoted = blanks < c->rest.n && c->rest.p[blanks] == '"';
        if (quoted)
            c->rest = str_slice(c->rest, blanks + 1, c->rest.n);
        if (quoted ? !cut_quoted(c, &last, err) : !cut_plain(c, &last, err))
            return false;
    }
    return true;
}

bool table_cut_header(struct table *t, struct str line, struct err *err)
{
    ASSERT(t->separator != 0);
    struct cutting c = {.table = t, .rest = line, .converted = true};
    return cut(&c, err);
}

static bool is_blank_row(const struct table *t)
{
    for (int i = 0; i < t->count; i++) {
        if (t->cells[i].n > 0)
            return false;
    }
    return true;
}

bool table_next(struct table *t, bool *have, struct err *err)
{
    do {
        struct cutting c = {.table = t};
        arena_clear(&t->scratch);
        if (!next_line(t, &c.rest, have, err))
            return false;
        if (!*have)
            return true;
        if (!cut(&c, err))
            return false;
    } while (is_blank_row(t));
    return true;
}

void table_close(struct table *t) { arena_release(&t->scratch); }
