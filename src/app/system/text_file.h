/* Small text files a person brings: law tables, mappings. */
#ifndef RELANCE_APP_TEXT_FILE_H
#define RELANCE_APP_TEXT_FILE_H

#include "base/arena.h"
#include "base/err.h"

/* All of a file, in the arena; never waits for the other end of a pipe. Errors: ERR_FILE_NOT_FOUND,
 * ERR_FILE_UNREADABLE, ERR_FILE_NOT_REGULAR, ERR_FILE_TOO_LARGE (above max_bytes),
 * ERR_FILE_EMPTY. */
MUST_CHECK bool text_file_read(struct arena *a, struct str path, size_t max_bytes, struct str *out,
                               struct err *err);
/* The same of a regular file that is open, and stays so. */
MUST_CHECK bool text_file_read_open(struct arena *a, int fd, size_t max_bytes, struct str *out,
                                    struct err *err);

#endif
