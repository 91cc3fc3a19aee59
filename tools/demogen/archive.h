/* A ZIP archive of small files, stored as they are. */
#ifndef RELANCE_DEMOGEN_ARCHIVE_H
#define RELANCE_DEMOGEN_ARCHIVE_H

#include "page.h"

struct archive {
    struct bytes files, directory;
    int count;
};

/* name: ASCII. */
void archive_add(struct archive *a, const char *name, const struct bytes *file);
/* Ends the process with exit 3 when it cannot; the archive is empty afterwards. */
void archive_write(struct archive *a, const char *path);

#endif
