#include "scope.h"

bool scope_has(const struct creditor_scope *scope, int64_t creditor_id)
{
    for (size_t i = 0; scope->creditors != NULL && i < scope->count; i++) {
        if (scope->creditors[i] == creditor_id)
            return true;
    }
    return scope->creditors == NULL;
}
