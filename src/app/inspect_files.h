/* What intake reads in a file, without a database: the figures of the whole file, or why it is
 * refused. Source of the figures: CONTRACT inspect. */
#ifndef RELANCE_APP_INSPECT_FILES_H
#define RELANCE_APP_INSPECT_FILES_H

#include "base/arena.h"
#include "intake/intake.h"

struct inspected {
    struct str file;             /* as it was named */
    struct err error;            /* set: refused */
    struct intake_summary about; /* of a refused file at most the format and the kind are known */
};

/* Texts live in the arena. */
void inspect_file(struct arena *a, struct str file, struct inspected *out);
/* The exit code of a list of inspected files: that of the worst. */
int inspect_exit_code(const struct inspected *files, size_t count);

#endif
