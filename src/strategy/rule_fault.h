/* What may be wrong with rules: a closed list (rule_faults.def, docs/codes.md). */
#ifndef RELANCE_STRATEGY_RULE_FAULT_H
#define RELANCE_STRATEGY_RULE_FAULT_H

#include "base/check.h"

enum rule_fault_kind {
#define FAULT(id, code) RULE_FAULT_##id,
#include "rule_faults.def"
    RULE_FAULT_COUNT
};

enum { RULE_FAULTS_MAX = 100 };

struct rule_fault {
    enum rule_fault_kind kind;
    int32_t line; /* of the file, as the rules gave it; 0: none in particular */
};

/* Those found so far; more than there is room for are dropped. */
struct rule_faults {
    struct rule_fault rows[RULE_FAULTS_MAX];
    size_t count;
};

const char *rule_fault_code(enum rule_fault_kind kind);
/* Adds a fault unless the rule is good. */
void rule_expect(struct rule_faults *faults, bool good, enum rule_fault_kind kind, int32_t line);

#endif
