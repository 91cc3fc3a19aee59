/* One file as JSON, as `relance debtor REF --json` writes it. */
#ifndef RELANCE_APP_FILE_JSON_H
#define RELANCE_APP_FILE_JSON_H

#include "app/statement/show_statement.h"
#include "base/json.h"

/* Into an open object; the arena is for texts on their way. */
void file_json(struct json *j, struct arena *a, const struct account_statement *s);
/* "items". */
void file_items_json(struct json *j, const struct file_view *file);

#endif
