/* Whose claims a person may see: those of some creditors, or of all. */
#ifndef RELANCE_OFFICE_SCOPE_H
#define RELANCE_OFFICE_SCOPE_H

#include "base/check.h"

struct creditor_scope {
    const int64_t *creditors; /* their ids; NULL: everybody's */
    size_t count;
};
bool scope_has(const struct creditor_scope *scope, int64_t creditor_id);

#endif
