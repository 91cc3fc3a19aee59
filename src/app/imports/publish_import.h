/* Making a long import count. Its row says so from one short transaction on; what folding its
 * accounts changed is then written debtor by debtor, each debtor one whole, in short transactions
 * (sql/schema, import_publish). Whoever stops half-way leaves figures that are right debtor by
 * debtor; whatever needs them all (an import, a run, verify) goes on first. */
#ifndef RELANCE_APP_PUBLISH_IMPORT_H
#define RELANCE_APP_PUBLISH_IMPORT_H

#include "app/books/refold.h"
#include "app/context.h"

struct published_import {
    int64_t import_id, number, creditor_id, seq, actor_id;
    struct str format, mode, counts; /* of its row */
};

/* Inside the transaction that makes it count. */
MUST_CHECK bool publish_begin(struct app *app, const struct published_import *import,
                              struct err *err);
/* What was folded before; refold NULL: nothing was. It is used as long as the books are those of
 * folded_seq (creditor_books_seq); else the accounts are folded again. */
struct publish_folds {
    struct refold *refold;
    int64_t folded_seq;
};
/* Outside any transaction, after publish_begin: the items, the entry in the journal, and the end of
 * its lease. Others write before each piece. */
MUST_CHECK bool publish_import(struct app *app, struct arena *a,
                               const struct published_import *import, struct publish_folds folds,
                               struct err *err);
/* No import of the creditor is half-way there. Errors: ERR_IMPORT_RUNNING. */
MUST_CHECK bool publish_none(struct app *app, int64_t creditor_id, struct err *err);
/* Outside any transaction: ends what was stopped half-way. */
MUST_CHECK bool publish_finish(struct app *app, struct arena *a, struct err *err);

/* What the journal says of an import; inside a transaction. */
MUST_CHECK bool import_note(struct app *app, struct arena *a, const struct published_import *import,
                            struct err *err);

#endif
