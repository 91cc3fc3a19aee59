/* Files taken in by page: asking for it, saying how it goes on, and what pages show of it. */
#ifndef RELANCE_APP_ASK_JOB_H
#define RELANCE_APP_ASK_JOB_H

#include "job_report.h"
#include "office/scope.h"
#include "store/account_store.h"

/* How a file is to be taken in. */
struct job_options {
    struct str mode; /* new, period, state; empty: new */
    struct day as_of;
    struct str terms;
    bool confirm, accept_partial;
};
struct job_ask {
    struct creditor_scope scope;
    struct str creditor; /* code; empty: the only one, or nobody yet */
    struct job_options options;
    struct str folder; /* the spool */
    struct str name;   /* of the file */
    int fd;            /* received, without a name; stays the caller's */
    int64_t bytes;
};
/* *number: of the job, queued to be looked at. Errors: ERR_FILE_EMPTY, ERR_UNKNOWN_CREDITOR (also
 * one out of scope), ERR_CREDITOR_NEEDED, ERR_BAD_OPTION_VALUE, ERR_OPTION_MISSING (a complete list
 * without its day), ERR_AS_OF_FUTURE; those of spool_keep. */
MUST_CHECK bool ask_job(struct app *app, struct arena *a, const struct job_ask *ask,
                        int64_t *number, struct err *err);

struct job_view {
    struct job job;
    struct job_parts parts;
    struct str actor;    /* login; empty: the command line */
    struct str creditor; /* name; empty: not known yet */
    int64_t same_number; /* an import of the same bytes that counts; 0: none */
    int64_t same_at_ms;
    bool confirm_needed; /* the effects ask for a person's yes */
    bool partial_needed; /* rows cannot be taken */
};
/* Errors: ERR_UNKNOWN_REF, also out of scope. */
MUST_CHECK bool show_job(struct app *app, struct arena *a, const struct creditor_scope *scope,
                         struct job_view *out, struct err *err);

enum job_act { JOB_ACT_TAKE, JOB_ACT_LOOK, JOB_ACT_CANCEL };
struct job_change {
    struct creditor_scope scope;
    int64_t number;
    enum job_act act;
    struct job_options options;
};
/* Errors: those of show_job and ask_job; ERR_CONFIRM_NEEDED, ERR_CHANGED_MEANWHILE (it does not
 * wait for anybody now). */
MUST_CHECK bool change_job(struct app *app, struct arena *a, const struct job_change *change,
                           struct err *err);

/* ---- all of them ---- */

/* Jobs of creditors of the scope, by their number; parts and partial_needed are not read. */
struct job_lines {
    struct job_view *rows;
    size_t count;
    int64_t before; /* of the next page; 0: there is none */
};
MUST_CHECK bool list_jobs(struct app *app, struct arena *a, const struct jobs_wanted *wanted,
                          struct job_lines *out, struct err *err);

/* ---- imports ---- */

struct import_line {
    int64_t number, creditor_id;
    int64_t at_ms;
    struct str actor; /* login; empty: the command line */
    struct str creditor, file, format, mode;
    struct day as_of;
    enum import_line_state { IMPORT_LINE_DONE, IMPORT_LINE_UNDONE, IMPORT_LINE_BROKEN } state;
    struct import_report report; /* its counts */
    int64_t job_number;          /* 0: by a command */
};
struct import_query {
    struct creditor_scope scope;
    int64_t before; /* numbers below; 0: the newest */
    size_t limit;
};
struct import_overview {
    struct job_lines jobs; /* not at their end, with the first page */
    struct import_line *rows;
    size_t count;
    int64_t before;             /* of the next page; 0: there is none */
    struct creditors creditors; /* of the scope */
};
MUST_CHECK bool list_imports(struct app *app, struct arena *a, const struct import_query *query,
                             struct import_overview *out, struct err *err);
/* The one of out->number. Errors: ERR_UNKNOWN_REF, also out of scope. */
MUST_CHECK bool show_import(struct app *app, struct arena *a, const struct creditor_scope *scope,
                            struct import_line *out, struct err *err);
/* The figures of an import's row. */
void import_counts(struct arena *a, struct str counts, struct import_report *out);

#endif
