/* What a view is given: the declaration at its top, read into records that become C structs.
 *
 *   {{ view day: title text, total int, last bool, next url?, rows [name text, amount text],
 *                page shell, cards [card] }}
 *
 * Types: text, url (both struct str; "?" = may be absent, p NULL), int, bool, a list of records in
 * brackets, the name of another view (its struct, embedded) or that name in brackets (a list). */
#ifndef VIEWGEN_SCHEMA_H
#define VIEWGEN_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>

#include "sqlgen/text.h"

enum field_kind { FIELD_TEXT, FIELD_URL, FIELD_INT, FIELD_BOOL, FIELD_LIST, FIELD_VIEW };

struct record;

struct field {
    const char *name;
    enum field_kind kind;
    bool optional;
    struct record *record; /* FIELD_LIST of own records; after schema_link for all others, too */
    const char *view;      /* FIELD_VIEW, or FIELD_LIST of another view's record */
    int line;
};

struct record {
    const char *c_name; /* "v_day", "v_day_rows" */
    struct field *fields;
    size_t count;
    bool written;
};

struct view {
    const char *name, *path;
    const char *body; /* behind the declaration */
    int body_line;
    struct record record;
    /* found while compiling */
    bool is_layout;
};

struct views {
    struct view *v;
    size_t count;
};

/* Reads a file's declaration. The name must be the file's. */
void schema_read(struct views *views, const char *path);
/* Resolves the names of other views. */
void schema_link(struct views *views);
struct view *schema_view(const struct views *views, const char *name);
const struct field *schema_field(const struct record *record, const char *name, size_t n);
/* The structs, those embedded first. */
void schema_write(struct views *views, struct text *out);

/* A word of a tag: an identifier, a path a.b, a string (kind '"') or one punctuation character. */
struct word {
    char kind; /* 'a' word, '"' string, else the character itself; 0 at the end */
    const char *p;
    size_t n;
    int line;
};
struct words {
    const char *at, *end, *path;
    int line;
};
struct word words_next(struct words *w);
bool word_is(struct word w, const char *text);
/* The next word, which must be a plain word or string. */
struct word words_expect(struct words *w, char kind, const char *what);

#endif
