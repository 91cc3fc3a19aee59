/* Sets as statements take them: words between commas, looked for with LIKE. In the arena. */
#ifndef RELANCE_STORE_SCOPE_TEXT_H
#define RELANCE_STORE_SCOPE_TEXT_H

#include "base/arena.h"
#include "base/str.h"

/* Ids of creditors, ",12,40,"; of nobody ",,"; NULL, every one: empty. */
struct str scope_text(struct arena *a, const int64_t *ids, size_t count);
/* Roles of ledger accounts that count in a balance (claim/plan.h). */
struct str counting_roles_text(struct arena *a);

#endif
