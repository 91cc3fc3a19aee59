#include "mail_events.h"

#include "base/buf.h"
#include "intake/formats/first_rows.h"
#include "intake/lists/open_item_values.h"

enum { PROGRESS_ROWS = 4096, WAY = MAILING_STATE_COUNT };

/* ---- words ---- */

static const struct {
    enum mail_column column;
    const char *text;
} columns[] = {
#define COLUMN(field, text) {MAIL_##field, text},
#include "mail_words.def"
};

enum {
    STEP_SENT = MAILING_IS_SENT,
    STEP_PRESENTED = MAILING_IS_PRESENTED,
    STEP_RECEIVED = MAILING_IS_RECEIVED,
    STEP_RETURNED = MAILING_IS_RETURNED,
    STEP_WAY = WAY
};
enum {
    WHY_UNCLAIMED = MAILING_RETURN_UNCLAIMED,
    WHY_REFUSED = MAILING_RETURN_REFUSED,
    WHY_UNKNOWN = MAILING_RETURN_UNKNOWN,
    WHY_BAD_ADDRESS = MAILING_RETURN_BAD_ADDRESS,
    WHY_NONE = MAILING_RETURN_COUNT
};

static const struct {
    int to, why;
    const char *text;
} words[] = {
#define WORD(to, why, text) {STEP_##to, WHY_##why, text},
#include "mail_words.def"
};

static enum mail_column column_of(struct arena *scratch, struct str name)
{
    struct str folded = text_fold_tight(scratch, name);
    for (size_t i = 0; i < COUNT_OF(columns); i++) {
        if (str_is(folded, columns[i].text))
            return columns[i].column;
    }
    return MAIL_COLUMN_COUNT;
}

/* COUNT_OF(words): nothing fits. */
static size_t word_of(struct arena *scratch, struct str text)
{
    struct str folded = text_fold_tight(scratch, text);
    size_t i = 0;
    while (i < COUNT_OF(words) && (folded.n == 0 || !str_contains(folded, str_of(words[i].text))))
        i++;
    return i;
}

bool mail_tracking(struct arena *a, struct str typed, struct str *out)
{
    struct buf b;
    buf_init(&b, a, MAIL_TRACKING_MAX + 1);
    for (size_t i = 0; i < typed.n; i++) {
        char c = typed.p[i];
        bool digit = c >= '0' && c <= '9';
        bool upper = c >= 'A' && c <= 'Z';
        bool lower = c >= 'a' && c <= 'z';
        if (c == ' ')
            continue;
        if (!digit && !upper && !lower)
            return false;
        buf_add_char(&b, lower ? (char)(c - 'a' + 'A') : c);
    }
    *out = buf_str(&b);
    return !b.full && out->n >= MAIL_TRACKING_MIN && out->n <= MAIL_TRACKING_MAX;
}

/* ---- the header ---- */

static bool read_names(const struct sheet *s, struct mail_header *h)
{
    *h = (struct mail_header){.line = s->line, .columns = s->count};
    for (int c = 0; c < MAIL_COLUMN_COUNT; c++)
        h->at[c] = -1;
    for (int i = 0; i < s->count; i++) {
        enum mail_column column = column_of(s->scratch, s->cells[i].text);
        if (column == MAIL_COLUMN_COUNT || s->cells[i].type != CELL_TEXT || h->at[column] >= 0)
            continue;
        h->at[column] = i;
        h->names[column] = s->cells[i].text;
    }
    return h->at[MAIL_NUMBER] >= 0 && h->at[MAIL_DATE] >= 0 && h->at[MAIL_STATUS] >= 0;
}

static bool find_in(struct sheet *s, struct arena *a, struct mail_header *out, struct err *err)
{
    bool have = true;
    for (int row = 0; row < FIRST_ROWS_MAX; row++) {
        if (!sheet_next(s, &have, err) || !have)
            return false;
        if (!read_names(s, out))
            continue;
        for (int c = 0; c < MAIL_COLUMN_COUNT; c++)
            out->names[c] = arena_str(a, out->names[c]);
        return true;
    }
    return false;
}

bool mail_events_find(const struct sheet_file *file, struct arena *a, struct mail_header *out,
                      bool *found, struct err *err)
{
    static const char separators[] = LIST_SEPARATORS;
    struct sheet *s = ARENA_NEW(a, struct sheet);
    *found = false;
    if (file->book != NULL) {
        *found = sheet_open(s, file, 0, a, err) && find_in(s, a, out, err);
        return !err_is(err);
    }
    for (size_t i = 0; separators[i] != '\0' && !*found; i++) {
        struct err ignored = {0}; /* under a wrong separator anything may be wrong */
        *found = sheet_open(s, file, separators[i], a, &ignored) && find_in(s, a, out, &ignored);
        out->separator = separators[i];
        sheet_close(s);
    }
    return true;
}

bool mail_events_know(struct arena *scratch, struct str start)
{
    const struct source source = source_of_memory(start);
    const struct sheet_file file = {.source = &source, .encoding = ENC_UTF8};
    struct mail_header *h = ARENA_NEW(scratch, struct mail_header);
    struct err ignored = {0};
    bool found;
    return mail_events_find(&file, scratch, h, &found, &ignored) && found;
}

bool mail_events_open(struct mail_events *m, const struct sheet_file *file, struct arena *a,
                      struct err *err)
{
    bool found = false;
    bool have = true;
    *m = (struct mail_events){0};
    if (!mail_events_find(file, a, &m->header, &found, err))
        return false;
    if (!found)
        return err_set_field(err, ERR_COLUMN_MISSING, "Statut", STR("Statut"));
    if (!sheet_open(&m->sheet, file, m->header.separator, a, err))
        return false;
    while (have && m->sheet.line < m->header.line) {
        if (!sheet_next(&m->sheet, &have, err))
            return false;
    }
    return have || err_set(err, ERR_FILE_CHANGED, NULL);
}

void mail_events_close(struct mail_events *m) { sheet_close(&m->sheet); }

/* ---- rows ---- */

struct row {
    struct mail_events *list;
    struct err *refused;
};

static struct cell cell_of(const struct row *row, enum mail_column column)
{
    return sheet_cell(&row->list->sheet, row->list->header.at[column]);
}

static bool refuse(const struct row *row, enum mail_column column, enum err_code code)
{
    const struct mail_header *h = &row->list->header;
    int at = h->at[column];
    struct cell cell = cell_of(row, column);
    err_set_field(row->refused, code, at < 0 ? NULL : h->names[column].p,
                  at < 0 ? STR("") : str_cut_utf8(cell.text, 60));
    err_at(row->refused, row->list->sheet.line, at + 1, NULL);
    return false;
}

static bool read_day(const struct row *row, struct mail_event *out)
{
    const struct value_habits french = {.day_first = 1};
    struct cell cell = cell_of(row, MAIL_DATE);
    struct err bad = {0};
    if (cell.text.n == 0)
        return refuse(row, MAIL_DATE, ERR_FIELD_EMPTY);
    if (cell.type == CELL_ERROR || !value_date(&french, cell, &out->on, &bad) || !day_is(out->on))
        return refuse(row, MAIL_DATE, ERR_BAD_DATE);
    return true;
}

/* A letter that came back says why in its status or in a column of its own. */
static bool read_status(const struct row *row, struct mail_event *out)
{
    struct arena *scratch = row->list->sheet.scratch;
    struct str text = cell_of(row, MAIL_STATUS).text;
    if (text.n == 0)
        return refuse(row, MAIL_STATUS, ERR_FIELD_EMPTY);
    size_t at = word_of(scratch, text);
    if (at == COUNT_OF(words))
        return refuse(row, MAIL_STATUS, ERR_BAD_CHOICE);
    out->on_its_way = words[at].to == STEP_WAY;
    out->to = out->on_its_way ? MAILING_IS_SENT : (enum mailing_state)words[at].to;
    out->why = (enum mailing_return)words[at].why;
    if (words[at].to != STEP_RETURNED || words[at].why != WHY_NONE)
        return true;
    at = word_of(scratch, cell_of(row, MAIL_REASON).text);
    if (at == COUNT_OF(words) || words[at].why == WHY_NONE)
        return refuse(row, row->list->header.at[MAIL_REASON] >= 0 ? MAIL_REASON : MAIL_STATUS,
                      ERR_BAD_CHOICE);
    out->why = (enum mailing_return)words[at].why;
    return true;
}

static bool read_row(const struct row *row, struct mail_event *out)
{
    struct str number = cell_of(row, MAIL_NUMBER).text;
    *out = (struct mail_event){
        .line = row->list->sheet.line, .on = DAY_NONE, .why = MAILING_RETURN_COUNT};
    if (number.n == 0)
        return refuse(row, MAIL_NUMBER, ERR_FIELD_EMPTY);
    if (!mail_tracking(row->list->sheet.scratch, number, &out->tracking))
        return refuse(row, MAIL_NUMBER, ERR_IMPOSSIBLE_VALUE);
    return read_status(row, out) && read_day(row, out);
}

/* The header again. */
static bool is_header(const struct mail_events *m)
{
    struct str number = sheet_cell(&m->sheet, m->header.at[MAIL_NUMBER]).text;
    struct str status = sheet_cell(&m->sheet, m->header.at[MAIL_STATUS]).text;
    return str_eq(number, m->header.names[MAIL_NUMBER]) &&
           str_eq(status, m->header.names[MAIL_STATUS]);
}

bool mail_events_next(struct mail_events *m, struct mail_event *out, struct err *refused,
                      bool *have, struct err *err)
{
    err_clear(refused);
    do {
        if (!sheet_next(&m->sheet, have, err))
            return false;
    } while (*have && is_header(m));
    struct row row = {m, refused};
    if (*have && !read_row(&row, out))
        out->line = m->sheet.line;
    return true;
}

static bool survey_rows(struct mail_events *m, const struct sniff_progress *progress,
                        struct table_summary *out, struct err *first_refused, struct err *err)
{
    struct mail_event event;
    struct err refused = {0};
    bool have;
    out->separator = m->header.separator;
    out->columns = m->header.columns;
    for (;;) {
        if (!mail_events_next(m, &event, &refused, &have, err))
            return false;
        if (!have)
            break;
        out->rows++;
        if (progress != NULL && out->rows % PROGRESS_ROWS == 0)
            progress->tell(progress->with, m->sheet.at);
        if (err_is(&refused) && out->refused++ == 0)
            *first_refused = refused;
    }
    return out->rows > 0 || err_set(err, ERR_FILE_EMPTY, NULL);
}

bool mail_events_survey(const struct sheet_file *file, struct arena *a, struct table_summary *out,
                        struct err *first_refused, struct err *err)
{
    struct mail_events *m = ARENA_NEW(a, struct mail_events);
    *out = (struct table_summary){.encoding = file->encoding};
    err_clear(first_refused);
    bool ok = mail_events_open(m, file, a, err) &&
              survey_rows(m, file->progress, out, first_refused, err);
    mail_events_close(m);
    return ok;
}
