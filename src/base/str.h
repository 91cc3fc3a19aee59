/* A piece of text or bytes that somebody else owns: pointer and length, no terminator.
 * A struct str never owns memory; it lives as long as what it points into. */
#ifndef RELANCE_BASE_STR_H
#define RELANCE_BASE_STR_H

#include <string.h>

#include "check.h"

struct str {
    const char *p;
    size_t n;
};

/* Arguments for "%.*s". */
#define STR_ARG(s) (int)(s).n, (s).p
/* A struct str of a string literal. */
#define STR(literal) ((struct str){(literal), sizeof(literal) - 1})
/* The same where only a constant is allowed: in static tables. */
#define STR_INIT(literal)                                                                          \
    {                                                                                              \
        (literal), sizeof(literal) - 1                                                             \
    }

struct str str_of(const char *text); /* text may be NULL: the empty string */
bool str_eq(struct str a, struct str b);
/* Here, so that a comparison with a literal is one of a few bytes. text may be NULL. */
static inline bool str_is(struct str a, const char *text)
{
    size_t n = text == NULL ? 0 : strlen(text);
    return a.n == n && (n == 0 || memcmp(a.p, text, n) == 0);
}
bool str_is_nocase(struct str a, const char *text); /* ASCII letters only */
/* Which of count texts it is, ASCII case ignored; count when none. NULL texts are skipped. */
size_t str_which(struct str a, const char *const *texts, size_t count);
/* The same to the letter, as codes are written. */
size_t str_index(struct str a, const char *const *texts, size_t count);
int str_cmp(struct str a, struct str b); /* byte order; <0, 0, >0 */
bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
bool str_contains(struct str s, struct str part);
/* Index of the first byte c, or -1. */
ptrdiff_t str_find(struct str s, char c);
/* Without leading and trailing ASCII blanks, tabs, CR, LF, and U+00A0 and U+202F. */
struct str str_trim(struct str s);
/* Bytes from..to (to excluded), both cut to the length of s. */
struct str str_slice(struct str s, size_t from, size_t to);
/* Takes the part of *rest before the next `sep` (or all of it), moves *rest behind it.
 * False when *rest is exhausted (p == NULL). */
bool str_split(struct str *rest, char sep, struct str *part);
/* The longest prefix of s of at most n_max bytes that does not cut a UTF-8 sequence. */
struct str str_cut_utf8(struct str s, size_t n_max);
/* How many bytes must be changed, added or dropped to make b of a; texts longer than
 * STR_DISTANCE_MAX are that far from every other. */
enum { STR_DISTANCE_MAX = 31 };
size_t str_distance(struct str a, struct str b);

#endif
