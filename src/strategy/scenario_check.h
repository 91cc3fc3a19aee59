/* Whether the rules of a scenario can be worked with, before they are loaded. */
#ifndef RELANCE_STRATEGY_SCENARIO_CHECK_H
#define RELANCE_STRATEGY_SCENARIO_CHECK_H

#include "rule_fault.h"
#include "scenario.h"

enum { SCENARIO_LEVELS_MAX = 20, SCENARIO_DAYS_MAX = 3650 };

/* Adds what is wrong: head, pre-due, levels. law: the presets of contact hours. */
void scenario_check(const struct scenario *rules, const struct law_tables *law,
                    struct rule_faults *faults);
/* Whether every capacity and person finds a scenario, and none finds two: the fault's line is that
 * of the second one, or 0. */
void scenario_check_all(const struct scenario *all, size_t count, struct rule_faults *faults);

#endif
