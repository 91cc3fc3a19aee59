/* Promises, plans, disputes, holds, cover, alerts and outcomes as JSON; keys in docs/codes.md. */
#ifndef RELANCE_APP_OBJECTS_JSON_H
#define RELANCE_APP_OBJECTS_JSON_H

#include "base/json.h"
#include "claim/mailing.h"
#include "list_objects.h"

/* "promises", "plans"... */
const char *object_list_key(enum object_kind kind);
size_t object_count(const struct account_objects *objects, enum object_kind kind);
const struct object_head *object_head(const struct account_objects *objects, enum object_kind kind,
                                      size_t i);
/* The i-th object's code of status today; of an outcome: its code. */
const char *object_status(const struct file_objects *objects, enum object_kind kind, size_t i);
/* The keys of the i-th object of a kind, into an open object. */
void object_json(struct json *j, const struct objects_view *view, enum object_kind kind, size_t i);

/* What became of a letter: its days and the reason of a return, into an open object. */
void mailing_json(struct json *j, const struct mailing *m);

#endif
