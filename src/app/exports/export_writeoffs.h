/* Write-offs decided here, for the bookkeeper to enter (docs/export-writeoffs.md): row by row, or
 * as balanced entries of the miscellaneous journal in the columns of the law. A write-off that the
 * ledger holds already is the ledger's own and not here any more. */
#ifndef RELANCE_APP_EXPORT_WRITEOFFS_H
#define RELANCE_APP_EXPORT_WRITEOFFS_H

#include "base/rate.h"
#include "exporting.h"

struct writeoffs_query {
    struct export_query export;
    struct rate vat; /* contained in what is written off and recovered with it; 0: none.
                        CGI 272, 1: only what is lost for good, with a corrected invoice */
};

/* *rows: write-offs. Errors: those of exporting_run. */
MUST_CHECK bool export_writeoffs(struct app *app, struct arena *a,
                                 const struct writeoffs_query *query, int64_t *rows,
                                 struct err *err);

#endif
