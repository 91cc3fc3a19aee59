/* Everything stored that figures are made of, one JSON object a line (docs/export-facts.md). */
#ifndef RELANCE_APP_EXPORT_FACTS_H
#define RELANCE_APP_EXPORT_FACTS_H

#include <stdio.h>

#include "app/context.h"
#include "base/arena.h"

/* Streams to `out` inside one read transaction; *count facts. Errors: the database's;
 * ERR_FILE_WRITE. */
MUST_CHECK bool export_facts(struct app *app, struct arena *a, FILE *out, int64_t *count,
                             struct err *err);

#endif
