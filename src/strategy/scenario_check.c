#include "scenario_check.h"

#include "base/limits.h"
#include "law/holiday.h"

static bool within(int64_t value, int64_t min, int64_t max) { return value >= min && value <= max; }

static void check_head(struct rule_faults *faults, const struct scenario *r,
                       const struct law_tables *law)
{
    const struct gate_policy *p = &r->policy;
    bool for_mandate = r->capacities == 1U << GATE_MANDATE;
    rule_expect(faults, r->capacities != 0 && r->persons != 0, RULE_FAULT_NOBODY, r->line);
    rule_expect(faults,
                (r->start == SCENARIO_FROM_FIRST_LETTER) == for_mandate &&
                    (for_mandate || (r->capacities >> GATE_MANDATE & 1U) == 0),
                RULE_FAULT_START, r->line);
    rule_expect(faults,
                within(p->pressure_maximum, 1, 100) && within(p->pressure_window_days, 1, 366),
                RULE_FAULT_PRESSURE, r->line);
    rule_expect(faults, within(p->minimum_minor, 0, LIMIT_AMOUNT_MINOR), RULE_FAULT_MINIMUM,
                r->line);
    rule_expect(faults, within(p->match_first_percent, 1, 100), RULE_FAULT_MATCH_FIRST, r->line);
    rule_expect(faults, law_hours_known(law, p->hours_preset), RULE_FAULT_HOURS, r->line);
    rule_expect(faults,
                within(r->no_action_days, 0, SCENARIO_DAYS_MAX) &&
                    within(r->limitation_days, 0, SCENARIO_DAYS_MAX),
                RULE_FAULT_WATCH, r->line);
    rule_expect(faults, r->level_count > 0, RULE_FAULT_NO_LEVELS, r->line);
    rule_expect(faults, r->level_count <= SCENARIO_LEVELS_MAX, RULE_FAULT_TOO_MANY_LEVELS, r->line);
}

static void check_pre_due(struct rule_faults *faults, const struct scenario_pre_due *p)
{
    if (p->days_before == 0 && p->large_minor == 0 && !p->new_customer)
        return;
    rule_expect(faults,
                within(p->days_before, 1, 90) && within(p->large_minor, 0, LIMIT_AMOUNT_MINOR) &&
                    (p->large_minor > 0 || p->new_customer),
                RULE_FAULT_PRE_DUE, p->line);
}

static bool is_for_levels(enum action action)
{
    return action == ACTION_CALL || action == ACTION_EMAIL || action == ACTION_SMS ||
           action == ACTION_REMINDER_1 || action == ACTION_REMINDER_2 ||
           action == ACTION_FORMAL_NOTICE || action == ACTION_ALERT_MANAGER;
}

static void check_level(struct rule_faults *faults, const struct scenario_level *l,
                        int32_t days_min)
{
    enum gate_channel way = action_channel(l->action);
    bool other = l->otherwise != ACTION_NONE;
    bool notice = l->action == ACTION_FORMAL_NOTICE || l->otherwise == ACTION_FORMAL_NOTICE;
    bool calls = l->action == ACTION_CALL;
    rule_expect(faults, within(l->days, days_min, SCENARIO_DAYS_MAX), RULE_FAULT_DAYS, l->line);
    rule_expect(faults,
                within(l->gap_days, 0, SCENARIO_DAYS_MAX) &&
                    within(l->again_days, 0, SCENARIO_DAYS_MAX) &&
                    within(l->retry_days, calls ? 1 : 0, SCENARIO_DAYS_MAX),
                RULE_FAULT_GAP, l->line);
    rule_expect(faults, is_for_levels(l->action), RULE_FAULT_ACTION, l->line);
    rule_expect(faults,
                !other || (is_for_levels(l->otherwise) && action_channel(l->otherwise) != way),
                RULE_FAULT_OTHERWISE, l->line);
    rule_expect(faults, l->attempts == 0 || (within(l->attempts, 1, 20) && calls && other),
                RULE_FAULT_ATTEMPTS, l->line);
    rule_expect(faults, !notice || l->approval == SCENARIO_BY_MANAGER, RULE_FAULT_APPROVAL,
                l->line);
}

void scenario_check(const struct scenario *rules, const struct law_tables *law,
                    struct rule_faults *faults)
{
    check_head(faults, rules, law);
    check_pre_due(faults, &rules->pre_due);
    for (int32_t i = 0; i < rules->level_count; i++)
        check_level(faults, &rules->levels[i], i == 0 ? 0 : rules->levels[i - 1].days + 1);
}

void scenario_check_all(const struct scenario *all, size_t count, struct rule_faults *faults)
{
    for (unsigned capacity = 0; capacity < GATE_CAPACITY_COUNT; capacity++) {
        for (unsigned person = 0; person < GATE_PERSON_COUNT; person++) {
            size_t found = 0;
            for (size_t i = 0; i < count; i++) {
                if ((all[i].capacities >> capacity & 1U) == 0 ||
                    (all[i].persons >> person & 1U) == 0)
                    continue;
                found++;
                rule_expect(faults, found < 2, RULE_FAULT_OVERLAP, all[i].line);
            }
            rule_expect(faults, found > 0, RULE_FAULT_UNCOVERED, 0);
        }
    }
}
