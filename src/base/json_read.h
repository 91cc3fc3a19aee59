/* JSON that this program wrote (json.h), read again: the journal's bodies, told to people. No
 * parser of anybody's JSON. */
#ifndef RELANCE_BASE_JSON_READ_H
#define RELANCE_BASE_JSON_READ_H

#include "arena.h"
#include "str.h"

/* The text of that key, in the arena; p NULL when there is none or it is no text. */
struct str json_text_of(struct arena *a, struct str object, const char *key);

/* All names and values in their order, also of objects and lists inside; the name of an object
 * inside is left out, its members follow. Begins as {.object = …}. */
struct json_walk {
    struct str object;
    size_t at;
    struct str text; /* of the name or value: a text without its quotes, else as it is written */
    bool is_value;
};
/* False: there is no more. */
bool json_walk_next(struct json_walk *walk, struct arena *a);

#endif
