#include "coverage.h"

#include "base/money.h"
#include "semester.h"

static size_t row_count(const struct law_tables *t, enum law_table table)
{
    switch (table) {
    case LAW_TABLE_ECB:
        return t->ecb_count;
    case LAW_TABLE_LEGAL:
        return t->legal_count;
    case LAW_TABLE_RULES:
        return t->rule_count;
    case LAW_TABLE_LIMITATION:
        return t->limitation_count;
    case LAW_TABLE_TERMS:
        return t->term_count;
    case LAW_TABLE_HOLIDAYS:
        return t->holiday_count;
    case LAW_TABLE_HOURS:
        return t->hours_count;
    case LAW_TABLE_COUNT:
        break;
    }
    BUG("no such table");
}

struct law_coverage law_table_coverage(const struct law_tables *t, enum law_table table)
{
    struct law_coverage c = {.rows = row_count(t, table),
                             .first = DAY_NONE,
                             .last = DAY_NONE,
                             .checked_first = DAY_NONE};
    struct arena none = {0};
    struct buf value;
    buf_init(&value, &none, 0);
    for (size_t i = 0; i < c.rows; i++) {
        const struct law_note *note = law_table_row(t, table, i, &value).note;
        if (!day_is(c.checked_first) || day_before(note->checked_on, c.checked_first)) {
            c.checked_first = note->checked_on;
        }
        c.unverified += note->confidence == LAW_UNVERIFIED ? 1 : 0;
    }
    if (table == LAW_TABLE_ECB && c.rows > 0) {
        /* The rate of a semester's first day holds for the whole semester. */
        c.first = t->ecb[0].note.from;
        c.last = law_semester_last(law_semester_of(t->ecb[c.rows - 1].note.to));
    } else if (table == LAW_TABLE_LEGAL && c.rows > 0) {
        c.first = t->legal[0].note.from;
        c.last = t->legal[c.rows - 1].note.to;
    }
    return c;
}

static void add_rule_value(const struct law_rule_row *row, struct buf *value)
{
    static const char *const units[LAW_UNIT_COUNT] = {
        [LAW_UNIT_POINTS] = " points", [LAW_UNIT_EUR] = " EUR",       [LAW_UNIT_TIMES] = " x",
        [LAW_UNIT_DAYS] = " d",        [LAW_UNIT_MONTHS] = " months", [LAW_UNIT_YEARS] = " y",
    };
    if (row->unit == LAW_UNIT_NONE) {
        return;
    }
    if (row->unit == LAW_UNIT_EUR) {
        buf_add_amount(value, eur(row->value));
    } else {
        buf_add_int(value, row->unit == LAW_UNIT_POINTS ? row->value / 100 : row->value);
    }
    buf_add_c(value, units[row->unit]);
}

static void add_time(struct buf *value, int minute)
{
    buf_add_int_padded(value, minute / 60, 2);
    buf_add_c(value, ":");
    buf_add_int_padded(value, minute % 60, 2);
}

static void add_hours_value(const struct law_hours_row *row, struct buf *value)
{
    buf_add_int(value, row->weekday_first);
    buf_add_c(value, "-");
    buf_add_int(value, row->weekday_last);
    buf_add_c(value, " ");
    add_time(value, row->start_minute);
    buf_add_c(value, "-");
    add_time(value, row->end_minute);
}

static void add_holiday_value(const struct law_holiday_row *row, struct buf *value)
{
    if (row->month == 0) {
        buf_add_c(value, "Easter ");
        buf_add_c(value, row->easter_offset_days < 0 ? "" : "+");
        buf_add_int(value, row->easter_offset_days);
    } else {
        buf_add_int_padded(value, row->month, 2);
        buf_add_c(value, "-");
        buf_add_int_padded(value, row->day_of_month, 2);
    }
    buf_add_c(value, row->region == LAW_REGION_MAINLAND ? "" : " ");
    buf_add_c(value, law_region_code(row->region));
}

struct law_row_text law_table_row(const struct law_tables *t, enum law_table table, size_t i,
                                  struct buf *value)
{
    ASSERT(i < row_count(t, table));
    switch (table) {
    case LAW_TABLE_ECB:
        buf_add_rate(value, t->ecb[i].rate);
        return (struct law_row_text){"", &t->ecb[i].note};
    case LAW_TABLE_LEGAL:
        buf_add_rate(value, t->legal[i].private_rate);
        buf_add_c(value, " / ");
        buf_add_rate(value, t->legal[i].other_rate);
        return (struct law_row_text){"", &t->legal[i].note};
    case LAW_TABLE_RULES:
        add_rule_value(&t->rules[i], value);
        return (struct law_row_text){law_rule_code(t->rules[i].rule), &t->rules[i].note};
    case LAW_TABLE_LIMITATION:
        buf_add_int(value, t->limitations[i].months);
        buf_add_c(value, " months");
        return (struct law_row_text){t->limitations[i].code, &t->limitations[i].note};
    case LAW_TABLE_TERMS:
        buf_add_c(value, t->terms[i].allowed ? "allowed" : "unlawful");
        return (struct law_row_text){law_term_code(t->terms[i].term), &t->terms[i].note};
    case LAW_TABLE_HOLIDAYS:
        add_holiday_value(&t->holidays[i], value);
        return (struct law_row_text){t->holidays[i].name, &t->holidays[i].note};
    case LAW_TABLE_HOURS:
        add_hours_value(&t->hours[i], value);
        return (struct law_row_text){t->hours[i].preset, &t->hours[i].note};
    case LAW_TABLE_COUNT:
        break;
    }
    BUG("no such table");
}
