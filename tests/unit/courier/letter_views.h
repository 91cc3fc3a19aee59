/* Views to print: the same two deliveries, asked for by whoever writes and of whoever owes. */
#ifndef RELANCE_TESTS_LETTER_VIEWS_H
#define RELANCE_TESTS_LETTER_VIEWS_H

#include "courier/letter.h"

/* A view that lacks nothing. Interest and indemnity are claimed of businesses and public buyers in
 * formal notices and first letters, and shown in their statements. */
struct letter_view sample_view(enum letter_kind kind, enum letter_capacity capacity,
                               enum letter_debtor debtor);

#endif
