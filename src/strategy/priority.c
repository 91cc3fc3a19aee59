#include "priority.h"

#include "base/limits.h"

/* Computed from the assumptions of the debtor simulator (rules/priority.yaml): the five kinds of
 * debtors, weighted by how many of each are still there at the age of the band. */
static const struct priority_band default_bands[] = {
    {1, 267, 310, 233, 0}, {31, 115, 298, 266, 0}, {61, 56, 293, 277, 0},
    {91, 15, 290, 283, 0}, {181, 1, 289, 284, 0},
};

struct priority_rules priority_default(void)
{
    struct priority_rules rules = {.horizon_days = 30,
                                   .talk_seconds = 480,
                                   .ring_seconds = 90,
                                   .recovered_permil = 1000,
                                   .outcomes_min = 300,
                                   .explore_permil = 80,
                                   .day_minutes = 240,
                                   .band_count = COUNT_OF(default_bands)};
    memcpy(rules.bands, default_bands, sizeof default_bands);
    return rules;
}

static bool within(int64_t value, int64_t min, int64_t max) { return value >= min && value <= max; }

static void check_band(const struct priority_rules *rules, size_t i, struct rule_faults *faults)
{
    const struct priority_band *band = &rules->bands[i];
    bool in_order = i == 0 ? band->days_from == 1 : band->days_from > rules->bands[i - 1].days_from;
    rule_expect(faults, in_order, RULE_FAULT_BANDS, band->line);
    rule_expect(faults,
                within(band->untouched_permil, 0, 1000) && within(band->reached_permil, 1, 1000) &&
                    within(band->effect_permil, 0, 1000) &&
                    band->untouched_permil + band->effect_permil <= 1000,
                RULE_FAULT_SHARE, band->line);
}

void priority_check(const struct priority_rules *rules, struct rule_faults *faults)
{
    bool few = rules->band_count > 0 && rules->band_count <= PRIORITY_BANDS_MAX;
    rule_expect(faults, within(rules->horizon_days, 1, 365), RULE_FAULT_HORIZON, rules->line);
    rule_expect(faults,
                within(rules->talk_seconds, 1, 7200) && within(rules->ring_seconds, 1, 7200) &&
                    within(rules->day_minutes, 1, 1440),
                RULE_FAULT_CALL_TIME, rules->line);
    rule_expect(faults,
                within(rules->cost_minor, 0, LIMIT_AMOUNT_MINOR) &&
                    within(rules->harm_minor, 0, LIMIT_AMOUNT_MINOR),
                RULE_FAULT_COST, rules->line);
    rule_expect(faults,
                within(rules->recovered_permil, 1, 1000) && within(rules->explore_permil, 0, 200),
                RULE_FAULT_SHARE, rules->line);
    rule_expect(faults, rules->outcomes_min >= 300, RULE_FAULT_OUTCOMES, rules->line);
    rule_expect(faults, few, RULE_FAULT_BANDS, rules->line);
    for (size_t i = 0; few && i < rules->band_count; i++)
        check_band(rules, i, faults);
}

size_t priority_band_of(const struct priority_rules *rules, int32_t days_late)
{
    size_t i = rules->band_count - 1;
    while (i > 0 && days_late < rules->bands[i].days_from)
        i--;
    return i;
}

struct priority_chance priority_prior(const struct priority_rules *rules, int32_t days_late)
{
    const struct priority_band *band = &rules->bands[priority_band_of(rules, days_late)];
    double untouched = band->untouched_permil / 1000.0;
    double reached = band->reached_permil / 1000.0;
    return (struct priority_chance){untouched, untouched + reached * band->effect_permil / 1000.0,
                                    reached};
}

double priority_minutes(const struct priority_rules *rules, double reached)
{
    return (reached * rules->talk_seconds + (1 - reached) * rules->ring_seconds) / 60.0;
}

struct priority_value priority_of(const struct priority_rules *rules, int64_t amount_minor,
                                  struct priority_chance chance)
{
    struct priority_value value = {.amount_minor = amount_minor};
    value.effect = chance.called - chance.untouched;
    value.minutes = priority_minutes(rules, chance.reached);
    value.expected_minor = (double)amount_minor * value.effect * rules->recovered_permil / 1000.0 -
                           (double)rules->cost_minor - (double)rules->harm_minor;
    value.per_minute_minor = value.expected_minor / value.minutes;
    return value;
}

int64_t priority_per_minute(const struct priority_value *value)
{
    double v = value->per_minute_minor;
    return v < 0 ? -(int64_t)(0.5 - v) : (int64_t)(v + 0.5);
}

struct priority_day priority_fill(const struct priority_value *values, size_t count, double minutes)
{
    struct priority_day day = {0};
    for (size_t i = 0; i < count && values[i].expected_minor > 0; i++) {
        if (day.minutes + values[i].minutes > minutes) {
            day.price_per_minute_minor = values[i].per_minute_minor;
            break;
        }
        day.minutes += values[i].minutes;
        day.count++;
    }
    return day;
}
