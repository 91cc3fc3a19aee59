/* Promises, plans, disputes, holds, cover, alerts and outcomes as facts: what was said and decided,
 * never what is computed of it (docs/export-facts.md). */
#ifndef RELANCE_APP_EXPORT_OBJECTS_H
#define RELANCE_APP_EXPORT_OBJECTS_H

#include "app/acts/objects_json.h"
#include "store/letter_store.h"

/* The keys of the i-th object of a kind behind `account`, into an open object. */
void object_fact(struct json *j, const struct account_objects *objects, enum object_kind kind,
                 size_t i, struct currency currency);
void object_event_fact(struct json *j, const struct object_event *event);

/* A letter with what it asks for and what became of it. items: of the account. */
void letter_fact(struct json *j, const struct stored_letter *letter,
                 const struct stored_letter_items *items, struct currency currency);

/* A payee of a creditor, and what was said of him. */
void payee_fact(struct json *j, struct str creditor, const struct payee *payee);
void payee_word_fact(struct json *j, const struct payee_word *word);

#endif
