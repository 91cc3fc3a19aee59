/* Files the program writes for people: written beside their name and put in place whole, so that
 * a broken file never looks like a good one; readable by their owner alone, as they are full of
 * names. A file of that name is replaced. */
#ifndef RELANCE_APP_SAVE_FILE_H
#define RELANCE_APP_SAVE_FILE_H

#include <stdio.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

struct saving {
    FILE *out;
    const char *path, *part;
};

/* For what is written piece by piece. Errors: ERR_FILE_WRITE (field "out", arg the path). */
MUST_CHECK bool saving_begin(struct saving *s, struct arena *a, struct str path, struct err *err);
/* Puts the file in place, or drops it when it did not become whole; false then as well. Errors:
 * ERR_FILE_WRITE, ERR_DISK_FULL (an error already set stands). */
MUST_CHECK bool saving_end(struct saving *s, bool whole, struct err *err);
/* For what is whole already. Errors: those of both. */
MUST_CHECK bool save_bytes(struct arena *a, struct str path, struct str bytes, struct err *err);

#endif
