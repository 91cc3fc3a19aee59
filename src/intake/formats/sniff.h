/* One look at all bytes of a file before it is parsed: is it text at all, and in which encoding. */
#ifndef RELANCE_INTAKE_SNIFF_H
#define RELANCE_INTAKE_SNIFF_H

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"
#include "reader.h"

/* Called now and then with the bytes looked at so far. */
struct sniff_progress {
    void (*tell)(void *with, int64_t bytes);
    void *with;
};

/* A file known to be text; progress may be NULL. */
struct text_file {
    const struct source *source;
    enum encoding encoding;
    const struct sniff_progress *progress;
};

/* UTF-8 if all of it is; else guessed from the bytes above 0x7F of the whole file, evenly thinned
 * out. Errors: ERR_FILE_BINARY (a zero byte, or the mark of another kind of file; arg names it),
 * ERR_FILE_ENCODING (UTF-16 or UTF-32; or UTF-8 with damaged places: line of the first one),
 * ERR_FILE_EMPTY (nothing but blanks), ERR_FILE_UNREADABLE. */
MUST_CHECK bool sniff_text(const struct source *source, struct arena *a,
                           const struct sniff_progress *progress, enum encoding *out,
                           struct err *err);

#endif
