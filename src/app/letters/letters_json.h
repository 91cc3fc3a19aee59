/* Letters as commands and the JSON interface write them, into an open object. */
#ifndef RELANCE_APP_LETTERS_JSON_H
#define RELANCE_APP_LETTERS_JSON_H

#include "base/json.h"
#include "letter_way.h"
#include "write_letter.h"

/* One of a list. */
void listed_letter_json(struct json *j, struct arena *a, const struct listed_letter *l);
/* Of one that was written: where it is kept, null when it is not; and what it asks for. */
void kept_letter_json(struct json *j, struct arena *a, const struct written_letter *letter);
void asked_letter_json(struct json *j, const struct written_letter *letter);
/* What was said of one. */
void told_letter_json(struct json *j, struct arena *a, const struct letter_told *told);

#endif
