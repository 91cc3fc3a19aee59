/* The figures of a letter: items, credits, what the law adds and whether it is asked for. */
#ifndef RELANCE_APP_LETTER_SUMS_H
#define RELANCE_APP_LETTER_SUMS_H

#include "letter_fill.h"

/* Interest and indemnity are part of what is asked only where the account's policy claims them and
 * every figure is whole (no rate missing, no estimated date); never on a part that is disputed. The
 * formal notice that claims them first asks for them itself. */
void letter_sums(const struct letter_source *from, struct letter_view *out,
                 struct letter_figures *figures);

#endif
