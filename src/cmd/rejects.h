/* The rows of a table that were refused while the rest was taken: NAME.refus.csv in the working
 * folder, so that somebody can correct and import them. Nothing is overwritten: the first free name
 * of NAME.refus.csv, NAME.refus-2.csv… is taken. A text that a spreadsheet would take for a formula
 * is preceded by an apostrophe. For its owner alone. */
#ifndef RELANCE_CMD_REJECTS_H
#define RELANCE_CMD_REJECTS_H

#include <stdio.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

struct rejects {
    struct arena *arena;
    struct str source;
    struct str path; /* in the arena; empty until there is a file */
    FILE *file;      /* opened with the first row */
};

void rejects_init(struct rejects *r, struct arena *a, struct str source);
/* Adds one row: line, column, field, code, value. `with` is the struct rejects. False: it could not
 * be written, or no name is free. */
bool rejects_add(void *with, const struct err *refused);
/* Closes the file and drops it again when the import as a whole was refused. The path, or an empty
 * text when there is no such file. */
struct str rejects_end(struct rejects *r, bool kept);

#endif
