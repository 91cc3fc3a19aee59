/* Taking a file in: read by the sandboxed child, compared with what is known, stored in one
 * transaction a file. A refused file changes nothing; the same file twice changes nothing.
 *
 * Source of the counts and modes: CONTRACT import; of the ledger rules: DESIGN 6 "Ledgers". */
#ifndef RELANCE_APP_IMPORT_FILES_H
#define RELANCE_APP_IMPORT_FILES_H

#include "base/arena.h"
#include "base/money.h"
#include "context.h"

enum import_mode { IMPORT_NEW, IMPORT_PERIOD, IMPORT_STATE };

struct import_request {
    struct str path;
    struct str creditor;      /* code; empty: the only creditor, else OWN is created */
    struct str creditor_name; /* for a creditor this import creates; empty: its code */
    struct str capacity;      /* own, mandate, factor; empty: the creditor's */
    enum import_mode mode;
    struct str terms; /* agreed payment rule of this file's items; empty: none known */
    struct str
        accept_unbalanced; /* why an unbalanced ledger is taken all the same; empty: refused */
};

/* Something a person should know, though the file was taken. */
struct import_warning {
    const char *code;     /* opening_difference, letter_unbalanced, vanished, unbalanced, outdated,
                           * creditor_created */
    int64_t count;        /* how many accounts, groups or lines */
    int64_t amount_minor; /* the sum of what they differ by, each without its sign; 0 where none
                             applies */
};
enum { IMPORT_WARNINGS_MAX = 8 };

struct import_report {
    int64_t number; /* of the reference I-... */
    const char *format, *kind;
    struct currency currency;
    int64_t read, accepted, rejected, duplicates, updated, ignored, vanished;
    int64_t debtors, items, payments, credits, facts; /* created by this import */
    int64_t debit_minor, credit_minor;                /* sums over the whole file */
    struct import_warning warnings[IMPORT_WARNINGS_MAX];
    size_t warning_count;
};

/* Starts the process that reads files, before a database or a thread is opened in this one: what it
 * forks must hold neither. Errors: ERR_SYSTEM. */
MUST_CHECK bool import_prepare(struct err *err);

/* Errors: those of intake_open; ERR_UNBALANCED; ERR_CREDITOR_NEEDED; ERR_BAD_OPTION_VALUE; the
 * database's. */
MUST_CHECK bool import_file(struct app *app, struct arena *a, const struct import_request *request,
                            struct import_report *out, struct err *err);

/* Takes an import back: its lines no longer count unless another import holds them too. Errors:
 * ERR_UNKNOWN_REF, ERR_ALREADY_UNDONE. */
MUST_CHECK bool undo_import(struct app *app, struct arena *a, int64_t number,
                            struct import_report *out, struct err *err);

#endif
