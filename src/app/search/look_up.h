/* Finding anything by what one knows of it: a name (misspelt, in any order), a reference, the
 * number of a customer or an item, a SIREN, SIRET, telephone, e-mail, an amount.
 *
 * What is found is read where it stands before it is told: an import that was undone, a name that
 * changed, an item that was withdrawn are not found by what they were. Only accounts of creditors
 * in scope are looked at, whatever is typed: others change neither answer nor count. */
#ifndef RELANCE_APP_LOOK_UP_H
#define RELANCE_APP_LOOK_UP_H

#include "app/context.h"
#include "base/arena.h"
#include "claim/document.h"
#include "claim/ledger.h"
#include "party/search_query.h"
#include "store/ledger_store.h"

struct look_up_query {
    struct str text;
    size_t limit;         /* at most so many accounts, items, documents, the best first */
    const int64_t *scope; /* creditor ids the user may see; NULL: all */
    size_t scope_count;
};

/* The best first; ties go by what is open. */
enum look_up_score {
    LOOK_UP_NONE = 0,
    LOOK_UP_NEAR = 60,          /* every word, some of them misspelt */
    LOOK_UP_NUMBER_BEGINS = 70, /* a number that begins so */
    LOOK_UP_WORDS = 80,         /* every word typed begins a word of the name */
    LOOK_UP_BEGINS = 90,        /* the name begins so */
    LOOK_UP_SAME = 92,          /* the same name */
    LOOK_UP_NUMBER = 95,        /* the same number, address, amount */
    LOOK_UP_REFERENCE = 100,
};

enum look_up_by {
    LOOK_UP_BY_NAME,
    LOOK_UP_BY_DEBTOR_REF,
    LOOK_UP_BY_FACT,   /* of the debtor; `value` says which */
    LOOK_UP_BY_NUMBER, /* the customer's number, or that of a registered letter */
    LOOK_UP_BY_ACCOUNT_REF,
};

struct found_account {
    struct account_key key;
    int64_t account_number, debtor_number, creditor_id;
    struct str name, creditor, ledger_number;
    struct currency currency;
    int64_t open_minor; /* of its items; what it is asked for is another matter */
    int score;          /* enum look_up_score */
    enum look_up_by by;
    struct str kind, value; /* of the fact */
};

struct found_item {
    struct account_key key;
    int64_t item_id, account_number;
    struct str name, creditor, piece;
    enum item_kind kind;
    struct day due;
    struct currency currency;
    int64_t amount_minor, open_minor;
    bool by_amount; /* else by its number */
    int score;
};

struct found_document {
    int64_t number, account_number;
    struct str name, creditor, file;
    enum document_kind kind;
};

struct looked_up {
    struct search_query query;
    struct found_account *accounts;
    struct found_item *items;
    struct found_document *documents;
    size_t account_count, item_count, document_count;
    bool more; /* there are others, or there may be */
};

/* In the arena. Opens a transaction that reads. */
MUST_CHECK bool look_up(struct app *app, struct arena *a, const struct look_up_query *query,
                        struct looked_up *out, struct err *err);

/* The words of a name as they were written, and whether what was typed meant them. In the arena. */
struct name_mark {
    struct str text; /* with what stands between it and the next one */
    bool matched;
};
size_t look_up_marks(struct arena *a, const struct search_query *query, struct str name,
                     struct name_mark **out);

#endif
