/* What a file is, told from its first bytes; the name of the file does not count. */
#ifndef RELANCE_INTAKE_DETECT_H
#define RELANCE_INTAKE_DETECT_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "base/text.h"
#include "format.h"
#include "intake/formats/reader.h"

enum { DETECT_BYTES = LIMIT_LINE_BYTES }; /* as many as are looked at */

/* `start`: the first DETECT_BYTES bytes of a file that sniff_text found to be text in that
 * encoding, or all of it. Scratch memory from the arena. Errors: ERR_FILE_UNKNOWN_FORMAT. */
MUST_CHECK bool detect_format(struct arena *scratch, struct str start, enum encoding encoding,
                              enum intake_format *out, struct err *err);

#endif
