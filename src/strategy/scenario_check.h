/* Whether the rules of a scenario can be worked with, before they are loaded. */
#ifndef RELANCE_STRATEGY_SCENARIO_CHECK_H
#define RELANCE_STRATEGY_SCENARIO_CHECK_H

#include "scenario.h"

/* What is wrong. Closed list (docs/codes.md). */
enum scenario_fault_kind {
#define FAULT(id, code, meaning) SCENARIO_FAULT_##id,
#include "scenario_faults.def"
    SCENARIO_FAULT_COUNT
};

struct scenario_fault {
    enum scenario_fault_kind kind;
    int32_t line; /* of the file, as the rules gave it */
};

enum { SCENARIO_FAULTS_MAX = 100, SCENARIO_LEVELS_MAX = 20, SCENARIO_DAYS_MAX = 3650 };

const char *scenario_fault_code(enum scenario_fault_kind kind);
const char *scenario_fault_meaning(enum scenario_fault_kind kind); /* English, docs/codes.md */

/* Returns how many faults were found, at most SCENARIO_FAULTS_MAX, in the order of the lines of
 * each part: head, pre-due, levels. law: the presets of contact hours. */
size_t scenario_check(const struct scenario *rules, const struct law_tables *law,
                      struct scenario_fault faults[SCENARIO_FAULTS_MAX]);
/* Whether every capacity and person finds a scenario, and none finds two. The fault's line is that
 * of the second one, or 0. */
size_t scenario_check_all(const struct scenario *all, size_t count,
                          struct scenario_fault faults[SCENARIO_FAULTS_MAX]);

#endif
