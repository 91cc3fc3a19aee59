/* When an item falls due, and how we know.
 *
 * stated: written in the ledger or on the invoice. computed: from agreed terms. assumed: nothing
 * is known, so 30 days after the invoice (C. com. L441-10 I, what holds when nothing is agreed);
 * on an assumed date nothing but principal is claimed and nobody is called (DESIGN.md 5). */
#ifndef RELANCE_CLAIM_DUE_H
#define RELANCE_CLAIM_DUE_H

#include "base/day.h"
#include "base/str.h"

enum due_source { DUE_STATED, DUE_COMPUTED, DUE_ASSUMED, DUE_SOURCE_COUNT };

struct due {
    struct day day;
    enum due_source source;
};

enum { DUE_ASSUMED_DAYS = 30 };

const char *due_source_code(enum due_source source);
MUST_CHECK bool due_source_parse(struct str code, enum due_source *out);
/* terms: the code of an agreed payment rule (law/term.h), or empty. An unknown rule counts as
 * none: the date is assumed. */
struct due due_of(struct day issued, struct str terms);

#endif
