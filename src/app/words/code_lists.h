/* Every closed list of stable codes as one page: docs/codes.md. Those who write programs against
 * Relance read it; the codes in it are never renamed. `relance help --codes` prints it and
 * script/check compares. */
#ifndef RELANCE_APP_CODE_LISTS_H
#define RELANCE_APP_CODE_LISTS_H

#include "base/buf.h"

/* The page, in Markdown and in English. */
void code_lists_page(struct buf *out);

#endif
