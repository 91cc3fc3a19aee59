/* Any bytes as rules: refused with a place, or rules that can be checked and, when nothing is wrong
 * with them, decide about any file without falling over. */
#include "fuzz.h"

#include "app/rules/rules_read.h"
#include "base/limits.h"
#include "law/holiday.h"
#include "strategy/defaults.h"

static void decide(struct arena *arena, const struct scenario *rules)
{
    static const enum gate_number_state good[] = {GATE_NUMBER_GOOD};
    struct gate_debtor debtor = {.numbers = good, .number_count = 1};
    struct gate_account account = gate_account_plain();
    struct gate_item items[3];
    struct scenario_past past[3] = {{0, DAY_NONE, false}, {2, {19990}, false}, {9, {19999}, true}};
    for (int i = 0; i < 3; i++)
        items[i] =
            gate_item_plain(LEDGER_CUSTOMER, (struct due){{19990 - 40 * i}, DUE_STATED}, 9000);
    account.capacity = (rules->capacities & 1U << GATE_MANDATE) != 0 ? GATE_MANDATE : GATE_OWN;
    account.mandate_from = (struct day){19000};
    account.first_letter_on = (struct day){19900};
    struct gate_facts gate_facts = {.policy = &rules->policy,
                                    .law = law_tables_compiled(),
                                    .debtor = &debtor,
                                    .account = &account,
                                    .items = items,
                                    .item_count = 3};
    struct scenario_facts facts = {.gate = &gate_facts,
                                   .past = past,
                                   .last_attempt_on = DAY_NONE,
                                   .last_action_on = DAY_NONE,
                                   .postponed_until = DAY_NONE,
                                   .alerted_on = DAY_NONE};
    struct gate_answer answer;
    struct scenario_decision decision;
    for (facts.today.n = 19980; facts.today.n < 20100; facts.today.n += 7) {
        scenario_decide(arena, rules, &facts, &answer, &decision);
        ASSERT(decision.level <= rules->level_count);
        ASSERT(!day_is(decision.next_change) || day_before(facts.today, decision.next_change));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena;
    struct rules rules;
    struct err err = {0};
    struct rule_faults faults = {.count = 0};
    struct str text = {(const char *)data, size};
    arena_init(&arena, 0);
    if (!rules_read(&arena, text, &rules, &err)) {
        ASSERT(err_is(&err));
    } else {
        rules_check(&rules, law_tables_compiled(), &faults);
        for (size_t i = 0; i < faults.count; i++)
            ASSERT(faults.rows[i].line >= 0);
        if (faults.count == 0 && rules.kind == RULES_SCENARIO)
            decide(&arena, &rules.scenario);
    }
    arena_release(&arena);
    return 0;
}
