/* The exported facts of a database as one text that two databases with the same facts have in
 * common: the program's own random ids are replaced by what they stand for, and lines are sorted.
 */
#ifndef RELANCE_TESTS_FAULT_FACTS_H
#define RELANCE_TESTS_FAULT_FACTS_H

#include <stdbool.h>

/* jsonl is changed. The result is to be freed. Without imports: what tells by
 * which import something is known is left out, too (a file taken twice tells all again, a list in
 * the same words). */
char *facts_canonical(char *jsonl, bool with_imports);
/* How many lines hold `text`. */
int facts_count(const char *jsonl, const char *text);
/* The first line of a that is not in b, or of b not in a; "" when they are equal. The result lies
 * in a static buffer. */
const char *facts_difference(const char *a, const char *b);

#endif
