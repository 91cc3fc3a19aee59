/* Documents that wait for a person: proposed to an item, in doubt, or without a known number. */
#ifndef RELANCE_APP_LIST_DOCUMENTS_H
#define RELANCE_APP_LIST_DOCUMENTS_H

#include "app/context.h"
#include "base/arena.h"
#include "base/money.h"
#include "claim/document.h"
#include "store/ledger_store.h"

/* Closed list (docs/codes.md, document_text.h). */
enum document_waiting {
    WAITING_PROPOSED,  /* one number, sure: to be confirmed */
    WAITING_DOUBTFUL,  /* several, or one that is weak */
    WAITING_UNMATCHED, /* no number of the creditor */
    DOCUMENT_WAITING_COUNT
};

struct listed_item {
    struct account_key key;
    int64_t item_id, account_number; /* C-... */
    struct str debtor, piece;
    struct day due;
    struct money amount;
    enum document_how how;
};

struct listed_document {
    int64_t number, import_number; /* P-..., I-... */
    int64_t creditor_id;
    struct str creditor; /* code */
    enum document_waiting state;
    enum document_kind kind;
    struct str file;
    int64_t bytes;
    struct listed_item *items; /* what it is proposed to, or may be about */
    size_t item_count;
};

struct document_list {
    struct listed_document *rows; /* by state, then by number */
    size_t count;
    int64_t totals[DOCUMENT_WAITING_COUNT]; /* also of rows that were cut */
};

struct document_query {
    struct str creditor;  /* code; empty: all */
    const int64_t *scope; /* creditor ids the user may see; NULL: all */
    size_t scope_count;
    size_t limit; /* rows of each state; 0: all */
};

/* In the arena. Errors: ERR_UNKNOWN_CREDITOR. */
MUST_CHECK bool list_documents(struct app *app, struct arena *a, const struct document_query *query,
                               struct document_list *out, struct err *err);

#endif
