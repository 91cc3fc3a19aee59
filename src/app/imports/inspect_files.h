/* What intake reads in a file, without a database: the figures of the whole file, or why it is
 * refused. Source of the figures: CONTRACT inspect. */
#ifndef RELANCE_APP_INSPECT_FILES_H
#define RELANCE_APP_INSPECT_FILES_H

#include "base/arena.h"
#include "intake/intake.h"

struct inspected {
    struct str file;             /* as it was named; "a.zip/b.pdf" for the member of an archive */
    struct err error;            /* set: refused, or why it was skipped */
    bool skipped;                /* beside what an archive was given for; no fault */
    struct intake_summary about; /* of a refused file at most the format and the kind are known */
};

/* Told of each file; what it is given lives until it returns. */
typedef void inspect_sink(void *with, const struct inspected *file);

struct inspect_request {
    struct str argument;
    const struct mapping *mapping; /* how its lists are laid out; NULL: the reader finds out */
};

/* Every file the argument stands for (given_files.h); the exit code: that of the worst. */
int inspect_argument(struct arena *a, const struct inspect_request *request, inspect_sink *sink,
                     void *with);

#endif
