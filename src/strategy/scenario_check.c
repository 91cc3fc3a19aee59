#include "scenario_check.h"

#include "base/limits.h"
#include "law/holiday.h"

static const struct {
    const char *code, *meaning;
} kinds[] = {
#define FAULT(id, code, meaning) [SCENARIO_FAULT_##id] = {code, meaning},
#include "scenario_faults.def"
};

struct checking {
    struct scenario_fault *faults;
    size_t count;
};

const char *scenario_fault_code(enum scenario_fault_kind kind)
{
    ASSERT(kind < SCENARIO_FAULT_COUNT);
    return kinds[kind].code;
}

const char *scenario_fault_meaning(enum scenario_fault_kind kind)
{
    ASSERT(kind < SCENARIO_FAULT_COUNT);
    return kinds[kind].meaning;
}

static void expect(struct checking *c, bool good, enum scenario_fault_kind kind, int32_t line)
{
    if (!good && c->count < SCENARIO_FAULTS_MAX)
        c->faults[c->count++] = (struct scenario_fault){kind, line};
}

static bool within(int64_t value, int64_t min, int64_t max) { return value >= min && value <= max; }

static void check_head(struct checking *c, const struct scenario *r, const struct law_tables *law)
{
    const struct gate_policy *p = &r->policy;
    bool for_mandate = r->capacities == 1U << GATE_MANDATE;
    expect(c, r->capacities != 0 && r->persons != 0, SCENARIO_FAULT_NOBODY, r->line);
    expect(c,
           (r->start == SCENARIO_FROM_FIRST_LETTER) == for_mandate &&
               (for_mandate || (r->capacities >> GATE_MANDATE & 1U) == 0),
           SCENARIO_FAULT_START, r->line);
    expect(c, within(p->pressure_maximum, 1, 100) && within(p->pressure_window_days, 1, 366),
           SCENARIO_FAULT_PRESSURE, r->line);
    expect(c, within(p->minimum_minor, 0, LIMIT_AMOUNT_MINOR), SCENARIO_FAULT_MINIMUM, r->line);
    expect(c, within(p->match_first_percent, 1, 100), SCENARIO_FAULT_MATCH_FIRST, r->line);
    expect(c, law_hours_known(law, p->hours_preset), SCENARIO_FAULT_HOURS, r->line);
    expect(c,
           within(r->no_action_days, 0, SCENARIO_DAYS_MAX) &&
               within(r->limitation_days, 0, SCENARIO_DAYS_MAX),
           SCENARIO_FAULT_WATCH, r->line);
    expect(c, r->level_count > 0, SCENARIO_FAULT_NO_LEVELS, r->line);
    expect(c, r->level_count <= SCENARIO_LEVELS_MAX, SCENARIO_FAULT_TOO_MANY_LEVELS, r->line);
}

static void check_pre_due(struct checking *c, const struct scenario_pre_due *p)
{
    if (p->days_before == 0 && p->large_minor == 0 && !p->new_customer)
        return;
    expect(c,
           within(p->days_before, 1, 90) && within(p->large_minor, 0, LIMIT_AMOUNT_MINOR) &&
               (p->large_minor > 0 || p->new_customer),
           SCENARIO_FAULT_PRE_DUE, p->line);
}

static bool is_for_levels(enum action action)
{
    return action == ACTION_CALL || action == ACTION_EMAIL || action == ACTION_SMS ||
           action == ACTION_REMINDER_1 || action == ACTION_REMINDER_2 ||
           action == ACTION_FORMAL_NOTICE || action == ACTION_ALERT_MANAGER;
}

static void check_level(struct checking *c, const struct scenario_level *l, int32_t days_min)
{
    enum gate_channel way = action_channel(l->action);
    bool other = l->otherwise != ACTION_NONE;
    bool notice = l->action == ACTION_FORMAL_NOTICE || l->otherwise == ACTION_FORMAL_NOTICE;
    bool calls = l->action == ACTION_CALL;
    expect(c, within(l->days, days_min, SCENARIO_DAYS_MAX), SCENARIO_FAULT_DAYS, l->line);
    expect(c,
           within(l->gap_days, 0, SCENARIO_DAYS_MAX) &&
               within(l->again_days, 0, SCENARIO_DAYS_MAX) &&
               within(l->retry_days, calls ? 1 : 0, SCENARIO_DAYS_MAX),
           SCENARIO_FAULT_GAP, l->line);
    expect(c, is_for_levels(l->action), SCENARIO_FAULT_ACTION, l->line);
    expect(c, !other || (is_for_levels(l->otherwise) && action_channel(l->otherwise) != way),
           SCENARIO_FAULT_OTHERWISE, l->line);
    expect(c, l->attempts == 0 || (within(l->attempts, 1, 20) && calls && other),
           SCENARIO_FAULT_ATTEMPTS, l->line);
    expect(c, !notice || l->approval == SCENARIO_BY_MANAGER, SCENARIO_FAULT_APPROVAL, l->line);
}

size_t scenario_check(const struct scenario *rules, const struct law_tables *law,
                      struct scenario_fault faults[SCENARIO_FAULTS_MAX])
{
    struct checking c = {faults, 0};
    check_head(&c, rules, law);
    check_pre_due(&c, &rules->pre_due);
    for (int32_t i = 0; i < rules->level_count; i++)
        check_level(&c, &rules->levels[i], i == 0 ? 0 : rules->levels[i - 1].days + 1);
    return c.count;
}

size_t scenario_check_all(const struct scenario *all, size_t count,
                          struct scenario_fault faults[SCENARIO_FAULTS_MAX])
{
    struct checking c = {faults, 0};
    for (unsigned capacity = 0; capacity < GATE_CAPACITY_COUNT; capacity++) {
        for (unsigned person = 0; person < GATE_PERSON_COUNT; person++) {
            size_t found = 0;
            for (size_t i = 0; i < count; i++) {
                if ((all[i].capacities >> capacity & 1U) == 0 ||
                    (all[i].persons >> person & 1U) == 0)
                    continue;
                found++;
                expect(&c, found < 2, SCENARIO_FAULT_OVERLAP, all[i].line);
            }
            expect(&c, found > 0, SCENARIO_FAULT_UNCOVERED, 0);
        }
    }
    return c.count;
}
