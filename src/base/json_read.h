/* A member of a JSON object that this program wrote (json.h): the journal's bodies, told to people.
 * No parser of anybody's JSON: texts at the first level, nothing else. */
#ifndef RELANCE_BASE_JSON_READ_H
#define RELANCE_BASE_JSON_READ_H

#include "arena.h"
#include "str.h"

/* The text of that key, in the arena; p NULL when there is none or it is no text. */
struct str json_text_of(struct arena *a, struct str object, const char *key);

#endif
