/* What the parts of an import share: the file being taken in, inside its transaction. */
#ifndef RELANCE_APP_IMPORTING_H
#define RELANCE_APP_IMPORTING_H

#include "import_files.h"
#include "intake/intake.h"
#include "store/account_store.h"

struct importing {
    struct app *app;
    struct arena *arena; /* lives as long as the import */
    const struct import_request *request;
    struct intake *in;
    const struct intake_summary *about;
    struct creditor creditor;
    int64_t import_id, seq;
    struct import_report *report;
};

/* One file of each kind; called inside the write transaction, with the creditor locked and the
 * import row still to be written. */
MUST_CHECK bool import_ledger(struct importing *w, struct err *err);
MUST_CHECK bool import_customers(struct importing *w, struct err *err);

/* The row every line and fact of this import points to; known: how far the file reaches. */
struct import_reach {
    struct day from, known;
};
MUST_CHECK bool importing_write_row(struct importing *w, struct import_reach reach,
                                    struct err *err);
void importing_warn(struct importing *w, const char *code, int64_t count, int64_t amount_minor);

#endif
