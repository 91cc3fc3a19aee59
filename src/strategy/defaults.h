/* The figures the house starts with (defaults.def), and the policy made of them. */
#ifndef RELANCE_STRATEGY_DEFAULTS_H
#define RELANCE_STRATEGY_DEFAULTS_H

#include "facts.h"

enum default_figure {
#define DEFAULT(id, code, value, unit, meaning) DEFAULT_##id,
#include "defaults.def"
    DEFAULT_COUNT
};

struct default_row {
    const char *code;
    int64_t value;
    const char *unit, *meaning; /* English, for docs/codes.md */
};

const struct default_row *default_row(enum default_figure figure);

/* The preset of contact hours of law/holiday.h that suits a person: "prudent" for consumers and
 * whoever is not known to be a professional, "office" for the others. */
struct str default_hours(enum gate_person person);
/* The policy before any rule file is loaded. Amounts in cents of the euro. */
struct gate_policy default_policy(enum gate_person person);

#endif
