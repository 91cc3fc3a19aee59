#include "tables_clash.h"

typedef bool clash_fn(const struct law_tables *t, size_t i, size_t k);

static bool meet(const struct law_note *a, const struct law_note *b)
{
    bool a_first = day_is(a->to) && day_is(b->from) && day_before(a->to, b->from);
    bool b_first = day_is(b->to) && day_is(a->from) && day_before(b->to, a->from);
    return !a_first && !b_first;
}

static bool limitations_clash(const struct law_tables *t, size_t i, size_t k)
{
    return str_is_nocase(str_of(t->limitations[i].code), t->limitations[k].code);
}

static bool terms_clash(const struct law_tables *t, size_t i, size_t k)
{
    return t->terms[i].term == t->terms[k].term && meet(&t->terms[i].note, &t->terms[k].note);
}

static bool holidays_clash(const struct law_tables *t, size_t i, size_t k)
{
    const struct law_holiday_row *a = &t->holidays[i];
    const struct law_holiday_row *b = &t->holidays[k];
    return a->region == b->region && strcmp(a->name, b->name) == 0 && meet(&a->note, &b->note);
}

static bool hours_clash(const struct law_tables *t, size_t i, size_t k)
{
    const struct law_hours_row *a = &t->hours[i];
    const struct law_hours_row *b = &t->hours[k];
    bool days = a->weekday_first <= b->weekday_last && b->weekday_first <= a->weekday_last;
    bool times = a->start_minute < b->end_minute && b->start_minute < a->end_minute;
    return days && times && strcmp(a->preset, b->preset) == 0 && meet(&a->note, &b->note);
}

bool law_table_clash(const struct law_tables *t, enum law_table table, size_t *one, size_t *other)
{
    static clash_fn *const clashes[LAW_TABLE_COUNT] = {
        [LAW_TABLE_LIMITATION] = limitations_clash,
        [LAW_TABLE_TERMS] = terms_clash,
        [LAW_TABLE_HOLIDAYS] = holidays_clash,
        [LAW_TABLE_HOURS] = hours_clash,
    };
    const size_t counts[LAW_TABLE_COUNT] = {
        [LAW_TABLE_LIMITATION] = t->limitation_count,
        [LAW_TABLE_TERMS] = t->term_count,
        [LAW_TABLE_HOLIDAYS] = t->holiday_count,
        [LAW_TABLE_HOURS] = t->hours_count,
    };
    ASSERT(table < LAW_TABLE_COUNT);
    for (size_t k = 1; clashes[table] != NULL && k < counts[table]; k++) {
        for (size_t i = 0; i < k; i++) {
            if (clashes[table](t, i, k)) {
                *one = i;
                *other = k;
                return true;
            }
        }
    }
    return false;
}
