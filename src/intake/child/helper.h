/* The process that makes the sandboxed children. It is forked from the program before anything
 * else happens (no thread, no database, no secret in memory yet), so that a child inherits nothing
 * worth taking. It parses nothing itself.
 *
 * Per file the program hands over four descriptors: the open file, where to write, a lifeline, and
 * what is asked of the child.
 * When the program closes its end of the lifeline, or dies, the child is killed; when the child
 * ends, the helper tells how on the same lifeline. */
#ifndef RELANCE_INTAKE_HELPER_H
#define RELANCE_INTAKE_HELPER_H

#include "base/buf.h"
#include "base/check.h"
#include "base/err.h"

/* Runs in the child, with the file at SANDBOX_FILE_FD, the way out at SANDBOX_OUT_FD, the request
 * at SANDBOX_REQUEST_FD and no other descriptor; enters the sandbox itself. Its end is the child's
 * end. */
typedef void helper_child(void);

struct helper_job {
    int out_fd;  /* what the child says; the end of file when it is gone */
    int life_fd; /* closing it kills the child */
};

/* Starts the helper; does nothing when it runs. Errors: ERR_SYSTEM (also when this process already
 * has several threads). */
MUST_CHECK bool helper_start(helper_child *run, struct err *err);
/* A child for the file; both descriptors stay the caller's. Errors: ERR_SYSTEM; ERR_CHILD_DIED
 * when the helper is gone. From any thread. */
MUST_CHECK bool helper_run(int file_fd, int request_fd, struct helper_job *out, struct err *err);
/* The same for the program that makes a text of a PDF (pdf_text.h). */
MUST_CHECK bool helper_run_text(int file_fd, struct helper_job *out, struct err *err);
/* How the child ended, in words ("exit 70", "signal 31"), waiting at most a second; false: it has
 * not. *timed_out: it used up its time. */
bool helper_verdict(struct helper_job *job, bool *timed_out, struct buf *out);
/* Kills the child if it still runs. */
void helper_end(struct helper_job *job);
/* Ends the helper and waits for it: for tests, and before a program ends. */
void helper_stop(void);

#endif
