/* A scene with a scenario of four levels: e-mail at 5 days, calls at 15 and 30, formal notice
 * at 60.
 */
#ifndef RELANCE_TESTS_PLAY_H
#define RELANCE_TESTS_PLAY_H

#include "scene.h"
#include "strategy/scenario_check.h"

struct play {
    struct scene scene;
    struct scenario rules;
    struct scenario_level levels[4];
    struct scenario_past past[8];
    struct scenario_facts facts;
    struct gate_facts gate_facts;
    struct scenario_decision decision;
};

static const struct scenario_past nothing_done = {0, {DAY_NONE_N}, false};

static inline void play_begin(struct play *p)
{
    static const int32_t days[] = {5, 15, 30, 60};
    static const enum action actions[] = {ACTION_EMAIL, ACTION_CALL, ACTION_CALL,
                                          ACTION_FORMAL_NOTICE};
    *p = (struct play){0};
    scene_begin(&p->scene);
    for (int i = 0; i < 4; i++)
        p->levels[i] = (struct scenario_level){.days = days[i],
                                               .gap_days = 5,
                                               .retry_days = 1,
                                               .action = actions[i],
                                               .approval = SCENARIO_BY_MANAGER,
                                               .line = 10 + i};
    p->rules = (struct scenario){.name = STR("test"),
                                 .capacities = 1U << GATE_OWN | 1U << GATE_FACTOR,
                                 .persons = (1U << GATE_PERSON_COUNT) - 1,
                                 .policy = default_policy(GATE_PERSON_COMPANY),
                                 .no_action_days = 30,
                                 .limitation_days = 60,
                                 .levels = p->levels,
                                 .level_count = 4,
                                 .line = 1};
    for (int i = 0; i < 8; i++)
        p->past[i] = nothing_done;
    p->facts = (struct scenario_facts){.past = p->past,
                                       .last_attempt_on = DAY_NONE,
                                       .last_action_on = DAY_NONE,
                                       .postponed_until = DAY_NONE,
                                       .alerted_on = DAY_NONE};
}

static inline const struct scenario_decision *play_on(struct play *p, int32_t day)
{
    struct scene *s = &p->scene;
    p->gate_facts = (struct gate_facts){.policy = &p->rules.policy,
                                        .law = law_tables_compiled(),
                                        .debtor = &s->debtor,
                                        .account = &s->account,
                                        .items = s->items,
                                        .item_count = s->item_count,
                                        .suspensions = s->suspensions,
                                        .suspension_count = s->suspension_count};
    p->facts.gate = &p->gate_facts;
    p->facts.today = day_of(day);
    scenario_decide(&s->arena, &p->rules, &p->facts, &s->answer, &p->decision);
    return &p->decision;
}

static inline void play_end(struct play *p) { scene_end(&p->scene); }

static inline void assert_action(struct play *p, int32_t day, enum action action, int32_t level)
{
    play_on(p, day);
    assert_string_equal(action_code(p->decision.action), action_code(action));
    assert_int_equal(p->decision.level, level);
}

static inline bool gives(const struct play *p, enum reason code, int64_t value)
{
    for (size_t i = 0; i < p->decision.reason_count; i++) {
        if (p->decision.reasons[i].code == code)
            return p->decision.reasons[i].value == value;
    }
    return false;
}

/* How many faults the rules have. */
static inline size_t faults_of(const struct play *p, struct rule_faults *faults)
{
    faults->count = 0;
    scenario_check(&p->rules, law_tables_compiled(), faults);
    return faults->count;
}

#endif
