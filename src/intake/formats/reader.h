/* The lines of a file, one after the other, through a buffer of fixed size.
 *
 * A line ends with LF, CR LF, CR CR LF or CR. A byte order mark of UTF-8 at the start and a DOS end
 * mark (0x1A) as the very last byte belong to no line. */
#ifndef RELANCE_INTAKE_READER_H
#define RELANCE_INTAKE_READER_H

#include "base/arena.h"
#include "base/err.h"
#include "base/limits.h"
#include "base/str.h"

/* Where bytes come from: a descriptor, or memory in tests. */
struct source {
    int fd; /* -1: memory */
    struct str memory;
    int64_t size_bytes; /* when it was opened; nothing behind it is read */
};

struct source source_of_fd(int fd, int64_t size_bytes);
struct source source_of_memory(struct str bytes);
/* Up to n bytes from offset `at`; *got is 0 only at the end. False: the file cannot be read. */
MUST_CHECK bool source_read(const struct source *s, int64_t at, char *to, size_t n, size_t *got);

struct reader {
    const struct source *source;
    char *buffer;
    size_t from, to; /* unread bytes of the buffer */
    size_t next_lf;  /* index of the first LF at or after `from`, or `to` if there is none */
    int64_t at;      /* offset of the next byte to fetch */
    int64_t line;    /* number of the line given last, from 1 */
    bool ended;      /* the line given last has a line end */
};

/* The buffer comes from the arena. */
void reader_init(struct reader *r, const struct source *source, struct arena *a);
/* The next line without its end; valid until the next call. Errors: ERR_LINE_TOO_LONG (beyond
 * LIMIT_LINE_BYTES), ERR_TOO_MANY_LINES, ERR_FILE_UNREADABLE. */
MUST_CHECK bool reader_next(struct reader *r, struct str *line, bool *have, struct err *err);

#endif
