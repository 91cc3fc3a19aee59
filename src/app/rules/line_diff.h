/* What changes from one text to another, line by line. */
#ifndef RELANCE_APP_LINE_DIFF_H
#define RELANCE_APP_LINE_DIFF_H

#include "base/arena.h"

struct line_change {
    bool added;      /* else removed */
    int64_t line;    /* of the text it stands in, from 1 */
    struct str text; /* without its end */
};

struct line_changes {
    struct line_change *rows; /* in the order of the texts; what goes stands before what comes */
    size_t count;
};

/* The shortest list of changes, or, when the middle that differs is longer than 2 000 lines on
 * each side, all of it. In the arena; texts point into the arguments. */
void line_diff(struct arena *a, struct str before, struct str after, struct line_changes *out);

#endif
