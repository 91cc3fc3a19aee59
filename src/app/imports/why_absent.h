/* "Why is my debtor not here?": a customer's number or name, and everything that is known of him:
 * files that have him, rows that were refused, imports that were taken back, and what the file of
 * an import says of him while it is still in the spool. Only what is in scope is looked at. */
#ifndef RELANCE_APP_WHY_ABSENT_H
#define RELANCE_APP_WHY_ABSENT_H

#include "app/jobs/ask_job.h"

enum absent_why {
    ABSENT_HERE,       /* he is here, with something open */
    ABSENT_SETTLED,    /* he is here, and nothing is open */
    ABSENT_OTHER_NAME, /* somebody of nearly that name is here */
    ABSENT_ELSEWHERE,  /* he is here, but for another creditor than the import's */
    ABSENT_UNDONE,     /* what spoke of him was taken back */
    ABSENT_WITHDRAWN,  /* imports that count spoke of him, but nothing of him stands */
    ABSENT_REFUSED,    /* a row of a file was not taken */
    ABSENT_ROW,        /* a row of the import's file is his, and can be read */
    ABSENT_ROW_EMPTY,  /* the same, with nothing open in it */
    ABSENT_NOT_IN_FILE /* no row of the import's file is his: not there, or a total */
};

struct absent_reason {
    enum absent_why why;
    int64_t account_number; /* C-...; 0: none to be shown */
    struct str name, ledger_number, creditor;
    struct currency currency;
    int64_t open_minor;    /* or of the row */
    int64_t import_number; /* I-...; 0: none */
    int64_t job_number;    /* 0: none */
    struct str file;
    struct err refused;
    int64_t line;
    bool waits; /* the import has not been taken yet */
};

struct absent_query {
    struct str text;
    struct creditor_scope scope;
    int64_t job_number; /* the import whose page asks; 0: any */
    struct str folder;  /* the spool */
};
struct absent_answer {
    struct absent_reason *rows; /* the likeliest first */
    size_t count;
    struct job_view job; /* number 0: none */
};

/* In the arena. Errors: ERR_UNKNOWN_REF (of the import, also out of scope); the database's. */
MUST_CHECK bool why_absent(struct app *app, struct arena *a, const struct absent_query *query,
                           struct absent_answer *out, struct err *err);

#endif
