/* Jobs: files taken in by page, what was found out about each, and the imports they made.
 *
 * One thread at a time works on a job, under a claim (pulse.h). Whoever finds it silent takes the
 * job over; what the silent one still tries to write fails (job_hold). */
#ifndef RELANCE_STORE_JOB_STORE_H
#define RELANCE_STORE_JOB_STORE_H

#include "base/arena.h"
#include "base/day.h"
#include "base/money.h"
#include "base/pulse.h"
#include "db.h"
#include "office/scope.h"

enum job_state {
    JOB_QUEUED,
    JOB_RUNNING,
    JOB_WAITING, /* for a person: the effects are known */
    JOB_DONE,
    JOB_FAILED,
    JOB_CANCELLED,
    JOB_STATE_COUNT
};
enum job_step { JOB_LOOK, JOB_TAKE, JOB_STEP_COUNT };
const char *job_state_code(enum job_state state);
MUST_CHECK bool job_state_parse(struct str code, enum job_state *out);

struct job {
    int64_t id, number;
    int64_t creditor_id; /* 0: the creditor comes with the import */
    struct str creditor; /* code; empty: the only one */
    int64_t actor_id;
    struct str file; /* its name, without folders */
    struct str digest;
    int64_t bytes;
    struct str mode; /* new, period, state */
    struct day as_of;
    struct str terms;
    bool confirm, accept_partial;
    enum job_step step;
    enum job_state state;
    int64_t made_ms, begun_ms, ended_ms;
    int64_t claim, alive_ms;
    int64_t phase, rows; /* how far it is */
    enum err_code error; /* why it failed as a whole, or ERR_NONE */
    bool kept;           /* its file is still there */
};
struct jobs {
    struct job *rows;
    size_t count;
};

/* Inside a write transaction: a job that is queued to be looked at; gives its number. */
MUST_CHECK bool job_add(struct db *db, struct job *job, struct err *err);
/* The one of out->number, in the arena; *found false: there is none. */
MUST_CHECK bool job_get(struct db *db, struct arena *a, struct job *out, bool *found,
                        struct err *err);
struct jobs_wanted {
    int64_t before; /* numbers below; 0: the newest */
    bool one_state;
    enum job_state state; /* with one_state */
    bool open;            /* only those that are not at their end: neither done nor cancelled */
    size_t most;
    struct creditor_scope scope; /* others' take no place */
};
/* Those wanted of all that ever were, the newest first; no figures of their files. */
MUST_CHECK bool job_page(struct db *db, struct arena *a, const struct jobs_wanted *wanted,
                         struct jobs *out, struct err *err);
/* A person says how it goes on: step, mode, as_of, terms, confirm, accept_partial of *job. *changed
 * false: it waits for nobody. */
MUST_CHECK bool job_go_on(struct db *db, const struct job *job, bool *changed, struct err *err);
/* *changed false: it is being taken in, or over. */
MUST_CHECK bool job_cancel(struct db *db, int64_t job_id, int64_t now_ms, bool *changed,
                           struct err *err);

/* ---- the thread that works ---- */

/* id, number, claim and alive_ms of those that wait for one or were left behind. */
MUST_CHECK bool job_next(struct db *db, struct arena *a, int64_t now_ms, struct jobs *out,
                         struct err *err);
/* By the pulse's claim. *taken false: somebody else was first. */
MUST_CHECK bool job_claim(struct db *db, const struct job *job, const struct pulse *pulse,
                          bool *taken, struct err *err);
/* *own false: it is somebody else's now, or at its end. */
MUST_CHECK bool job_beat(struct db *db, const struct pulse *pulse, bool *own, struct err *err);
/* Inside a write transaction, which keeps others from taking the job over until it ends. Errors:
 * ERR_CHANGED_MEANWHILE when it is no longer this claim's. */
MUST_CHECK bool job_hold(struct db *db, const struct pulse *pulse, struct err *err);
/* Inside a write transaction. *changed false: the job is no longer this claim's. */
MUST_CHECK bool job_end(struct db *db, const struct job *job, bool *changed, struct err *err);
MUST_CHECK bool job_put_back(struct db *db, const struct job *job, int64_t next_ms,
                             struct err *err);

/* ---- its files in the spool ---- */

struct job_ids {
    int64_t *rows;
    size_t count;
};
/* Those whose file may go: at their end since before then, or cancelled. */
MUST_CHECK bool job_spent_list(struct db *db, struct arena *a, int64_t before_ms,
                               struct job_ids *out, struct err *err);
MUST_CHECK bool job_spent(struct db *db, int64_t job_id, int64_t now_ms, struct err *err);
MUST_CHECK bool job_known(struct db *db, int64_t job_id, bool *known, struct err *err);

/* ---- its imports ---- */

struct job_import {
    int64_t import_id, part, number, creditor_id;
    struct str format, counts;
    bool stands; /* was taken as a whole, whatever became of it later */
    bool leased; /* its lease still stands: it is under way, or was killed */
};
struct job_imports {
    struct job_import *rows;
    size_t count;
};
MUST_CHECK bool job_import_add(struct db *db, int64_t job_id, int64_t part, int64_t import_id,
                               struct err *err);
MUST_CHECK bool job_imports(struct db *db, struct arena *a, int64_t job_id, struct job_imports *out,
                            struct err *err);
/* Which job it came by; number 0: by none. */
struct job_origin {
    int64_t job_id, number, part;
};
MUST_CHECK bool job_of_import(struct db *db, int64_t import_id, struct job_origin *out,
                              struct err *err);

#endif
