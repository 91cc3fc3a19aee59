/* What the exports to the bookkeeper share: going through the accounts, an account's items and the
 * allocations that stand, and writing rows as lines of JSON or CSV. */
#ifndef RELANCE_APP_EXPORTING_H
#define RELANCE_APP_EXPORTING_H

#include <stdio.h>

#include "app/context.h"
#include "base/arena.h"
#include "claim/lettering.h"
#include "courier/table_view.h"
#include "store/account_store.h"

enum export_format { EXPORT_JSONL, EXPORT_CSV, EXPORT_FEC };
MUST_CHECK bool export_format_parse(struct str code, enum export_format *out);

struct export_query {
    enum export_format format;
    struct str creditor; /* only this one; empty: all. A ledger file is of one creditor */
    FILE *out;
};

struct exporting {
    struct app *app;
    const struct export_query *query;
    const struct table_column *columns; /* of JSON and CSV: keys and names alike, not translated */
    size_t column_count;
    struct arena scratch; /* of one account */
    struct creditors creditors;
    struct buf line; /* what exporting_write writes */
    int64_t rows;    /* written by exporting_row */
};

/* An item of the account. */
struct exported_piece {
    int64_t id;
    bool standing;                /* false: withdrawn */
    struct str kind, text, label; /* text: its number */
    struct day on;
    int64_t amount_minor;
};

struct exported_account {
    struct account_key key;
    struct str ref, ledger_number, creditor;
    struct currency currency;
    struct standing_allocation *allocations; /* by id */
    size_t allocation_count;
    struct exported_piece *pieces; /* by id; read when asked for */
    size_t piece_count;
};

/* One account, its allocations read; everything of it lives until the next one. */
typedef bool exporting_account(struct exporting *e, struct exported_account *account, void *with,
                               struct err *err);

struct exporting_job {
    const struct export_query *query;
    const struct table_column *columns;
    size_t column_count;
    exporting_account *each;
    void *with;
};

/* Head and every account of the query inside one read transaction. *rows: of JSON or CSV. Errors:
 * ERR_UNKNOWN_CREDITOR, ERR_CREDITOR_NEEDED (a ledger file, several creditors), ERR_FILE_WRITE;
 * the database's. */
MUST_CHECK bool exporting_run(struct app *app, struct arena *a, const struct exporting_job *job,
                              int64_t *rows, struct err *err);
/* Writes and empties e->line. Errors: ERR_FILE_WRITE. */
MUST_CHECK bool exporting_write(struct exporting *e, struct err *err);
/* One row, in the format of the query. */
MUST_CHECK bool exporting_row(struct exporting *e, const struct table_cell *cells, struct err *err);
MUST_CHECK bool exporting_pieces(struct exporting *e, struct exported_account *account,
                                 struct err *err);
/* The piece of that id, which is there. */
const struct exported_piece *exporting_piece(const struct exported_account *account, int64_t id);
/* The name of the customer in the ledger as it was told last. */
MUST_CHECK bool exporting_ledger_name(struct exporting *e, const struct exported_account *account,
                                      struct str *out, struct err *err);
/* As the text of a cell, in the scratch arena. */
struct str exporting_id(struct exporting *e, int64_t id);

/* The words of the plan comptable général; what the ledger itself writes is not kept. */
struct str exporting_account_label(enum ledger_role role);

#endif
