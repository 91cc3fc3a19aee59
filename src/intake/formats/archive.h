/* Private to the child: a ZIP archive, read from the source alone; no file is opened. */
#ifndef RELANCE_INTAKE_ARCHIVE_H
#define RELANCE_INTAKE_ARCHIVE_H

#include <zip.h>

#include "reader.h"

struct archive {
    const struct source *source;
    int64_t at; /* where libzip reads next */
    zip_error_t error;
    zip_t *zip;
};

/* True: the first bytes are those of a ZIP archive, be it empty. */
bool archive_is(struct str start);
/* False: no archive that can be read. */
MUST_CHECK bool archive_open(struct archive *z, const struct source *source);
bool archive_has(const struct archive *z, const char *name);
int64_t archive_count(const struct archive *z); /* of entries */
void archive_close(struct archive *z);
/* False: so many bytes from so few are no ordinary data. */
bool archive_ratio_ok(int64_t bytes, int64_t packed_bytes);

#endif
