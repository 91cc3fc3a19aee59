#include "wire_mapping.h"

#include <sys/mman.h>
#include <unistd.h>

#include "intake/clean.h"

static bool lied(struct err *err, const char *what) { return err_set(err, ERR_CHILD_LIED, what); }

/* ---- to the child ---- */

static void wire_head(const struct mapping *m, struct wire_record *out)
{
    wire_begin(out, WIRE_MAPPING);
    wire_number(out, (int64_t)m->kind);
    wire_number(out, m->header_row);
    wire_number(out, m->separator);
    wire_number(out, (int64_t)m->dates);
    wire_number(out, m->decimal);
    wire_number(out, m->currency.code);
    wire_number(out, m->credit_positive);
    wire_number(out, m->column_count);
    wire_number(out, m->word_count);
    wire_number(out, m->ignored_count);
    wire_text(out, m->sheet);
}

static bool put_columns(const struct mapping *m, struct wire_writer *w, struct wire_record *r)
{
    for (int i = 0; i < m->column_count; i++) {
        const struct mapping_column *c = &m->columns[i];
        wire_begin(r, WIRE_MAPPING_COLUMN);
        wire_number(r, c->field);
        wire_number(r, c->position);
        wire_number(r, c->band.from);
        wire_number(r, c->band.to);
        wire_text(r, c->header);
        if (!wire_put(w, r))
            return false;
    }
    return true;
}

static bool put_texts(const struct mapping *m, struct wire_writer *w, struct wire_record *r)
{
    for (int i = 0; i < m->word_count; i++) {
        wire_begin(r, WIRE_MAPPING_WORD);
        wire_number(r, (int64_t)m->words[i].list);
        wire_number(r, m->words[i].value);
        wire_text(r, m->words[i].text);
        if (!wire_put(w, r))
            return false;
    }
    for (int i = 0; i < m->ignored_count; i++) {
        wire_begin(r, WIRE_MAPPING_IGNORED);
        wire_text(r, m->ignored[i]);
        if (!wire_put(w, r))
            return false;
    }
    return true;
}

static bool put_mapping(const struct mapping *m, struct wire_writer *w, struct wire_record *r)
{
    if (m == NULL)
        return true;
    ASSERT(mapping_fits(m));
    wire_head(m, r);
    return wire_put(w, r) && put_columns(m, w, r) && put_texts(m, w, r);
}

bool request_send(const struct intake_way *way, struct arena *a, int *fd, struct err *err)
{
    struct wire_writer w;
    struct wire_record *r = ARENA_NEW(a, struct wire_record);
    *fd = memfd_create("relance-request", MFD_CLOEXEC);
    if (*fd < 0)
        return err_set(err, ERR_SYSTEM, "memfd_create");
    wire_writer_init(&w, *fd, a);
    wire_begin(r, WIRE_REQUEST);
    wire_number(r, way->at_once);
    wire_number(r, way->mapping != NULL);
    if (wire_put(&w, r) && put_mapping(way->mapping, &w, r) && wire_flush(&w))
        return true;
    close(*fd);
    return err_set(err, ERR_SYSTEM, "memory for a request");
}

/* ---- in the child ---- */

struct taking {
    struct str rest;
    struct wire_record *record;
    struct err *err;
};

static bool take(struct taking *t, enum wire_kind kind)
{
    size_t whole;
    if (!wire_measure(t->rest, &whole, t->err))
        return false;
    if (whole == 0)
        return lied(t->err, "end of a mapping");
    if (!wire_read(str_slice(t->rest, 0, whole), t->record, t->err))
        return false;
    t->rest = str_slice(t->rest, whole, t->rest.n);
    return t->record->kind == kind || lied(t->err, "part of a mapping");
}

static bool within(int64_t v, int64_t min, int64_t max) { return v >= min && v <= max; }

static bool take_head(struct taking *t, struct mapping *m)
{
    if (!take(t, WIRE_MAPPING))
        return false;
    const int64_t *n = t->record->numbers;
    if (!within(n[0], 0, KIND_COUNT - 1) || !within(n[2], 0, 127) ||
        !within(n[3], 0, DATES_COUNT - 1) || !within(n[4], 0, 127) || !within(n[6], 0, 1) ||
        !within(n[7], 0, MAPPING_COLUMNS_MAX) || !within(n[8], 0, MAPPING_WORDS_MAX) ||
        !within(n[9], 0, MAPPING_IGNORED_MAX) ||
        (n[5] != 0 && !currency_from_code(n[5], &m->currency)))
        return lied(t->err, "head of a mapping");
    m->kind = (enum intake_kind)n[0];
    m->header_row = n[1];
    m->separator = (char)n[2];
    m->dates = (enum mapping_dates)n[3];
    m->decimal = (char)n[4];
    m->credit_positive = n[6] == 1;
    m->column_count = (int)n[7];
    m->word_count = (int)n[8];
    m->ignored_count = (int)n[9];
    m->sheet = t->record->texts[0];
    return true;
}

static bool take_parts(struct taking *t, struct mapping *m)
{
    const int64_t *n = t->record->numbers;
    for (int i = 0; i < m->column_count; i++) {
        if (!take(t, WIRE_MAPPING_COLUMN))
            return false;
        if (!within(n[0], 0, INT16_MAX) || !within(n[1], -1, LIMIT_COLUMNS - 1) ||
            !within(n[2], -1, INT32_MAX) || !within(n[3], 0, INT32_MAX))
            return lied(t->err, "column of a mapping");
        m->columns[i] = (struct mapping_column){
            (int)n[0], {(int32_t)n[2], (int32_t)n[3]}, t->record->texts[0], (int)n[1]};
    }
    for (int i = 0; i < m->word_count; i++) {
        if (!take(t, WIRE_MAPPING_WORD))
            return false;
        if (!within(n[0], 0, WORDS_COUNT - 1) || !within(n[1], -1, INT16_MAX))
            return lied(t->err, "word of a mapping");
        m->words[i] =
            (struct mapping_word){(enum mapping_words)n[0], (int)n[1], t->record->texts[0]};
    }
    for (int i = 0; i < m->ignored_count; i++) {
        if (!take(t, WIRE_MAPPING_IGNORED))
            return false;
        m->ignored[i] = t->record->texts[0];
    }
    return true;
}

static bool take_mapping(struct taking *t, struct arena *a, const struct mapping **out)
{
    struct mapping *m = ARENA_NEW(a, struct mapping);
    m->words = ARENA_ARRAY(a, MAPPING_WORDS_MAX, struct mapping_word);
    m->ignored = ARENA_ARRAY(a, MAPPING_IGNORED_MAX, struct str);
    *out = m;
    return take_head(t, m) && take_parts(t, m) && (mapping_fits(m) || lied(t->err, "mapping"));
}

bool request_take(struct str bytes, struct arena *a, struct intake_way *out, struct err *err)
{
    struct taking t = {bytes, ARENA_NEW(a, struct wire_record), err};
    *out = (struct intake_way){0};
    if (!take(&t, WIRE_REQUEST))
        return false;
    if (!within(t.record->numbers[0], 0, 1) || !within(t.record->numbers[1], 0, 1))
        return lied(err, "request");
    out->at_once = t.record->numbers[0] == 1;
    if (t.record->numbers[1] == 1 && !take_mapping(&t, a, &out->mapping))
        return false;
    return t.rest.n == 0 || lied(err, "end of a request");
}

/* ---- to the parent ---- */

void wire_first_rows(const struct first_rows *rows, struct wire_record *out)
{
    wire_begin(out, WIRE_FIRST_ROWS);
    wire_number(out, rows->count);
}

void wire_first_row(const struct first_row *row, struct wire_record *out)
{
    wire_begin(out, WIRE_FIRST_ROW);
    wire_number(out, row->line);
    wire_number(out, row->count);
}

void wire_first_text(struct str text, struct wire_record *out)
{
    wire_begin(out, WIRE_FIRST_TEXT);
    wire_text(out, text);
}

bool wire_to_first_rows(const struct wire_record *r, int *count, struct err *err)
{
    ASSERT(r->kind == WIRE_FIRST_ROWS);
    if (!within(r->numbers[0], 0, FIRST_ROWS_MAX))
        return lied(err, "first rows");
    *count = (int)r->numbers[0];
    return true;
}

bool wire_to_first_row(const struct wire_record *r, struct first_row *out, struct err *err)
{
    ASSERT(r->kind == WIRE_FIRST_ROW);
    if (!within(r->numbers[0], 1, LIMIT_FILE_LINES) || !within(r->numbers[1], 0, LIMIT_COLUMNS))
        return lied(err, "row of the first rows");
    *out = (struct first_row){.line = r->numbers[0], .count = (int)r->numbers[1]};
    return true;
}

bool wire_to_first_text(const struct wire_record *r, struct str *out, struct err *err)
{
    ASSERT(r->kind == WIRE_FIRST_TEXT);
    *out = r->texts[0];
    return out->n <= FIRST_ROWS_TEXT_BYTES || lied(err, "text of the first rows");
}
