/* The rules compiled into this program: the files of rules/, as they are. */
#ifndef RELANCE_APP_SHIPPED_RULES_H
#define RELANCE_APP_SHIPPED_RULES_H

#include "base/str.h"

extern const struct str shipped_rules[];
extern const size_t shipped_rule_count;

#endif
