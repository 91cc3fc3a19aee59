/* Listening to a sandboxed child: bytes from its pipe, cut into records, with a limit on how long
 * it may keep silent and on how much it may say. */
#ifndef RELANCE_INTAKE_EAR_H
#define RELANCE_INTAKE_EAR_H

#include "base/arena.h"
#include "base/err.h"
#include "helper.h"
#include "wire.h"

struct ear {
    struct helper_job job;
    char *buffer; /* two batches long */
    size_t from, to;
    int64_t waited_ms;     /* for this child, all told */
    int64_t progress_left; /* signs of life it may still give */
};

/* How long a child may keep silent, and how long one may wait for it all told. For tests. */
struct ear_patience {
    int silence_ms, total_ms;
};
void ear_set_patience(struct ear_patience patience);

struct ear_request {
    int file_fd, request_fd; /* stay the caller's */
    int64_t file_bytes;
};
/* A child for the file. Errors: those of helper_run. */
MUST_CHECK bool ear_open(struct ear *e, const struct ear_request *request, struct arena *a,
                         struct err *err);
/* The next record, whose texts live until the next call. Errors: ERR_CHILD_LIED, ERR_CHILD_TIMEOUT,
 * ERR_CHILD_DIED (also when it ends without having said its last record). */
MUST_CHECK bool ear_next(struct ear *e, struct wire_record *out, struct err *err);
/* Kills the child if it still runs. */
void ear_close(struct ear *e);

#endif
