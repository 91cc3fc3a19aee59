/* What was set against what, back to the bookkeeper (docs/export-allocations.md): row by row, or as
 * a ledger file whose lines carry the lettering. */
#ifndef RELANCE_APP_EXPORT_ALLOCATIONS_H
#define RELANCE_APP_EXPORT_ALLOCATIONS_H

#include "exporting.h"

struct allocations_report {
    int64_t rows;             /* allocations, or lines of the ledger file */
    int64_t groups, left_out; /* of a ledger file: see claim/lettering.h */
};

/* Errors: those of exporting_run. */
MUST_CHECK bool export_allocations(struct app *app, struct arena *a,
                                   const struct export_query *query,
                                   struct allocations_report *report, struct err *err);

#endif
