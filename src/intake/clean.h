/* Text of a field as the rest of the program may see it: UTF-8, trimmed, no control characters. */
#ifndef RELANCE_INTAKE_CLEAN_H
#define RELANCE_INTAKE_CLEAN_H

#include "base/arena.h"
#include "base/check.h"
#include "base/str.h"
#include "base/text.h"

/* All bytes are printable ASCII (0x20 to 0x7E). */
bool clean_is_plain(struct str s);
/* Converts, puts a blank for every control character (a tab inside a quoted field, U+0085...), then
 * trims. Plain text is returned as a part of `raw`, other text lies in the arena. False: not valid
 * in that encoding. */
MUST_CHECK bool clean_text(struct str raw, enum encoding encoding, struct arena *a,
                           struct str *out);
/* Valid UTF-8 without control characters: what clean_text makes. */
bool clean_is_clean(struct str s);

#endif
