/* Text files in UTF-16, as spreadsheets call "Unicode text": read as UTF-8 from memory. */
#ifndef RELANCE_INTAKE_UTF16_H
#define RELANCE_INTAKE_UTF16_H

#include "base/arena.h"
#include "base/err.h"
#include "reader.h"

/* The file begins with the byte order mark of UTF-16, either way round. */
bool utf16_is(struct str start);
/* *out: the same text in UTF-8, in the arena, without the mark. Errors: ERR_FILE_TOO_LARGE (beyond
 * LIMIT_UTF16_BYTES), ERR_FILE_ENCODING with line (half a character), ERR_FILE_UNREADABLE. */
MUST_CHECK bool utf16_read(const struct source *source, struct arena *a, struct source *out,
                           struct err *err);

#endif
