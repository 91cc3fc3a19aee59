/* Rules as a person writes them (rules/README.md): YAML to the plain structs of strategy. */
#ifndef RELANCE_APP_RULES_READ_H
#define RELANCE_APP_RULES_READ_H

#include "base/arena.h"
#include "strategy/priority.h"
#include "strategy/scenario_check.h"

enum rules_kind { RULES_SCENARIO, RULES_PRIORITY, RULES_KIND_COUNT };
const char *rules_kind_code(enum rules_kind kind);

enum { RULES_SCHEMA = 1, RULES_NAME_BYTES_MAX = 40 };

struct rules {
    enum rules_kind kind;
    struct str name, title, source;
    struct scenario scenario;       /* of RULES_SCENARIO */
    struct priority_rules priority; /* of RULES_PRIORITY */
};

/* Everything in the arena; `text` must live as long. Errors, with line and column: those of
 * yaml_read and of the values (intake/formats/yaml_tree.h), ERR_BAD_AMOUNT, ERR_TOO_MANY_DECIMALS,
 * ERR_AMOUNT_TOO_LARGE. What the rules say may still be impossible: see rules_check. */
MUST_CHECK bool rules_read(struct arena *a, struct str text, struct rules *out, struct err *err);
/* Adds what is wrong with rules that could be read. */
void rules_check(const struct rules *rules, const struct law_tables *law,
                 struct rule_faults *faults);

#endif
