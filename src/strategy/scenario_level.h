/* The level of each item (scenario.h). */
#ifndef RELANCE_STRATEGY_SCENARIO_LEVEL_H
#define RELANCE_STRATEGY_SCENARIO_LEVEL_H

#include "scenario.h"

struct scenario_ladder {
    int32_t ready_level;     /* highest level of the items that are ready; 0: none */
    int32_t highest_level;   /* highest level an item deserves, ready or not */
    struct gate_block waits; /* of those that are not ready: why the first one to be so is not */
    struct day last_contact_on;
    struct day next_change;
};

/* Fills steps, one per item; gate: what may be raised. */
void scenario_climb(const struct scenario *rules, const struct scenario_facts *facts,
                    const struct gate_answer *gate, struct scenario_step *steps,
                    struct scenario_ladder *out);

#endif
