/* One file (dossier) as a person reads it: who, what is owed item by item, what may be raised
 * today and why not, and every fact with its source. */
#ifndef RELANCE_APP_SHOW_FILE_H
#define RELANCE_APP_SHOW_FILE_H

#include "base/arena.h"
#include "base/money.h"
#include "context.h"
#include "file_objects.h"
#include "file_payees.h"
#include "find_account.h"
#include "store/account_walk.h"
#include "strategy/gate.h"

struct file_fact {
    struct str kind, value; /* kinds as in docs/export-facts.md */
    struct day on;
    int64_t import_number; /* I-..., the source */
    struct str source;     /* its file's name */
};

struct file_agent {
    struct str login, name; /* empty: nobody's */
    struct str covered_by;  /* login of who has it on his list today in his place; empty: he is
                               there,  or nobody in particular covers for him */
    bool absent;
};

struct file_view {
    int64_t account_number, debtor_number;
    struct str creditor_code, creditor_name;
    struct walked_account account; /* items in the order they fall due, settled ones last */
    struct gate_answer gate;       /* items in the same order */
    struct file_objects objects;   /* promises, plans, disputes... */
    struct object_events events;   /* their history */
    struct file_payees payees;     /* whom the items are to be paid to, in the same order */
    struct file_fact *facts;       /* those that stand */
    size_t fact_count;
    struct file_agent agent; /* whose file it is today */
    int64_t ledger_minor;    /* gross open less unallocated: the ledger balance */
};

/* In the arena. Errors: ERR_UNKNOWN_REF (also out of scope: nothing tells the two apart),
 * ERR_REF_AMBIGUOUS, ERR_BAD_REF. */
MUST_CHECK bool show_file(struct app *app, struct arena *a, const struct file_query *query,
                          struct file_view *out, struct err *err);
/* The same inside the caller's transaction, for those who read more of the same moment. */
MUST_CHECK bool show_file_within(struct app *app, struct arena *a, const struct file_query *query,
                                 struct file_view *out, struct err *err);

#endif
