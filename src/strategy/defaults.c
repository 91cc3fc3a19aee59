#include "defaults.h"

#define UNIT_CONTACTS "contacts"
#define UNIT_DAYS "days"
#define UNIT_CENTS "cents"
#define UNIT_PERCENT "percent"

static const struct default_row figures[] = {
#define DEFAULT(id, code, value, unit, meaning)                                                    \
    [DEFAULT_##id] = {code, value, UNIT_##unit, meaning},
#include "defaults.def"
};

const struct default_row *default_row(enum default_figure figure)
{
    ASSERT(figure < DEFAULT_COUNT);
    return &figures[figure];
}

static int32_t small(enum default_figure figure) { return (int32_t)figures[figure].value; }

struct str default_hours(enum gate_person person)
{
    bool professional = person == GATE_PERSON_COMPANY || person == GATE_PERSON_PUBLIC ||
                        person == GATE_PERSON_TRADER;
    return professional ? STR("office") : STR("prudent");
}

struct gate_policy default_policy(enum gate_person person)
{
    bool consumer = person == GATE_PERSON_CONSUMER;
    return (struct gate_policy){
        .pressure_maximum =
            small(consumer ? DEFAULT_CONSUMER_PRESSURE_MAXIMUM : DEFAULT_PRESSURE_MAXIMUM),
        .pressure_window_days =
            small(consumer ? DEFAULT_CONSUMER_PRESSURE_WINDOW : DEFAULT_PRESSURE_WINDOW),
        .minimum_minor = figures[DEFAULT_MINIMUM_AMOUNT].value,
        .match_first_percent = small(DEFAULT_MATCH_FIRST),
        .hours_preset = default_hours(person),
    };
}
