/* Where in an HTML document the next byte stands: the piece of an HTML tokenizer that is needed to
 * choose an escaping, fed with the literal text of a view. It refuses what a view must not hold
 * (unquoted attributes, inline scripts and styles), so that what is left is simple enough to be
 * right about. */
#ifndef VIEWGEN_PLACE_H
#define VIEWGEN_PLACE_H

#include <stdbool.h>
#include <stddef.h>

#include "sqlgen/text.h"

enum place_kind {
    PLACE_TEXT,      /* between tags, also inside <title> and <textarea> */
    PLACE_TAG_NAME,  /* behind "<" */
    PLACE_TAG,       /* inside a tag, between attributes */
    PLACE_ATTR_NAME, /* inside the name of an attribute */
    PLACE_EQUALS,    /* behind "name=" */
    PLACE_VALUE,     /* inside a quoted value */
    PLACE_COMMENT,   /* inside <!-- -->: not written out */
    PLACE_RAW,       /* inside <script> or <style>: only blanks may stand here */
};

enum { PLACE_NAME_MAX = 40 };

struct place {
    enum place_kind kind;
    char tag[PLACE_NAME_MAX];   /* of the tag we are in, lower case, "/a" for a closing one */
    char attr[PLACE_NAME_MAX];  /* of the attribute we are in */
    char value[PLACE_NAME_MAX]; /* the beginning of its value, as literal text */
    bool value_filled;          /* the value holds an expression already */
    char raw[PLACE_NAME_MAX];   /* the element of PLACE_RAW */
    bool keep_blanks;           /* inside <textarea> or <pre> */
};

struct place_literal {
    const char *p;
    size_t n;
    const char *path; /* where it stands, for refusals */
    int line;
};

/* Moves over a piece of literal text and appends to `out` what is to be written: without comments,
 * runs of blanks that hold a line end shortened. Ends the program at what is not allowed. */
void place_feed(struct place *p, const struct place_literal *literal, struct text *out);

/* An attribute whose value is an address. */
bool place_is_url(const struct place *p);
/* The same place as far as what may follow goes: both branches of an if must end alike. */
bool place_same(const struct place *a, const struct place *b);

#endif
