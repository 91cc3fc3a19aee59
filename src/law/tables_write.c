#include "tables_write.h"

#include "base/money.h"
#include "coverage.h"

enum { FIELD_BYTES_MAX = 200 };

/* The fields of a row being collected. */
struct writing {
    struct law_fields *out;
    struct arena *arena;
    struct buf text; /* of the field being built */
};

typedef void row_fn(struct writing *w, const struct law_tables *t, size_t i);

static void add(struct writing *w, struct str text)
{
    ASSERT(w->out->count < LAW_CSV_FIELDS_MAX);
    w->out->field[w->out->count++] = text;
}

static void add_c(struct writing *w, const char *text) { add(w, str_of(text)); }

/* Ends the field built in w->text. */
static void next(struct writing *w)
{
    add(w, arena_str(w->arena, buf_str(&w->text)));
    buf_clear(&w->text);
}

static void add_day(struct writing *w, struct day day)
{
    buf_add_day(&w->text, day);
    next(w);
}

static void add_rate(struct writing *w, struct rate rate)
{
    buf_add_rate(&w->text, rate);
    next(w);
}

static void add_int(struct writing *w, int64_t v)
{
    buf_add_int(&w->text, v);
    next(w);
}

static void add_confidence(struct writing *w, enum law_confidence confidence)
{
    static const char *const letters[] = {
        [LAW_UNVERIFIED] = "L", [LAW_SECONDARY] = "M", [LAW_READ] = "H"};
    add_c(w, letters[confidence]);
}

static void add_period(struct writing *w, const struct law_note *note)
{
    add_day(w, note->from);
    add_day(w, note->to);
}

static void add_source(struct writing *w, const struct law_note *note)
{
    add_c(w, note->article);
    add_c(w, note->source);
    add_day(w, note->checked_on);
    add_confidence(w, note->confidence);
}

static void ecb_fields(struct writing *w, const struct law_tables *t, size_t i)
{
    add_period(w, &t->ecb[i].note);
    add_rate(w, t->ecb[i].rate);
    add_source(w, &t->ecb[i].note);
}

static void legal_fields(struct writing *w, const struct law_tables *t, size_t i)
{
    add_period(w, &t->legal[i].note);
    add_rate(w, t->legal[i].private_rate);
    add_rate(w, t->legal[i].other_rate);
    add_confidence(w, t->legal[i].private_confidence);
    add_source(w, &t->legal[i].note);
}

/* 10 points, 40.00 eur, 3 times. */
static void rule_fields(struct writing *w, const struct law_tables *t, size_t i)
{
    const struct law_rule_row *row = &t->rules[i];
    add_c(w, law_rule_code(row->rule));
    if (row->unit == LAW_UNIT_NONE) {
        add_c(w, "");
    } else if (row->unit == LAW_UNIT_POINTS && row->value % 100 == 0) {
        add_int(w, row->value / 100);
    } else if (law_unit_decimals(row->unit) == 2) {
        buf_add_amount(&w->text, eur(row->value));
        next(w);
    } else {
        add_int(w, row->value);
    }
    add_c(w, law_unit_code(row->unit));
    add_period(w, &row->note);
    add_source(w, &row->note);
}

static void limitation_fields(struct writing *w, const struct law_tables *t, size_t i)
{
    const struct law_limitation_row *row = &t->limitations[i];
    bool years = row->months % 12 == 0;
    const char *word;
    unsigned flag;
    add_c(w, row->code);
    add_c(w, row->who);
    add_c(w, row->what);
    buf_add_int(&w->text, years ? row->months / 12 : row->months);
    buf_add_c(&w->text, years ? "y" : "m");
    next(w);
    for (size_t k = 0; (word = law_limitation_flag(k, &flag)) != NULL; k++) {
        if ((row->flags & flag) == 0)
            continue;
        buf_add_c(&w->text, w->text.n > 0 ? " " : "");
        buf_add_c(&w->text, word);
    }
    next(w);
    add_period(w, &row->note);
    add_source(w, &row->note);
}

static void term_fields(struct writing *w, const struct law_tables *t, size_t i)
{
    add_c(w, law_term_code(t->terms[i].term));
    add_c(w, t->terms[i].allowed ? "yes" : "no");
    add_period(w, &t->terms[i].note);
    add_source(w, &t->terms[i].note);
}

static void holiday_fields(struct writing *w, const struct law_tables *t, size_t i)
{
    const struct law_holiday_row *row = &t->holidays[i];
    add_c(w, row->name);
    if (row->month == 0) {
        add_c(w, "");
        add_c(w, "");
        add_int(w, row->easter_offset_days);
    } else {
        add_int(w, row->month);
        add_int(w, row->day_of_month);
        add_c(w, "");
    }
    add_c(w, law_region_code(row->region));
    add_period(w, &row->note);
    add_source(w, &row->note);
}

static void add_time(struct writing *w, int minute)
{
    buf_add_int_padded(&w->text, minute / 60, 2);
    buf_add_char(&w->text, ':');
    buf_add_int_padded(&w->text, minute % 60, 2);
    next(w);
}

static void hours_fields(struct writing *w, const struct law_tables *t, size_t i)
{
    const struct law_hours_row *row = &t->hours[i];
    add_c(w, row->preset);
    buf_add_int(&w->text, row->weekday_first);
    buf_add_char(&w->text, '-');
    buf_add_int(&w->text, row->weekday_last);
    next(w);
    add_time(w, row->start_minute);
    add_time(w, row->end_minute);
    add_c(w, row->on_holidays ? "yes" : "no");
    add_period(w, &row->note);
    add_source(w, &row->note);
}

static row_fn *const rows[LAW_TABLE_COUNT] = {
    [LAW_TABLE_ECB] = ecb_fields,     [LAW_TABLE_LEGAL] = legal_fields,
    [LAW_TABLE_RULES] = rule_fields,  [LAW_TABLE_LIMITATION] = limitation_fields,
    [LAW_TABLE_TERMS] = term_fields,  [LAW_TABLE_HOLIDAYS] = holiday_fields,
    [LAW_TABLE_HOURS] = hours_fields,
};

void law_table_fields(const struct law_tables *t, enum law_table table, size_t i,
                      struct arena *arena, struct law_fields *out)
{
    ASSERT(table < LAW_TABLE_COUNT);
    struct writing w = {.out = out, .arena = arena};
    out->count = 0;
    buf_init(&w.text, arena, FIELD_BYTES_MAX);
    rows[table](&w, t, i);
    ASSERT(!w.text.full);
}

/* Quotes only where the reader needs them. */
static void write_field(struct buf *out, struct str field)
{
    bool quoted = str_find(field, ',') >= 0 || str_find(field, '"') >= 0;
    if (!quoted) {
        buf_add(out, field);
        return;
    }
    buf_add_char(out, '"');
    for (size_t i = 0; i < field.n; i++) {
        if (field.p[i] == '"')
            buf_add_char(out, '"');
        buf_add_char(out, field.p[i]);
    }
    buf_add_char(out, '"');
}

void law_table_write(const struct law_tables *t, enum law_table table, struct buf *out)
{
    const char *const *columns = law_table_columns(table);
    size_t count = law_table_coverage(t, table).rows;
    for (size_t k = 0; columns[k] != NULL; k++) {
        buf_add_c(out, k > 0 ? "," : "");
        buf_add_c(out, columns[k]);
    }
    buf_add_char(out, '\n');
    for (size_t i = 0; i < count; i++) {
        struct law_fields fields;
        law_table_fields(t, table, i, out->arena, &fields);
        for (size_t k = 0; k < fields.count; k++) {
            buf_add_c(out, k > 0 ? "," : "");
            write_field(out, fields.field[k]);
        }
        buf_add_char(out, '\n');
    }
}
