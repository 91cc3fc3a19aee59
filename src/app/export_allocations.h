/* What was set against what, back to the bookkeeper (docs/export-allocations.md): row by row, or as
 * a ledger file whose lines carry the lettering. */
#ifndef RELANCE_APP_EXPORT_ALLOCATIONS_H
#define RELANCE_APP_EXPORT_ALLOCATIONS_H

#include <stdio.h>

#include "base/arena.h"
#include "context.h"

enum export_format { EXPORT_JSONL, EXPORT_CSV, EXPORT_FEC };
MUST_CHECK bool export_format_parse(struct str code, enum export_format *out);

struct allocations_query {
    enum export_format format;
    struct str creditor; /* only this one; empty: all. A ledger file is of one creditor */
    FILE *out;
};

struct allocations_report {
    int64_t rows;             /* allocations, or lines of the ledger file */
    int64_t groups, left_out; /* of a ledger file: see claim/lettering.h */
};

/* Streams inside one read transaction. Errors: ERR_UNKNOWN_CREDITOR, ERR_CREDITOR_NEEDED,
 * ERR_FILE_WRITE; the database's. */
MUST_CHECK bool export_allocations(struct app *app, struct arena *a,
                                   const struct allocations_query *query,
                                   struct allocations_report *report, struct err *err);

#endif
