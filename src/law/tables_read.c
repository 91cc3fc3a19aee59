#include "tables_read.h"

#include "base/money.h"
#include "csv.h"
#include "tables_clash.h"

/* A holiday has to exist in every year: 29 February cannot be one. */
enum { PERIOD_MONTHS_MAX = 480, COMMON_YEAR = 2001 };

/* One row being read: its fields by column name, and where to put errors. */
struct reading {
    const char *const *columns;
    struct law_csv_row row;
    int64_t line;
    struct arena *arena;
    struct err *err;
};

typedef bool row_fn(struct reading *r, void *out);

static const char *const ecb_columns[] = {"from",   "to",         "rate_percent", "article",
                                          "source", "checked_on", "confidence",   NULL};
static const char *const legal_columns[] = {
    "from",    "to",     "private_percent", "other_percent", "private_confidence",
    "article", "source", "checked_on",      "confidence",    NULL};
static const char *const rule_columns[] = {"code",    "value",  "unit",       "from",       "to",
                                           "article", "source", "checked_on", "confidence", NULL};
static const char *const limitation_columns[] = {"code",   "who",        "what",       "period",
                                                 "flags",  "from",       "to",         "article",
                                                 "source", "checked_on", "confidence", NULL};
static const char *const term_columns[] = {"rule",   "allowed",    "from",       "to", "article",
                                           "source", "checked_on", "confidence", NULL};
static const char *const holiday_columns[] = {"name",   "month",      "day",        "easter_offset",
                                              "region", "from",       "to",         "article",
                                              "source", "checked_on", "confidence", NULL};
static const char *const hours_columns[] = {"preset",   "weekdays",   "start",      "end",
                                            "holidays", "from",       "to",         "article",
                                            "source",   "checked_on", "confidence", NULL};

static bool refuse(struct reading *r, const char *column, struct str value)
{
    err_set_field(r->err, ERR_TABLE_INVALID, column, value);
    err_at(r->err, r->line, 0, column);
    return false;
}

static struct str field(const struct reading *r, const char *column)
{
    for (size_t i = 0; r->columns[i] != NULL; i++) {
        if (str_is(str_of(r->columns[i]), column)) {
            return r->row.fields[i];
        }
    }
    BUG("a column that this table does not have");
}

static bool has_control(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if ((unsigned char)s.p[i] < ' ' || s.p[i] == 0x7F)
            return true;
    }
    return false;
}

static bool read_text(struct reading *r, const char *column, const char **out)
{
    struct str s = field(r, column);
    if (s.n == 0 || s.n > LAW_TEXT_BYTES_MAX || has_control(s)) {
        return refuse(r, column, s);
    }
    *out = arena_cstr(r->arena, s);
    return true;
}

/* Empty: DAY_NONE. */
static bool read_day(struct reading *r, const char *column, struct day *out)
{
    struct str s = field(r, column);
    *out = DAY_NONE;
    return s.n == 0 || day_parse_iso(s, out, NULL) || refuse(r, column, s);
}

/* Digits with an optional sign; empty: `absent`. */
static bool read_int(struct reading *r, const char *column, int32_t absent, int32_t *out)
{
    struct str s = field(r, column);
    int64_t v;
    if (s.n == 0) {
        *out = absent;
        return true;
    }
    if (!amount_parse(s, (struct amount_style){'.', false, false}, 0, &v, NULL) || v < -400 ||
        v > 400) {
        return refuse(r, column, s);
    }
    *out = (int32_t)v;
    return true;
}

static bool read_rate(struct reading *r, const char *column, struct rate *out)
{
    struct str s = field(r, column);
    return rate_parse(s, out, NULL) || refuse(r, column, s);
}

static bool read_confidence(struct reading *r, const char *column, enum law_confidence *out)
{
    struct str s = field(r, column);
    if (str_is(s, "H")) {
        *out = LAW_READ;
    } else if (str_is(s, "M")) {
        *out = LAW_SECONDARY;
    } else if (str_is(s, "L")) {
        *out = LAW_UNVERIFIED;
    } else {
        return refuse(r, column, s);
    }
    return true;
}

static bool read_yes(struct reading *r, const char *column, bool *out)
{
    struct str s = field(r, column);
    *out = str_is(s, "yes");
    return *out || str_is(s, "no") || refuse(r, column, s);
}

static bool read_note(struct reading *r, struct law_note *out)
{
    if (!read_day(r, "from", &out->from) || !read_day(r, "to", &out->to) ||
        !read_text(r, "article", &out->article) || !read_text(r, "source", &out->source) ||
        !read_day(r, "checked_on", &out->checked_on) ||
        !read_confidence(r, "confidence", &out->confidence)) {
        return false;
    }
    if (!day_is(out->checked_on)) {
        return refuse(r, "checked_on", STR(""));
    }
    if (day_is(out->from) && day_is(out->to) && day_before(out->to, out->from)) {
        return refuse(r, "to", field(r, "to"));
    }
    return true;
}

/* A rate row is closed on both sides and begins the day after the row before it ended. */
static bool follows(struct reading *r, const struct law_note *before, const struct law_note *note)
{
    if (!day_is(note->from) || (before != NULL && note->from.n != before->to.n + 1)) {
        return refuse(r, "from", field(r, "from"));
    }
    return day_is(note->to) || refuse(r, "to", STR(""));
}

static bool read_ecb(struct reading *r, void *out)
{
    struct law_ecb_row *row = out;
    return read_rate(r, "rate_percent", &row->rate) && read_note(r, &row->note);
}

static bool read_legal(struct reading *r, void *out)
{
    struct law_legal_row *row = out;
    return read_rate(r, "private_percent", &row->private_rate) &&
           read_rate(r, "other_percent", &row->other_rate) &&
           read_confidence(r, "private_confidence", &row->private_confidence) &&
           read_note(r, &row->note);
}

/* Bounds keep every date and amount computed from a rule within what the program can count. */
static const struct {
    const char *name;
    int decimals;
    int64_t max;
} units[LAW_UNIT_COUNT] = {
    [LAW_UNIT_NONE] = {"", 0, 0},          [LAW_UNIT_POINTS] = {"points", 2, 10000},
    [LAW_UNIT_EUR] = {"eur", 2, 10000000}, [LAW_UNIT_TIMES] = {"times", 0, 100},
    [LAW_UNIT_DAYS] = {"days", 0, 3660},   [LAW_UNIT_MONTHS] = {"months", 0, 480},
    [LAW_UNIT_YEARS] = {"years", 0, 40},
};

static bool read_value(struct reading *r, struct law_rule_row *row)
{
    struct str unit = field(r, "unit");
    struct str value = field(r, "value");
    for (int i = 0; i < LAW_UNIT_COUNT; i++) {
        if (!str_is(unit, units[i].name)) {
            continue;
        }
        row->unit = (enum law_unit)i;
        if (row->unit == LAW_UNIT_NONE) {
            return value.n == 0 || refuse(r, "value", value);
        }
        return (amount_parse(value, (struct amount_style){'.', false, false}, units[i].decimals,
                             &row->value, NULL) &&
                row->value > 0 && row->value <= units[i].max) ||
               refuse(r, "value", value);
    }
    return refuse(r, "unit", unit);
}

static bool read_rule(struct reading *r, void *out)
{
    struct law_rule_row *row = out;
    struct str code = field(r, "code");
    for (int i = 0; i < LAW_RULE_COUNT; i++) {
        if (str_is(code, law_rule_code((enum law_rule)i))) {
            row->rule = (enum law_rule)i;
            return read_value(r, row) && read_note(r, &row->note);
        }
    }
    return refuse(r, "code", code);
}

static const struct {
    const char *name;
    unsigned flag;
} limitation_flags[] = {
    {"no-claim", LIMITATION_NO_CLAIM},
    {"foreclosure", LIMITATION_FORECLOSURE},
    {"year-end", LIMITATION_YEAR_END},
    {"demand", LIMITATION_DEMAND},
    {"letter", LIMITATION_LETTER},
    {"no-ceiling", LIMITATION_NO_CEILING},
    {"no-agreement", LIMITATION_NO_AGREEMENT},
};

static bool read_flags(struct reading *r, unsigned *out)
{
    struct str rest = field(r, "flags");
    struct str word;
    *out = 0;
    while (rest.n > 0 && str_split(&rest, ' ', &word)) {
        size_t i = 0;
        while (i < COUNT_OF(limitation_flags) && !str_is(word, limitation_flags[i].name)) {
            i++;
        }
        if (i == COUNT_OF(limitation_flags)) {
            return refuse(r, "flags", word);
        }
        *out |= limitation_flags[i].flag;
    }
    return true;
}

/* "5y" or "14m" to months. */
static bool read_period(struct reading *r, int32_t *months)
{
    struct str s = field(r, "period");
    int64_t v;
    char unit = s.n > 1 ? s.p[s.n - 1] : ' ';
    if ((unit != 'y' && unit != 'm') ||
        !amount_parse(str_slice(s, 0, s.n - 1), (struct amount_style){'.', false, false}, 0, &v,
                      NULL) ||
        v < 1 || v > (unit == 'y' ? PERIOD_MONTHS_MAX / 12 : PERIOD_MONTHS_MAX)) {
        return refuse(r, "period", s);
    }
    *months = (int32_t)(unit == 'y' ? v * 12 : v);
    return true;
}

static bool read_limitation(struct reading *r, void *out)
{
    struct law_limitation_row *row = out;
    return read_text(r, "code", &row->code) && read_text(r, "who", &row->who) &&
           read_text(r, "what", &row->what) && read_period(r, &row->months) &&
           read_flags(r, &row->flags) &&
           ((row->flags & LIMITATION_YEAR_END) == 0 || row->months % 12 == 0 ||
            refuse(r, "period", field(r, "period"))) &&
           read_note(r, &row->note);
}

static bool read_term(struct reading *r, void *out)
{
    struct law_term_row *row = out;
    struct str code = field(r, "rule");
    if (!law_term_parse(code, &row->term)) {
        return refuse(r, "rule", code);
    }
    return read_yes(r, "allowed", &row->allowed) && read_note(r, &row->note);
}

static bool read_holiday(struct reading *r, void *out)
{
    struct law_holiday_row *row = out;
    struct str region = field(r, "region");
    if (!read_text(r, "name", &row->name) || !read_int(r, "month", 0, &row->month) ||
        !read_int(r, "day", 0, &row->day_of_month) ||
        !read_int(r, "easter_offset", 0, &row->easter_offset_days)) {
        return false;
    }
    if (!law_region_parse(region, &row->region)) {
        return refuse(r, "region", region);
    }
    bool movable = row->month == 0;
    if (movable ? row->day_of_month != 0
                : !day_valid((struct ymd){COMMON_YEAR, row->month, row->day_of_month})) {
        return refuse(r, "day", field(r, "day"));
    }
    return read_note(r, &row->note);
}

/* "10:30" to minutes; "24:00" is allowed as an end. */
static bool read_minute(struct reading *r, const char *column, int *out)
{
    struct str s = field(r, column);
    if (s.n != 5 || s.p[2] != ':') {
        return refuse(r, column, s);
    }
    for (size_t i = 0; i < s.n; i++) {
        if (i != 2 && (s.p[i] < '0' || s.p[i] > '9')) {
            return refuse(r, column, s);
        }
    }
    int minute = (s.p[3] - '0') * 10 + (s.p[4] - '0');
    *out = ((s.p[0] - '0') * 10 + (s.p[1] - '0')) * 60 + minute;
    return (minute < 60 && *out <= 24 * 60) || refuse(r, column, s);
}

static bool read_hours(struct reading *r, void *out)
{
    struct law_hours_row *row = out;
    struct str days = field(r, "weekdays");
    if (days.n != 3 || days.p[0] < '1' || days.p[1] != '-' || days.p[2] > '7' ||
        days.p[0] > days.p[2]) {
        return refuse(r, "weekdays", days);
    }
    row->weekday_first = days.p[0] - '0';
    row->weekday_last = days.p[2] - '0';
    return read_text(r, "preset", &row->preset) && read_minute(r, "start", &row->start_minute) &&
           read_minute(r, "end", &row->end_minute) &&
           (row->start_minute < row->end_minute || refuse(r, "end", field(r, "end"))) &&
           read_yes(r, "holidays", &row->on_holidays) && read_note(r, &row->note);
}

#define TABLE(name, columns, read, type)                                                           \
    {                                                                                              \
        name, columns, read, sizeof(struct type), offsetof(struct type, note)                      \
    }

static const struct {
    const char *name;
    const char *const *columns;
    row_fn *read;
    size_t row_bytes, note_offset;
} tables[LAW_TABLE_COUNT] = {
    [LAW_TABLE_ECB] = TABLE("ecb", ecb_columns, read_ecb, law_ecb_row),
    [LAW_TABLE_LEGAL] = TABLE("legal-interest", legal_columns, read_legal, law_legal_row),
    [LAW_TABLE_RULES] = TABLE("rules", rule_columns, read_rule, law_rule_row),
    [LAW_TABLE_LIMITATION] =
        TABLE("limitation", limitation_columns, read_limitation, law_limitation_row),
    [LAW_TABLE_TERMS] = TABLE("payment-terms", term_columns, read_term, law_term_row),
    [LAW_TABLE_HOLIDAYS] = TABLE("holidays", holiday_columns, read_holiday, law_holiday_row),
    [LAW_TABLE_HOURS] = TABLE("contact-hours", hours_columns, read_hours, law_hours_row),
};

const char *law_table_name(enum law_table table)
{
    ASSERT(table < LAW_TABLE_COUNT);
    return tables[table].name;
}

const char *const *law_table_columns(enum law_table table)
{
    ASSERT(table < LAW_TABLE_COUNT);
    return tables[table].columns;
}

const char *law_unit_code(enum law_unit unit)
{
    ASSERT(unit < LAW_UNIT_COUNT);
    return units[unit].name;
}

int law_unit_decimals(enum law_unit unit)
{
    ASSERT(unit < LAW_UNIT_COUNT);
    return units[unit].decimals;
}

const char *law_limitation_flag(size_t i, unsigned *flag)
{
    if (i >= COUNT_OF(limitation_flags))
        return NULL;
    *flag = limitation_flags[i].flag;
    return limitation_flags[i].name;
}

/* The header line of a table is exactly its columns. */
static bool header_is(const struct law_csv_row *row, const char *const *columns)
{
    size_t i = 0;
    while (columns[i] != NULL && i < row->count && str_is(row->fields[i], columns[i])) {
        i++;
    }
    return columns[i] == NULL && i == row->count;
}

bool law_table_detect(struct str csv, enum law_table *out)
{
    for (int i = 0; i < LAW_TABLE_COUNT; i++) {
        struct str rest = csv;
        struct str line;
        bool same = str_split(&rest, '\n', &line);
        struct str columns = str_trim(line);
        struct str column;
        size_t k = 0;
        while (same && columns.p != NULL && str_split(&columns, ',', &column)) {
            same = tables[i].columns[k] != NULL && str_is(column, tables[i].columns[k]);
            k++;
        }
        if (same && tables[i].columns[k] == NULL) {
            *out = (enum law_table)i;
            return true;
        }
    }
    return false;
}

/* Where the rows of a table are kept in a set. */
static void keep(struct law_tables *t, enum law_table table, const void *rows, size_t count)
{
    switch (table) {
    case LAW_TABLE_ECB:
        t->ecb = rows;
        t->ecb_count = count;
        break;
    case LAW_TABLE_LEGAL:
        t->legal = rows;
        t->legal_count = count;
        break;
    case LAW_TABLE_RULES:
        t->rules = rows;
        t->rule_count = count;
        break;
    case LAW_TABLE_LIMITATION:
        t->limitations = rows;
        t->limitation_count = count;
        break;
    case LAW_TABLE_TERMS:
        t->terms = rows;
        t->term_count = count;
        break;
    case LAW_TABLE_HOLIDAYS:
        t->holidays = rows;
        t->holiday_count = count;
        break;
    case LAW_TABLE_HOURS:
        t->hours = rows;
        t->hours_count = count;
        break;
    case LAW_TABLE_COUNT:
        break;
    }
}

/* How a row must stand to the one before it. */
static bool in_order(struct reading *r, enum law_table table, const void *before, const void *row)
{
    size_t offset = tables[table].note_offset;
    const struct law_note *note = (const struct law_note *)((const char *)row + offset);
    const struct law_note *earlier =
        before == NULL ? NULL : (const struct law_note *)((const char *)before + offset);
    if (table == LAW_TABLE_ECB || table == LAW_TABLE_LEGAL) {
        return follows(r, earlier, note);
    }
    if (table == LAW_TABLE_RULES && earlier != NULL) {
        enum law_rule rule_before = ((const struct law_rule_row *)before)->rule;
        enum law_rule rule = ((const struct law_rule_row *)row)->rule;
        bool later = rule > rule_before || (rule == rule_before && day_is(earlier->to) &&
                                            day_is(note->from) && note->from.n > earlier->to.n);
        return later || refuse(r, "code", field(r, "code"));
    }
    return true;
}

/* No two rows for the same thing on the same day. `at`: the line of each row. */
static bool alone(struct reading *r, enum law_table table, const struct law_tables *t,
                  const int64_t *at)
{
    size_t one;
    size_t other;
    if (!law_table_clash(t, table, &one, &other))
        return true;
    r->line = at[other];
    return refuse(r, "from", str_of(law_table_name(table)));
}

bool law_table_read(enum law_table table, struct str csv, struct arena *arena, struct law_tables *t,
                    struct err *err)
{
    ASSERT(table < LAW_TABLE_COUNT);
    struct reading r = {.columns = tables[table].columns, .arena = arena, .err = err};
    struct law_csv lines = {csv, arena, 0};
    size_t bytes = tables[table].row_bytes;
    size_t columns = 0;
    size_t count = 0;
    size_t room = 0;
    char *rows = NULL;
    int64_t *at = ARENA_ARRAY(arena, LAW_TABLE_ROWS_MAX, int64_t);
    while (r.columns[columns] != NULL) {
        columns++;
    }
    if (!law_csv_next(&lines, &r.row) || !header_is(&r.row, r.columns)) {
        r.line = 1;
        return refuse(&r, law_table_name(table), str_slice(csv, 0, 60));
    }
    while (law_csv_next(&lines, &r.row)) {
        r.line = lines.line;
        if (r.row.count != columns || count == LAW_TABLE_ROWS_MAX) {
            return refuse(&r, law_table_name(table), r.row.fields[0]);
        }
        if (count == room) {
            rows = arena_grow(arena, rows, room, room * 2 + 64, bytes);
            room = room * 2 + 64;
        }
        char *row = rows + count * bytes;
        if (!tables[table].read(&r, row) ||
            !in_order(&r, table, count == 0 ? NULL : row - bytes, row)) {
            return false;
        }
        at[count++] = r.line;
    }
    keep(t, table, rows, count);
    return count == 0 ? refuse(&r, law_table_name(table), STR("")) : alone(&r, table, t, at);
}

static bool has_rule(const struct law_tables *t, enum law_rule rule)
{
    for (size_t i = 0; i < t->rule_count; i++) {
        if (t->rules[i].rule == rule) {
            return true;
        }
    }
    return false;
}

static bool has_term(const struct law_tables *t, enum law_term term)
{
    for (size_t i = 0; i < t->term_count; i++) {
        if (t->terms[i].term == term) {
            return true;
        }
    }
    return false;
}

bool law_tables_check(const struct law_tables *t, struct err *err)
{
    static const char *const bounds[] = {"LONG_STOP", "MIN_CONTRACT", "MAX_CONTRACT"};
    if (t->ecb_count == 0 || t->legal_count == 0 || t->holiday_count == 0 || t->hours_count == 0) {
        return err_set_field(err, ERR_TABLE_INVALID, "tables", STR("empty"));
    }
    for (int i = 0; i < LAW_RULE_COUNT; i++) {
        const char *code = law_rule_code((enum law_rule)i);
        if (!has_rule(t, (enum law_rule)i)) {
            return err_set_field(err, ERR_TABLE_INVALID, "rules", str_of(code));
        }
    }
    for (int i = LAW_TERM_NONE + 1; i < LAW_TERM_COUNT; i++) {
        const char *code = law_term_code((enum law_term)i);
        if (!has_term(t, (enum law_term)i)) {
            return err_set_field(err, ERR_TABLE_INVALID, "payment-terms", str_of(code));
        }
    }
    for (size_t i = 0; i < COUNT_OF(bounds); i++) {
        if (law_limitation_find(t, str_of(bounds[i])) == NULL) {
            return err_set_field(err, ERR_TABLE_INVALID, "limitation", str_of(bounds[i]));
        }
    }
    return true;
}
