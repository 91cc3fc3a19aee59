/* SQL text cut into words, numbers, literals, parameters, symbols and comments. The scanner knows
 * only what Relance's shared subset of SQL needs; what it does not know is refused. */
#ifndef SQLGEN_TOKEN_H
#define SQLGEN_TOKEN_H

#include <stdbool.h>
#include <stddef.h>

enum token_kind {
    TOKEN_END,
    TOKEN_WORD,      /* name or keyword */
    TOKEN_NUMBER,    /* whole numbers only */
    TOKEN_STRING,    /* 'literal', with its quotes */
    TOKEN_PARAMETER, /* $n */
    TOKEN_BRACE,     /* {word}: a type or table ending of the schema */
    TOKEN_SYMBOL,
    TOKEN_COMMENT, /* text behind "--", without the blanks around it */
};

struct token {
    enum token_kind kind;
    char *text; /* ended by a zero byte */
    int line;
    int number;        /* of a parameter */
    bool space_before; /* blank, newline or comment before it in the source */
};

struct tokens {
    const char *path;
    struct token *all; /* the last one is TOKEN_END */
    size_t count;      /* without TOKEN_END */
};

/* Scans a whole file. Refuses quoted identifiers, block comments, `$` in literals or beside
 * anything but a number, literals over a line end. */
struct tokens tokens_of_file(const char *path, const char *text);
/* The word or symbol equals `text`; words without regard to case. */
bool token_is(const struct token *t, const char *text);
bool words_equal(const char *a, const char *b);

#endif
