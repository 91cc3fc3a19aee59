/* Private to export_facts.c and export_books.c: one fact is one JSON object on one line. */
#ifndef RELANCE_APP_FACT_LINES_H
#define RELANCE_APP_FACT_LINES_H

#include <stdio.h>

#include "app/context.h"
#include "base/arena.h"
#include "base/json.h"
#include "base/ref.h"
#include "store/account_store.h"

/* Imports are stored by id and told by number. */
struct import_name {
    int64_t import_id, number;
};

struct fact_lines {
    struct app *app;
    struct arena scratch; /* of one account */
    FILE *file;
    struct creditors creditors;
    struct import_name *imports; /* by id */
    size_t import_count;
    struct buf line;
    struct json json;
    struct str ref; /* the account being written */
    struct currency currency;
    int64_t count; /* facts written */
};

struct json *fact_begin(struct fact_lines *e, const char *fact);
/* Errors: ERR_FILE_WRITE. */
MUST_CHECK bool fact_end(struct fact_lines *e, struct err *err);
/* In the scratch arena. */
struct str fact_ref(struct fact_lines *e, enum ref_kind kind, int64_t number);
/* The I-... of an import that was written before. */
struct str fact_import(struct fact_lines *e, int64_t import_id);

/* What the books of one account are made of: lines of the ledger, entries that lists and people
 * told with every word said of them, choices; then its items and allocations. */
MUST_CHECK bool export_account_books(struct fact_lines *e, struct account_key key, struct err *err);
/* Its documents, without their bodies, what people said of the file, and e-mails. */
MUST_CHECK bool export_account_papers(struct fact_lines *e, struct account_key key,
                                      struct err *err);
/* The draws by lot it was in, and what the lots were made from. */
MUST_CHECK bool export_account_draws(struct fact_lines *e, struct account_key key, struct err *err);
/* Who was said to be the same person as whom. */
MUST_CHECK bool export_same(struct fact_lines *e, struct err *err);

#endif
