#include "rule_fault.h"

static const char *const codes[] = {
#define FAULT(id, code) [RULE_FAULT_##id] = code,
#include "rule_faults.def"
};

const char *rule_fault_code(enum rule_fault_kind kind)
{
    ASSERT(kind < RULE_FAULT_COUNT);
    return codes[kind];
}

void rule_expect(struct rule_faults *faults, bool good, enum rule_fault_kind kind, int32_t line)
{
    if (!good && faults->count < RULE_FAULTS_MAX)
        faults->rows[faults->count++] = (struct rule_fault){kind, line};
}
