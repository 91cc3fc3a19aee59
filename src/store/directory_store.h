/* The directory: the only place where an identity is unique outside one debtor. A ledger number of
 * a creditor, a message id, a reference number lead here to the debtor and the account. Clues are
 * what several debtors may share; they only propose. Everything runs inside the caller's
 * transaction. */
#ifndef RELANCE_STORE_DIRECTORY_STORE_H
#define RELANCE_STORE_DIRECTORY_STORE_H

#include "base/arena.h"
#include "base/check.h"
#include "base/err.h"
#include "base/str.h"

#include "db.h"

enum directory_kind {
    DIRECTORY_LEDGER,          /* scope: creditor; value: ledger account of the customer */
    DIRECTORY_ACCOUNT_NUMBER,  /* scope 0; value: number of a C- reference, decimal */
    DIRECTORY_DEBTOR_NUMBER,   /* scope 0; value: number of a D- reference, decimal */
    DIRECTORY_DOCUMENT_NUMBER, /* scope 0; value: number of a P- reference, decimal */
    DIRECTORY_MESSAGE,         /* scope 0; value: Message-ID */
    DIRECTORY_TOKEN,           /* scope 0; value: hash of a token, hexadecimal */
    DIRECTORY_TRACKING,        /* scope 0; value: number of a registered letter */
};

struct directory_key {
    enum directory_kind kind;
    int64_t scope_id;
    struct str value;
};

struct directory_entry {
    int64_t debtor_id;
    struct opt_int account_id;
};

/* Errors of all: those of db.h. */
MUST_CHECK bool directory_find(struct db *db, const struct directory_key *key,
                               struct directory_entry *out, bool *found, struct err *err);
/* Get or create: puts `wanted` at the key unless somebody is there. *entry: in what is wanted, out
 * what stands there now. *created: it is `wanted`. Two writers at once: the second waits for the
 * first to end and then finds its entry. */
MUST_CHECK bool directory_claim(struct db *db, const struct directory_key *key,
                                struct directory_entry *entry, bool *created, struct err *err);
/* The debtor, and the account if there is one, behind a number of a short reference. */
struct directory_number {
    enum directory_kind kind; /* one of DIRECTORY_*_NUMBER */
    int64_t number;
};
MUST_CHECK bool directory_number(struct db *db, struct directory_number number,
                                 struct directory_entry *out, bool *found, struct err *err);

/* Frees the number of something that is gone and that nobody was told of. */
MUST_CHECK bool directory_forget(struct db *db, struct directory_number number, struct err *err);

/* Frees a key that was said by mistake. */
MUST_CHECK bool directory_release(struct db *db, const struct directory_key *key, struct err *err);

const char *directory_kind_text(enum directory_kind kind); /* as stored, for scan and load */

/* Takes how_many consecutive small numbers of one kind ("account", "debtor", "import"); *first is
 * the first. The counter stays locked until the transaction ends; a rollback gives them back. */
MUST_CHECK bool counter_take(struct db *db, const char *name, int64_t how_many, int64_t *first,
                             struct err *err);

struct clue {
    struct str kind;  /* "siren", "iban", "phone", "email" */
    struct str value; /* normalised */
};
MUST_CHECK bool clue_add(struct db *db, int64_t debtor_id, const struct clue *clue,
                         struct err *err);
MUST_CHECK bool clue_remove(struct db *db, int64_t debtor_id, const struct clue *clue,
                            struct err *err);
/* The debtors that share a clue, at most `max` of them, ascending, in the arena. */
struct clue_debtors {
    int64_t *ids;
    size_t count, max;
    bool more; /* there are others */
};
MUST_CHECK bool clue_find(struct db *db, const struct clue *clue, struct arena *a,
                          struct clue_debtors *out, struct err *err);

#endif
